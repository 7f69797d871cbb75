"""Tables as rich draws them, in a terminal and through a pipe; the only importer of rich."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from rusctl.output.cells import Cell, Column, Row
from rusctl.output.clean import clean

DRAWN_IN_A_PIPE = 120  # characters: how wide a drawing is where no line ends
WITHOUT_END = 1_000_000  # characters of a line in a pipe: a row is one line, so that grep finds it whole
LITTLE = 10
MANY = 200  # rows, beyond which a table is written without rich's own, which takes a millisecond a row
INDENT = "  "  # before what stands below a row
GAP = "   "  # between columns: a space on either side of where a line would be


class _Console(Console):
    """A console that leaves a closed pipe to the one place that ends commands."""

    def on_broken_pipe(self) -> None:
        """Say that nobody reads any more."""
        raise BrokenPipeError


def _console() -> Console:
    columns = os.environ.get("COLUMNS", "")
    said = int(columns) if columns.isdecimal() else 0
    width = said or (shutil.get_terminal_size((DRAWN_IN_A_PIPE, 0)).columns if sys.stdout.isatty() else WITHOUT_END)
    return _Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)


def width() -> int:
    """Give how many characters wide a drawing may be."""
    wide = _console().width
    return DRAWN_IN_A_PIPE if wide == WITHOUT_END else wide


def _text(cell: "str | Cell") -> Text:
    """Give a cell, cleaned, as rich shows it."""
    if isinstance(cell, str):
        return Text(cell)
    text = Text(cell.text, style=cell.style)
    if cell.below:
        text.append("\n").append(cell.below, style="dim")
    return text


def _cleaned(cell: "str | Cell") -> "str | Cell":
    if isinstance(cell, str):
        return clean(cell)
    return Cell(clean(cell.text), cell.style, clean(cell.below))


def _on_one_line(cell: "str | Cell") -> "str | Cell":
    """Give a cell that has one line: what stands below its text comes after it."""
    if isinstance(cell, str):
        return " ".join(cell.split("\n"))
    return Cell(" ".join(f"{cell.text}\n{cell.below}".strip("\n").split("\n")), cell.style)


def _plain(cell: "str | Cell") -> str:
    """Give the text of a cell, with the one below it."""
    if isinstance(cell, str):
        return cell
    return f"{cell.text}\n{cell.below}" if cell.below else cell.text


_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff]*")  # each a cell wide; rich asks a table of all characters


def _cells(text: str) -> int:
    """Give how wide a text is on a line."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def print_table(columns: Sequence[Column], rows: Iterable[Row], title: str = "") -> None:
    """Print rows under their headings; every text is shown as it is, never as markup.

    Where lines are too short for whole words, spare columns are left out, or stand beneath their row, the last first;
    where that is not enough, every row is printed as lines of heading and value.
    Where lines have no end, as in a pipe, a row is one line.
    """
    columns = [column._replace(heading=clean(column.heading)) for column in columns]  # some are names of the plan's
    cells = [[_cleaned(cell) for cell in row] for row in rows]
    console = _console()
    endless = console.width == WITHOUT_END
    if endless:
        cells = [[_on_one_line(cell) for cell in row] for row in cells]
    if title:
        console.print(Text(clean(title), style="bold"))
    shown = list(range(len(columns)))
    spare = [number for number in shown if columns[number].spare or columns[number].beneath]
    below: list[int] = []
    widths = _widths(columns, cells, shown, console.width)
    while not widths and spare:
        shown.remove(spare[-1])
        if columns[spare[-1]].beneath:
            below.insert(0, spare[-1])
        spare.pop()
        widths = _widths(columns, cells, shown, console.width)
    plain = all(widths) and not console.legacy_windows
    if widths and (plain or not below):
        if endless or (plain and (below or len(cells) > MANY)):
            _print_plainly(console, columns, cells, shown, widths, below)
        else:
            console.print(_table(columns, cells, shown, widths))
    else:
        _print_stacked(console, columns, cells)


def _widths(columns: Sequence[Column], rows: Sequence[Row], shown: list[int], room: int) -> list[int]:
    """Give the width of each shown column so that no word is cut, or nothing where that does not fit.

    What is left over when every column has its longest word goes first to columns that need little to be whole; the
    others share the rest.
    """
    texts = [{columns[number].heading, *(_plain(row[number]) for row in rows)} for number in shown]
    whole = [max(_cells(line) for text in column for line in text.split("\n")) for column in texts]
    widths = [
        most
        if columns[number].whole
        else max(map(_cells, {word for text in column for word in text.split()}), default=0)
        for number, most, column in zip(shown, whole, texts, strict=True)
    ]
    left = room - sum(widths) - len(GAP) * (len(shown) - 1)
    if left < 0:
        return []
    wanting = sorted(range(len(shown)), key=lambda index: whole[index] - widths[index])
    for place, index in enumerate(wanting):
        wants = whole[index] - widths[index]
        given = min(wants, left if wants <= LITTLE else left // (len(wanting) - place))
        widths[index] += given
        left -= given
    return widths


def _table(columns: Sequence[Column], rows: Sequence[Row], shown: list[int], widths: list[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, wide in zip(shown, widths, strict=True):
        column = columns[number]
        justify: Literal["right", "left"] = "right" if column.number else "left"
        table.add_column(Text(column.heading), justify=justify, no_wrap=column.whole, overflow="fold", width=wide)
    for row in rows:
        table.add_row(*(_text(row[number]) for number in shown))
    return table


def _print_plainly(  # noqa: PLR0917 - what a table is made of
    console: Console,
    columns: Sequence[Column],
    rows: Sequence[Row],
    shown: list[int],
    widths: list[int],
    below: Sequence[int],
) -> None:
    """Write what rich would, line by line; its own wrapping is asked for a cell that needs it."""
    write = console.file.write

    def tall(cells: Iterable[Text], *, from_below: bool = False) -> None:
        """Write a row of which a cell may have several lines, or stand out."""
        parts = [
            _lines(console, cell, wide, columns[number])
            for cell, wide, number in zip(cells, widths, shown, strict=True)
        ]
        most = max(map(len, parts))
        if from_below:
            parts = [[_Line()] * (most - len(part)) + part for part in parts]
        for at in range(most):
            padded = []
            for part, wide, number in zip(parts, widths, shown, strict=True):
                one = part[at] if at < len(part) else _Line()
                room = " " * (wide - _cells(one.plain))
                padded.append(room + one.shown if columns[number].number else one.shown + room)
            write(GAP.join(padded) + "\n")

    tall((Text(columns[number].heading, style="bold") for number in shown), from_below=True)  # they stand on the line
    write("─" * (sum(widths) + len(GAP) * (len(widths) - 1)) + "\n")
    simple = [
        _simple({row[number] for row in rows}, columns[number], wide)
        for number, wide in zip(shown, widths, strict=True)
    ]
    for row in rows:
        cells = [row[number] for number in shown]
        parts = [known.get(cell, "") for known, cell in zip(simple, cells, strict=True)]
        if all(parts):
            write(GAP.join(parts) + "\n")
        else:
            tall(map(_text, cells))
        for line in _beneath(console, columns, row, below):
            write(line + "\n")
    console.file.flush()


def _beneath(console: Console, columns: Sequence[Column], row: Row, below: Sequence[int]) -> Iterator[str]:
    """Give the lines below a row: the columns that have no room in it, each with its heading."""
    said = "; ".join(f"{columns[number].heading}: {_plain(row[number])}" for number in below if _plain(row[number]))
    if said:
        for one in Text(said, style="dim").wrap(console, max(console.width - len(INDENT), 1), overflow="fold"):
            one.rstrip()
            yield INDENT + _painted(console, one).shown


def _simple(cells: Iterable["str | Cell"], column: Column, wide: int) -> dict["str | Cell", str]:
    """Give how the cells of a column are shown that have one line and stand out in no way; many rows have the same."""
    put = str.rjust if column.number else str.ljust
    return {
        cell: put(cell, wide)
        for cell in cells
        if isinstance(cell, str) and len(cell) <= wide and _NARROW.fullmatch(cell) and not cell.endswith(" ")
    }


class _Line(NamedTuple):
    """A line of a cell, and how it is shown: with the terminal's words for how it stands out."""

    plain: str = ""
    shown: str = ""


def _lines(console: Console, cell: Text, wide: int, column: Column) -> list[_Line]:
    """Give the lines of a cell."""
    text = cell.plain
    if "\n" not in text and "\t" not in text and _cells(text) <= wide and not (column.number and text[-1:].isspace()):
        return [_painted(console, cell)]
    found = []
    for one in cell.wrap(console, wide, overflow="fold", no_wrap=column.whole):
        one.rstrip()
        found.append(_painted(console, one))
    return found


def _painted(console: Console, text: Text) -> _Line:
    """Give a line as a terminal shows it; most cells stand out in no way."""
    plain = text.plain
    if not console.color_system or not (text.style or text.spans):
        return _Line(plain, plain)
    system = COLOR_SYSTEMS[console.color_system]
    parts = text.render(console) if text.spans else [Segment(plain, console.get_style(text.style))]
    shown = []
    for part in parts:
        style = part.style or Style.null()
        shown.append((style.without_color if console.no_color else style).render(part.text, color_system=system))
    return _Line(plain, "".join(shown))


def _print_stacked(console: Console, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    for row in rows:
        grid = Table.grid(padding=(0, 2))
        grid.add_column()
        grid.add_column(overflow="fold")
        for column, cell in zip(columns, row, strict=True):
            if _plain(cell):
                grid.add_row(Text(column.heading, style="bold"), _text(cell))
        console.print(grid)
        console.print()


def print_pairs(pairs: Iterable[tuple[str, "str | Cell"]]) -> None:
    """Print names and values beside each other."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(Text(clean(name), style="bold"), _text(_cleaned(value)))
    _console().print(grid)
