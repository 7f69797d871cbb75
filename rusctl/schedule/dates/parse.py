"""Dates as people write them in Swedish and English, read without guessing in silence.

Days ("onsdag 7 november 2018", "7/11", "2018-11-07 09:00-12:00"), spans of days ("12-13 november 2018"), weeks and
loose times (see `windows`). In digits the day comes before the month. What can be read in two ways is refused with
both, or read as a guess that says so; the rest is refused with examples.
"""

import datetime as dt
import re
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.date_words import TENTATIVE, either, plain, tidy
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Hours, When, Window
from rusctl.schedule.dates import clock, date_forms, refusals, windows
from rusctl.schedule.dates.date_forms import Point
from rusctl.schedule.dates.years import LEAP_YEAR, DateContext, Settled, checked, in_year
from rusctl.schedule.days.workdays import DAY, WEEKS_MOST, weeks_in

LONGEST = 100


class Reading(NamedTuple):
    """What was meant; whether to ask before it is used; what to tell of how it was read; whether it said "prel."."""

    when: When
    guessed: bool = False
    why: Message | None = None
    tentative: bool = False


def read_when(text: str, today: dt.date, period: Window | None = None, zone: str = "Europe/Stockholm") -> Reading:
    """Read a date, hours, a span of days or a window; RusctlError says why something cannot be read.

    A year left out is the one in which the day lies in the period or, failing that, the next there is (`years`). "Next
    Wednesday" and a weekday alone are refused with the two days they can mean. A time has a start and an end; one that
    the change of clocks skips or gives twice is refused.
    """
    words, tentative = _firmness(tidy(text))
    given = DateContext(words[:LONGEST], today, period, zone)
    if len(words) > LONGEST:
        raise refusals.unreadable(given)
    reading = _day(given) or _span(given) or _window(given)
    if reading is None:
        raise refusals.refusal(given)
    return reading._replace(tentative=tentative)


def _firmness(text: str) -> tuple[str, bool]:
    mark = rf"\(?\b(?:{either(TENTATIVE)})\b\.?\)?"
    firm = re.sub(rf"^{mark}[\s,:]*|[\s,]*(?:{mark}|\(?\?\)?)$", "", text, flags=re.IGNORECASE)
    return firm, firm != text


def _day(given: DateContext) -> Reading | None:
    point = date_forms.point(plain(given.text), given.today)
    if point is None:
        return None
    settled = _settle(point, given)
    if point.start is None:
        return Reading(settled.days, settled.guessed, settled.why)
    if point.bare:
        raise refusals.bare_hours(given)
    if point.end is None:
        raise refusals.no_end(given)
    return Reading(_hours(settled.days, point.start, point.end, given), settled.guessed, settled.why)


def _span(given: DateContext) -> Reading | None:
    pair = date_forms.pair(plain(given.text), given.today)
    if pair is None or pair.first.end or pair.last.end or bool(pair.first.start) != bool(pair.last.start):
        return None
    if pair.first.bare or pair.last.bare:
        raise refusals.bare_hours(given)
    # "12-13 november": the first day has no month of its own.
    first, last = pair.first._replace(month=pair.first.month or pair.last.month), pair.last
    if first.year is None and last.year is None:
        settled = _settle_both(first, last, given)
    else:
        start = _settle(first._replace(year=first.year or last.year), given)
        end = _settle(last._replace(year=last.year or first.year), given)
        settled = Settled(Days(first=start.days.first, last=end.days.last))
    days = settled.days
    if days.last < days.first:
        raise refusals.end_before_start(given)
    if pair.two and days.last != days.first + DAY:
        raise refusals.two_dates(given)
    if first.start is None or last.start is None:
        return Reading(days, settled.guessed, settled.why)
    return Reading(_hours(days, first.start, last.start, given), settled.guessed, settled.why)


def _window(given: DateContext) -> Reading | None:
    found = windows.window(given)
    if found is None:
        return None
    window, settled = found
    return Reading(window, settled.guessed, settled.why)


def _settle(point: Point, given: DateContext) -> Settled:
    _check(point, given)

    def make(year: int) -> Days | None:
        day = point.on(year)
        return None if day is None else Days(first=day, last=day)

    settled = in_year(make, point.year, given, point.weekday)
    _agree(point, settled.days.first, given)
    return settled


def _settle_both(first: Point, last: Point, given: DateContext) -> Settled:
    _check(first, given)
    _check(last, given)
    start, end = first.on(LEAP_YEAR), last.on(LEAP_YEAR)
    if start and end and end < start:
        raise refusals.end_before_start(given)

    def make(year: int) -> Days | None:
        start, end = first.on(year), last.on(year)
        return Days(first=start, last=end) if start and end and start <= end else None

    settled = in_year(make, None, given, first.weekday)
    _agree(first, settled.days.first, given)
    _agree(last, settled.days.last, given)
    return settled


def _check(point: Point, given: DateContext) -> None:
    if point.short:
        raise refusals.two_digit_year(given)
    if point.unsure:
        raise refusals.day_or_year(given)
    if point.year is not None:
        checked(point.year, given)
    if point.on(point.year or LEAP_YEAR) is not None:
        return
    if point.week is None:
        raise refusals.no_such_day(given, point.year or LEAP_YEAR, point.month or 0)
    most = WEEKS_MOST if point.year is None else weeks_in(point.year)
    if not 1 <= point.week <= most:
        raise refusals.no_such_week(given, most)


def _agree(point: Point, day: dt.date, given: DateContext) -> None:
    if point.weekday is not None and point.weekday != day.weekday():
        raise refusals.weekday_disagrees(given, day, point.weekday)


def _hours(days: Days, start: str, end: str, given: DateContext) -> Hours:
    times = [_local(day, text, given) for day, text in ((days.first, start), (days.last, end))]
    if times[1] <= times[0]:
        raise refusals.no_hours(given)
    return Hours(start=times[0], end=times[1])


def _local(day: dt.date, text: str, given: DateContext) -> dt.datetime:
    time = date_forms.clock(text)
    if time is None:
        raise refusals.no_such_time(given, text)
    local = dt.datetime.combine(day, time)
    if clock.nonexistent(local, given.zone):
        raise RusctlError(msg("the clock skips {time}: summer time begins that night", time=local))
    if clock.doubled(local, given.zone):
        raise RusctlError(msg("the clock shows {time} twice: summer time ends that night", time=local))
    return local
