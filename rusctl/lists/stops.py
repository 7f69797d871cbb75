"""The stops of a tour in a sheet, as people keep them in Excel: where the table is, and what each column is.

The table is found as that of a list of persons is: titles above it, its headings once more, totals, notes and another
table below it are no rows of it, and merged cells and ditto marks stand for what is above. It is pure.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.lists import columns, names, rows, table
from rusctl.lists.folding import squeezed
from rusctl.lists.table import LOOKED_AT, LeftOut
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

ID, MUNICIPALITY = "id", "municipality"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    ID: ("id", "händelse", "event"),
    MUNICIPALITY: ("kommun", "municipality", "ort", "town"),
    "date": ("datum", "dag", "date", "day", "när", "when"),
    "time": ("tid", "klockslag", "kl", "time", "hours"),
    "start": ("start", "börjar", "från", "starts", "from"),
    "end": ("slut", "slutar", "till", "ends", "to"),
    "title": ("titel", "rubrik", "title"),
    "venue": ("lokal", "plats", "venue", "place"),
    "room": ("rum", "sal", "room"),
    "crew": ("bemanning", "arbetslag", "crew", "staff"),
    "roles": ("roller", "deltar", "roles"),
    "capacity": ("kapacitet", "antal platser", "capacity"),
    "answer_by": ("osa", "svar senast", "answer by", "rsvp"),
    "partner": ("partner", "arrangör", "organiser"),
    "note": ("anmärkning", "anteckning", "note", "notes"),
}
"""What each column may be headed, in both languages; case and accents do not count."""
_WORDS = {form(word): key for key, words in COLUMNS.items() for word in words for form in (slug, squeezed)}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LINE = re.compile(r"[-=_+|: ]*")
MOST_OF_A_NAME = 3  # words of a municipality's name
_SENTENCE = 60  # characters of a cell alone, from which it is a note


class StopList(NamedTuple):
    """The stops: the headings of columns that are not taken, the rows with what they hold by field, what is left out.

    `hidden` are the numbers of the rows that the workbook hides; they are among the rows.
    """

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    dropped: tuple[str, ...] = ()
    left: tuple[LeftOut, ...] = ()
    hidden: tuple[int, ...] = ()


def field(heading: str) -> str:
    """Give what a column is by its heading, whatever stands in brackets after it; nothing where that is not known."""
    for text in (heading, _BRACKETS.sub(" ", heading)):
        if key := _WORDS.get(slug(text)) or _WORDS.get(squeezed(text)):
            return key
    known = columns.known(heading)
    return MUNICIPALITY if known is not None and known.field == MUNICIPALITY else ""


def stops(sheet: Sheet) -> StopList:
    """Give the stops of a sheet; RusctlError where no column says which they are, or two say the same."""
    found = table.find(sheet, own=_own(sheet))
    fields = _fields(found.heading)
    taken, left = _sorted(found.rows, fields)
    shared = {index: key for index, key in fields.items() if key != ID}
    whole = rows.filled_down([(row, None) for row in taken], sheet, shared)
    cells = tuple(
        (row.number, {key: " ".join(row.cells[index].split()) for index, key in fields.items()}) for row, _ in whole
    )
    there = tuple((number, one) for number, one in cells if any(one.values()))
    hidden = frozenset(sheet.hidden)
    return StopList(
        there,
        tuple(
            heading or "–"
            for index, heading in enumerate(found.heading)
            if index not in fields and any(row.cells[index].strip() for row in taken)
        ),
        (*(one for one in found.left if not one.above), *left),
        tuple(number for number, _ in there if number in hidden),
    )


def has_some(sheet: Sheet) -> bool:
    """Whether a sheet holds a table of stops with a row below its headings."""
    try:
        return bool(stops(sheet).rows)
    except RusctlError:
        return False


def _own(sheet: Sheet) -> dict[str, str]:
    """Give the headings of stops that stand near the top of a sheet."""
    cells = (cell for row in (sheet.heading, *(row.cells for row in sheet.rows[:LOOKED_AT])) for cell in row)
    return {cell: key for cell in cells if cell.strip() and (key := field(cell))}


def _fields(heading: tuple[str, ...]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, text in enumerate(heading):
        key = field(text)
        if key and key in found.values():
            raise RusctlError(msg("two columns are {column}; take one of them away", column=text))
        if key:
            found[index] = key
    if not {ID, MUNICIPALITY} & {*found.values()}:
        raise RusctlError(msg("no column says which stops they are; head one of them Kommun (municipality), or id"))
    return found


def _sorted(below: tuple[SheetRow, ...], fields: Mapping[int, str]) -> tuple[list[SheetRow], list[LeftOut]]:
    """Give the rows that are stops, and those that are none, each reason once."""
    taken: list[SheetRow] = []
    left: dict[str, tuple[Message, list[int]]] = {}
    for row in below:
        why = _why_not(row, fields)
        if why is None:
            taken.append(row)
        else:
            left.setdefault(why.id, (why, []))[1].append(row.number)
    return taken, [LeftOut(tuple(numbers), why) for why, numbers in left.values()]


def _why_not(row: SheetRow, fields: Mapping[int, str]) -> Message | None:
    """Say why a row is no stop: a total, a line, or a note alone in its row; None where it is one."""
    filled = [(index, cell.strip()) for index, cell in enumerate(row.cells) if cell.strip()]
    if filled and names.is_total(filled[0][1]):
        return rows.TOTAL
    if filled and all(_LINE.fullmatch(cell) for _, cell in filled) and any("--" in cell for _, cell in filled):
        return rows.RULE
    if len(filled) == 1:
        index, text = filled[0]
        which = fields.get(index) in (ID, MUNICIPALITY)
        names_one = index in fields and not (which and len(text.split()) > MOST_OF_A_NAME)
        if not names_one or text.startswith("*") or text.endswith(":") or ": " in text or len(text) > _SENTENCE:
            return rows.NOTE
    return None
