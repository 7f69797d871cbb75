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
FAR_AWAY = 5  # years; a typing error must not move an event by ten or ninety


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

    Without a year: the next such days in the period, as a guess where the period has had such days already; where the
    period has none that are to come, the next there are, as a guess unless there is no period. With a weekday, those
    of them that agree with it (`_with_weekday`). A year that is far away is a guess. The callable gives None for a
    year that has no such days; RusctlError where no year has.
    """
    if year is not None:
        days = make(checked(year, given))
        if days is None:
            raise RusctlError(msg('there is no "{text}" in {year}', text=given.text, year=str(year)))
        far = _far(days, given)
        return Settled(days, far is not None, far)
    inside = _inside(make, given)
    following = _following(make, given)
    if weekday is not None and (inside or following):
        return _with_weekday(inside, following, weekday, given)
    settled = _next(inside, following, given)
    if settled is None:
        raise RusctlError(msg('"{text}" needs a year; write it with four digits', text=given.text))
    return settled


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


def _following(make: Callable[[int], Days | None], given: DateContext) -> Days | None:
    """Give the next such days that are not past, whatever the period."""
    for year in _years(given.today.year - 1, given.today.year + YEARS_AHEAD):
        days = make(year)
        if days is not None and days.last >= given.today:
            return days
    return None


def _next(inside: list[Days], following: Days | None, given: DateContext) -> Settled | None:
    ahead = [days for days in inside if days.last >= given.today]
    if ahead:
        return Settled(ahead[0], len(ahead) < len(inside), _without_year(ahead[0], given))
    if following is None:
        return None
    return Settled(following, given.period is not None, _outside(following, given))


def _with_weekday(inside: list[Days], following: Days | None, weekday: int, given: DateContext) -> Settled:
    """Give the days that are meant beside a weekday: the next that agree with it.

    What agrees while days that are nearer do not is a guess, since a slip of the pen must not become a date a year
    away in silence; so is what is past. Where nothing agrees, the nearest is given, for the caller to refuse.
    """
    known = inside if following is None or following in inside else [*inside, following]
    agreeing = [days for days in known if days.first.weekday() == weekday]
    if not agreeing:
        return Settled(min(known, key=lambda days: abs(days.first - given.today)))
    ahead = [days for days in agreeing if days.last >= given.today]
    if not ahead:
        return Settled(agreeing[-1], True, _past(agreeing[-1], given))
    days = ahead[0]
    passed_over = any(given.today <= other.last < days.last for other in known)
    if days in inside:
        return Settled(days, passed_over, _without_year(days, given))
    return Settled(days, given.period is not None or passed_over, _outside(days, given))


def _far(days: Days, given: DateContext) -> Message | None:
    """Say of days that are years from the period and from today what they are read as; else None."""
    if given.period is None:
        return None
    years = (given.today.year, given.period.first.year, given.period.last.year)
    if min(years) - FAR_AWAY <= days.first.year <= max(years) + FAR_AWAY:
        return None
    return msg('"{text}" is far from the process\'s period; read as {days}', text=given.text, days=days)


def _past(days: Days, given: DateContext) -> Message:
    return msg('"{text}" has no year, and such a day is past; read as {days}', text=given.text, days=days)


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
