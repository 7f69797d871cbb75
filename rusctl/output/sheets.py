"""Tables for Excel, as bytes: a workbook (.xlsx), or CSV with semicolons and a mark for UTF-8; no cell is a formula.

The only importer of XlsxWriter.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import xlsxwriter

from rusctl.language.cells import shielded

Value = str | int | None
MARK = "\ufeff"
LONGEST_NAME = 31  # of a sheet, by Excel
WIDEST = 50  # characters of a column
A4 = 9  # as workbooks number papers
UPRIGHT = 95  # characters that an upright A4 takes at their full size; wider tables lie on their side
LONGEST_FOOT = 120  # characters of a title below a page: Excel takes 255, where each & is two
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEVER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class SheetTable(NamedTuple):
    """A table: its name, its headings, its rows, and which columns a workbook does not show, by their indexes.

    `wide` are the columns in which people read and write whole texts: they are wide from the start, and where there is
    one, long texts go on below within their cell.
    """

    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Value]]
    hidden: Sequence[int] = ()
    wide: Sequence[int] = ()


def workbook(tables: Sequence[SheetTable], title: str, made: dt.datetime) -> bytes:
    """Give a workbook with a sheet for each table; every text is a text, also after it has been edited in Excel.

    Printed, a sheet is as wide as a page of A4 with its headings at the top of each, and title and page at the bottom.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **_NEVER})
    book.set_properties({"title": title, "author": "", "created": made.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "num_format": "@"})
    whole = book.add_format({"num_format": "@", "quote_prefix": True})
    broken = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0"})
    for table in tables:
        plain = broken if table.wide else whole
        sheet = book.add_worksheet(_NOT_IN_NAMES.sub("-", table.name)[:LONGEST_NAME])
        across = 0
        for column, text in enumerate(table.heading):
            sheet.write_string(0, column, _written(text), bold)
            widest = max([len(text), *(len(str(row[column])) for row in table.rows if row[column] is not None)])
            hidden = {"hidden": True} if column in table.hidden else {}
            width = WIDEST if column in table.wide else min(widest + 2, WIDEST)
            sheet.set_column(column, column, width, None, hidden)
            across += 0 if hidden else width
        for place, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(place, column, value, number)
                elif value:
                    sheet.write_string(place, column, _written(value), plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), max(len(table.heading) - 1, 0))
        _printed(sheet, title, across)
    book.close()
    return target.getvalue()


def _printed(sheet: Any, title: str, across: int) -> None:
    """Say how a sheet is printed; `across` is how many characters wide what is shown of it is."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)  # as many pages long as it takes
    if across > UPRIGHT:
        sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)  # not on paper either: rows are told apart by them
    shown = " ".join(_written(title).split())[:LONGEST_FOOT].replace("&", "&&")  # & begins a code
    sheet.set_footer(f"&L{shown}&R&P / &N")


def delimited(table: SheetTable) -> bytes:
    """Give a table as Excel in Sweden opens it: semicolons, UTF-8 with its mark, CRLF."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    for row in (table.heading, *table.rows):
        writer.writerow([_cell(value) for value in row])
    return (MARK + target.getvalue()).encode("utf-8", "replace")


def _cell(value: Value) -> str:
    return shielded(value) if isinstance(value, str) else "" if value is None else str(value)


def _written(text: str) -> str:
    """Give a text as XML can hold it, and no longer than a cell is."""
    return _NOT_IN_XML.sub("\ufffd", text)[:32_767]
