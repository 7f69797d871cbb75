"""From a calendar to the times at which somebody is busy, and no more: no titles unless asked for, never a name."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rusctl.calendar.foreign import components, expand
from rusctl.calendar.foreign.busy import BusyCounts, BusyPeriod, Found
from rusctl.calendar.foreign.components import CALENDAR, CalendarReading, Component, Faults
from rusctl.calendar.foreign.expand import Moment, Occurrence, RecurringEntry
from rusctl.calendar.foreign.moments import DAY, Unreadable, Zones, entry, free, public_text
from rusctl.calendar.foreign.values import duration, moment
from rusctl.language.message import Message, msg
from rusctl.model.busy import BusyTime
from rusctl.storage.untrusted.sandbox import Refused

MOST_TIMES = 10_000
LONGEST_TITLE = 200


def work(data: bytes, argument: Any) -> Any:
    """Be the worker: from a file's bytes and what is wanted to what was found, as JSON can say it."""
    wanted = BusyPeriod(dt.date.fromisoformat(argument[0]), dt.date.fromisoformat(argument[1]), *argument[2:])
    found = read(data, wanted)
    return [
        [[one.start.isoformat(), one.end.isoformat(), one.title] for one in found.times],
        found.counts,
        [[line, message.id, message.args] for line, message in found.faults],
        found.more_faults,
    ]


def read(data: bytes, wanted: BusyPeriod) -> Found:
    """Give the busy times of a calendar file; Refused where it is none, or holds too much."""
    reading = components.read(data)
    reader = _BusyTimes(wanted, reading)
    for calendar in reading.calendars:
        reader.calendar(calendar)
    return reader.found()


class _BusyTimes(Faults):
    """Gathers the times of several calendars."""

    def __init__(self, wanted: BusyPeriod, reading: CalendarReading) -> None:
        super().__init__(reading.faults, reading.more_faults)
        self.wanted = wanted
        self.times: set[BusyTime] = set()
        self.counts = BusyCounts()
        self.spent = expand.Spent()

    def count(self, **more: int) -> None:
        changed = {name: getattr(self.counts, name) + number for name, number in more.items()}
        self.counts = self.counts._replace(**changed)

    def calendar(self, calendar: Component) -> None:
        if calendar.name != CALENDAR:
            return
        zones = Zones(calendar, self.wanted.zone, self.spent)
        series: dict[str, list[tuple[Component, RecurringEntry]]] = {}
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        for event in calendar.inside("VEVENT"):
            self.count(entries=1)
            try:
                one = entry(event, zones, cancelled=cancelled)
            except Unreadable as unreadable:
                self._unread(event, unreadable.message)
                continue
            one = one._replace(
                busy=one.busy and (self.wanted.free or not free(event)),
                title=self._title(event) if self.wanted.titles else "",
            )
            if not one.busy:
                gone = cancelled or event.text("STATUS").upper() == "CANCELLED"
                self.count(cancelled=int(gone), free=int(not gone))
            series.setdefault(one.uid or f"line {event.line}", []).append((event, one))
        for members in series.values():
            self._series(members, zones)
        for block in calendar.inside("VFREEBUSY"):
            self._free_busy(block, zones)
        self.count(floating=zones.floating)

    def _title(self, event: Component) -> str:
        title, lost = public_text(event, "SUMMARY", LONGEST_TITLE)
        for message in lost:
            self.fault(event.line, message)
        return title

    def _unread(self, event: Component, message: Message) -> None:
        self.count(unread=1)
        text = msg("the entry that begins here is left out: {reason}", reason=message)
        self.fault(event.line, text)

    def _series(self, members: Sequence[tuple[Component, RecurringEntry]], zones: Zones) -> None:
        """Take the times of the entries that share a UID: a recurrence with its exceptions, or newer and older ones."""
        entries = [one for _, one in members]
        if any(one.rules or one.dates or one.replaces is not None for one in entries):
            try:
                occurrences: Iterable[Occurrence] = expand.expanded(entries, *self._span(zones), self.spent)
            except expand.TooLong:
                self._unread(members[0][0], msg("its recurrence takes too long to work out"))
                return
            except (Refused, MemoryError):
                raise
            except Exception:  # noqa: BLE001 - the library raises much: this entry's fault, and not the file's
                self._unread(members[0][0], msg("its rule of recurrence cannot be read"))
                return
        else:
            newest = max(entries, key=lambda one: one.sequence)
            occurrences = [Occurrence(newest.start, newest.end, newest.busy, newest.title)]
        for one in occurrences:
            if one.busy:
                self._add(one.start, one.end, one.title, zones)

    def _span(self, zones: Zones) -> tuple[dt.datetime, dt.datetime]:
        return (
            dt.datetime.combine(self.wanted.first, dt.time.min, zones.home),
            dt.datetime.combine(self.wanted.last + DAY, dt.time.min, zones.home),
        )

    def _add(self, start: Moment, end: Moment, title: str, zones: Zones) -> None:
        """Take a time whose end is exclusive, if it lies in the period; what lasts no time disturbs nobody."""
        try:
            start, end = zones.at_home(start), zones.at_home(end)
            first, last = start, end if isinstance(end, dt.datetime) else end - DAY
        except OverflowError:
            return
        if end <= start or _day(last) < self.wanted.first or _day(first) > self.wanted.last:
            return
        self.times.add(BusyTime(first, last, title))
        if len(self.times) > MOST_TIMES:
            raise Refused(msg("it holds more than {most} busy times between those days", most=MOST_TIMES))

    def _free_busy(self, block: Component, zones: Zones) -> None:
        for one in block.all("FREEBUSY"):
            if one.parameter("FBTYPE").upper() == "FREE":
                continue
            for text in one.value.split(","):
                begin, _, ending = text.partition("/")
                start, span = moment(begin), duration(ending)
                end = moment(ending) if span is None else None
                if not isinstance(start, dt.datetime) or (span is None and not isinstance(end, dt.datetime)):
                    self.fault(one.line, msg("its {name} is neither a day nor a time", name="FREEBUSY"))
                    continue
                self.count(entries=1)
                start = zones.placed(start, "")
                self._add(start, start + span if span is not None else zones.placed(end or start, ""), "", zones)

    def found(self) -> Found:
        times = sorted(self.times, key=_order)
        if not self.wanted.titles:
            times = sorted(_merged(times), key=_order)
        return Found(tuple(times), self.counts, tuple(self.faults), self.more_faults)


def _merged(times: Iterable[BusyTime]) -> Iterator[BusyTime]:
    """Join times that overlap or meet: when somebody is busy is all that is kept."""
    for kind in (dt.datetime, dt.date):
        last: BusyTime | None = None
        for one in times:
            if type(one.start) is not kind:
                continue
            gap = DAY if kind is dt.date else dt.timedelta()
            if last and one.start <= last.end + gap:
                last = last._replace(end=max(last.end, one.end))
                continue
            if last:
                yield last
            last = one
        if last:
            yield last


def _day(value: Moment) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _order(one: BusyTime) -> tuple[dt.datetime, dt.datetime, str]:
    return _time(one.start), _time(one.end), one.title


def _time(value: Moment) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time.min)
