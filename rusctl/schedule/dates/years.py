"""What a date is read against, and the year of a date that was written without one."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.durations import FIRST_YEAR, LAST_YEAR
from rusctl.model.plan import Days, Window

LEAP_YEAR = 2000
# 29 February is up to eight years away (1896 and 1904, 2096 and 2104), and so is no week 53.
YEARS_AHEAD = 9


class DateContext(NamedTuple):
    """What a date is read against: the words as they were written, today, the process's period and time zone."""

    text: str
    today: dt.date
    period: Window | None
    zone: str


class Settled(NamedTuple):
    """The days that were meant, whether another year was as possible, and what to tell of how they were found."""

    days: Days
    guessed: bool = False
    why: Message | None = None


def in_year(
    make: Callable[[int], Days | None], year: int | None, given: DateContext, weekday: int | None = None
) -> Settled:
    """Give the days in the year that was written or, where none was, in the year that must be meant.

    Without a year: the one year in which the days lie in the period; of several, all to come, the next; where some are
    past, the next as a guess; where all are past, RusctlError. With a weekday, `_with_weekday`. Outside the period, or
    without one, the next such days. The callable gives None for a year that has no such days; RusctlError where no
    year has.
    """
    if year is not None:
        days = make(checked(year, given))
        if days is None:
            raise RusctlError(msg('there is no "{text}" in {year}', text=given.text, year=str(year)))
        return Settled(days)
    inside = _inside(make, given)
    if weekday is not None:
        inside = _with_weekday(inside, weekday, given)
    if len(inside) == 1:
        return Settled(inside[0], why=_without_year(inside[0], given))
    if inside:
        return _one_of(inside, given)
    for following in _years(given.today.year - 1, given.today.year + YEARS_AHEAD):
        days = make(following)
        if days is not None and days.last >= given.today:
            return Settled(days, given.period is not None, _outside(days, given))
    raise RusctlError(msg('"{text}" needs a year; write it with four digits', text=given.text))


def checked(year: int, given: DateContext) -> int:
    """Give the year back; RusctlError when it is too far off to be meant."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = msg(
            '"{text}": the year {year} is not between {first} and {last}',
            text=given.text,
            year=str(year),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
        raise RusctlError(message)
    return year


def _years(first: int, last: int) -> range:
    return range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1)


def _inside(make: Callable[[int], Days | None], given: DateContext) -> list[Days]:
    if given.period is None:
        return []
    candidates = (make(year) for year in _years(given.period.first.year - 1, given.period.last.year))
    return [days for days in candidates if days and days.first <= given.period.last and days.last >= given.period.first]


def _with_weekday(inside: list[Days], weekday: int, given: DateContext) -> list[Days]:
    """Give the days that are meant beside a weekday: the nearest to today, whether they agree or not.

    To look for a year that agrees would turn a slip of the pen into a date a year away, so the caller refuses what
    disagrees. Only where the whole period is past does the weekday choose the year.
    """
    if all(days.last < given.today for days in inside):
        agreeing = [days for days in inside if days.first.weekday() == weekday]
        return agreeing or inside[:1]
    return [min(inside, key=lambda days: abs(days.first - given.today))]


def _one_of(inside: list[Days], given: DateContext) -> Settled:
    ahead = [days for days in inside if days.last >= given.today]
    if not ahead:
        years = [str(days.first.year) for days in inside]
        message = msg('"{text}" can be in any of {years}; write the year', text=given.text, years=years)
        raise RusctlError(message)
    return Settled(ahead[0], len(ahead) < len(inside), _without_year(ahead[0], given))


def _without_year(days: Days, given: DateContext) -> Message:
    return msg('"{text}" has no year; read as {days}', text=given.text, days=days)


def _outside(days: Days, given: DateContext) -> Message:
    if given.period is None:
        return _without_year(days, given)
    return msg(
        '"{text}" has no year and is not in the process\'s period; read as {days}',
        text=given.text,
        days=days,
    )
