"""Two or more days, weeks, months, … that stand together: spans, lists, and one or the other."""

import datetime as dt
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from rusctl.model.plan import Days
from rusctl.schedule.dates import date_forms, windows
from rusctl.schedule.dates.date_forms import LETTERS, Point
from rusctl.schedule.dates.windows import PeriodUnit

LONGEST_OVER_NEW_YEAR = 183  # days; what ends before it starts and would be longer has its ends the wrong way round
SPAN_WORDS = (
    r"(?:fram\s+)?till\s+och\s+med|t\.?\s?o\.?\s?m\b\.?|(?:fram\s+)?till"
    r"|to|until|through|thru|up\s+to\s+and\s+including"
)
FROM_WORDS = r"(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\b\.?|from\s+and\s+including|från|from)\s+"
BETWEEN_WORDS = r"(?:(?:någon\s+gång|någon\s+dag|some\s?time|some\s+day)\s+)?(?:mellan|between)\s+"
LIST_FROM = 3  # two are read as halves
FULL_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class How(Enum):
    """How the parts stand together: from one to the other, all of them, one of them, or some day between."""

    SPAN = "span"
    LIST = "list"
    CHOICE = "choice"
    BETWEEN = "between"


class Joined(NamedTuple):
    """The first and the last of what stands together, those between, and how they do."""

    first: Point | PeriodUnit
    last: Point | PeriodUnit
    how: How
    inner: tuple[Point | PeriodUnit, ...] = ()


def joined(text: str, today: dt.date) -> Joined | None:
    """Read what stands together; None where it is nothing of the kind, or could be more than one thing."""
    between = re.match(BETWEEN_WORDS, text)
    begun = re.match(FROM_WORDS, text)
    lead = between or begun
    rest = text[lead.end() :] if lead else text
    found = [one for match in separators().finditer(rest) for one in _halves(rest, match, today)]
    if between:
        found = [one._replace(how=How.BETWEEN) for one in found if one.how in (How.LIST, How.SPAN)]
    if begun:
        found = [one for one in found if one.how is How.SPAN]
    kept = [one for number, one in enumerate(found) if one not in found[:number]]
    if kept or begun or between:
        return kept[0] if len(kept) == 1 else None
    return _weekdays(rest, today) or _list(rest, today)


@cache
def separators() -> re.Pattern[str]:
    """Give the pattern of what stands between two days or loose times."""
    return re.compile(
        rf"\s*(?:(?P<span>-|\b(?:{SPAN_WORDS})(?=[\s0-9]))|(?P<choice>\b(?:eller|or)\b)"
        r"|(?P<list>\b(?:och|and|samt)\b|[,/&+]))\s*"
    )


def _halves(text: str, match: re.Match[str], today: dt.date) -> Iterator[Joined]:
    left, right = text[: match.start()], text[match.end() :]
    how = How.SPAN if match["span"] else How.CHOICE if match["choice"] else How.LIST
    slash = match["list"] == "/"
    days = _days(left, right, today, dash=match[0])
    if days and not (slash and not re.match("[0-9]{4}", left)):
        # A slash between two days is ISO 8601's, so both are whole; elsewhere it stands inside a date.
        yield Joined(*days, How.SPAN if slash else how)
    units = _units(left, right, today, dash=match[0])
    if units:
        yield Joined(*units, how)


def _days(left: str, right: str, today: dt.date, *, dash: str) -> tuple[Point, Point] | None:
    first, last = date_forms.point(left, today), date_forms.point(right, today)
    if last is not None:
        if first is not None:
            doubtful = first.unsure and (last.unsure or not last.month_first)
            return (first, last) if doubtful else (_sure(first, last), _sure(last, first))
        start = date_forms.bare(left)
        if start is None or start.day is None:
            return None
        # "12-13 november": the first day has no month of its own.
        return start._replace(month=last.month, year=start.year or last.year), last
    end = date_forms.bare(right)
    if first is None or end is None or end.day is None:
        return None
    if re.fullmatch(FULL_ISO, left):
        if dash == "-":  # "2018-11-12-13" may be an hour
            return None
        return first, end._replace(month=first.month, year=first.year)
    if not first.month_first:
        return None
    year = end.year or first.year
    return first._replace(year=year, unsure=False), end._replace(month=first.month, year=year)


def _sure(point: Point, other: Point) -> Point:
    return point._replace(unsure=point.unsure and other.unsure)


def _units(left: str, right: str, today: dt.date, *, dash: str) -> tuple[PeriodUnit, PeriodUnit] | None:
    first, last = windows.unit(left, today), windows.unit(right, today)
    if first and last is None and first.kind == "week" and not first.relative and dash != " -":
        # "v 10 -18" is no span: a dash with a space before it alone begins a year of two digits.
        last = windows.bare_week(right)
    if last and first is None and (number := re.fullmatch(r"([1-4]):?[a-z]*", left)):
        first = windows.unit(f"{number[1]} {right.split(' ')[1]}" if " " in right else left, today)
    if first is None or last is None or first.kind.split()[-1] != last.kind.split()[-1]:
        return None
    return first, last


def _weekdays(text: str, today: dt.date) -> Joined | None:
    """Read weekdays before the days or the week that they stand for: "mån–ons 26–28/11", "mån-ons v 48"."""
    match = re.fullmatch(rf"D([a-g])\.?\s*(?:(-|{SPAN_WORDS})|och|and|&)\s*D([a-g])\.?,?\s+(?:i\s+)?(.+)", text)
    if not match:
        return None
    first, last = LETTERS.index(match[1]), LETTERS.index(match[3])
    how = How.SPAN if match[2] else How.LIST
    week = windows.unit(match[4], today)
    if week and week.kind == "week":
        return Joined(_of_week(week, first), _of_week(week, last), how)
    days = joined(match[4], today)
    if days is None or not isinstance(days.first, Point) or not isinstance(days.last, Point):
        return None
    return days._replace(first=days.first._replace(weekday=first), last=days.last._replace(weekday=last))


def _of_week(week: PeriodUnit, weekday: int) -> Point:
    def on(year: int) -> dt.date | None:
        days = week.on(year)
        return None if days is None else days.first + weekday * dt.timedelta(days=1)

    return Point(year=week.year, weekday=weekday, named=on)


def _list(text: str, today: dt.date) -> Joined | None:
    """Read three or more of a kind with commas between: "v 46, 47 och 48", "26, 27 och 28 nov"."""
    pieces = re.split(r"\s*(?:,\s*(?:och|and)\b|\b(?:och|and|samt)\b|[,&+/])\s*", text)
    if len(pieces) < LIST_FROM:
        return None
    pairs = [pair for pair in (_halves_of(pieces[0], one, today) for one in pieces[1:]) if pair]
    if len(pairs) == len(pieces) - 1:
        return Joined(pairs[0][0], pairs[-1][1], How.LIST, tuple(pair[1] for pair in pairs[:-1]))
    pairs = [pair for pair in (_halves_of(one, pieces[-1], today) for one in pieces[:-1]) if pair]
    if len(pairs) == len(pieces) - 1:
        return Joined(pairs[0][0], pairs[0][1], How.LIST, tuple(pair[0] for pair in pairs[1:]))
    return None


def _halves_of(left: str, right: str, today: dt.date) -> tuple[Point | PeriodUnit, Point | PeriodUnit] | None:
    return _days(left, right, today, dash=", ") or _units(left, right, today, dash="-")


def pair_of(both: Joined, year: int) -> tuple[Days | None, bool]:
    """Give the days from the first to the last in a year, and whether they run into the next one by themselves."""
    first = on_year(both.first, both.first.year or year)
    if first is None:
        return None, False
    last = on_year(both.last, both.last.year or both.first.year or year)
    if last is None:
        return None, False
    if last.last >= first.first and (last.first >= first.first):
        return Days(first=first.first, last=max(first.last, last.last)), False
    return _over_new_year(both, first, last, year)


def _over_new_year(both: Joined, first: Days, last: Days, year: int) -> tuple[Days | None, bool]:
    if both.first.year and both.last.year:
        return None, True
    if both.last.year:
        earlier = on_year(both.first, both.last.year - 1)
        found = earlier and Days(first=earlier.first, last=last.last)
    else:
        later = on_year(both.last, (both.first.year or year) + 1)
        found = later and Days(first=first.first, last=later.last)
    if found and (found.last - found.first).days <= LONGEST_OVER_NEW_YEAR:
        return found, True
    return None, True


def on_year(item: Point | PeriodUnit, year: int) -> Days | None:
    """Give the days of a day or a loose time in a year; None where the year has none."""
    return item.days(year) if isinstance(item, Point) else item.on(year)
