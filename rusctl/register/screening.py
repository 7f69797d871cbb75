"""The rows of a list, looked through for what nobody is to keep: it is left out, and who is protected is marked.

Every cell of a row is looked at, of columns that are dropped as well: a remark beside the table says of somebody that
their identity is protected as well as a column for it does.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.language import hard_words
from rusctl.language.hard_words import Hard
from rusctl.language.message import msg
from rusctl.register.list_rows import Record, RowFault
from rusctl.storage.untrusted.sheet import SheetRow

_NO = frozenset({"", "nej", "n", "no", "0", "false", "falskt", "-", "–", "—", "ej", "inte", "ingen", "nej."})
_OF_PLACES = (Hard.PARTY, Hard.PROTECTED, Hard.NUMBER)  # a hospital is a place of work


class Screened(NamedTuple):
    """What a list says, without what nobody is to keep.

    `protected` are the rows that say of somebody that their identity is protected, whether they can be taken or not.
    `left_out` has what was left out of names, titles and places of work, and `dropped` what columns hold that are
    dropped: the rows by what it is about.
    """

    records: list[Record]
    faults: list[RowFault]
    protected: frozenset[int]
    left_out: Mapping[Hard, Sequence[int]]
    dropped: Mapping[Hard, Sequence[int]]


def screened(
    heading: Sequence[str], rows: Iterable[SheetRow], mapped: Mapping[str, str], records: Iterable[Record]
) -> Screened:
    """Look through the rows of a list whose columns have been mapped."""
    taken = {index for index, text in enumerate(heading) if mapped.get(text)}
    marks = {index for index, text in enumerate(heading) if text and hard_words.protects(text)}
    titles = [index for index, text in enumerate(heading) if mapped.get(text) == "role"]
    protected: set[int] = set()
    hard: set[int] = set()
    dropped: dict[Hard, list[int]] = {}
    left_out: dict[Hard, list[int]] = {}
    for row in rows:
        others = [cell for index, cell in enumerate(row.cells) if cell and index not in marks]
        if hard_words.kinds("\n".join(others)):
            hard.add(row.number)
            beside = (cell for index, cell in enumerate(row.cells) if index not in taken | marks)
            for about in hard_words.kinds("\n".join(beside)):
                dropped.setdefault(about, []).append(row.number)
            for about in hard_words.kinds("\n".join(row.cells[index] for index in titles)):
                left_out.setdefault(about, []).append(row.number)
        if (marks and _marked(row, marks)) or (row.number in hard and any(map(hard_words.protects, others))):
            protected.add(row.number)
    found, faults = [], []
    for record in records:
        one, abouts = _cleaned(record) if record.row in hard else (record, frozenset())
        for about in abouts:
            left_out.setdefault(about, []).append(record.row)
        if record.row in protected:
            one = one._replace(person={**one.person, "protected": True})
        if abouts and not any(unicodedata.category(sign)[0] == "L" for sign in one.person["name"]):
            faults.append(RowFault(record.row, "", msg("the name is missing")))
        else:
            found.append(one)
    return Screened(found, faults, frozenset(protected), left_out, dropped)


def _cleaned(record: Record) -> tuple[Record, frozenset[Hard]]:
    """Take what is hard out of a row's name, place of work and remarks; of a party as a place of work all goes."""
    person = dict(record.person)
    person["name"], left_out = hard_words.without(person["name"])
    if place := person.get("organisation", ""):
        person["organisation"], more = hard_words.without(place, _OF_PLACES)
        left_out |= more
        if Hard.PARTY in hard_words.kinds(hard_words.without_brackets(place)):
            person["organisation"] = ""
    part = dict(record.part)
    if how := part.get("told_how", ""):
        part["told_how"], more = hard_words.without(how)
        left_out |= more
    return record._replace(person=person, part=part), left_out


def _marked(row: SheetRow, marks: Iterable[int]) -> bool:
    """Whether a column for it says that the identity is protected; what is no plain no is taken for a yes."""
    return any(row.cells[index].strip().casefold() not in _NO for index in marks)
