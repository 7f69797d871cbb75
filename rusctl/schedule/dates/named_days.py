"""Days that have a name, "julafton", or a number among the weekdays of a month, "första måndagen i december"."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from rusctl.language.date_words import tokens
from rusctl.model.plan import SWEDEN, Days
from rusctl.schedule.days.workdays import DAY, called, easter, observed

LETTERS = "abcdefghijkl"
RELATIVE_WEEKS = {
    **dict.fromkeys(("nästa vecka", "nästkommande vecka", "kommande vecka", "veckan som kommer", "next week"), 1),
    **dict.fromkeys(("denna vecka", "den här veckan", "innevarande vecka", "i veckan", "this week"), 0),
    **dict.fromkeys(("förra veckan", "föregående vecka", "last week"), -1),
    **dict.fromkeys(("veckan därpå", "veckan efter nästa", "the week after next", "week after next"), 2),
}
# The names are those of `workdays`, which knows the rules.
NAMES = {
    "New Year's Day": ("nyårsdagen", "nyårsdag"),
    "Epiphany": ("trettondedag jul", "trettondedagen", "trettondagen", "trettondag jul"),
    "Good Friday": ("långfredagen", "långfredag"),
    "Easter Sunday": ("påskdagen", "påskdag", "easter day"),
    "Easter Monday": ("annandag påsk",),
    "May Day": ("valborgsdagen", "första majdagen"),
    "Ascension Day": ("kristi himmelsfärdsdag", "kristi himmelsfärdsdagen", "kristi himmelsfärd", "ascension"),
    "Whit Sunday": ("pingstdagen", "pingstdag", "pentecost"),
    "Whit Monday": ("annandag pingst",),
    "National Day": ("nationaldagen", "sveriges nationaldag", "the national day"),
    "Midsummer's Day": ("midsommardagen", "midsommardag", "midsummer day"),
    "All Saints' Day": ("alla helgons dag", "allhelgonadagen"),
    "Christmas Day": ("juldagen", "juldag"),
    "Boxing Day": ("annandag jul", "annandagen"),
    "Midsummer's Eve": ("midsommarafton", "midsummer eve"),
    "Christmas Eve": ("julafton", "julaftonen"),
    "New Year's Eve": ("nyårsafton", "nyårsaftonen"),
    "Twelfth Night": ("trettondagsafton", "trettondagsaftonen"),
    "Maundy Thursday": ("skärtorsdagen", "skärtorsdag"),
    "Holy Saturday": ("påskafton", "påskaftonen", "easter eve", "easter saturday"),
    "Walpurgis Night": ("valborgsmässoafton", "valborgsmässoaftonen", "valborg", "sista april", "walpurgis"),
    "Whitsun Eve": ("pingstafton",),
    "All Saints' Eve": ("allhelgonaafton", "alla helgons afton"),
}
LAST = ("sista", "last")
_NORTH = frozenset((SWEDEN, "FI", "AX"))
# Where a name means the day that it means in Sweden; the other days are the same wherever they are kept.
_WHERE = {
    "National Day": frozenset((SWEDEN,)),
    "Midsummer's Day": _NORTH,
    "Midsummer's Eve": _NORTH,
    "All Saints' Day": _NORTH,
    "All Saints' Eve": _NORTH,
}


class NamedDay(NamedTuple):
    """What gives the day in a year, the year where one was written, and the weekday that it has."""

    on: Callable[[int], dt.date | None]
    year: int | None
    weekday: int | None = None


def named(text: str) -> NamedDay | None:
    """Read a day by its name or its number among the weekdays of a month; None where it has neither."""
    match = _nth().fullmatch(text)
    if match:
        weekday, month = LETTERS.index(match["weekday"]), LETTERS.index(match["month"]) + 1
        number = 0 if match["last"] else int(match["nth"])
        return NamedDay(lambda year: nth_weekday(year, month, weekday, number), _year(match))
    match = re.fullmatch(r"(?:(?:på|on|den|the|i)\s+)*(?P<name>.*?)(?:[\s,]+(?P<year>[0-9]{4}))?", text)
    name = _names().get(match["name"]) if match else None
    return NamedDay(lambda year: _holiday(year, name), _year(match)) if match and name else None


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date | None:
    """Give the nth such weekday of a month, or with 0 its last; None where it has no fifth."""
    length = calendar.monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if calendar.weekday(year, month, day) == weekday]
    if number > len(days):
        return None
    return dt.date(year, month, days[number - 1])


def easter_days(year: int) -> Days:
    """Give the days from Good Friday to Easter Monday."""
    sunday = easter(year)
    return Days(first=sunday - 2 * DAY, last=sunday + DAY)


def week_before_easter(year: int) -> Days:
    """Give the week from the Monday before Easter to its Saturday."""
    sunday = easter(year)
    return Days(first=sunday - 6 * DAY, last=sunday - DAY)


def whitsun_days(year: int) -> Days:
    """Give Whitsun Eve and Whit Sunday."""
    sunday = easter(year) + 49 * DAY
    return Days(first=sunday - DAY, last=sunday)


def midsummer_days(year: int) -> Days:
    """Give Midsummer's Eve, the Friday of 19 to 25 June, to the Sunday after it."""
    friday = nth_friday_from(dt.date(year, 6, 19))
    return Days(first=friday, last=friday + 2 * DAY)


def nth_friday_from(day: dt.date) -> dt.date:
    """Give the first Friday on or after a day."""
    return day + (calendar.FRIDAY - day.weekday()) % 7 * DAY


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


@cache
def _names() -> dict[str, str]:
    known = {tokens(word): name for name, words in NAMES.items() for word in words}
    known |= {tokens(name): name for name in NAMES}
    return known | {word.replace("'", ""): name for word, name in list(known.items())}


def _holiday(year: int, name: str) -> dt.date | None:
    if observed() not in _WHERE.get(name, {observed()}):
        return None
    if name == "Whit Monday":  # a public holiday until 2004, and still called by its name
        return easter(year) + 50 * DAY
    if name == "National Day":
        return dt.date(year, 6, 6)
    return next((day for day, told in called(year).items() if told.id == name), None)


@cache
def _nth() -> re.Pattern[str]:
    last = "|".join(LAST)
    return re.compile(
        rf"(?:(?:den|the|på|on)\s+)*(?:(?P<last>{last})|(?P<nth>[1-5])(?::?(?:sta|dra|dje|te|de|[ea])|st|nd|rd|th))\s+"
        r"D(?P<weekday>[a-g])\s+(?:(?:i|in|of)\s+)?M(?P<month>[a-l])\.?(?:[\s,]+(?P<year>[0-9]{4}))?"
    )
