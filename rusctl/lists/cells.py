"""What the cells of a person's row hold, each as its field has it: an address of several, a name in its order."""

import re
from collections.abc import Callable
from functools import cache

from rusctl.language.message import Message, msg
from rusctl.language.patterns import phone_numbers
from rusctl.lists import names, words
from rusctl.lists.folding import fold

_ADDRESS = re.compile(r"[^\s<>(),;:\"\[\]]+@[^\s<>(),;:\"\[\]]+")
_PHONES = re.compile(r"\s*(?:[;,]|\beller\b|\bor\b|(?<=\d)\s*/\s*(?=[0+]))\s*", re.IGNORECASE)
_LABELLED = re.compile(r"^\s*(?:tel|tfn|telefon|mobil|mob|phone|e-?post|e-?mail|mejl)\b\.?\s*:?\s*", re.IGNORECASE)

Told = Callable[[Message], None]

GUEST = msg("the mark of a guest is left out of the name")
SECOND_ADDRESS = msg("a second email address is left out")
SECOND_PHONE = msg("a second telephone number is left out")


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing, such as a dash."""
    if len(text) > _LONGEST or text.lstrip()[:1].lower() not in _beginnings():
        return False
    return fold(text) in words.others("nothing")


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:1] for word in words.others("nothing"))


_LONGEST = 20  # characters of a word for nothing, with the spaces round it


def name(text: str, tell: Told, *, last_first: bool, with_place: bool = False) -> names.NameRead:
    """Give the name in a cell, and what else stands beside it."""
    found = names.read(text, last_first=last_first, with_place=with_place)
    if found.guest:
        tell(GUEST)
    return found


def email(text: str, tell: Told) -> str:
    """Give the first e-mail address of a cell, else the cell as it is, so that its fault is said."""
    bare = text.strip()
    if bare.count("@") == 1 and _ADDRESS.fullmatch(bare):
        return bare
    found = _ADDRESS.findall(bare.replace("mailto:", ""))
    if len(found) > 1 and len({one.casefold() for one in found}) > 1:
        tell(SECOND_ADDRESS)
    return found[0].strip(".") if found else bare


def phone(text: str, tell: Told) -> str:
    """Give the first telephone number of a cell, else the cell as it is."""
    bare = _LABELLED.sub("", text.strip())
    parts = [part for part in _PHONES.split(bare) if part]
    if len(parts) > 1 and any(True for _ in phone_numbers(parts[0])):
        tell(SECOND_PHONE)
        return _LABELLED.sub("", parts[0])
    return bare
