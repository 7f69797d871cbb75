"""Days off in Sweden, worked out from rules and not from a table: public holidays, eves, bridge days, weeks.

Public holidays are those of today, and right from 1990 on: since 2005 with the National Day and without Whit Monday (a
test compares them with the `holidays` package). Ordinary Sundays are `weekend`. Midsummer's, Christmas and New Year's
Eve count as days off: periods whose last day they are end on the next working day, as real postings of boards show.

In a folder of another country the public holidays are that country's, and no other day is off: which country is said
once, when the folder is read, since a day off is asked for in the innermost loops.
"""

import datetime as dt
from contextvars import ContextVar
from functools import cache, lru_cache

from rusctl.language.message import Message, msg
from rusctl.model.plan import SWEDEN, Days, Texts

DAY = dt.timedelta(days=1)
SATURDAY = 5
NATIONAL_DAY_SINCE = 2005
WEEKS_MOST = 53
_observed: ContextVar[str] = ContextVar("observed", default=SWEDEN)


def easter(year: int) -> dt.date:
    """Give Easter Sunday, by the Gregorian reckoning (Meeus, Jones and Butcher's arithmetic)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def observe(country: str) -> None:
    """Let the days off be a country's from here on (two letters, ISO 3166): that of the folder that is worked with."""
    _observed.set(country)


def observed() -> str:
    """Give the country whose days off are counted."""
    return _observed.get()


def holidays(year: int) -> dict[dt.date, Message | Texts]:
    """Give a year's public holidays and their names; ordinary Sundays are not among them. Errors as `holidays_of`."""
    country = _observed.get()
    if country == SWEDEN:
        return {**_swedish_holidays(year)}
    from rusctl.schedule.days.elsewhere import holidays_of  # noqa: PLC0415 - for other countries alone

    return {**holidays_of(country, year)}


@cache  # there are 9,999 years at most
def _swedish_holidays(year: int) -> dict[dt.date, Message]:
    sunday = easter(year)
    if year >= NATIONAL_DAY_SINCE:
        since_2005 = {dt.date(year, 6, 6): msg("National Day")}
    else:
        since_2005 = {sunday + 50 * DAY: msg("Whit Monday")}
    return {
        dt.date(year, 1, 1): msg("New Year's Day"),
        dt.date(year, 1, 6): msg("Epiphany"),
        sunday - 2 * DAY: msg("Good Friday"),
        sunday: msg("Easter Sunday"),
        sunday + DAY: msg("Easter Monday"),
        **since_2005,
        dt.date(year, 5, 1): msg("May Day"),
        sunday + 39 * DAY: msg("Ascension Day"),
        sunday + 49 * DAY: msg("Whit Sunday"),
        _saturday_from(dt.date(year, 6, 20)): msg("Midsummer's Day"),
        _saturday_from(dt.date(year, 10, 31)): msg("All Saints' Day"),
        dt.date(year, 12, 25): msg("Christmas Day"),
        dt.date(year, 12, 26): msg("Boxing Day"),
    }


def eves(year: int) -> dict[dt.date, Message]:
    """Give the three eves that count as days off in Sweden."""
    return _swedish_eves(year) if _observed.get() == SWEDEN else {}


@lru_cache(maxsize=64)
def _swedish_eves(year: int) -> dict[dt.date, Message]:
    return {
        _saturday_from(dt.date(year, 6, 20)) - DAY: msg("Midsummer's Eve"),
        dt.date(year, 12, 24): msg("Christmas Eve"),
        dt.date(year, 12, 31): msg("New Year's Eve"),
    }


def short_days(year: int) -> dict[dt.date, Message]:
    """Give the other eves, when many offices in Sweden close early; they are working days."""
    return _swedish_short_days(year) if _observed.get() == SWEDEN else {}


@lru_cache(maxsize=64)
def _swedish_short_days(year: int) -> dict[dt.date, Message]:
    sunday = easter(year)
    return {
        dt.date(year, 1, 5): msg("Twelfth Night"),
        sunday - 3 * DAY: msg("Maundy Thursday"),
        sunday - DAY: msg("Holy Saturday"),
        dt.date(year, 4, 30): msg("Walpurgis Night"),
        sunday + 48 * DAY: msg("Whitsun Eve"),
        _saturday_from(dt.date(year, 10, 31)) - DAY: msg("All Saints' Eve"),
    }


def called(year: int) -> dict[dt.date, Message]:
    """Give the days of a year that have a name in Sweden, by which people mean them."""
    return {**_swedish_holidays(year), **_swedish_eves(year), **_swedish_short_days(year)}


def holiday(day: dt.date) -> Message | Texts | None:
    """Give the name of the public holiday that a day is, or None."""
    return holidays(day.year).get(day)


def eve(day: dt.date) -> Message | None:
    """Give the name of the eve that a day is, of the three that count as days off, or None."""
    return eves(day.year).get(day)


def short_day(day: dt.date) -> Message | None:
    """Give the name of the eve that a day is, of those when many offices close early, or None."""
    return short_days(day.year).get(day)


def weekend(day: dt.date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def working(day: dt.date) -> bool:
    """Say whether a day is none of weekend, public holiday and the three eves."""
    return not weekend(day) and day not in holidays(day.year) and day not in eves(day.year)


def bridge(day: dt.date) -> bool:
    """Say whether a day is a klämdag: a working day with a day off on either side, which many take off."""
    if day in (dt.date.min, dt.date.max):
        return False
    return working(day) and not working(day - DAY) and not working(day + DAY)


def working_day_from(day: dt.date) -> dt.date:
    """Give the first working day on or after a day (the calendar's last day itself, where it ends)."""
    while not working(day) and day < dt.date.max:
        day += DAY
    return day


def working_day_until(day: dt.date) -> dt.date:
    """Give the last working day on or before a day (the calendar's first day itself, where it begins)."""
    while not working(day) and day > dt.date.min:
        day -= DAY
    return day


def week(year: int, number: int) -> Days:
    """Give an ISO week, Monday to Sunday; ValueError when the year has no such week."""
    monday = dt.date.fromisocalendar(year, number, 1)
    return Days(first=monday, last=monday + 6 * DAY)


def working_week(year: int, number: int) -> Days:
    """Give an ISO week, Monday to Friday; ValueError when the year has no such week."""
    monday = dt.date.fromisocalendar(year, number, 1)
    return Days(first=monday, last=monday + 4 * DAY)


def weeks_in(year: int) -> int:
    """Give how many ISO weeks a year has: 52 or 53 (28 December is always in the last)."""
    return dt.date(year, 12, 28).isocalendar().week


def _saturday_from(day: dt.date) -> dt.date:
    return day + (SATURDAY - day.weekday()) % 7 * DAY
