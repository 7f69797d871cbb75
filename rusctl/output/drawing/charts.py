"""Charts as SVG that can be heard: bars with their numbers in text, a title, and a description that says them in words.

Series are told apart by their pattern as well as their colour; colours have a contrast of at least 4.5 to 1 on white.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.output.drawing import svg

HEIGHT, GAP, WIDTH, LINE = 16, 10, 480, 18
LABELS = range(120, 300)  # how wide the column of labels may be
AFTER = 8  # between a bar and its number
COLOURS = ("#005a9c", "#8a5a00", "#3d7a3d", "#7a3d7a")


class Bar(NamedTuple):
    """A number as it is shown; `number` is None where it is not, and then no bar is drawn."""

    shown: str
    number: int | None


class ChartRow(NamedTuple):
    """A row of the chart: what it is of, and a bar for each series."""

    label: str
    bars: tuple[Bar, ...]


def bars(
    title: str, series: Sequence[str], rows: Sequence[ChartRow], *, language: str, note: str = "", name: str = "chart"
) -> str:
    """Give a chart of horizontal bars, one group a row; `name` keeps it apart from others in the same page."""
    left = min(LABELS.stop, max([LABELS.start, *(svg.measure(row.label) + AFTER for row in rows)]))
    after = max((svg.measure(bar.shown) for row in rows for bar in row.bars), default=0) + 2 * AFTER
    width = max(left + WIDTH + after, svg.measure(title))
    most = max((bar.number or 0 for row in rows for bar in row.bars), default=0) or 1
    body = [_patterns(len(series), name), svg.text(0, 20, title, bold=True)]
    top = 36.0
    for place, one in enumerate(series):
        body += [_rect(name, 0, top, HEIGHT, place), svg.text(HEIGHT + AFTER, top + 13, one)]
        top += HEIGHT + 6
    top += GAP
    for row in rows:
        label = svg.wrap(row.label, left - AFTER)
        body.append(svg.lines(0, top + 13, label))
        body += _drawn(name, row, left, top, most)
        top += max(LINE * len(row.bars), LINE * len(label)) + GAP
    if note:
        said = svg.wrap(note, width)
        body.append(svg.lines(0, top + 13, said))
        top += LINE * len(said) + GAP
    return svg.document(name, title, _in_words(series, rows, note), (width, top), body, language=language)


def _drawn(name: str, row: ChartRow, left: float, top: float, most: int) -> Iterator[str]:
    for place, bar in enumerate(row.bars):
        long = WIDTH * (bar.number or 0) / most
        if bar.number:
            yield _rect(name, left, top + LINE * place, long, place)
        yield svg.text(left + long + AFTER, top + LINE * place + 13, bar.shown)


def _in_words(series: Sequence[str], rows: Sequence[ChartRow], note: str) -> str:
    said = (
        f"{row.label}: " + ", ".join(f"{name} {bar.shown}" for name, bar in zip(series, row.bars, strict=True))
        for row in rows
    )
    return ". ".join([*said, *([note] if note else [])])


def _patterns(count: int, name: str) -> str:
    return svg.element("defs", *(_pattern(place, name) for place in range(min(count, len(COLOURS)))))


def _pattern(place: int, name: str) -> str:
    """Give a series its lines: none, upright, lying, or both."""
    ways = [way for bit, way in ((1, "M3 0V6"), (2, "M0 3H6")) if place & bit]
    return svg.element(
        "pattern",
        svg.element("rect", width=6, height=6, fill=COLOURS[place]),
        *(svg.element("path", d=way, stroke=svg.PAPER) for way in ways),
        id=f"{name}-{place}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )


def _rect(name: str, x: float, y: float, width: float, place: int) -> str:
    place %= len(COLOURS)
    return svg.element(
        "rect", x=x, y=y, width=width, height=HEIGHT, fill=f"url(#{name}-{place})", stroke=COLOURS[place]
    )
