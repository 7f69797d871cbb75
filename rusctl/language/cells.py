"""Texts in the cells of a CSV file: none can become a formula, and each can be had back as it was.

A spreadsheet takes a cell for a formula when it begins with = + - or @, in ordinary or in full width, also after
blanks, or with a tab or a line break. Such a text gets an apostrophe before it. A text that begins with apostrophes
and goes on like that gets one more, so that taking one away always gives the text back.
"""

import re
import unicodedata

APOSTROPHE = "'"
_FORMULA = frozenset("=+-@")
_LEADING = "\t\r\n"
_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_APOSTROPHES = re.compile("'*")


def shielded(text: str) -> str:
    """Give a text as a CSV file may hold it."""
    return APOSTROPHE + text if _acts(text) else text


def unshielded(text: str) -> str:
    """Give a text back that a CSV file holds; one that was never shielded stays."""
    return text[1:] if text.startswith(APOSTROPHE) and _acts(text) else text


def _acts(text: str) -> bool:
    """Whether a spreadsheet might act on a text, apart from apostrophes before it."""
    match = _APOSTROPHES.match(text)
    rest = text[match.end() :] if match else text
    if not rest:
        return False
    if rest[0] in _LEADING:
        return True
    for character in rest:
        if unicodedata.category(character) in _BLANK:
            continue
        return unicodedata.normalize("NFKC", character)[:1] in _FORMULA
    return False
