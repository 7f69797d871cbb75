"""The rows of a listing as tables for people: CSV and workbooks for Excel, and Markdown.

The headings are the names of the members in --json, so that a table can be read by a program too; a workbook has a
second sheet that says what each of them holds.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.output.document import DocumentTable, table_lines
from rusctl.output.rows import Field, Row
from rusctl.output.sheets import SheetTable, delimited, workbook

AS_ALWAYS = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # so that the same rows give the same file
DECIMAL = {"sv": ","}  # between whole numbers and parts


class ListingMembers(NamedTuple):
    """A listing: the words of the command that gives it, and its members in their order."""

    name: str
    fields: Mapping[str, Field]


def csv_bytes(listing: ListingMembers, rows: Sequence[Row], language: Language) -> bytes:
    """Give rows as a CSV file that Excel in Sweden opens; no cell is a formula."""
    return delimited(_table(listing, rows, language))


def workbook_bytes(listing: ListingMembers, rows: Sequence[Row], language: Language) -> bytes:
    """Give rows as a workbook; its second sheet says what the columns hold."""
    about = [(name, language.phrase(field.about)) for name, field in listing.fields.items()]
    columns = SheetTable(language.text(msg("Columns")), ("", language.text(msg("What it holds"))), about)
    return workbook([_table(listing, rows, language), columns], f"rusctl {listing.name}", AS_ALWAYS)


def markdown_bytes(listing: ListingMembers, rows: Sequence[Row], language: Language) -> bytes:
    """Give rows as a table of Markdown; no text in it is taken for markup."""
    fields = listing.fields
    numbers = tuple(at for at, field in enumerate(fields.values()) if field.type.rstrip("?") in {"integer", "number"})
    cells = tuple(tuple(_text(row[name], language) for name in fields) for row in rows)
    return f"{table_lines(DocumentTable(tuple(fields), cells, numbers))}\n".encode("utf-8", "replace")


MAKERS: dict[str, Callable[[ListingMembers, Sequence[Row], Language], bytes]] = {
    "csv": csv_bytes,
    "md": markdown_bytes,
    "xlsx": workbook_bytes,
}


def _table(listing: ListingMembers, rows: Sequence[Row], language: Language) -> SheetTable:
    cells = [[_cell(row[name], language) for name in listing.fields] for row in rows]
    return SheetTable(listing.name, tuple(listing.fields), cells)


def _cell(value: Any, language: Language) -> str | int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else _text(value, language) or None


def _text(value: Any, language: Language) -> str:
    """Give a member of a row as a cell says it."""
    match value:
        case None:
            return ""
        case bool():
            return language.text(msg("yes") if value else msg("no"))
        case float():
            return str(value).replace(".", DECIMAL.get(language.code, "."))
        case list() | tuple():
            return ", ".join(map(str, value))
    return str(value)
