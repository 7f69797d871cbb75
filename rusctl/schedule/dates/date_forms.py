"""The forms in which people write a day: from words to numbers, not yet to a date.

In a date of digits the day comes before the month, as in Sweden and in British English; the American order is never
assumed. A year has four digits. The texts are those of `date_words.tokens`.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from rusctl.language.date_words import NUMBERS, RELATIVE_DAYS, either
from rusctl.model.plan import Days
from rusctl.schedule.dates import named_days
from rusctl.schedule.days.workdays import DAY

MONTH = r"M(?P<month>[a-lG])\.?"
WEEKDAY = r"D(?P<weekday>[a-g])\.?"
DAY_NUMBER = r"(?P<day>[0-9]{1,2})(?P<ordinal>:?(?:sta|dra|dje|te|de|[ea])\b|st\b|nd\b|rd\b|th\b|\.)?"
YEAR = r"[-/']?(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))"
WEEK_WORD = r"(?P<word>v\.?|vecka|veckan|veckorna|veckor|weeks?|wks?\.?|w)"
WEEK = rf"{WEEK_WORD}\s*(?P<week>[0-9]{{1,2}})"
LEAD = r"(?:(?:på|on|den|the)\s+)*"
NAMED_DAYS = (
    rf"{DAY_NUMBER}\s*-?\s*(?:of\s+|i\s+)?{MONTH}(?:[\s,]*{YEAR})?",
    r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:(?:[\s,]+|(?=[-/']))" + YEAR + ")?",
    r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})(?:\.?\s?(?P<year>[0-9]{4})|\.\s?(?P<short>[0-9]{2}))?",
    r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<short>[0-9]{2})(?P<mark>-?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})",
    rf"(?P<year>[0-9]{{4}})[\s,-]+{DAY_NUMBER}\s*-?\s*{MONTH}",
    rf"(?P<year>[0-9]{{4}})[\s,-]+{MONTH}[\s-]*{DAY_NUMBER}",
)
MONTH_FIRST = rf"{MONTH}\s*{LEAD}{DAY_NUMBER}(?:[\s,]+(?P<year>[0-9]{{4}}))?"
BARE_DAY = rf"{DAY_NUMBER}(?:[\s,]+(?P<year>[0-9]{{4}}))?"
# Beside a day its weekday and its week may stand after it: "28 nov (ons, v. 48)".
AFTER = (
    r"(?:[\s,]+D(?P<weekday_after>[a-g])\.?)?"
    r"(?:[\s,]+(?:i\s+)?(?:v\.?|vecka|week|wk\.?)\s*(?P<week_after>[0-9]{1,2}))?"
)
LETTERS = "abcdefghijkl"
JULY = 7


class Point(NamedTuple):
    """A day as it was written: what was left out is None.

    `short` (a year of two digits), `unsure` (a day or a year) and `loose` (not to the day) say what makes it doubtful;
    `beside` is the week that was written beside it, and `named` gives the day where a name stands for it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekday: int | None = None
    beside: int | None = None
    short: bool = False
    month_first: bool = False
    unsure: bool = False
    loose: bool = False
    named: Callable[[int], dt.date | None] | None = None

    def on(self, year: int) -> dt.date | None:
        """Give the day in a year, or None where that year has none; its weekday is not looked at."""
        try:
            if self.named is not None:
                return self.named(year)
            if self.week is not None:
                return dt.date.fromisocalendar(year, self.week, (self.weekday or 0) + 1)
            return dt.date(year, self.month or 0, self.day or 0)
        except (ValueError, OverflowError):
            return None

    def days(self, year: int) -> Days | None:
        """Give the day in a year as days that begin and end with it."""
        day = self.on(year)
        return None if day is None else Days(first=day, last=day)

    @property
    def whole(self) -> bool:
        """Whether it says of itself which day of a year it is."""
        return self.named is not None or self.week is not None or (self.month is not None and self.day is not None)


def point(text: str, today: dt.date) -> Point | None:
    """Read one day, or give None."""
    for form in _forms():
        if match := form.fullmatch(text):
            return _point(match)
    return _relative(text, today) or _named(text)


def bare(text: str) -> Point | None:
    """Read the day of a month that is written elsewhere, "12" or "mån 12", or a weekday alone; else None."""
    match = _bare().fullmatch(text)
    return _point(match) if match else None


def _relative(text: str, today: dt.date) -> Point | None:
    """Read a day that is said from today: "i övermorgon", "fredag nästa vecka", "om två veckor", "i onsdags"."""
    if text in RELATIVE_DAYS:
        return _fixed(today, RELATIVE_DAYS[text])
    day, weeks = _weeks().fullmatch(text), _ahead().fullmatch(text)
    if day:
        later = named_days.RELATIVE_WEEKS[day["ahead"] or day["ahead_first"]]
        weekday = LETTERS.index(day["weekday"] or day["weekday_last"])
        return _fixed(today, 7 * later - today.weekday() + weekday)
    if weeks:
        number = NUMBERS.get(weeks["number"]) or int(weeks["number"])
        return _fixed(today, number * (7 if weeks["unit"] in ("veckor", "vecka", "weeks", "week") else 1), loose=True)
    past = re.fullmatch(r"i D([a-g])", text)
    return _fixed(today, -((today.weekday() - LETTERS.index(past[1]) - 1) % 7 + 1)) if past else None


def _fixed(today: dt.date, days: int, *, loose: bool = False) -> Point | None:
    try:
        day = today + days * DAY
    except OverflowError:
        return None
    return Point(year=day.year, month=day.month, day=day.day, loose=loose)


def _named(text: str) -> Point | None:
    """Read a day that has a name or a number among weekdays: "julafton", "första måndagen i december"."""
    found = named_days.named(text)
    return Point(year=found.year, weekday=found.weekday, named=found.on) if found else None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # Compiled on first use, since only commands that are given a date need them.
    before = rf"{LEAD}(?:{WEEKDAY},?\s+{LEAD})?"
    beside = r"(?:(?:v\.?|vecka|week|wk\.?)\s*(?P<week_before>[0-9]{1,2})[\s,:]+)?"
    return (
        *(re.compile(beside + before + form + AFTER) for form in (*NAMED_DAYS, MONTH_FIRST)),
        re.compile(rf"{LEAD}{WEEKDAY},?\s+(?:i\s+|in\s+|of\s+)?{WEEK}(?:[\s,]*{YEAR})?"),
        re.compile(rf"{WEEK}(?:[\s,]+{YEAR})?,?\s+(?:på\s+|on\s+)?{WEEKDAY}"),
        re.compile(rf"(?P<year>[0-9]{{4}})[\s-]*{WEEK},?\s+(?:på\s+|on\s+)?{WEEKDAY}"),
        re.compile(r"(?P<year>[0-9]{4})-[wv](?P<week>[0-9]{2})-(?P<isoday>[1-7])"),
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{LEAD}(?:{WEEKDAY}(?:,?\s+{LEAD}{BARE_DAY})?|{BARE_DAY.replace('>', '_>')})")


@cache
def _weeks() -> re.Pattern[str]:
    ahead = either(named_days.RELATIVE_WEEKS)
    return re.compile(
        rf"{LEAD}{WEEKDAY},?\s+(?:i\s+|in\s+|of\s+)?(?P<ahead>{ahead})"
        rf"|(?P<ahead_first>{ahead}),?\s+(?:på\s+|on\s+)?D(?P<weekday_last>[a-g])\.?"
    )


@cache
def _ahead() -> re.Pattern[str]:
    number, units = rf"(?P<number>{either(NUMBERS)}|[0-9]{{1,2}})", "(?P<unit>veckor|vecka|dagar|dag|weeks?|days?)"
    late = r"(?:\s+(?:från i dag|från idag|from today|from now|time))?"
    return re.compile(rf"(?:om|in)\s+{number}\s+{units}(?:'s?)?{late}")


def _point(match: re.Match[str]) -> Point:
    part = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    month = part.get("month", "")
    month_first = "month" in part and "day" in part and match.start("month") < match.start("day") and month.isalpha()
    weekday = part.get("weekday") or part.get("weekday_after")
    return Point(
        year=_number(part.get("year")),
        month=(JULY if month == "G" else LETTERS.index(month) + 1) if month.isalpha() else _number(month),
        day=_number(part.get("day")),
        week=_number(part.get("week")),
        weekday=int(part["isoday"]) - 1 if "isoday" in part else None if weekday is None else LETTERS.index(weekday),
        beside=_number(part.get("week_after") or part.get("week_before")),
        short="short" in part,
        month_first=month_first,
        unsure=month_first and len(part["day"]) > 1 and part.keys().isdisjoint({"year", "ordinal", "weekday"}),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None
