"""Ids made of names."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

LONGEST_MADE = 40
_JOINS = re.compile("[\u2010-\u2015\u2212]")  # hyphens, dashes and the minus sign


def slug(name: str) -> str:
    """Give a name's small letters a to z and digits, with hyphens between: å and ä become a, ö becomes o.

    What joins words or numbers, such as the dash of 20–64, is a hyphen too and does not make one number of two.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    joined = _JOINS.sub("-", plain)
    return re.sub(r"[^a-z0-9]+", "-", joined.encode("ascii", "ignore").decode()).strip("-")


def short(name: str) -> str:
    """Give an id made of a name's beginning, since a title may be long; ids name files."""
    return slug(name)[:LONGEST_MADE].strip("-")


def free(wanted: str, taken: Container[str]) -> str:
    """Give the id that is wanted if nobody has it, else with the first number from 2 on: koping, koping-2."""
    return wanted if wanted not in taken else next(one for n in count(2) if (one := f"{wanted}-{n}") not in taken)
