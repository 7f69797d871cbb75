"""Why a date as it was written cannot be read, and what to write instead."""

import datetime as dt

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.schedule.dates.years import DateContext
from rusctl.schedule.days.workdays import DAY

WEEK = 7 * DAY
MONTHS_A_YEAR = 12


def unreadable(given: DateContext) -> RusctlError:
    """Give the refusal of anything else, with examples of what is read."""
    message = msg(
        '"{text}" is not a date; write it like "7 nov 2018", "2018-11-07 09:00-12:00", "12-13 nov 2018", "v 48 2018" '
        'or "i början av 2019"',
        text=given.text,
    )
    return RusctlError(message)


def two_digit_year(given: DateContext) -> RusctlError:
    """Refuse "7 nov 18" and "181107": 18 may be a year, a day or an hour."""
    return RusctlError(msg('"{text}": write the year with four digits, like 2018-11-07', text=given.text))


def day_or_year(given: DateContext) -> RusctlError:
    """Refuse "november 18", which is a day to some and a month of a year to others."""
    message = msg('"{text}" can be a day or a month of a year; write it like "18 nov" or "nov 2018"', text=given.text)
    return RusctlError(message)


def no_such_day(given: DateContext, year: int, month: int) -> RusctlError:
    """Refuse "31 november" and "7/13"."""
    if not 1 <= month <= MONTHS_A_YEAR:
        message = msg(
            '"{text}": there is no month {month}; write day/month or year-month-day', text=given.text, month=month
        )
        return RusctlError(message)
    last = dt.date(year + month // 12, month % 12 + 1, 1) - DAY
    message = msg('"{text}" does not exist: the days of that month are 1 to {last}', text=given.text, last=last.day)
    return RusctlError(message)


def no_such_week(given: DateContext, last: int) -> RusctlError:
    """Refuse "v 53 2018"."""
    message = msg('"{text}" does not exist: the weeks of that year are 1 to {last}', text=given.text, last=last)
    return RusctlError(message)


def no_such_time(given: DateContext, time: str) -> RusctlError:
    """Refuse "kl 25"."""
    message = msg('"{text}": {time} is no time of day; the last is 23:59', text=given.text, time=time)
    return RusctlError(message)


def no_month(given: DateContext) -> RusctlError:
    """Refuse "den 7:e"."""
    return RusctlError(msg('"{text}" has no month; write it like "7 nov"', text=given.text))


def bare_hours(given: DateContext) -> RusctlError:
    """Refuse "7 nov 9-12", whose figures need not be hours."""
    message = msg('"{text}": write hours with "kl" or with minutes, like "kl 9-12" or "9:00-12:00"', text=given.text)
    return RusctlError(message)


def end_before_start(given: DateContext) -> RusctlError:
    """Refuse a span of days that ends before it starts."""
    message = msg('"{text}" ends before it starts; if it runs into the next year, write both years', text=given.text)
    return RusctlError(message)


def no_hours(given: DateContext) -> RusctlError:
    """Refuse hours that end when they start or before."""
    message = msg('"{text}" does not end after it starts; past midnight, write both days', text=given.text)
    return RusctlError(message)


def two_dates(given: DateContext) -> RusctlError:
    """Refuse "12 och 15 november"."""
    return RusctlError(msg('"{text}" is two dates that do not follow on each other; write one', text=given.text))


def two_windows(given: DateContext) -> RusctlError:
    """Refuse "v 46 och 48"."""
    return RusctlError(msg('"{text}" has gaps, so it is no single span of time; write one', text=given.text))


def week_disagrees(given: DateContext, day: dt.date) -> RusctlError:
    """Refuse "28 november v 47", saying the week that the day is in."""
    message = msg(
        '"{text}": the week and the date disagree, since {day} is in week {week}',
        text=given.text,
        day=day,
        week=day.isocalendar().week,
    )
    return RusctlError(message)


def weekday_disagrees(given: DateContext, day: dt.date, weekday: int) -> RusctlError:
    """Refuse "tisdag 7 november 2018", saying the right weekday and the nearest days that the words may mean."""
    before = day - (day.weekday() - weekday) % 7 * DAY
    message = msg(
        '"{text}": the weekday and the date disagree, since that day is {day}; did you mean {before} or {after}?',
        text=given.text,
        day=day,
        before=before,
        after=before + WEEK,
    )
    return RusctlError(message)


def which_week(given: DateContext, weekday: int) -> RusctlError:
    """Refuse "nästa onsdag", which is two days."""
    try:
        near = given.today + ((weekday - given.today.weekday() - 1) % 7 + 1) * DAY
        message = msg('"{text}" can mean {near} or {far}; write the date', text=given.text, near=near, far=near + WEEK)
    except OverflowError:
        return unreadable(given)
    return RusctlError(message)
