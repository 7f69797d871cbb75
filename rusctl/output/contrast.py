"""The contrast of two colours (WCAG 2.1, 1.4.3 and 1.4.11)."""

import re

TEXT, EDGE = 4.5, 3.0  # least contrast of text, and of a border that means something or of large letters
PAPER = "#ffffff"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STEP, _LOW, _GAMMA = 0.04045, 12.92, 2.4  # sRGB, as WCAG 2.1 defines relative luminance


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / _LOW if c <= _STEP else ((c + 0.055) / 1.055) ** _GAMMA for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
