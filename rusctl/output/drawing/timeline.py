"""The timeline as lines for a terminal and as SVG: what was first promised, what holds now, what happened."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rusctl.output.drawing import svg

FIRST_PROMISED, NOW, DONE, WINDOW, DONE_WITHIN, CANCELLED, TODAY = "◇", "◆", "●", "═", "■", "×", "│"
PLANNED, TENTATIVE, CONFIRMED = "○", "△", "▲"  # how firm an event is
PHASE = "─"
LABEL, LANE, DATES, MARGIN, SIZE = 290.0, 560.0, 250.0, 24.0, 13.0
LINE = SIZE * 1.25
ROOM_FOR_A_MONTH = 34.0
LETTERS_FOR_A_MONTH = 6
UNSET = "#bdbdbd"
COLOURS = {
    NOW: svg.INK,
    DONE: svg.INK,
    PLANNED: svg.QUIET,
    CANCELLED: svg.QUIET,
    TENTATIVE: "#8a5a00",
    CONFIRMED: "#3d7a3d",
}


class TimelineBar(NamedTuple):
    """A milestone or an event in words and days; without `first` nobody has said when. `mark` is its day's sign."""

    title: str
    dates: str
    first: dt.date | None
    last: dt.date | None
    promised: dt.date | None
    window: bool
    mark: str
    critical: bool

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.mark == DONE

    @property
    def cancelled(self) -> bool:
        """Whether it will not be."""
        return self.mark == CANCELLED


class Words(NamedTuple):
    """What is written round the bars; `months` are the short names of the months, `more` lines below the bars."""

    title: str
    about: str
    today: str
    legend: Sequence[tuple[str, str]]
    months: Sequence[str]
    language: str
    more: Sequence[str] = ()


class TimelineSpan(NamedTuple):
    """The days that a timeline shows, whole months."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date, width: float) -> float:
        """Give where a day lies on an axis of a width."""
        return (day - self.first).days / max((self.last - self.first).days, 1) * width

    def holds(self, day: dt.date | None) -> bool:
        """Say whether a day is one of them."""
        return day is not None and self.first <= day <= self.last

    def part(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """Give what is shown of some days, nothing where none of them is."""
        shown = max(first, self.first), min(last, self.last)
        return shown if shown[0] <= shown[1] else None

    def months(self) -> list[dt.date]:
        """Give the first days of the months."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        start = self.first.year * 12 + self.first.month - 1
        return [dt.date(month // 12, month % 12 + 1, 1) for month in range(start, start + count)]


def span_of(
    bars: Sequence[TimelineBar], today: dt.date, since: dt.date | None = None, until: dt.date | None = None
) -> TimelineSpan:
    """Give the months that hold everything, or those from one day to another where they are given.

    Today counts only where it is near and nothing is given, so that an old plan is not squeezed.
    """
    days = [day for bar in bars for day in (bar.first, bar.last, bar.promised) if day]
    first, last = min(days, default=today), max(days, default=today)
    room = dt.timedelta(days=max((last - first).days // 4, 31))
    if since or until:
        first = since or min(first, until or first)
        last = until or max(last, first)
    elif (first - today) <= room and (today - last) <= room:
        first, last = min(first, today), max(last, today)
    return TimelineSpan(first.replace(day=1), _end_of_month(last))


def _end_of_month(day: dt.date) -> dt.date:
    if (day.year, day.month) == (dt.MAXYEAR, 12):
        return dt.date.max
    following = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def signs(bars: Sequence[TimelineBar]) -> set[str]:
    """Give the signs that are among the bars."""
    found = {mark for bar in bars if (mark := _sign(bar))}
    found |= {_filled(bar) for bar in bars if bar.window}
    return found | {FIRST_PROMISED for bar in bars if bar.promised}


def _filled(bar: TimelineBar) -> str:
    """Give the sign of the days of a phase or a window."""
    if bar.mark == PHASE:
        return PHASE
    return DONE_WITHIN if bar.done else WINDOW


def _sign(bar: TimelineBar) -> str:
    """Give the sign that stands on a bar's day; a window says itself that it is planned, open or done."""
    if not bar.last or (bar.window and bar.mark not in {TENTATIVE, CONFIRMED, CANCELLED}):
        return ""
    return bar.mark


def _day(bar: TimelineBar, span: TimelineSpan) -> dt.date | None:
    """Give the day on which a bar's sign stands: the last, or the middle of what is shown of a window."""
    if not (bar.first and bar.last and bar.window) or bar.cancelled:
        return bar.last
    part = span.part(bar.first, bar.last)
    return part[0] + (part[1] - part[0]) // 2 if part else None


def lanes(
    bars: Sequence[TimelineBar], today: dt.date, width: int, span: TimelineSpan, months: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Give the lines of the axis, years and months where there is room, and each bar's lane, as many characters wide.

    `months` are their short names.
    """

    def at(day: dt.date) -> int:
        return min(max(round(span.at(day, width - 1)), 0), width - 1)

    starts = span.months()
    years = [(at(one), str(one.year)) for one in starts if one.month == 1 or one == span.first]
    axis = [_written(years, width)]
    if len(starts) * LETTERS_FOR_A_MONTH <= width:
        axis.append(_written([(at(one), months[one.month - 1]) for one in starts], width))
    shows_today = span.holds(today)
    empty = [TODAY if shows_today and n == at(today) else " " for n in range(width)]
    return axis, [_lane(bar, at, list(empty), span) for bar in bars]


def _written(words: Sequence[tuple[int, str]], width: int) -> str:
    """Write words from their places on, those for which there is room."""
    line = [" "] * width
    for here, word in words:
        if here + len(word) <= width and not "".join(line[max(here - 1, 0) : here + len(word)]).strip():
            line[here : here + len(word)] = word
    return "".join(line)


def _lane(bar: TimelineBar, at: Callable[[dt.date], int], lane: list[str], span: TimelineSpan) -> str:
    """Give a bar's lane: what was promised is never hidden by a window, nor what happened by what was promised."""
    if bar.first and bar.last and bar.window and (part := span.part(bar.first, bar.last)):
        for place in range(at(part[0]), at(part[1]) + 1):
            lane[place] = _filled(bar)
    if bar.promised and span.holds(bar.promised):
        lane[at(bar.promised)] = FIRST_PROMISED
    day = _day(bar, span)
    if _sign(bar) and day and span.holds(day):
        lane[at(day)] = _sign(bar)
    return "".join(lane)


def packed(parts: Sequence[str], width: int) -> list[str]:
    """Put parts side by side on lines, as many as fit on each."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 2 + len(part) <= width:
            lines[-1] += f"  {part}"
        else:
            lines.append(part)
    return lines


def as_svg(bars: Sequence[TimelineBar], words: Words, today: dt.date, span: TimelineSpan) -> str:
    """Give a drawing: a row for each bar, its name before it and its dates after it."""
    left = MARGIN + LABEL
    width = left + LANE + DATES + MARGIN
    head = svg.wrap(words.title, width - 2 * MARGIN, 18)
    top = 34 + 22.0 * len(head) + 24
    rows, bottom = _rows(bars, span, left, top + 14)
    body = [svg.lines(MARGIN, 36, head, size=18, bold=True), *_axis(span, words, left, top, bottom), *rows]
    if span.holds(today):
        x = left + span.at(today, LANE)
        body.append(
            svg.element(
                "line", x1=x, x2=x, y1=top, y2=bottom, stroke=svg.ACCENT, stroke_width=1.5, stroke_dasharray="5 3"
            )
        )
        body.append(svg.text(x, bottom + 14, words.today, size=11, colour=svg.ACCENT, anchor="middle"))
    below = bottom + 40
    for one in words.more:
        found = svg.wrap(one, width - 2 * MARGIN, 12)
        body.append(svg.lines(MARGIN + 4, below, found, size=12))
        below += LINE * len(found)
    drawn, end = _legend(words, below + (10 if words.more else 0), width)
    return svg.document(
        "timeline", words.title, words.about, (width, end + MARGIN), [*body, *drawn], language=words.language
    )


def _axis(span: TimelineSpan, words: Words, left: float, top: float, bottom: float) -> list[str]:
    months = span.months()
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 12_000) if LANE / len(months) * n >= ROOM_FOR_A_MONTH)
    drawn = []
    for month in months:
        number = month.year * 12 + month.month - 1
        if number % step:
            continue
        x = left + span.at(month, LANE)
        drawn.append(svg.element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=svg.FAINT, stroke_width=1))
        name = str(month.year) if step >= 12 else words.months[month.month - 1]  # noqa: PLR2004 - months of a year
        drawn.append(svg.text(x + 2, top - 4, name, size=11, colour=svg.QUIET))
        if step < 12 and (month.month <= step or not any("bold" in one for one in drawn)):  # noqa: PLR2004
            drawn.append(svg.text(x + 2, top - 18, str(month.year), size=11, bold=True))
    return drawn


def _rows(bars: Sequence[TimelineBar], span: TimelineSpan, left: float, top: float) -> tuple[list[str], float]:
    drawn, y = [], top
    for number, bar in enumerate(bars):
        title = svg.wrap(("* " if bar.critical else "") + bar.title, LABEL - 16)
        dates = svg.wrap(bar.dates, DATES - 12, 12)
        height = LINE * max(len(title), len(dates)) + 10
        if number % 2 == 0:
            wide = LABEL + LANE + DATES
            drawn.append(svg.element("rect", x=MARGIN, y=y, width=wide, height=height, fill="#f5f5f5", opacity=0.6))
        middle = y + height / 2
        drawn.append(svg.lines(MARGIN + 4, y + 5 + SIZE, title, bold=bar.critical))
        drawn.extend(_marks(bar, span, left, middle))
        drawn.append(svg.lines(left + LANE + 12, y + 5 + SIZE, dates, size=12))
        y += height
    return drawn, y


def _marks(bar: TimelineBar, span: TimelineSpan, left: float, y: float) -> list[str]:
    """Draw what is shown of a bar: what it has slipped, its days, what was promised, and its sign."""
    drawn = []

    def at(day: dt.date) -> float:
        return left + span.at(day, LANE)

    colour = svg.ALARM if bar.critical else COLOURS.get(bar.mark, svg.INK)
    slipped = bar.promised and bar.last and span.part(*sorted((bar.promised, bar.last)))
    if slipped and bar.promised != bar.last:
        x1, x2 = map(at, slipped)
        line = {"x1": x1, "x2": x2, "y1": y, "y2": y, "stroke_width": 1.5}
        drawn.append(svg.element("line", **line, stroke=svg.QUIET, stroke_dasharray="2 3"))
    if bar.first and bar.last and (bar.window or bar.first != bar.last) and (part := span.part(bar.first, bar.last)):
        x1, x2 = map(at, part)
        fill = svg.INK if bar.window and bar.done else svg.FAINT if bar.mark == PHASE else UNSET
        place = {"x": x1, "y": y - 4, "width": max(x2 - x1, 3), "height": 8, "rx": 2, "stroke_width": 1}
        drawn.append(svg.element("rect", **place, fill=fill, stroke=svg.ALARM if bar.critical else svg.INK))
    if bar.promised and span.holds(bar.promised):
        drawn.append(svg.diamond(at(bar.promised), y, 7.5, fill=svg.PAPER, stroke=svg.ACCENT))
    day = _day(bar, span)
    if _sign(bar) and day and span.holds(day):
        drawn.append(_mark(bar.mark, at(day), y, colour))
    return drawn


def _mark(mark: str, x: float, y: float, colour: str) -> str:
    """Draw a sign: each has a shape of its own, so that none is told by its colour alone."""
    if mark == CANCELLED:
        d = f"M{x - 5:.1f} {y - 5:.1f} L{x + 5:.1f} {y + 5:.1f} M{x - 5:.1f} {y + 5:.1f} L{x + 5:.1f} {y - 5:.1f}"
        return svg.element("path", d=d, stroke=svg.QUIET, stroke_width=2.5, fill="none")
    if mark in {DONE, PLANNED}:
        fill = colour if mark == DONE else svg.PAPER
        return svg.element("circle", cx=x, cy=y, r=5.5, fill=fill, stroke=colour, stroke_width=2)
    if mark in {TENTATIVE, CONFIRMED}:
        points = f"{x - 6.5:.1f},{y + 5.5:.1f} {x:.1f},{y - 6.5:.1f} {x + 6.5:.1f},{y + 5.5:.1f}"
        fill = colour if mark == CONFIRMED else svg.PAPER
        return svg.element("polygon", points=points, fill=fill, stroke=colour, stroke_width=2)
    return svg.diamond(x, y, 6, fill=colour, stroke=colour)


def _legend(words: Words, y: float, width: float) -> tuple[list[str], float]:
    """Draw what the marks mean, side by side as far as there is room."""
    drawn, x = [], MARGIN + 8.0
    for mark, meaning in words.legend:
        wide = 16 + svg.measure(meaning, 12) + 20
        if x + wide > width - MARGIN and x > MARGIN + 8:
            x, y = MARGIN + 8.0, y + 22
        drawn.append(_sample(mark, x, y - 4))
        drawn.append(svg.text(x + 14, y, meaning, size=12))
        x += wide
    return drawn, y


def _sample(mark: str, x: float, y: float) -> str:
    if mark == FIRST_PROMISED:
        return svg.diamond(x, y, 6, fill=svg.PAPER, stroke=svg.ACCENT)
    if mark in {WINDOW, DONE_WITHIN, PHASE}:
        fill = {WINDOW: UNSET, DONE_WITHIN: svg.INK, PHASE: svg.FAINT}[mark]
        return svg.element("rect", x=x - 7, y=y - 4, width=14, height=8, rx=2, fill=fill, stroke=svg.INK)
    if mark == "*":
        return svg.text(x, y + 5, "*", size=16, colour=svg.ALARM, anchor="middle", bold=True)
    return _mark(mark, x, y, COLOURS[mark])
