"""The words that lists are written with, as they are shipped: headings, answers, roles, and marks that mean nothing.

They stand in tables beside this file (`words/*.tsv`). What a region adds stands in its own config/roles.toml,
config/municipalities.toml and config/lists.toml, and counts before them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rusctl.lists.folding import fold, squeezed

ASK, CELLS, LAST_FIRST = "ask", "cells", "last"
_FOLDER = Path(__file__).parent / "words"


class KnownHeading(NamedTuple):
    """What a heading is usually over: a field, nothing where such a column is dropped, and how sure that is.

    `how` is nothing where it is sure, ASK where it is to be agreed to, CELLS where only the cells below tell, and
    LAST_FIRST where the names below have the last name first.
    """

    field: str
    how: str


@cache
def headings() -> Mapping[str, KnownHeading]:
    """Give the usual headings, squeezed; the first line of a heading counts."""
    found: dict[str, KnownHeading] = {}
    for text, field, how in lines("headings"):
        found.setdefault(squeezed(text) or text, KnownHeading(field, how))
    return found


@cache
def values(field: str) -> Mapping[str, str]:
    """Give the words for the values of a field, folded: `answer`, `attendance`, `part`, `language` or `walk_in`."""
    found: dict[str, str] = {}
    for text, one, value in lines("answers"):
        if one == field:
            found.setdefault(fold(text), value)
    return found


def meant(field: str, text: str) -> str | None:
    """Give the answer or the attendance that a cell means, by the whole of it or by its first word; None where none."""
    folded = fold(text)
    if found := values(field).get(folded):
        return found
    first = folded.replace(",", " ").replace("!", " ").split()
    answer = _FIRST_WORDS.get(first[0]) if first else None
    return _CAME.get(answer) if answer and field == "attendance" else answer


_FIRST_WORDS = {"ja": "accepted", "yes": "accepted", "nej": "declined", "no": "declined", "kanske": "tentative"}
_CAME = {"accepted": "attended", "declined": "absent"}


@cache
def roles() -> Mapping[str, str]:
    """Give the words for groups of roles, squeezed; nothing where a word is a role in a meeting alone.

    A word that begins with * is the end of words.
    """
    found: dict[str, str] = {}
    for text, group in lines("roles"):
        found.setdefault(("*" if text.startswith("*") else "") + squeezed(text), group)
    return found


@cache
def others(what: str) -> frozenset[str]:
    """Give the folded words of one kind: `total`, `note`, `nobody`, `guest`, `ditto`, `nothing`, `nowhere`, `room`.

    `closing` are the beginnings of what is written below a list; those of a `function` are written as `slug` has them.
    """
    return frozenset(fold(text) for text, one in lines("others") if one == what)


def lines(name: str) -> Iterator[list[str]]:
    """Give the cells of a shipped table, without its heading."""
    text = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")
