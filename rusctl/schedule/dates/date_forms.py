"""The forms in which people write a day, with or without a time: from words to numbers, not yet to a date.

In a date of digits the day comes before the month, as in Sweden and in British English; the American order is never
assumed. A year has four digits.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rusctl.language.date_words import MONTHS, RELATIVE_DAYS, WEEKDAYS, either

MONTH = rf"(?P<month>{either(MONTHS)})\b\.?"
WEEKDAY = rf"(?P<weekday>{either(WEEKDAYS)})\b\.?"
DAY = r"(?P<day>[0-9]{1,2})(?P<ordinal>:?[ea]\b|st\b|nd\b|rd\b|th\b|\.)?"
YEAR = r"[-/']?(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))"
WEEK = r"(?P<word>v\.?|vecka|week|wk\.?|w)\s*(?P<week>[0-9]{1,2})"
LEAD = r"(?:(?:på|on|den|the)\s+)*"
CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2}(?::00)?)?"
TIME = (
    r"(?:(?P<marked>,?\s*\b(?:kl\.?|klockan|at|från|from|mellan|between)(?:\s+kl\.?)?\s*)|t|,?\s+)"
    rf"(?P<start>{CLOCK})(?:\s*(?:-|till|to|och|and)\s*(?P<end>{CLOCK}))?"
)
NAMED_DAYS = (
    rf"{DAY}\s*(?:of\s+)?{MONTH}(?:[\s,]*{YEAR})?",
    r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:(?:[\s,]+|(?=[-/']))" + YEAR + ")?",
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<short>[0-9]{2})(?P<mark>-?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})",
)
MONTH_FIRST = rf"{MONTH}\s*{DAY}(?:[\s,]+(?P<year>[0-9]{{4}}))?"
BARE_DAY = rf"{DAY}(?:[\s,]+(?P<year>[0-9]{{4}}))?"
BETWEEN = r"\s*(?:-|/|\btill\b|\bto\b|\bt\.?o\.?m\b\.?|\buntil\b|\b(?P<two>och|and)\b|&)\s*"


class Point(NamedTuple):
    """A day as it was written: what was left out is None; `short` and `bare` say what makes it doubtful."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekday: int | None = None
    start: str | None = None
    end: str | None = None
    short: bool = False
    bare: bool = False
    month_first: bool = False
    unsure: bool = False

    def on(self, year: int) -> dt.date | None:
        """Give the day in a year, or None where that year has none; its weekday is not looked at."""
        try:
            if self.week is not None:
                return dt.date.fromisocalendar(year, self.week, (self.weekday or 0) + 1)
            return dt.date(year, self.month or 0, self.day or 0)
        except ValueError:
            return None


class DatePair(NamedTuple):
    """The first and the last day of a span, as they were written; `two` says they were joined by "and"."""

    first: Point
    last: Point
    two: bool


def point(text: str, today: dt.date) -> Point | None:
    """Read one day from folded text, or give None."""
    for form in _forms():
        if match := form.fullmatch(text):
            return _point(match, today)
    return None


def pair(text: str, today: dt.date) -> DatePair | None:
    """Read the first and last day of a span from folded text; None where there is no way or more than one."""
    found = {found for match in re.finditer(BETWEEN, text) for found in _halves(text, match, today)}
    return found.pop() if len(found) == 1 else None


def clock(text: str) -> dt.time | None:
    """Read a time of day, "9", "09:00" or "9.00"; None where there is no such hour or minute."""
    hour, _, minute = text.replace(".", ":").partition(":")
    try:
        return dt.time(int(hour), int(minute.split(":")[0] or 0))
    except ValueError:
        return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # Compiled on first use, since only commands that are given a date need them.
    before = rf"{LEAD}(?:{WEEKDAY},?\s+{LEAD})?"
    time = rf"(?:{TIME})?"
    return (
        *(re.compile(before + form + time) for form in (*NAMED_DAYS, MONTH_FIRST)),
        re.compile(rf"{LEAD}{WEEKDAY},?\s+(?:i\s+)?{WEEK}(?:[\s,]*{YEAR})?{time}"),
        re.compile(rf"{WEEK}(?:[\s,]+{YEAR})?,?\s+{WEEKDAY}{time}"),
        re.compile(rf"(?P<year>[0-9]{{4}})-[wv](?P<week>[0-9]{{2}})-(?P<isoday>[1-7]){time}"),
        re.compile(rf"(?P<relative>{either(RELATIVE_DAYS)})\b{time}"),
    )


@cache
def _bare_day() -> re.Pattern[str]:
    return re.compile(rf"{LEAD}(?:{WEEKDAY},?\s+{LEAD})?{BARE_DAY}")


def _point(match: re.Match[str], today: dt.date) -> Point:
    part = {name: value for name, value in match.groupdict().items() if value is not None}
    times = part.get("start", ""), part.get("end", "")
    found = Point(
        week=_number(part.get("week")),
        weekday=int(part["isoday"]) - 1 if "isoday" in part else WEEKDAYS.get(part.get("weekday", "")),
        start=part.get("start"),
        end=part.get("end"),
        short="short" in part,
        bare="marked" not in part and bool(times[0]) and not any(mark in "".join(times) for mark in ":."),
    )
    if "relative" in part:
        day = _shifted(today, RELATIVE_DAYS[part["relative"]])
        return found._replace(year=day.year, month=day.month, day=day.day)
    month = part.get("month", "")
    month_first = "month" in part and "day" in part and match.start("month") < match.start("day") and month in MONTHS
    return found._replace(
        year=_number(part.get("year")),
        month=MONTHS.get(month) or _number(month),
        day=_number(part.get("day")),
        month_first=month_first,
        unsure=month_first and len(part["day"]) > 1 and part.keys().isdisjoint({"year", "ordinal", "weekday", "start"}),
    )


def _halves(text: str, match: re.Match[str], today: dt.date) -> Iterator[DatePair]:
    left, right = text[: match.start()], text[match.end() :]
    last = point(right, today)
    if last is not None:
        first = point(left, today) or _bare(left, today)
        # A slash between two days is ISO 8601's, so both are whole; elsewhere it stands inside a date.
        if first is not None and ("/" not in match[0] or first.year is not None):
            yield DatePair(first, last, match["two"] is not None)
        return
    first, bare = point(left, today), _bare(right, today)
    if first is not None and bare is not None and first.month_first:
        year = bare.year or first.year
        yield DatePair(
            first._replace(year=year, unsure=False),
            bare._replace(month=first.month, year=year),
            match["two"] is not None,
        )


def _bare(text: str, today: dt.date) -> Point | None:
    match = _bare_day().fullmatch(text)
    return _point(match, today) if match else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _shifted(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day
