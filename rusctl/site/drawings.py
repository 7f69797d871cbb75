"""Drawings inside a page, made for a telephone: the map of the stops and a narrow timeline.

Attributes are the ground, and the classes of the style sheet lie above them, so that a dark page and one in forced
colours can repaint what a file shows in black and white. Shape and number carry the status, never colour alone.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from rusctl.model.public_status import PublicStatus
from rusctl.output.drawing import svg
from rusctl.site.public import PublicStep, PublicStop

WIDTH, SIZE, RADIUS, ROOM = 340.0, 14.0, 11.0, 34.0
_KM = 111.32  # kilometres a degree of latitude
_SCALE = 20  # kilometres of the bar
Box = tuple[float, float, float, float]


def map_of(stops: Sequence[PublicStop], title: str, about: str, language: str) -> str:
    """Draw the stops that have a place by their numbers, north upwards, both ways in one scale; "" where none has."""
    placed = [(one, one.place) for one in stops if one.place]
    if not placed:
        return ""
    mean = math.radians(sum(lat for _, (lat, _) in placed) / len(placed))
    flat = [(lon * math.cos(mean), -lat) for _, (lat, lon) in placed]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    unit = (WIDTH - 2 * ROOM) / max(wide, high, 0.05)
    aside = (WIDTH - wide * unit) / 2
    points = [(aside + (x - left) * unit, ROOM + (y - top) * unit) for x, y in flat]
    height = 2 * ROOM + high * unit + 26
    taken: list[Box] = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in points]
    body: list[str] = []
    for (stop, _), (x, y) in zip(placed, points, strict=True):
        body += _mark(stop.status, x, y)
        colour = svg.PAPER if stop.status is PublicStatus.CONFIRMED else svg.INK
        body.append(_label(str(stop.number), x, y + 4, "n", "middle", size=13, colour=colour))
        name, (at, base) = _beside(stop.name, (x, y), taken, height)
        body.append(_label(name, at, base, "t", ""))
    body += _bar(_SCALE / _KM * unit, height)
    return _inline("map", title, about, (WIDTH, height), body, language)


def timeline_of(steps: Sequence[PublicStep], today: dt.date, title: str, about: str, language: str) -> str:
    """Draw the milestones that have a date, each with its name above its lane; "" where none has.

    What comes back every year has no place of its own.
    """
    dated = [(one, one.when) for one in steps if one.when and not one.yearly]
    if not dated:
        return ""
    days = [day for one, when in dated for day in (when.first, when.last, one.promised) if day]
    first, last = min(days), max(days)
    if first <= today <= last:
        days.append(today)
    length = max((last - first).days, 1)

    def at(day: dt.date) -> float:
        return 10 + (day - first).days / length * (WIDTH - 20)

    body, top = [], 8.0
    for step, when in dated:
        for line in svg.wrap(step.title, WIDTH - 4, SIZE):
            top += SIZE * 1.25
            body.append(_label(line, 0, top, "t", ""))
        top += 14
        body.append(svg.element("line", x1=0, y1=top, x2=WIDTH, y2=top, stroke=svg.FAINT, class_="h"))
        if when.first != when.last:
            body.append(
                svg.element(
                    "line",
                    x1=at(when.first),
                    y1=top,
                    x2=at(when.last),
                    y2=top,
                    stroke=svg.QUIET,
                    stroke_width=5,
                    class_="w",
                )
            )
        if step.promised and step.promised != when.last:
            body.append(_diamond(at(step.promised), top, "o"))
        body.append(
            svg.element("circle", cx=at(when.last), cy=top, r=6, fill=svg.INK, class_="f")
            if step.done
            else _diamond(at(when.last), top, "f")
        )
        top += 12
    if first <= today <= last:
        body.insert(
            0,
            svg.element(
                "line", x1=at(today), y1=4, x2=at(today), y2=top, stroke=svg.ACCENT, stroke_width=2, class_="d"
            ),
        )
    return _inline("timeline", title, about, (WIDTH, top + 6), body, language)


def _mark(status: PublicStatus, x: float, y: float) -> Iterator[str]:
    if status is PublicStatus.CONFIRMED:
        yield svg.element("circle", cx=x, cy=y, r=RADIUS, fill=svg.INK, stroke=svg.INK, class_="c")
    elif status is PublicStatus.TENTATIVE:
        yield _shape(x, y, RADIUS + 3, "4 2")
    elif status is PublicStatus.UNDECIDED:
        side = 2 * RADIUS
        yield svg.element(
            "rect",
            x=x - RADIUS,
            y=y - RADIUS,
            width=side,
            height=side,
            fill=svg.PAPER,
            stroke=svg.INK,
            stroke_width=1.5,
            stroke_dasharray="2 2",
            class_="m",
        )
    else:
        yield svg.element(
            "circle", cx=x, cy=y, r=RADIUS, fill=svg.PAPER, stroke=svg.QUIET, stroke_width=1.5, class_="m q"
        )
        if status is PublicStatus.HELD:
            yield svg.element("circle", cx=x, cy=y, r=RADIUS + 3, fill="none", stroke=svg.QUIET, class_="q")
        if status is PublicStatus.CANCELLED:
            d = f"M{x - RADIUS:.1f} {y - RADIUS:.1f}L{x + RADIUS:.1f} {y + RADIUS:.1f}"
            yield svg.element("path", d=d, fill="none", stroke=svg.QUIET, stroke_width=1.5, class_="q")


def _shape(x: float, y: float, radius: float, dashes: str) -> str:
    points = f"{x:.1f},{y - radius:.1f} {x + radius:.1f},{y:.1f} {x:.1f},{y + radius:.1f} {x - radius:.1f},{y:.1f}"
    return svg.element(
        "polygon", points=points, fill=svg.PAPER, stroke=svg.INK, stroke_width=1.5, stroke_dasharray=dashes, class_="m"
    )


def _diamond(x: float, y: float, kind: str) -> str:
    points = f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y:.1f} {x:.1f},{y + 7:.1f} {x - 7:.1f},{y:.1f}"
    fill = svg.PAPER if kind == "o" else svg.INK
    return svg.element("polygon", points=points, fill=fill, stroke=svg.INK, stroke_width=1.5, class_=kind)


def _label(  # noqa: PLR0917 - where a text stands, and how
    words: str, x: float, y: float, kind: str, anchor: str, size: float = SIZE, colour: str = svg.INK
) -> str:
    return svg.element(
        "text", svg.escaped(words), x=x, y=y, font_size=size, fill=colour, text_anchor=anchor, class_=kind
    )


def _beside(name: str, point: tuple[float, float], taken: list[Box], height: float) -> tuple[str, tuple[float, float]]:
    """Find the best of eight places for a name: inside the drawing, on no other name or mark."""
    while len(name) > 1 and svg.measure(name, SIZE) > WIDTH - 8:
        name = name[:-2] + "…"
    x, y = point
    wide = svg.measure(name, SIZE)
    far, up = RADIUS + 6, RADIUS + 7
    places = [
        (x + far, y + 5),
        (x - far - wide, y + 5),
        (x - wide / 2, y + up + SIZE - 2),
        (x - wide / 2, y - up),
        (x + 8, y - up),
        (x + 8, y + up + SIZE - 2),
        (x - wide - 8, y - up),
        (x - wide - 8, y + up + SIZE - 2),
    ]

    def box(place: tuple[float, float]) -> Box:
        return place[0], place[1] - SIZE, place[0] + wide, place[1] + 4

    def cost(place: tuple[float, float]) -> int:
        one = box(place)
        outside = one[0] < 2 or one[2] > WIDTH - 2 or one[1] < 0 or one[3] > height  # noqa: PLR2004 - a hair's room
        return 5 * outside + sum(_meet(one, other) for other in taken)

    best = min(places, key=cost)
    inside = min(max(best[0], 2), WIDTH - wide - 2), best[1]
    taken.append(box(inside))
    return name, inside


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bar(long: float, height: float) -> Iterator[str]:
    y = height - 10
    if long < WIDTH - 100:
        yield svg.element(
            "path", d=f"M10 {y - 5:.1f}V{y:.1f}H{10 + long:.1f}V{y - 5:.1f}", fill="none", stroke=svg.INK, class_="l"
        )
        yield _label(f"{_SCALE} km", 16 + long, y + 2, "t", "", size=13)
    x = WIDTH - 16
    yield svg.element("path", d=f"M{x:.1f} {y:.1f}V{y - 20:.1f}m-5 7l5 -7l5 7", fill="none", stroke=svg.INK, class_="l")
    yield _label("N", x - 10, y - 8, "t", "end", size=13)


def _inline(  # noqa: PLR0917 - what a drawing is made of
    name: str, title: str, about: str, size: tuple[float, float], body: Sequence[str], language: str
) -> str:
    """Give a drawing to stand in a page: without a header of XML, a sheet behind it or a size of its own."""
    return svg.element(
        "svg",
        svg.element("title", svg.escaped(title), id=f"{name}-title"),
        svg.element("desc", svg.escaped(about), id=f"{name}-desc"),
        *body,
        role="img",
        lang=language,
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {size[0]:.0f} {math.ceil(size[1])}",
        class_=f"drawing {name}",
    )
