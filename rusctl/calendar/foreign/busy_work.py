"""From a calendar to the times at which somebody is busy, and no more: no titles unless asked for, never a name."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from rusctl.calendar.foreign import components
from rusctl.calendar.foreign.busy import BusyCounts, BusyPeriod, Found
from rusctl.calendar.foreign.components import Component
from rusctl.calendar.foreign.expand import Moment
from rusctl.calendar.foreign.meetings import Meetings, at_home
from rusctl.calendar.foreign.moments import DAY, Zones, day_of, free
from rusctl.calendar.foreign.texts import title_without_persons
from rusctl.calendar.foreign.values import duration, moment
from rusctl.language.message import msg
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
    return _BusyTimes(wanted, Meetings(components.read(data), wanted.first, wanted.last, wanted.zone)).found()


class _BusyTimes:
    """Gathers the times of several calendars."""

    def __init__(self, wanted: BusyPeriod, meetings: Meetings) -> None:
        self.wanted = wanted
        self.meetings = meetings
        self.times: set[BusyTime] = set()
        self.blocks = 0

    def found(self) -> Found:
        """Read it all."""
        for one in self.meetings.all():
            if one.busy and (self.wanted.free or not free(one.event)):
                self._add(one.start, one.end, self._title(one.event))
        for calendar, zones in self.meetings.calendars:
            for block in calendar.inside("VFREEBUSY"):
                self._free_busy(block, zones)
        times = sorted(self.times, key=_order)
        if not self.wanted.titles:
            times = sorted(_merged(times), key=_order)
        return Found(tuple(times), self._counts(), tuple(self.meetings.faults), self.meetings.more_faults)

    def _counts(self) -> BusyCounts:
        """Say what became of the entries; those that stand for times of others count by themselves."""
        read = self.meetings.read
        gone = sum(1 for one in read if not one.times.busy)
        return BusyCounts(
            entries=self.meetings.entries + self.blocks,
            free=0 if self.wanted.free else sum(1 for one in read if one.times.busy and free(one.event)),
            cancelled=gone,
            unread=self.meetings.unread,
            floating=self.meetings.floating,
        )

    def _title(self, event: Component) -> str:
        if not self.wanted.titles:
            return ""
        title, lost = title_without_persons(event, LONGEST_TITLE)
        for message in lost:
            self.meetings.once(event, message)
        return title

    def _add(self, start: Moment, end: Moment, title: str) -> None:
        """Take a time by the plan's clock, if it lies in the period."""
        if day_of(end) < self.wanted.first or day_of(start) > self.wanted.last:
            return
        self.times.add(BusyTime(start, end, title))
        if len(self.times) > MOST_TIMES:
            raise Refused(msg("it holds more than {most} busy times between those days", most=MOST_TIMES))

    def _free_busy(self, block: Component, zones: Zones) -> None:
        for one in block.filled("FREEBUSY"):
            if one.parameter("FBTYPE").upper() == "FREE":
                continue
            for text in one.value.split(","):
                begin, _, ending = text.partition("/")
                start, span = moment(begin), duration(ending)
                end = moment(ending) if span is None else None
                if not isinstance(start, dt.datetime) or (span is None and not isinstance(end, dt.datetime)):
                    self.meetings.fault(one.line, msg("its {name} is neither a day nor a time", name="FREEBUSY"))
                    continue
                self.blocks += 1
                start = zones.placed(start, "")
                ends = start + span if span is not None else zones.placed(end or start, "")
                if ends <= start:
                    self.meetings.fault(one.line, msg("its {name} does not end after it begins", name="FREEBUSY"))
                    continue
                with suppress(OverflowError):
                    self._add(at_home(start, self.meetings.home), at_home(ends, self.meetings.home), "")


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


def _order(one: BusyTime) -> tuple[dt.datetime, dt.datetime, str]:
    return _time(one.start), _time(one.end), one.title


def _time(value: Moment) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time.min)
