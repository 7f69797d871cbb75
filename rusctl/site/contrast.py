"""The contrast of two colours (WCAG 2.1, 1.4.3 and 1.4.11), and a region's theme held to it."""

import re

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.record import dataclass

TEXT, EDGE = 4.5, 3.0  # least contrast of text, and of a border that means something
PAPER, DARK_PAPER = "#ffffff", "#121518"
_SOFT, _DARK_SOFT = "#f2f5f7", "#1c2126"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STEP, _LOW, _GAMMA = 0.04045, 12.92, 2.4  # sRGB, as WCAG 2.1 defines relative luminance


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTheme:
    """A region's colours as #rrggbb: the top band and its text, and links; empty ones are the program's own."""

    brand: str = "#004f8a"
    brand_text: str = "#ffffff"
    link: str = "#004f8a"
    dark_brand: str = "#0d2c45"
    dark_brand_text: str = "#ffffff"
    dark_link: str = "#93cbff"


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def refuse_faint(theme: SiteTheme, file: str) -> None:
    """Raise RusctlError, with the numbers, where a colour of a theme is none or stands out too little."""
    for name in SiteTheme.__dataclass_fields__:
        value = getattr(theme, name)
        if not _COLOUR.fullmatch(value):
            raise RusctlError(
                msg('{file}: {key} is "{value}"; write a colour as #004f8a', file=file, key=name, value=value)
            )
    pairs = (
        ("brand_text", theme.brand_text, "brand", theme.brand),
        ("link", theme.link, "#ffffff", PAPER),
        ("link", theme.link, _SOFT, _SOFT),
        ("dark_brand_text", theme.dark_brand_text, "dark_brand", theme.dark_brand),
        ("dark_link", theme.dark_link, DARK_PAPER, DARK_PAPER),
        ("dark_link", theme.dark_link, _DARK_SOFT, _DARK_SOFT),
    )
    for name, colour, ground, under in pairs:
        if (found := contrast(colour, under)) < TEXT:
            raise RusctlError(
                msg(
                    "{file}: {key} on {ground} has a contrast of {found}, and {least} is needed; choose another colour",
                    file=file,
                    key=name,
                    ground=ground,
                    found=f"{found:.2f}",
                    least=f"{TEXT}",
                )
            )


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / _LOW if c <= _STEP else ((c + 0.055) / 1.055) ** _GAMMA for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
