"""Charts as SVG that can be heard: bars with their numbers in text, a title, and a description that says them in words.

Series are told apart by their pattern as well as their colour; colours have a contrast of at least 3 to 1 on white.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rusctl.output.clean import one_line

HEIGHT, GAP, LABEL, WIDTH, SIZE = 16, 10, 220, 480, 13
COLOURS = ("#005a9c", "#8a5a00", "#3d7a3d", "#7a3d7a")


class Bar(NamedTuple):
    """A number as it is shown; `number` is None where it is not, and then no bar is drawn."""

    shown: str
    number: int | None


class Row(NamedTuple):
    """A row of the chart: what it is of, and a bar for each series."""

    label: str
    bars: tuple[Bar, ...]


def bars(title: str, series: Sequence[str], rows: Sequence[Row], *, language: str, note: str = "") -> str:
    """Give a chart of horizontal bars, one group a row."""
    most = max((bar.number or 0 for row in rows for bar in row.bars), default=0) or 1
    body, top = [_text(0, 20, title, bold=True)], 36
    for place, name in enumerate(series):
        body.append(_rect(0, top, HEIGHT, place) + _text(HEIGHT + 8, top + 13, name))
        top += HEIGHT + 6
    top += GAP
    for row in rows:
        body.append(_text(0, top + 13, row.label))
        for place, bar in enumerate(row.bars):
            long = WIDTH * (bar.number or 0) / most
            if bar.number:
                body.append(_rect(LABEL, top, long, place))
            body.append(_text(LABEL + long + 6, top + 13, bar.shown))
            top += HEIGHT + 2
        top += GAP
    if note:
        body.append(_text(0, top + 13, note))
        top += HEIGHT + GAP
    return _document(title, _in_words(series, rows, note), "\n".join(body), top, language)


def _in_words(series: Sequence[str], rows: Sequence[Row], note: str) -> str:
    said = (
        f"{row.label}: " + ", ".join(f"{name} {bar.shown}" for name, bar in zip(series, row.bars, strict=True))
        for row in rows
    )
    return ". ".join([*said, *([note] if note else [])])


def _document(title: str, about: str, body: str, height: float, language: str) -> str:
    width = LABEL + WIDTH + 80
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{language}" '
        f'aria-labelledby="chart-title chart-desc" viewBox="0 0 {width} {height:.0f}" '
        f'width="{width}" height="{height:.0f}" '
        f'font-family="Arial, Helvetica, \'Liberation Sans\', sans-serif" font-size="{SIZE}">\n'
        f'<title id="chart-title">{_escaped(title)}</title>\n<desc id="chart-desc">{_escaped(about)}</desc>\n'
        f"<defs>{''.join(map(_pattern, range(len(COLOURS))))}</defs>\n"
        f'<rect width="{width}" height="{height:.0f}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _pattern(place: int) -> str:
    """Give a series its lines: none, upright, lying, or both."""
    lines = "".join(f'<path d="{way}" stroke="#ffffff"/>' for bit, way in ((1, "M3 0V6"), (2, "M0 3H6")) if place & bit)
    colour = COLOURS[place]
    return (
        f'<pattern id="chart-{place}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{colour}"/>{lines}</pattern>'
    )


def _rect(x: float, y: float, width: float, place: int) -> str:
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.1f}" height="{HEIGHT}" '
        f'fill="url(#chart-{place % len(COLOURS)})" stroke="{COLOURS[place % len(COLOURS)]}"/>'
    )


def _text(x: float, y: float, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.0f}" fill="#1a1a1a"{weight}>{_escaped(words)}</text>'


def _escaped(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
