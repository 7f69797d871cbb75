"""Texts of the plan as calendar files can hold them.

Readers differ in what they survive: a NUL ends libical, any control character ends others, and a bidi control turns a
line of the calendar round. So nothing of the kind leaves here, whatever the plan holds.
"""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
# C0 without tab and line feed, DEL, C1; soft hyphen; invisible and bidi controls (the joiners that emoji and Persian
# need stay); surrogates, byte order mark, interlinear marks, non-characters, tags. A fixed list gives the same file
# under every version of Unicode that a Python brings.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_ESCAPED = re.compile(r"[,;\\]")
_IN_PARAMETERS = str.maketrans({'"': "'", "\\": " ", "^": " "})
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?_~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def hides(text: str) -> bool:
    """Whether a text holds characters that are taken out of it."""
    return not text.isprintable() and _UNWANTED.search(_BREAKS.sub("\n", text)) is not None


def lines(text: str) -> str:
    """Give a text of several lines: NFC, lines parted by a line feed, without control characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _BREAKS.sub("\n", text))).strip()


def line(text: str) -> str:
    """Give a text on one line, runs of white space as one space."""
    return " ".join(lines(text).split())


def word(text: str) -> str:
    """Give a category or a calendar's name: one line without what TEXT escapes.

    Readers part categories at an escaped comma, too, and show the backslash in a name.
    """
    return line(_ESCAPED.sub(" ", text))


def name(text: str) -> str:
    """Give a name for a parameter: one line without what readers take for an escape or for its end."""
    return line(text.translate(_IN_PARAMETERS))


def address(url: str) -> str:
    """Give a web address in ASCII (RFC 3986), or nothing where it is none."""
    if not _ADDRESS.fullmatch(url) or _UNWANTED.search(url):
        return ""
    return url if url.isascii() else "".join(map(_percent, url))


def mailbox(contact: str) -> str:
    """Give an e-mail address, or nothing where it is none that a mailto: can hold as it stands."""
    return contact if _MAILBOX.fullmatch(contact) else ""


def _percent(character: str) -> str:
    if character.isascii():
        return character
    return "".join(f"%{octet:02X}" for octet in character.encode())
