"""Ids made of names."""

import re
import unicodedata


def slug(name: str) -> str:
    """Give a name's small letters a to z and digits, with hyphens between: å and ä become a, ö becomes o."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
