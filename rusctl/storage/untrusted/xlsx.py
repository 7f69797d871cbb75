"""Workbooks (.xlsx) as tables; the only importer of openpyxl. Only a process with limits runs this.

Cells become texts: a day as 2018-11-07, a whole number without decimals. A formula counts as the value that was saved
with it.
"""

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any

import defusedxml
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import WorkSheetParser

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, NUMBER, Sheet, SheetRow, gather, refuse_below_the_last

_WINDOWS, _MAC = 1899, 1904
_TEXT_LIKE = "s"
_TRUE = ("1", "true")


def read(data: bytes, name: str = "") -> Sheet:
    """Give a sheet of a workbook: the one that is named, else the first that can be seen; else RusctlError."""
    archive.refuse_by_first_bytes(data)
    with archive.opened(data) as opened:
        archive.refuse_entities(opened)
    if not openpyxl.DEFUSEDXML:
        raise RusctlError(msg("the library {name} is missing; reinstall rusctl", name=defusedxml.__name__))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(data, name)
        except (RusctlError, MemoryError):
            raise
        except Exception as error:  # openpyxl lets out whatever a damaged file leads to
            raise RusctlError(msg("the workbook is damaged; open it in Excel and save it again")) from error


def _read(data: bytes, name: str) -> Sheet:
    formulas = _open(data, values=False)
    sheet = _choose(formulas, name)
    look = _Look()
    rows = list(_rows(sheet, look))
    if any(FORMULA in row.kinds.values() for row in rows):
        saved = _open(data, values=True)
        rows = list(_with_values(rows, _rows(_choose(saved, name), _Look())))
    heading, table, at = gather(rows)
    others = tuple(other.title for other in formulas.worksheets if other.title != sheet.title)
    epoch = _MAC if formulas.epoch == CALENDAR_MAC_1904 else _WINDOWS
    return Sheet(
        heading,
        table,
        name=sheet.title,
        others=others,
        epoch=epoch,
        at=at,
        hidden=tuple(look.hidden),
        filtered=look.filtered,
        merged=tuple(look.merged),
    )


class _Look:
    """What a sheet says beside its cells: its hidden rows, whether it has a filter, and its merged cells."""

    def __init__(self) -> None:
        self.hidden: list[int] = []
        self.filtered = False
        self.merged: list[tuple[int, int, int, int]] = []

    def take(self, parser: WorkSheetParser) -> None:
        """Take what was met while the cells were read."""
        self.hidden = [int(row) for row, said in parser.row_dimensions.items() if said.get("hidden") in _TRUE]
        self.filtered = getattr(parser, "auto_filter", None) is not None
        for one in parser.merged_cells.mergeCell if parser.merged_cells else ():
            first_column, first_row, last_column, last_row = one.bounds
            self.merged.append((first_row, last_row, first_column - 1, last_column - 1))


def _open(data: bytes, *, values: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _choose(book: Any, name: str) -> Any:
    sheets = book.worksheets
    if name:
        for sheet in sheets:
            if sheet.title == name:
                return sheet
        known = ", ".join(sheet.title for sheet in sheets)
        raise RusctlError(msg("there is no sheet {name}; the workbook has {known}", name=name, known=known))
    for sheet in sheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise RusctlError(msg("the workbook has no sheet that can be seen"))


def _rows(sheet: Any, look: _Look) -> Iterator[SheetRow]:
    """Give the rows that hold something, as wide as they are, whatever the sheet says of its own size.

    The library's own reader of a sheet's rows is asked for them, since the sheets it makes keep nothing of hidden rows.
    """
    book, last = sheet.parent, 0
    with sheet._get_source() as source:  # noqa: SLF001 - as the sheet does itself
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001 - likewise
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - likewise
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - likewise
        )
        for number, cells in parser.parse():
            refuse_below_the_last(number)
            filled = [cell for cell in cells if cell["value"] is not None]
            if not filled or number <= last:
                continue
            last = number
            texts = [""] * max(cell["column"] for cell in filled)
            kinds: dict[int, str] = {}
            for cell in filled:
                index = cell["column"] - 1
                texts[index], kind = _text(cell["value"], cell["data_type"])
                if kind:
                    kinds[index] = kind
            if kinds or any(texts):
                yield SheetRow(number, tuple(texts), kinds)
        look.take(parser)


def _text(value: Any, data_type: str) -> tuple[str, str]:
    """Give a cell's text, and its kind where that is no plain text."""
    if data_type == _TEXT_LIKE:
        return str(value), ""
    if data_type == "f":
        return "", FORMULA
    if data_type == "e":
        return str(value), ERROR
    if isinstance(value, bool):
        return str(value).lower(), ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes"), ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value)), NUMBER
    if isinstance(value, int | float):
        return str(value), NUMBER
    return str(value), ""


def _with_values(rows: list[SheetRow], saved: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Put in the place of formulas what was saved with them; a formula without a value stays one."""
    values = {row.number: row for row in saved}
    for row in rows:
        found = values.get(row.number)
        cells, kinds = list(row.cells), dict(row.kinds)
        for index, kind in row.kinds.items():
            if kind == FORMULA and found and index < len(found.cells) and found.cells[index]:
                cells[index] = found.cells[index]
                kinds.pop(index)
                if index in found.kinds:
                    kinds[index] = found.kinds[index]
        yield row._replace(cells=tuple(cells), kinds=kinds)
