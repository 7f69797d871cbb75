"""The entries that share a UID: versions of one entry, entries of their own, or a series with its exceptions.

Here alone RECURRENCE-ID, EXDATE and RDATE get the form of the series' DTSTART, which is the one they are to have (RFC
5545, 3.8.4.4, 3.8.5.1, 3.8.5.2): programs write days for times, times for days, and the times of another zone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rusctl.calendar.foreign.components import Component
from rusctl.calendar.foreign.expand import Moment, RecurringEntry
from rusctl.calendar.foreign.moments import stamp
from rusctl.language.message import Message, msg


class DatedEntry(NamedTuple):
    """An entry of a calendar and its times.

    One that is `lost` stands for times of a series (`replaces`) and cannot say when they are instead.
    """

    event: Component
    times: RecurringEntry
    lost: bool = False

    @property
    def version(self) -> tuple[int, dt.datetime]:
        """What a newer version of it has more of (RFC 5546, 2.1.5)."""
        return self.times.sequence, stamp(self.event)


@dataclass(slots=True)
class Series:
    """An entry, or None where only its exceptions are there, and the entries that stand for some of its times.

    `broken` is where times of it are not known, all of them from `ends` on.
    """

    main: DatedEntry | None
    exceptions: list[DatedEntry] = field(default_factory=list)
    broken: bool = False
    ends: Moment | None = None

    @property
    def entries(self) -> list[DatedEntry]:
        """The entry and its exceptions."""
        return [*([self.main] if self.main else []), *self.exceptions]

    @property
    def recurs(self) -> bool:
        """Whether its times have to be worked out."""
        times = self.main.times if self.main else None
        return self.broken or bool(self.exceptions) or times is None or bool(times.rules or times.dates)


class SortedEntries(NamedTuple):
    """The series of one UID, and the entries that are left out because of others, with the reason."""

    series: tuple[Series, ...]
    left: tuple[tuple[Component, Message], ...]


def sort(entries: Iterable[DatedEntry], home: dt.tzinfo) -> SortedEntries:
    """Tell apart the entries of one UID; `home` is the clock by which a day is meant where nothing else says so."""
    known = list(entries)
    mains, older = _newest([one for one in known if one.times.replaces is None])
    of = next((one for one in mains if one.times.rules or one.times.dates), next(iter(mains), None))
    exceptions, replaced = _last([_in_form(one, of, home) for one in known if one.times.replaces is not None])
    found = [Series(one._replace(times=_shaped(one.times, one.times, home))) for one in mains]
    if not found and exceptions:
        found = [Series(None)]
    if found:
        its = found[mains.index(of)] if of else found[0]
        its.exceptions = [one for one in exceptions if not one.lost]
        _take_out(its, [one for one in exceptions if one.lost])
    return SortedEntries(tuple(found), (*older, *replaced))


def _newest(mains: Sequence[DatedEntry]) -> tuple[list[DatedEntry], list[tuple[Component, Message]]]:
    """Part entries that are no exceptions into those that hold and those that others have replaced.

    Of another SEQUENCE the highest alone holds. Of the same one, those that begin at other times are other entries,
    whose program gives all of them one UID.
    """
    highest = max(mains, key=lambda one: one.times.sequence, default=None)
    if highest is None:
        return [], []
    older = [one for one in mains if one.times.sequence < highest.times.sequence]
    found, left = _by_time([one for one in mains if one not in older], lambda one: instant_of(one.times.start))
    return found, [*(_replaced(one, highest) for one in older), *left]


def _last(exceptions: Sequence[DatedEntry]) -> tuple[list[DatedEntry], list[tuple[Component, Message]]]:
    """Part exceptions into the newest for each time of the series and those that others have replaced."""
    found, left = _by_time(
        exceptions, lambda one: (one.times.replaces and instant_of(one.times.replaces), one.times.onwards)
    )
    return found, left


def _by_time(
    entries: Iterable[DatedEntry], key: Callable[[DatedEntry], Any]
) -> tuple[list[DatedEntry], list[tuple[Component, Message]]]:
    """Give the newest entry of each key, and those of which another is a newer version that says something else."""
    found: dict[Any, DatedEntry] = {}
    left = []
    for one in entries:
        other = found.get(key(one))
        newer, older = (other, one) if other and other.version > one.version else (one, other)
        found[key(one)] = newer
        if older and not older.lost and _said(older) != _said(newer):
            left.append(_replaced(older, newer))
    return list(found.values()), left


def _replaced(older: DatedEntry, newer: DatedEntry) -> tuple[Component, Message]:
    return older.event, msg("the entry on line {line} is a newer version of it", line=newer.event.line)


def _said(one: DatedEntry) -> tuple[RecurringEntry, str]:
    return one.times, one.event.text("SUMMARY")


def _take_out(series: Series, lost: Iterable[DatedEntry]) -> None:
    """Take out of a series the times that exceptions stand for whose own times are not known."""
    for one in lost:
        when = one.times.replaces
        series.broken = True
        if (
            one.times.onwards
            and when is not None
            and (series.ends is None or instant_of(when) < instant_of(series.ends))
        ):
            series.ends = when
        elif series.main and when is not None:
            times = series.main.times._replace(without=(*series.main.times.without, when))
            series.main = series.main._replace(times=times)


def _in_form(one: DatedEntry, main: DatedEntry | None, home: dt.tzinfo) -> DatedEntry:
    """Give an exception whose RECURRENCE-ID has the form of the series it belongs to."""
    if main is None or one.times.replaces is None:
        return one
    return one._replace(times=one.times._replace(replaces=in_form(one.times.replaces, main.times, home)))


def _shaped(times: RecurringEntry, of: RecurringEntry, home: dt.tzinfo) -> RecurringEntry:
    dates = tuple(
        (in_form(one[0], of, home), one[1])
        if isinstance(one, tuple) and isinstance(of.start, dt.datetime)
        else in_form(one[0] if isinstance(one, tuple) else one, of, home)
        for one in times.dates
    )
    # Of a series of times a day that is left out takes all its times with it.
    without = tuple(one if _is_day(one) else in_form(one, of, home) for one in times.without)
    return times._replace(dates=dates, without=without)


def in_form(moment: Moment, series: RecurringEntry, home: dt.tzinfo) -> Moment:
    """Give a moment in the form of a series' start: a day, or a time in its zone.

    A day is its time of the series, and so is midnight where the series begins at another time: programs write it for
    the day. A time is its day, by the plan's clock where it is an instant of no zone's (UTC).
    """
    start = series.start
    if isinstance(start, dt.datetime):
        if not isinstance(moment, dt.datetime):
            return next(_on_day(moment, series, home))
        if moment.time() == dt.time.min and moment.tzinfo is not dt.UTC and start.time() != dt.time.min:
            times = list(_on_day(moment.date(), series, home))
            return moment.astimezone(start.tzinfo) if moment in times else times[0]
        return moment.astimezone(start.tzinfo)
    return _day_of(moment, home)


def _on_day(day: dt.date, series: RecurringEntry, home: dt.tzinfo) -> Iterator[dt.datetime]:
    """Give the times of a series of times that may be meant by a day: dates of its own, then the time it begins at."""
    start = series.start
    assert isinstance(start, dt.datetime)  # noqa: S101 - asked for such alone
    clock = home if start.tzinfo is dt.UTC else start.tzinfo
    for date in series.dates:
        one = date[0] if isinstance(date, tuple) else date
        if isinstance(one, dt.datetime) and one.astimezone(clock).date() == day:
            yield one.astimezone(start.tzinfo)
    yield dt.datetime.combine(day, start.astimezone(clock).time(), clock).astimezone(start.tzinfo)


def _day_of(moment: Moment, home: dt.tzinfo) -> dt.date:
    if not isinstance(moment, dt.datetime):
        return moment
    if moment.tzinfo is dt.UTC and moment.time() != dt.time.min:
        return moment.astimezone(home).date()
    return moment.date()


def _is_day(moment: Moment) -> bool:
    return not isinstance(moment, dt.datetime)


def instant_of(moment: Moment) -> Moment:
    """Give a moment as it can be compared, whatever its zone."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment
