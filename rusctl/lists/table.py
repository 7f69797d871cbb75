"""The table in a sheet: which row has the headings, where it ends, and which rows of it are no persons.

A list as people send it has titles above its headings, headings of groups, totals and notes among its rows, and another
table below it. What is left out is named with its rows, so that nothing goes without a word.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rusctl.language.message import Message, msg, nmsg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.lists import columns, names, words
from rusctl.lists.folding import squeezed
from rusctl.storage.untrusted.sheet import Sheet, SheetRow, column_letters

LOOKED_AT = 100  # rows from the top among which the headings are looked for
LONGEST = 250  # characters of a heading; a form's are whole questions
ENOUGH = 2  # headings that are known, so that a row is taken for headings
_MOST_OF = 0.6
_PEOPLE = frozenset({"name", "first_name", "last_name"})


class LeftOut(NamedTuple):
    """Rows that are no persons, and why. Those above the headings are no rows of the list."""

    rows: tuple[int, ...]
    reason: Message
    above: bool = False


class FoundTable(NamedTuple):
    """A table: its headings, the number of their row, its rows, and what of the sheet is no part of it.

    `first` says whether the headings stand in the first row that holds anything; `title` is the cell that stands alone
    in the row above them, and the number of that row. Where a table has no headings, its columns are called A, B and so
    on, and `at` is 0.
    """

    heading: tuple[str, ...]
    at: int
    rows: tuple[SheetRow, ...]
    left: tuple[LeftOut, ...] = ()
    first: bool = True
    title: tuple[str, int] = ("", 0)


def find(sheet: Sheet, heading_row: int = 0, own: Mapping[str, str] | None = None) -> FoundTable:
    """Give the table of a sheet; `heading_row` is the number of the row with its headings, where that was said.

    `own` are headings that were said to be fields. Where no row has headings that are known, the first one counts.
    """
    everything = (SheetRow(sheet.at, sheet.heading), *sheet.rows)
    look = _Shape(own or {})
    if not heading_row and _is_headless(everything, look):
        return FoundTable(tuple(column_letters(index) for index in range(len(sheet.heading))), 0, everything)
    place = _place(everything, heading_row, look)
    heading, below = _two_rows(everything, place, look)
    end, left = _end(everything, place, below, look)
    again = [look.repeats(row, everything[place]) for row in everything[below:end]]
    rows = tuple(row for row, is_heading in zip(everything[below:end], again, strict=True) if not is_heading)
    repeated = tuple(row.number for row, is_heading in zip(everything[below:end], again, strict=True) if is_heading)
    if repeated:
        left = [LeftOut(repeated, msg("the headings once more")), *left]
    if place:
        above = LeftOut(tuple(row.number for row in everything[:place]), msg("above the headings"), above=True)
        left = [above, *left]
    title = _title(everything[place - 1]) if place else ("", 0)
    return FoundTable(heading, everything[place].number, rows, tuple(left), first=not place, title=title)


def _title(row: SheetRow) -> tuple[str, int]:
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    return (cells[0], row.number) if len(cells) == 1 else ("", 0)


def _is_headless(rows: Sequence[SheetRow], look: "_Shape") -> bool:
    """Whether a table begins with a person in the place of headings: an address, or a name or group above names."""
    first, below = rows[0], rows[1 : LOOKED_AT + 1]
    cells = [cell.strip() for cell in first.cells]
    if any(look.field(cell) is not None for cell in cells if cell) or any(map(look.is_heading, below)):
        return False
    if sum(map(bool, cells)) > 1 and any(True for cell in cells for _ in addresses(cell)):
        return True
    alone = sum(map(bool, cells)) == 1
    return any(
        (names.may_be_one(names.read(cell).name) or (alone and _is_of_group(cell)))
        and sum(names.may_be_one(names.read(row.cells[index]).name) for row in below) > len(below) / 2
        for index, cell in enumerate(cells)
    )


def _is_of_group(cell: str) -> bool:
    """Whether a cell alone is the heading of a group rather than of a column, as "Politiker:" is."""
    return bool(cell) and (cell.endswith(":") or bool(words.roles().get(squeezed(cell))))


def has_one(sheet: Sheet) -> bool:
    """Whether a sheet holds a table with a row below its headings, and somebody's name or address in it."""
    found = find(sheet)
    fields = {one.field for text in found.heading if text and (one := columns.known(text))}
    return bool(found.rows) and bool(fields & {*_PEOPLE, "email"})


def numbered(rows: Sequence[int]) -> str:
    """Give rows as people write them: 3, 5-7."""
    parts: list[str] = []
    ordered = sorted(set(rows))
    start = 0
    for index, row in enumerate(ordered):
        if index + 1 == len(ordered) or ordered[index + 1] != row + 1:
            first = ordered[start]
            parts.append(str(row) if first == row else f"{first}\u2013{row}")
            start = index + 1
    return ", ".join(parts)


def in_rows(rows: Sequence[int]) -> Message:
    """Say of which rows something is said."""
    return nmsg("row {rows}", "rows {rows}", len(set(rows)), rows=numbered(rows))


class _Shape:
    """What rows look like, seen from their headings."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = {squeezed(text) for text in own}

    def field(self, text: str) -> str | None:
        """Give the field that a heading is over, nothing where such a column is dropped, None where it is none."""
        if squeezed(text) in self.own and squeezed(text):
            return "own"
        found = columns.known(text)
        return found.field if found else None

    def fields(self, row: SheetRow) -> list[str]:
        """Give the fields of a row of headings; none where it holds a person or more text than headings have."""
        cells = [cell for cell in row.cells if cell.strip()]
        if any(len(cell) > LONGEST for cell in cells) or any(map(_is_personal, cells)):
            return []
        return [field for cell in cells if (field := self.field(cell)) is not None]

    def is_heading(self, row: SheetRow) -> bool:
        """Whether a row below the headings is one of headings."""
        if any("@" in cell and _is_personal(cell) for cell in row.cells):
            return False
        cells = [cell for cell in row.cells if cell and not cell.isspace()]
        unknown = (1 - _MOST_OF) * len(cells)
        for cell in cells:
            if self.field(cell) is None:
                unknown -= 1
                if unknown < 0:
                    return False
        return len(cells) >= ENOUGH and len(self.fields(row)) >= ENOUGH

    @staticmethod
    def repeats(row: SheetRow, heading: SheetRow) -> bool:
        """Whether a row has the headings once more, as at the top of a printed page."""
        pairs = zip(row.cells, heading.cells, strict=True)
        return all(one == other or squeezed(one) == squeezed(other) for one, other in pairs) and any(row.cells)


def _is_personal(cell: str) -> bool:
    return any(True for find_in in (addresses, personal_numbers, phone_numbers) for _ in find_in(cell))


def _place(rows: Sequence[SheetRow], wanted: int, look: _Shape) -> int:
    """Give the index of the row of headings."""
    for index, row in enumerate(rows[:LOOKED_AT]):
        if row.number == wanted:
            return index
    found = [look.fields(row) for row in rows[:LOOKED_AT]]
    of_people = [index for index, one in enumerate(found) if _PEOPLE & {*one}]
    likely = (  # the first that there is counts
        (index for index in of_people if len(found[index]) >= ENOUGH or _goes_on(rows, index, found)),
        (index for index, one in enumerate(found) if len(one) >= ENOUGH and any(one)),
        (index for index in of_people if _width(rows[index]) > 1),
        (index for index in of_people if max(map(_width, rows[index + 1 : index + 4]), default=0) == 1),
    )
    return next((index for some in likely for index in some), 0)


def _goes_on(rows: Sequence[SheetRow], index: int, found: Sequence[Sequence[str]]) -> bool:
    """Whether the row below one of headings has headings too, in other columns or below one that spans several."""
    if index + 1 >= len(found) or not found[index + 1] or _width(rows[index]) == 1:
        return False
    return len(found[index + 1]) == _width(rows[index + 1]) and not _Shape.repeats(rows[index + 1], rows[index])


def _width(row: SheetRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _two_rows(rows: Sequence[SheetRow], place: int, look: _Shape) -> tuple[tuple[str, ...], int]:
    """Give the headings, which may stand in two rows, one above the other, and the index of the first row below."""
    heading = tuple(" ".join(cell.split()) for cell in rows[place].cells)
    if place + 1 < len(rows):
        under = rows[place + 1]
        filled = [index for index, cell in enumerate(under.cells) if cell.strip()]
        fields = look.fields(under)
        if filled and len(fields) == len(filled) and not _Shape.repeats(under, rows[place]):
            both = tuple(
                " ".join(cell.split()) if cell.strip() and look.field(heading[index]) is None else heading[index]
                for index, cell in enumerate(under.cells)
            )
            if both != heading:
                return both, place + 2
    return heading, place + 1


def _end(rows: Sequence[SheetRow], place: int, below: int, look: _Shape) -> tuple[int, list[LeftOut]]:
    """Give the index after the last row of the table, and what stands below it: another table, with its title."""
    for index in range(below, len(rows)):
        if not look.is_heading(rows[index]) or look.repeats(rows[index], rows[place]):
            continue
        end = index
        while end > below and _width(rows[end - 1]) == 1:
            end -= 1
        if end == below:
            continue
        numbers = tuple(row.number for row in rows[end:])
        return end, [LeftOut(numbers, msg("another table below the list"))]
    return len(rows), []
