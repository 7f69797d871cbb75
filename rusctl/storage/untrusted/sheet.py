"""A table from a file that somebody else has made: a heading, and rows of texts with their numbers."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg

MOST_ROWS = 100_000
MOST_COLUMNS = 256
MOST_IN_A_CELL = 32_767  # characters; Excel's own limit
MOST_TEXT = 32 << 20  # characters in all cells together
LAST_ROW = 1_048_576  # of a spreadsheet

NUMBER, ERROR, FORMULA = "number", "error", "formula"
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"  # the first bytes of workbooks, old and new


class SheetRow(NamedTuple):
    """A row: its number in the spreadsheet, its cells, and of which kind those are that hold no plain text."""

    number: int
    cells: tuple[str, ...]
    kinds: Mapping[int, str] = {}


class Sheet(NamedTuple):
    """A table: its heading without space at the ends, its rows that are not empty, and how it was read.

    The heading is the first row that is not empty, `at` its number, whatever it holds. Every row has as many cells as
    the heading. A text has an encoding and a separator; a workbook has the name of the sheet, those of its other
    sheets, the year its day numbers count from, the numbers of its hidden rows (whether a filter hides them), and its
    merged cells: first and last row, first and last index of a column.

    A text of names and addresses, as mail programs show them, has no separator and two columns, name and address; its
    heading is empty.
    """

    heading: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    encoding: str = ""
    separator: str = ""
    name: str = ""
    others: tuple[str, ...] = ()
    epoch: int = 0
    at: int = 1
    hidden: tuple[int, ...] = ()
    filtered: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def of_addresses(self) -> bool:
        """Whether it is a text of names and addresses."""
        return not self.heading and bool(self.encoding)

    @property
    def form(self) -> Message:
        """Say how the table was read."""
        if self.of_addresses:
            return msg("read as {encoding}, names and addresses", encoding=self.encoding)
        if not self.separator:
            return msg("read from the sheet {name}", name=self.name)
        separators = _SEPARATORS.get(self.separator, self.separator)
        return msg(
            "read as {encoding} with {separators} between the columns", encoding=self.encoding, separators=separators
        )


_SEPARATORS = {";": msg("semicolons"), "\t": msg("tabs"), ",": msg("commas"), "|": msg("vertical bars")}


def column_letters(index: int) -> str:
    """Give a column's letters from its index: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def refuse_below_the_last(number: int) -> None:
    """Refuse a row that no spreadsheet has."""
    if number > LAST_ROW:
        raise RusctlError(msg("the table goes on below row {last}, the last one of a spreadsheet", last=LAST_ROW))


class Gathered(NamedTuple):
    """The first row of a table that is not empty, as its heading, its number, and the rows below it."""

    heading: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    at: int


def gather(numbered: Iterable[SheetRow]) -> Gathered:
    """Give the heading and the rows below it, both without what is empty; RusctlError where there is too much."""
    heading: tuple[str, ...] | None = None
    at = 0
    rows: list[SheetRow] = []
    text = 0
    for row in numbered:
        refuse_below_the_last(row.number)
        width = _width(row)
        if not width:
            continue
        if width > MOST_COLUMNS:
            raise RusctlError(
                msg(
                    "row {row} has something in column {column}, and at most {most} columns are read; "
                    "take away what does not belong to the table",
                    row=row.number,
                    column=column_letters(width - 1),
                    most=MOST_COLUMNS,
                )
            )
        text += sum(map(len, row.cells))
        if text > MOST_TEXT:
            raise RusctlError(msg("the table holds more than {most} characters; split the file", most=MOST_TEXT))
        if heading is None:
            heading, at = tuple(" ".join(cell.split()) for cell in row.cells[:width]), row.number
            continue
        if len(rows) == MOST_ROWS:
            raise RusctlError(msg("the table has more than {most} rows; split the file", most=MOST_ROWS))
        cells = row.cells[:width]
        rows.append(SheetRow(row.number, cells, row.kinds))
    if heading is None:
        raise RusctlError(msg("the table is empty: there is no row with headings"))
    return Gathered(*_alike(heading, rows), at)


def _width(row: SheetRow) -> int:
    """Give how many cells a row has, up to the last one that is not blank."""
    for index in range(len(row.cells) - 1, -1, -1):
        if row.cells[index] and (row.cells[index].strip() or index in row.kinds):
            return index + 1
    return max(row.kinds, default=-1) + 1


def _alike(heading: tuple[str, ...], rows: list[SheetRow]) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """Make the heading and every row as wide as the widest of them."""
    width = max([len(heading), *(len(row.cells) for row in rows)])
    same = tuple(
        row if len(row.cells) == width else row._replace(cells=row.cells + ("",) * (width - len(row.cells)))
        for row in rows
    )
    return heading + ("",) * (width - len(heading)), same
