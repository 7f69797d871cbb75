"""A time zone as a block that every client reads alike, where one yearly rule for each change is true.

Outlook reads a yearly rule with one BYDAY for each of the two changes, and nothing else ([MS-STANOICAL] 2.2.47). The
onset is the wall clock before the change (RFC 5545, 3.6.5). The block is for the years that times are in: in every hour
of these it is what the time zone database says. Where no such rules are true of all of them, there is no block, and
times are written in UTC.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

ZONE = "Europe/Stockholm"
BLOCK = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)
_EU_RULES = range(1997, 2038)  # the years of the block above, which needs no working out
_UTC = "Etc/UTC"
_OLDEST = 1996  # no block begins earlier unless a time is earlier
_NO_YEAR = 2030  # whose rules a calendar without any time is given
_NO_RULE = "19700101T000000"  # when an offset began that never changes
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK, _NTHS = 7, 4  # the fifth weekday of a month is its last, and not there in every year
_DAY, _SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
_NOTHING = dt.timedelta()


class Zone(NamedTuple):
    """A time zone by its IANA name, and its block; without one times are written in UTC."""

    name: str
    block: tuple[str, ...]


class _Change(NamedTuple):
    """A change that comes every year: the offsets before and after, and by what it can be said.

    `weekdays` are all that are true, such as ``-1SU``, the last Sunday of the month.
    """

    before: dt.timedelta
    after: dt.timedelta
    month: int
    time: dt.time
    weekdays: frozenset[str]

    @property
    def weekday(self) -> str:
        """The weekday it is said by: the last of a month rather than the fourth."""
        return min(self.weekdays)  # "-" sorts before digits

    def of(self, year: int) -> dt.datetime:
        """Give the wall clock before the change in a year."""
        nth, weekday = int(self.weekday[:-2]), _WEEKDAYS.index(self.weekday[-2:])
        if nth > 0:
            first = dt.date(year, self.month, 1)
            day = first + _DAY * ((weekday - first.weekday()) % _WEEK + _WEEK * (nth - 1))
        else:
            last = dt.date(year + self.month // 12, self.month % 12 + 1, 1) - _DAY
            day = last - _DAY * ((last.weekday() - weekday) % _WEEK)
        return dt.datetime.combine(day, self.time)


def zone_for(name: str, years: Iterable[int] = ()) -> Zone:
    """Give a zone as times in some years need it; KeyError or ValueError where a name is none."""
    known = frozenset(years) or frozenset((_NO_YEAR,))
    if name == ZONE and min(known) in _EU_RULES and max(known) in _EU_RULES:
        return Zone(ZONE, BLOCK)
    return _zone_for(name, known)


def utc_block() -> tuple[str, ...]:
    """Give the block of UTC, for a calendar that is empty and whose zone has no block: it must hold something."""
    return tuple(_block(_UTC, _observance("STANDARD", _NO_RULE, "", "UTC", (_NOTHING, _NOTHING))))


def _rules(name: str) -> dt.tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - on use: it takes 2.5 ms, and Sweden's block is known

    return ZoneInfo(name)


@lru_cache(maxsize=64)
def _zone_for(name: str, years: frozenset[int]) -> Zone:
    here = _rules(name)
    changes: tuple[_Change, ...] | None = _of_year(name, min(years))
    for year in sorted(years):
        changes = None if changes is None else _together(changes, _of_year(name, year))
    if changes is None:
        return Zone(name, ())
    if not changes:
        moment = dt.datetime(min(years), 1, 1, tzinfo=here)
        offset = moment.utcoffset() or _NOTHING
        lines = _observance("STANDARD", _NO_RULE, "", moment.tzname() or name, (offset, offset))
        return Zone(name, tuple(_block(name, lines)))
    start = _start(name, changes, min(years))
    found = (line for one in sorted(changes, key=lambda one: one.after) for line in _lines(one, start, here))
    return Zone(name, tuple(_block(name, found)))


def _start(name: str, changes: tuple[_Change, ...], first: int) -> int:
    """Give the year that the rules begin in: since when they have been true, and before the first year they are for."""
    start = first - 1
    for year in range(start, _OLDEST - 1, -1):
        if _together(changes, _of_year(name, year)) is None:
            break
        start = year
    return start


def _together(one: tuple[_Change, ...], other: tuple[_Change, ...] | None) -> tuple[_Change, ...] | None:
    """Give the changes that two years have in common; None where they have not all."""
    if other is None or len(one) != len(other):
        return None
    found = []
    for here, there in zip(one, other, strict=True):
        both = here.weekdays & there.weekdays
        if not both or here._replace(weekdays=both) != there._replace(weekdays=both):
            return None
        found.append(here._replace(weekdays=both))
    return tuple(found)


@lru_cache(maxsize=512)
def _of_year(name: str, year: int) -> tuple[_Change, ...] | None:
    """Give the changes of a year: none, or one in each direction; None where they are others."""
    found = tuple(_changes(name, year))
    if not found:
        return found
    there_and_back = len(found) == 2 and found[0].before == found[1].after != found[0].after == found[1].before  # noqa: PLR2004 - there and back
    in_minutes = all(
        not one.time.second and not one.before.seconds % 60 and not one.after.seconds % 60 for one in found
    )
    return found if there_and_back and in_minutes else None


def _changes(name: str, year: int) -> Iterator[_Change]:
    """Give the changes whose wall clock before them is in a year, in their order."""
    zone = _rules(name)

    def offset(moment: dt.datetime) -> dt.timedelta:
        return moment.astimezone(zone).utcoffset() or _NOTHING

    moment, end = dt.datetime(year - 1, 12, 30, tzinfo=dt.UTC), dt.datetime(year + 1, 1, 3, tzinfo=dt.UTC)
    before = offset(moment)
    while moment < end:
        after = offset(moment + _DAY)
        if after != before:
            low, high = moment, moment + _DAY
            while high - low > _SECOND:
                middle = low + (high - low) // 2 // _SECOND * _SECOND
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            onset = (high + before).replace(tzinfo=None)
            if onset.year == year:
                yield _Change(before, after, onset.month, onset.time(), frozenset(_weekdays(onset.date())))
            before = after
        moment += _DAY


def _weekdays(day: dt.date) -> Iterator[str]:
    """Give the ways to say a day by its weekday."""
    weekday, nth = _WEEKDAYS[day.weekday()], (day.day - 1) // _WEEK + 1
    if nth <= _NTHS:
        yield f"{nth}{weekday}"
    if (day + _DAY * _WEEK).month != day.month:
        yield f"-1{weekday}"


def _lines(change: _Change, start: int, zone: dt.tzinfo) -> Iterator[str]:
    onset = change.of(start)
    # What the time is called in the first year that the rules are for: before it another name may have held.
    name = ((change.of(start + 1) - change.before).replace(tzinfo=dt.UTC)).astimezone(zone).tzname() or ""
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    rule = f"RRULE:FREQ=YEARLY;BYDAY={change.weekday};BYMONTH={change.month}"
    yield from _observance(kind, f"{onset:%Y%m%dT%H%M%S}", rule, name, (change.before, change.after))


def _observance(
    kind: str, start: str, rule: str, name: str, offsets: tuple[dt.timedelta, dt.timedelta]
) -> Iterator[str]:
    yield from (f"BEGIN:{kind}", f"DTSTART:{start}")
    if rule:
        yield rule
    yield from (f"TZNAME:{name}", f"TZOFFSETFROM:{_offset(offsets[0])}", f"TZOFFSETTO:{_offset(offsets[1])}")
    yield f"END:{kind}"


def _block(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE")


def _offset(offset: dt.timedelta) -> str:
    minutes = abs(offset) // dt.timedelta(minutes=1)
    return f"{'-' if offset < _NOTHING else '+'}{minutes // 60:02}{minutes % 60:02}"
