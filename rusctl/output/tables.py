"""Tables for people, in a terminal and through a pipe; the only importer of rich."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rusctl.output.clean import clean

WIDTH_OF_A_PIPE = 120


class Column(NamedTuple):
    """A column: its heading, and whether it is numbers, or text that must stay on one line."""

    heading: str
    number: bool = False
    whole: bool = False


class Cell(NamedTuple):
    """A text and how it is to stand out: a rich style such as ``bold red``."""

    text: str
    style: str = ""


Row = Sequence["str | Cell"]


class _Console(Console):
    """A console that leaves a closed pipe to the one place that ends commands."""

    def on_broken_pipe(self) -> None:
        """Say that nobody reads any more."""
        raise BrokenPipeError


def _console() -> Console:
    columns = os.environ.get("COLUMNS", "")
    fallback = int(columns) if columns.isdigit() and int(columns) else WIDTH_OF_A_PIPE
    width = shutil.get_terminal_size((fallback, 0)).columns if sys.stdout.isatty() else fallback
    return _Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def width() -> int:
    """Give how many characters a line may have."""
    return _console().width


def _text(cell: "str | Cell") -> Text:
    return Text(clean(cell)) if isinstance(cell, str) else Text(clean(cell.text), style=cell.style)


def print_table(columns: Sequence[Column], rows: Iterable[Row], title: str = "") -> None:
    """Print rows under their headings; every text is shown as it is, never as markup."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            Text(column.heading), justify="right" if column.number else "left", no_wrap=column.whole, overflow="fold"
        )
    for row in rows:
        table.add_row(*map(_text, row))
    console = _console()
    if title:
        console.print(Text(clean(title), style="bold"))
    console.print(table)


def print_pairs(pairs: Iterable[tuple[str, "str | Cell"]]) -> None:
    """Print names and values beside each other."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(Text(clean(name), style="bold"), _text(value))
    _console().print(grid)


def print_lines(lines: Iterable["str | Cell"], indent: int = 0) -> None:
    """Print lines of text."""
    console = _console()
    for line in lines:
        console.print(Padding(_text(line), (0, 0, 0, indent)))
