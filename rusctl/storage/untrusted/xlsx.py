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

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, NUMBER, Sheet, SheetRow, gather, refuse_below_the_last

_WINDOWS, _MAC = 1899, 1904
_TEXT_LIKE = "s"


def read(data: bytes, name: str = "") -> Sheet:
    """Give a sheet of a workbook: the one that is named, else the first that can be seen; else RusctlError."""
    archive.refuse_by_first_bytes(data)
    with archive.opened(data) as opened:
        archive.refuse_entities(opened)
    if not openpyxl.DEFUSEDXML:
        raise RusctlError(msg("the library {name} is missing; install rusctl anew", name=defusedxml.__name__))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(data, name)
        except (RusctlError, MemoryError):
            raise
        except Exception as error:  # openpyxl lets out whatever a damaged file leads to
            raise RusctlError(msg("the workbook is damaged; open it in Excel and save it anew")) from error


def _read(data: bytes, name: str) -> Sheet:
    formulas = _open(data, values=False)
    sheet = _choose(formulas, name)
    rows = list(_rows(sheet))
    if any(FORMULA in row.kinds.values() for row in rows):
        saved = _open(data, values=True)
        rows = list(_with_values(rows, _rows(_choose(saved, name))))
    heading, table = gather(rows)
    others = tuple(other.title for other in formulas.worksheets if other.title != sheet.title)
    epoch = _MAC if formulas.epoch == CALENDAR_MAC_1904 else _WINDOWS
    return Sheet(heading, table, name=sheet.title, others=others, epoch=epoch)


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


def _rows(sheet: Any) -> Iterator[SheetRow]:
    """Give the rows that hold something, as wide as they are, whatever the sheet says of its own size."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        refuse_below_the_last(number)
        if not cells:
            continue
        texts: list[str] = []
        kinds: dict[int, str] = {}
        for index, cell in enumerate(cells):
            text, kind = _text(cell.value, cell.data_type) if cell.value is not None else ("", "")
            texts.append(text)
            if kind:
                kinds[index] = kind
        if kinds or any(texts):
            yield SheetRow(number, tuple(texts), kinds)


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
