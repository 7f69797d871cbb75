"""Words as they are compared: small letters, composed, single spaces, and without what means nothing."""

import re
import unicodedata

_MEANINGLESS = re.compile(r"[\s\-\u2010-\u2014._/\\,;:*?!()\[\]\"'\u2018-\u201d&+]+")


def fold(text: str) -> str:
    """Give a word in small letters, each composed as one, with single spaces and without a mark at its end.

    A word of marks alone, such as "-" or "?", stays as it is.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded.rstrip(":*.! ") or folded


def squeezed(text: str) -> str:
    """Give the letters and digits of a text alone: "E-post adress:" and "epostadress" are the same heading."""
    return _MEANINGLESS.sub("", unicodedata.normalize("NFKC", text).casefold())
