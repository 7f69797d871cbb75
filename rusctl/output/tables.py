"""Tables for people: columns, cells, and what prints them."""

from collections.abc import Iterable, Sequence
from types import ModuleType

from rusctl.output.cells import Cell, Column, Row, Table

__all__ = ["Cell", "Column", "Row", "Table", "print_pairs", "print_table", "width"]


def print_table(columns: Sequence[Column], rows: Iterable[Row], title: str = "") -> None:
    """Print rows under their headings; every text is shown as it is, never as markup."""
    _drawn().print_table(columns, rows, title)


def print_pairs(pairs: Iterable[tuple[str, "str | Cell"]]) -> None:
    """Print names and values beside each other."""
    _drawn().print_pairs(pairs)


def width() -> int:
    """Give how many characters wide a drawing may be."""
    wide: int = _drawn().width()
    return wide


def _drawn() -> ModuleType:
    from rusctl.output import rich_tables  # loads rich

    return rich_tables
