"""When something takes place by a calendar from elsewhere: the one reader that importing and busy times have in common.

Every entry is read, or it is said why not: by its line.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rusctl.calendar.foreign import expand
from rusctl.calendar.foreign.components import CALENDAR, CalendarReading, Component, Faults
from rusctl.calendar.foreign.expand import Moment, Occurrence
from rusctl.calendar.foreign.moments import DAY, Unreadable, Zones, entry, onwards, replaced
from rusctl.calendar.foreign.series import DatedEntry, Series, instant_of, sort
from rusctl.calendar.foreign.values import number
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused


class ForeignMeeting(NamedTuple):
    """One time that an entry takes place, by the plan's clock; the end of days is their last.

    `which` says which of the times of its UID it is, whatever the zone it is written in: nothing where there is one
    alone. `shared` says that another entry that is none of its series has the same UID.
    """

    event: Component
    start: Moment
    end: Moment
    busy: bool
    which: str = ""
    shared: bool = False


class Meetings(Faults):
    """Reads the entries of a file; what could not be read of it is among the faults.

    `entries` are how many were looked at, `read` those whose times are known, `unread` how many are left out.
    `floating` are the times that name no zone, and `beyond` those that no clock can show.
    """

    def __init__(self, reading: CalendarReading, first: dt.date, last: dt.date, zone: str) -> None:
        """Take a file, the days between which recurrences are worked out, and the plan's clock."""
        super().__init__(reading.faults, reading.more_faults)
        self.first, self.last, self.home = first, last, ZoneInfo(zone)
        self.entries = self.unread = self.floating = self.beyond = 0
        self.read: list[DatedEntry] = []
        self.spent = expand.Spent()
        self.calendars = [(one, Zones(one, self.home, self.spent)) for one in reading.calendars if one.name == CALENDAR]

    def all(
        self, *, passed_over: Callable[[str], bool] = lambda _: False, named: bool = False
    ) -> Iterator[ForeignMeeting]:
        """Give all meetings; what is `passed_over` by its UID is not looked at, and with `named` each must have one."""
        known: dict[str, list[DatedEntry]] = {}
        for calendar, zones in self.calendars:
            cancelled = calendar.text("METHOD").upper() == "CANCEL"
            for event in calendar.inside("VEVENT"):
                uid = event.text("UID")
                if passed_over(uid):
                    continue
                self.entries += 1
                if one := self._entry(event, zones, cancelled=cancelled, named=named):
                    known.setdefault(uid or f"line {event.line}", []).append(one)
            self.floating += zones.floating
            zones.floating = 0
        for entries in known.values():
            yield from self._of_one_uid(entries)

    def left_out(self, event: Component, message: Message) -> None:
        """Say that an entry is left out."""
        self.unread += 1
        self.fault(event.line, msg("the entry that begins here is left out: {reason}", reason=message))

    def once(self, event: Component, message: Message) -> None:
        """Say something of an entry, but not for each time of a recurrence."""
        if (event.line, message) not in self.faults:
            self.fault(event.line, message)

    def _entry(self, event: Component, zones: Zones, *, cancelled: bool, named: bool) -> DatedEntry | None:
        try:
            if named and not event.text("UID"):
                raise Unreadable(msg("it has no {name}", name="UID"))  # noqa: TRY301 - a fault like the others
            found = DatedEntry(event, entry(event, zones, cancelled=cancelled))
        except Unreadable as unreadable:
            self.left_out(event, unreadable.message)
            return _lost(event, zones)
        self.read.append(found)
        return found

    def _of_one_uid(self, entries: list[DatedEntry]) -> Iterator[ForeignMeeting]:
        found = sort(entries, self.home)
        for event, why in found.left:
            self.left_out(event, why)
        several = len(found.series) > 1
        for series in found.series:
            if series.recurs:
                for one in self._expanded(series):
                    yield from self._meeting(series.entries[one.number], one, _which(one.original))
            elif main := series.main:
                times = main.times
                which = _which(times.start) if several else ""
                for meeting in self._meeting(main, Occurrence(times.start, times.end), which):
                    yield meeting._replace(shared=several)

    def _expanded(self, series: Series) -> list[Occurrence]:
        """Give the times of a series within the days; nothing, and why, where they cannot be worked out."""
        first = dt.datetime.combine(self.first, dt.time.min, self.home)
        last = dt.datetime.combine(self.last + DAY, dt.time.min, self.home)
        times = [one.times for one in series.entries]
        if not times:
            return []
        try:
            found = expand.expanded(times, first, last, self.spent)
        except expand.TooLong:
            self.left_out(series.entries[0].event, msg("its recurrence takes too long to work out"))
            return []
        except (Refused, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - the library raises much: this entry's fault, and not the file's
            self.left_out(series.entries[0].event, msg("its rule of recurrence cannot be read"))
            return []
        return [one for one in found if series.ends is None or not _from(one.original, series.ends)]

    def _meeting(self, of: DatedEntry, one: Occurrence, which: str) -> Iterator[ForeignMeeting]:
        try:
            start, end = at_home(one.start, self.home), at_home(one.end, self.home)
            if not isinstance(end, dt.datetime):
                end -= DAY
            elif end <= start:  # in the hour that comes twice the clock shows no length
                end = start + (instant_of(one.end) - instant_of(one.start))
        except OverflowError:
            self.beyond += 1
            return
        yield ForeignMeeting(of.event, start, end, of.times.busy, which)


def _lost(event: Component, zones: Zones) -> DatedEntry | None:
    """Give what is known of an entry whose times are not: which time of a series it stands for."""
    try:
        when = replaced(event, zones)
    except Unreadable:
        return None
    if when is None:
        return None
    times = expand.RecurringEntry(
        event.text("UID"),
        when,
        when,
        sequence=number(event, "SEQUENCE"),
        replaces=when,
        onwards=onwards(event),
        busy=False,
    )
    return DatedEntry(event, times, lost=True)


def _from(moment: Moment, first: Moment) -> bool:
    """Whether a time of a series is `first` or later."""
    return isinstance(moment, dt.datetime) == isinstance(first, dt.datetime) and instant_of(moment) >= instant_of(first)


def _which(original: Moment) -> str:
    """Say which time of a recurrence it is, whatever the zone it is written in."""
    return instant_of(original).isoformat()


def at_home(value: Moment, home: dt.tzinfo) -> Moment:
    """Give a day as it is, and a time by the plan's clock."""
    return value.astimezone(home).replace(tzinfo=None) if isinstance(value, dt.datetime) else value
