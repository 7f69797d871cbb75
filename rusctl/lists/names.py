"""Names as lists have them, and what may be a name at all."""

import re
from typing import NamedTuple

from rusctl.language import hard_words
from rusctl.language.hard_word_tables import PARTY_LETTERS
from rusctl.language.hard_words import Hard
from rusctl.lists import words
from rusctl.lists.folding import fold

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_ADDRESS = re.compile(r"\s*<([^<>\s]*@[^<>\s]*)>\s*")
PLACE = re.compile(
    r"\b(?:\w*kommun|region\w*|\w*förvaltning\w*|\w*nämnd\w*|\w*förening\w*|\w*förbund\w*|stad|ab|hb|kb|län|\w*styrelsen?"
    r"|universitet|högskola)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(  # small words that stand in names
    {
        "af",
        "av",
        "von",
        "van",
        "de",
        "den",
        "der",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "zu",
        "ten",
        "ter",
    }
)
_SIGNS = re.compile(r"[<(\[,/\u2010-\u2014]| - |^[0-9]")
_NUMBERED = re.compile(r"^[0-9]{1,3}[.)]\s+")  # of a numbered list
_PARTY_AT_END = re.compile(  # after a name of two words or more; "Andersson, M" is an initial
    rf"^(\S+ [^,/]*?)(?:\s*[,/]\s*|\s+[-\u2010-\u2014]\s+)({'|'.join(map(str.upper, PARTY_LETTERS))})$"
)
_LONGEST, _MOST_WORDS = 80, 6
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-'\u2019.][^\W\d_]*)*\.?")


class NameRead(NamedTuple):
    """A name out of a cell: first name first, without a mark of a guest.

    What else stands in brackets stays, as a party does: what nobody is to keep is taken out where persons are made.

    `address` is one that stood beside the name in <>, and `place` a place of work, after a comma or in brackets.
    """

    name: str
    guest: bool = False
    address: str = ""
    place: str = ""


def read(text: str, *, last_first: bool = False, with_place: bool = False) -> NameRead:
    """Give the name that a cell holds; with `last_first` the last name stands before the others.

    What is after a comma is a first name, but for a place of work: by its words, or with `with_place` whatever it is.
    """
    text = " ".join(text.split())
    if not (last_first or _SIGNS.search(text)):
        return NameRead(text)
    text = _NUMBERED.sub("", text)
    text = _PARTY_AT_END.sub(r"\1 (\2)", text)
    address = ""
    if match := _ADDRESS.search(text):
        address, text = match[1], _ADDRESS.sub(" ", text).strip()
    guest = False
    for match in _BRACKETS.finditer(text):
        if fold(match[1]) in words.others("guest"):
            guest, text = True, text.replace(match[0], " ").strip()
        elif "@" in match[1] and " " not in match[1].strip():
            address, text = address or match[1].strip(), text.replace(match[0], " ").strip()
    place = ""
    for match in _BRACKETS.finditer(text):
        if PLACE.search(match[1]):
            place, text = match[1].strip(), text.replace(match[0], " ").strip()
    brackets = " ".join(match[0].strip() for match in _BRACKETS.finditer(text))
    bare = " ".join(_BRACKETS.sub(" ", text).split())
    before, _, after = bare.partition(",")
    if " " in before and after.strip() and (with_place or PLACE.search(after)):
        bare, place = before.strip(), after.strip()
    return NameRead(f"{_in_order(bare, last_first=last_first)} {brackets}".strip(), guest, address, place)


def without_party(text: str) -> str:
    """Give a word for a role without a party in brackets or after a comma, such as Kommunalråd (S)."""
    if not any(sign in text for sign in "([,"):
        return text
    return hard_words.without(text, (Hard.PARTY,)).text


def _in_order(text: str, *, last_first: bool) -> str:
    """Give a name with its first name first: Andersson, Anna is Anna Andersson."""
    last, comma, first = text.partition(",")
    if comma and first.strip() and last.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    parts = text.split()
    if last_first and len(parts) == len(("last", "first")):
        return f"{parts[1]} {parts[0]}"
    return text


def may_be_one(text: str) -> bool:
    """Whether a cell alone can be a person's name: two words or more, letters only, none of them a total's."""
    text = " ".join(_BRACKETS.sub(" ", text).split())
    if not text or len(text) > _LONGEST or text.endswith((":", "!", "?")) or is_total(text):
        return False
    parts = text.replace(",", " ").split()
    if not 1 < len(parts) <= _MOST_WORDS or not all(map(_WORD.fullmatch, parts)):
        return False
    capitals = [part[:1].isupper() or part in _PARTICLES for part in parts]
    return all(capitals) and parts[-1][:1].isupper()


def is_total(text: str) -> bool:
    """Whether a cell begins with the word of a total, such as "Totalt: 4 personer"."""
    folded = fold(text)
    if folded in words.others("total"):
        return True
    first = re.match(r"[^\W\d_]+", folded)
    rest = folded[first.end() :] if first else ""
    return bool(first and first[0] in words.others("total") and re.match(r"\s*(?:[:=;,|]|\d|antal|deltag|anm)", rest))
