"""Counting in days, working days and weeks, on days as numbers (`date.toordinal`), forwards and backwards.

What lies beyond the calendar's first or last day is that day.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import lru_cache

from rusctl.model.durations import Span, Unit
from rusctl.schedule.days.workdays import eves, holidays, observed

FIRST, LAST = dt.date.min.toordinal(), dt.date.max.toordinal()
WORKDAYS, WEEKS = Unit.WORKDAYS, Unit.WEEKS  # it takes a while to ask an enumeration
WEEK = 7
SATURDAY = 6  # the ordinals of Saturdays leave 6 when divided by 7, those of Sundays nothing


def working_days(year: int) -> tuple[int, ...]:
    """Give a year's working days in order."""
    return _working_days(observed(), year)


@lru_cache(maxsize=512)
def _working_days(_country: str, year: int) -> tuple[int, ...]:
    off = {day.toordinal() for day in (*holidays(year), *eves(year))}
    start, end = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    return tuple(day for day in range(start, end + 1) if 0 < day % WEEK < SATURDAY and day not in off)


def on_or_after(day: int) -> int:
    """Give the first working day from a day on."""
    year = dt.date.fromordinal(day).year
    days = working_days(year)
    at = bisect_left(days, day)
    if at < len(days):
        return days[at]
    return working_days(year + 1)[0] if year < dt.MAXYEAR else LAST


def on_or_before(day: int) -> int:
    """Give the last working day up to a day."""
    year = dt.date.fromordinal(day).year
    days = working_days(year)
    at = bisect_right(days, day)
    if at:
        return days[at - 1]
    return working_days(year - 1)[-1] if year > dt.MINYEAR else FIRST


def signed(span: Span) -> int:
    """Give a span as one number: working days as they are, all days of the week below zero; 0 is no time."""
    number, unit = span
    return number if unit is WORKDAYS else -number * (WEEK if unit is WEEKS else 1)


def plus(day: int, span: Span | None) -> int:
    """Give the day a span after a day; no working day at all is the day itself."""
    return ahead(day, signed(span)) if span else day


def minus(day: int, span: Span | None) -> int:
    """Give the last day from which `plus` does not lead beyond a day."""
    return back(day, signed(span)) if span else day


def ahead(day: int, length: int) -> int:
    """Give the day a signed span after a day."""
    if length <= 0:
        return min(day - length, LAST)
    year = dt.date.fromordinal(day).year
    days = working_days(year)
    at = bisect_right(days, day) + length - 1
    while at >= len(days):
        if year == dt.MAXYEAR:
            return LAST
        at, year = at - len(days), year + 1
        days = working_days(year)
    return days[at]


def back(day: int, length: int) -> int:
    """Give the last day from which a signed span does not lead beyond a day."""
    if length <= 0:
        return max(day + length, FIRST)
    year = dt.date.fromordinal(day).year
    days = working_days(year)
    at = bisect_right(days, day) - length
    while at < 0:
        if year == dt.MINYEAR:
            return FIRST
        year -= 1
        days = working_days(year)
        at += len(days)
    return max(days[at] - 1, FIRST)
