"""Drawings inside a page, made for a telephone: the map of the stops and a narrow timeline.

Attributes are the ground, and the classes of the style sheet lie above them, so that a dark page and one in forced
colours can repaint what a file shows in black and white. Shape and number carry the status, never colour alone.
"""

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from rusctl.model.public_status import PublicStatus
from rusctl.output.drawing import svg
from rusctl.site.public import PublicStep, PublicStop

WIDTH, SIZE, RADIUS, ROOM = 340.0, 14.0, 11.0, 34.0
_KM = 111.32  # kilometres a degree of latitude
_SCALE = 20  # kilometres of the bar
ROUNDS = 30  # that marks are pushed apart, at most
Box = tuple[float, float, float, float]


class DrawnBar(NamedTuple):
    """A bar: its name, its length and what it says; the languages of both, "" where that is the drawing's."""

    label: str
    length: float
    said: str
    spoken: str = ""
    said_in: str = ""


def map_of(stops: Sequence[PublicStop], title: str, about: str, language: str) -> str:
    """Draw the stops that have a place by their numbers, north upwards, both ways in one scale; "" where none has.

    `about` says it in words; as Markup it may mark the language of a part. Stops at one place have one mark: that of
    the one to come, else of the last, and the numbers of the others stand with the name. A name for which there is no
    room is left out; the number is in the list.
    """
    at_place: dict[tuple[float, float], list[PublicStop]] = {}
    for one in stops:
        if one.place:
            at_place.setdefault(one.place, []).append(one)
    if not at_place:
        return ""
    placed = [(_shown(here), place) for place, here in at_place.items()]
    mean = math.radians(sum(lat for _, (lat, _) in placed) / len(placed))
    flat = [(lon * math.cos(mean), -lat) for _, (lat, lon) in placed]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    unit = (WIDTH - 2 * ROOM) / max(wide, high, 0.05)
    aside = (WIDTH - wide * unit) / 2
    height = 2 * ROOM + high * unit + 26
    points = _apart([(aside + (x - left) * unit, ROOM + (y - top) * unit) for x, y in flat], height - 26)
    taken: list[Box] = [(x - RADIUS - 3, y - RADIUS - 3, x + RADIUS + 3, y + RADIUS + 3) for x, y in points]
    taken.append((0, height - 34, WIDTH, height))  # where the scale is
    body: list[str] = []
    for (stop, _), (x, y) in zip(placed, points, strict=True):
        body += _mark(stop.status, x, y)
        colour = svg.PAPER if stop.status is PublicStatus.CONFIRMED else svg.INK
        size = 13 if stop.number < 100 else 11  # noqa: PLR2004 - three figures are to stay within the mark
        body.append(_label(str(stop.number), x, y + 4, "n", "middle", size=size, colour=colour))
    for (stop, place), point in zip(placed, points, strict=True):
        others = [str(one.number) for one in at_place[place] if one is not stop]
        named = f"{stop.name} ({', '.join(others)})" if others else stop.name
        if found := _beside(named, point, taken, height):
            name, (at, base) = found
            body.append(_label(name, at, base, "t", "", spoken=_other(stop.named, language)))
    body += _bar(_SCALE / _KM * unit, height)
    return _inline("map", title, about, (WIDTH, height), body, language)


def _shown(stops: Sequence[PublicStop]) -> PublicStop:
    """Give the stop whose status the mark of a place shows: the first to come, else the last."""
    ahead = (PublicStatus.CONFIRMED, PublicStatus.TENTATIVE, PublicStatus.UNDECIDED)
    return next((one for one in stops if one.status in ahead), stops[-1])


def _apart(points: Sequence[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """Push marks apart that would lie on each other, each as far as the other, and keep them in the drawing."""
    found, least = list(points), 2 * RADIUS + 6
    for _ in range(ROUNDS):
        moved = False
        for a, b in itertools.combinations(range(len(found)), 2):
            (x, y), (u, v) = found[a], found[b]
            far = math.hypot(u - x, v - y)
            if far < least - 0.01:
                across, down = ((u - x) / far, (v - y) / far) if far else (1.0, 0.0)
                push = (least - far) / 2
                found[a] = _within(x - across * push, y - down * push, height)
                found[b] = _within(u + across * push, v + down * push, height)
                moved = True
        if not moved:
            break
    return found


def _within(x: float, y: float, height: float) -> tuple[float, float]:
    edge = RADIUS + 4
    return min(max(x, edge), WIDTH - edge), min(max(y, edge), height - edge)


def timeline_of(steps: Sequence[PublicStep], today: dt.date, title: str, about: str, language: str) -> str:
    """Draw the milestones that have a date, each with its name above its lane; "" where none has.

    What comes back every year has no place of its own. `about` is as for `map_of`.
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
            body.append(_label(line, 0, top, "t", "", spoken=_other(step.spoken, language)))
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


def bars_of(bars: Sequence[DrawnBar], title: str, name: str, language: str, spoken: str = "") -> str:
    """Draw numbers as bars, each with its name above it and the number in words after it; "" where there is none.

    `name` is what its ids begin with, which no other drawing has; `spoken` is the language of the title where that is
    not the drawing's.
    """
    if not bars:
        return ""
    most = max((one.length for one in bars), default=0) or 1
    body, top = [], 0.0
    for one in bars:
        for line in svg.wrap(one.label, WIDTH - 4, SIZE):
            top += SIZE * 1.3
            body.append(_label(line, 0, top, "t", "", spoken=_other(one.spoken, language)))
        top += 6
        wide = max(one.length / most * (WIDTH - 130), 2)
        body.append(svg.element("rect", x=0, y=top, width=wide, height=12, fill=svg.INK, class_="f"))
        said_in = _other(one.said_in, language)
        if wide + 6 + svg.measure(one.said) <= WIDTH:
            body.append(_label(one.said, wide + 6, top + 11, "t", "", size=13, spoken=said_in))
        else:  # what it says has no room beside it, and stands below
            for line in svg.wrap(one.said, WIDTH - 4):
                top += 17
                body.append(_label(line, 0, top + 9, "t", "", size=13, spoken=said_in))
        top += 18
    about = "; ".join(
        f"{_marked(one.label, one.spoken, language)}: {_marked(one.said, one.said_in, language)}" for one in bars
    )
    size = (WIDTH, top + 4)
    return _inline(name, title, Markup(about), size, body, language, _other(spoken, language))  # noqa: S704 - escaped


def _other(spoken: str, language: str) -> str:
    """Give the language that a text is marked with; nothing where it is the drawing's own."""
    return "" if spoken == language else spoken


def _marked(words: str, spoken: str, language: str) -> str:
    """Give a text of a description, escaped, and marked with its language where that is another."""
    text = svg.escaped(words)
    return svg.element("span", text, lang=spoken) if _other(spoken, language) else text


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
    words: str,
    x: float,
    y: float,
    kind: str,
    anchor: str,
    size: float = SIZE,
    colour: str = svg.INK,
    spoken: str = "",
) -> str:
    return svg.element(
        "text",
        svg.escaped(words),
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        text_anchor=anchor,
        class_=kind,
        lang=spoken,
    )


def _beside(
    name: str, point: tuple[float, float], taken: list[Box], height: float
) -> tuple[str, tuple[float, float]] | None:
    """Find the first of eight places where a name stands inside the drawing, and on no other name or mark."""
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

    for at, base in places:
        inside = min(max(at, 2), WIDTH - wide - 2), base
        one = box(inside)
        if one[1] >= 0 and one[3] <= height and not any(_meet(one, other) for other in taken):
            taken.append(one)
            return name, inside
    return None


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
    name: str, title: str, about: str, size: tuple[float, float], body: Sequence[str], language: str, spoken: str = ""
) -> str:
    """Give a drawing to stand in a page: without a header of XML, a sheet behind it or a size of its own.

    `about` is escaped unless it is Markup; `spoken` is the language of the title where that is another.
    """
    return svg.element(
        "svg",
        svg.element("title", svg.escaped(title), id=f"{name}-title", lang=spoken),
        svg.element("desc", str(escape(about)), id=f"{name}-desc"),
        *body,
        role="img",
        lang=language,
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {size[0]:.0f} {math.ceil(size[1])}",
        class_=f"drawing {name}",
    )
