"""A table drawn as squares (SVG): the larger the number, the larger the square, with the number beside each.

A drawing of numbers that stand in a table beside it; nothing is told by colour alone. A place that was not visited is
hatched, and one where nothing was said is left empty with a 0.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.output.drawing import svg

CELL, GAP, LINE = 54, 12, 17
LABELS = range(160, 330)  # how wide the column of labels may be
HEADS = range(30, 170)  # and how high the line of headings
LARGEST, LEAST = 24.0, 5.0  # sides of a square


class MatrixRow(NamedTuple):
    """A row: what it is of, how far it is set in, and its cells as they are shown, with their numbers.

    None stands for a cell that holds no number, because nobody was there.
    """

    label: str
    cells: tuple[tuple[str, int | None], ...]
    below: bool = False


def matrix(
    title: str, columns: Sequence[str], rows: Sequence[MatrixRow], notes: Sequence[str], *, language: str, name: str
) -> str:
    """Give the drawing; `notes` stand under it, and `name` keeps its ids apart from those of others on a page."""
    left = min(LABELS.stop, max([LABELS.start, *(svg.measure(row.label) + 2 * GAP for row in rows)]))
    high = min(HEADS.stop, max([HEADS.start, *(svg.measure(column) + GAP for column in columns)]))
    width = max(left + CELL * len(columns) + high * 0.6, svg.measure(title) + GAP)
    most = max((number or 0 for row in rows for _, number in row.cells), default=0) or 1
    body = [_hatched(name), svg.text(0, 20, title, bold=True)]
    top = 36 + high
    body += _heads(columns, left, top, high)
    top += GAP / 2
    for row in rows:
        label = svg.wrap(row.label, left - (2 * GAP if row.below else GAP))
        height = max(CELL * 0.75, LINE * len(label) + GAP / 2)
        body.append(
            svg.element("line", x1=0, y1=top, x2=left + CELL * len(columns), y2=top, stroke=svg.FAINT, stroke_width=1)
        )
        body.append(svg.lines(GAP if row.below else 0, top + (height - LINE * len(label)) / 2 + 13, label))
        for place, (shown, number) in enumerate(row.cells):
            body += _cell(name, (left + CELL * place, top, height), shown, number, most)
        top += height
    for note in notes:
        said = svg.wrap(note, width)
        body.append(svg.lines(0, top + LINE + 4, said, colour=svg.QUIET))
        top += LINE * len(said) + 4
    about = _in_words(columns, rows, notes)
    return svg.document(name, title, about, (width, top + GAP), body, language=language)


def _heads(columns: Sequence[str], left: float, bottom: float, high: float) -> Iterator[str]:
    """Give the headings, each turned so that long names find room."""
    for place, column in enumerate(columns):
        x = left + CELL * place + CELL / 2
        words = column if svg.measure(column) <= high * 1.4 else next(iter(svg.wrap(column, high * 1.35))) + "…"
        yield svg.element(
            "text",
            svg.escaped(words),
            x=x,
            y=bottom,
            font_size=13,
            fill=svg.INK,
            transform=f"rotate(-50 {x:.1f} {bottom:.1f})",
        )


def _cell(name: str, place: tuple[float, float, float], shown: str, number: int | None, most: int) -> Iterator[str]:
    left, top, height = place
    if number is None:
        yield svg.element(
            "rect", x=left + 2, y=top + 2, width=CELL - 4, height=height - 4, fill=f"url(#{name}-hatched)"
        )
    elif number:
        side = max(LEAST, LARGEST * (number / most) ** 0.5)
        yield svg.element(
            "rect", x=left + 15 - side / 2, y=top + (height - side) / 2, width=side, height=side, fill=svg.ACCENT
        )
    yield svg.text(left + (CELL - 2), top + height / 2 + 4, shown, size=12, anchor="end")


def _hatched(name: str) -> str:
    lines = svg.element("path", d="M0 6L6 0", stroke=svg.FAINT, stroke_width=1.5)
    return svg.element(
        "defs",
        svg.element("pattern", lines, id=f"{name}-hatched", width=6, height=6, patternUnits="userSpaceOnUse"),
    )


def _in_words(columns: Sequence[str], rows: Sequence[MatrixRow], notes: Sequence[str]) -> str:
    said = (
        f"{row.label}: " + ", ".join(f"{head} {shown}" for head, (shown, _) in zip(columns, row.cells, strict=True))
        for row in rows
    )
    return ". ".join([*said, *notes])
