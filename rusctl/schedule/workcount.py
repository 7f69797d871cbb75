"""Counting in days, working days and weeks, on days as numbers (`date.toordinal`), forwards and backwards."""

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import lru_cache

from rusctl.schedule.workdays import eves, holidays
from rusctl.spans import Span, Unit

FIRST, LAST = dt.date.min.toordinal(), dt.date.max.toordinal()
WEEK = 7
SATURDAY = 6  # the ordinals of Saturdays leave 6 when divided by 7, those of Sundays nothing
AROUND = 1  # years beside those asked for


@lru_cache(maxsize=64)
def working_days(year: int) -> tuple[int, ...]:
    """Give a year's working days in order."""
    off = {day.toordinal() for day in (*holidays(year), *eves(year))}
    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    return tuple(day for day in range(start, end + 1) if 0 < day % WEEK < SATURDAY and day not in off)


class WorkCount:
    """The working days in order, as far as somebody has asked for them; what lies beyond the calendar is its end."""

    def __init__(self) -> None:
        self._days: list[int] = []
        self._years = (0, -1)
        self._from, self._until = LAST + 1, FIRST  # the days that are covered: until is the first one that is not

    def on_or_after(self, day: int) -> int:
        """Give the first working day from a day on."""
        self._cover(day)
        at = bisect_left(self._days, day)
        return self._days[at] if at < len(self._days) or self._more(at) else LAST

    def on_or_before(self, day: int) -> int:
        """Give the last working day up to a day."""
        self._cover(day)
        at = bisect_right(self._days, day)
        while at == 0 and self._earlier():
            at = bisect_right(self._days, day)
        return self._days[at - 1] if at else FIRST

    def plus(self, day: int, span: Span | None) -> int:
        """Give the day a span after a day; no working day at all is the day itself."""
        if span is None or span.number == 0:
            return day
        if span.unit is Unit.WORKDAYS:
            self._cover(day)
            at = bisect_right(self._days, day) + span.number - 1
            return self._days[at] if at < len(self._days) or self._more(at) else LAST
        return min(day + span.number * (WEEK if span.unit is Unit.WEEKS else 1), LAST)

    def minus(self, day: int, span: Span | None) -> int:
        """Give the last day from which `plus` does not lead beyond a day."""
        if span is None or span.number == 0:
            return day
        if span.unit is Unit.WORKDAYS:
            self._cover(day)
            at = bisect_right(self._days, day) - span.number
            while at < 0 and self._earlier():
                at = bisect_right(self._days, day) - span.number
            return self._days[at] - 1 if at >= 0 else FIRST
        return max(day - span.number * (WEEK if span.unit is Unit.WEEKS else 1), FIRST)

    def _cover(self, day: int) -> None:
        if self._from <= day < self._until:
            return
        year = dt.date.fromordinal(day).year
        first, last = self._years
        if first > last:
            first, last = year, year
        self._take(min(first, max(year - AROUND, dt.MINYEAR)), max(last, min(year + AROUND, dt.MAXYEAR)))

    def _take(self, first: int, last: int) -> None:
        self._years = (first, last)
        self._days = [day for year in range(first, last + 1) for day in working_days(year)]
        self._from = dt.date(first, 1, 1).toordinal()
        self._until = dt.date(last, 12, 31).toordinal() + 1

    def _more(self, at: int) -> bool:
        """Add later years until there are so many working days; say whether there are."""
        first, last = self._years
        while at >= len(self._days) and last < dt.MAXYEAR:
            last += 1
            self._days.extend(working_days(last))
        self._years = (first, last)
        self._until = dt.date(last, 12, 31).toordinal() + 1
        return at < len(self._days)

    def _earlier(self) -> bool:
        """Add years before; say whether there were any."""
        first, last = self._years
        if first == dt.MINYEAR:
            return False
        self._take(max(dt.MINYEAR, first - max(10, last - first)), last)
        return True
