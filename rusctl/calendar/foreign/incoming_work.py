"""The worker that reads a calendar from elsewhere for its events, in a process of its own."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from rusctl.calendar.foreign import components, expand
from rusctl.calendar.foreign.components import CALENDAR, CalendarReading, Component, Faults
from rusctl.calendar.foreign.expand import Moment, Occurrence, RecurringEntry
from rusctl.calendar.foreign.incoming import Arrived, ImportPeriod, Incoming, Left
from rusctl.calendar.foreign.moments import DAY, Unreadable, Zones, entry, public_text
from rusctl.calendar.ics import clean
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused

MOST_EVENTS = 500
LONGEST_TEXT = 300
MARK_LENGTH = 20  # hexadecimal digits: eighty bits, so that no two UIDs of a calendar share one
_PERSONS = frozenset(("ATTENDEE", "ORGANIZER", "CONTACT", "X-MS-OLK-SENDER"))
_DESCRIPTIONS = frozenset(("DESCRIPTION", "COMMENT", "X-ALT-DESC", "ATTACH", "STYLED-DESCRIPTION"))


def work(data: bytes, argument: Any) -> Any:
    """Be the worker: from a file's bytes and what is asked to what arrived, as JSON can say it."""
    asked = ImportPeriod(dt.date.fromisoformat(argument[0]), dt.date.fromisoformat(argument[1]), *argument[2:])
    arrived = read(data, asked)
    return [
        [[*one[:2], one.start.isoformat(), one.end.isoformat(), *one[4:]] for one in arrived.events],
        arrived.left,
        [[line, message.id, message.args] for line, message in arrived.faults],
        arrived.more_faults,
    ]


def read(data: bytes, asked: ImportPeriod) -> Arrived:
    """Give the events of a calendar file; Refused where it is none, or holds too much."""
    reading = components.read(data)
    reader = _Events(asked, reading)
    for calendar in reading.calendars:
        if calendar.name == CALENDAR:
            reader.calendar(calendar)
    events = sorted(reader.events.values(), key=lambda one: (one.start.isoformat(), one.line))
    return Arrived(tuple(events), reader.left, tuple(reader.faults), reader.more_faults)


class _Events(Faults):
    """Gathers the events of several calendars, each once."""

    def __init__(self, asked: ImportPeriod, reading: CalendarReading) -> None:
        super().__init__(reading.faults, reading.more_faults)
        self.asked = asked
        self.events: dict[str, Incoming] = {}
        self.left = Left()
        self.spent = expand.Spent()

    def count(self, **more: int) -> None:
        changed = {name: getattr(self.left, name) + number for name, number in more.items()}
        self.left = self.left._replace(**changed)

    def calendar(self, calendar: Component) -> None:
        zones = Zones(calendar, self.asked.zone, self.spent)
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        series: dict[str, list[tuple[Component, RecurringEntry]]] = {}
        for event in calendar.inside("VEVENT"):
            uid = event.text("UID")
            if self.asked.domain and uid.endswith(f"@{self.asked.domain}"):
                self.count(own=1)
                continue
            try:
                if not uid:
                    raise Unreadable(msg("it has no {name}", name="UID"))  # noqa: TRY301 - a fault like the others
                one = entry(event, zones, cancelled=cancelled)
            except Unreadable as unreadable:
                self._unread(event, unreadable.message)
                continue
            series.setdefault(uid, []).append((event, one))
        for members in series.values():
            self._series(members, zones)
        self.count(floating=zones.floating)

    def _unread(self, event: Component, message: Message) -> None:
        self.count(unread=1)
        self.fault(event.line, msg("the entry that begins here is left out: {reason}", reason=message))

    def _series(self, members: Sequence[tuple[Component, RecurringEntry]], zones: Zones) -> None:
        entries = [one for _, one in members]
        if not any(one.rules or one.dates or one.replaces is not None for one in entries):
            event, newest = max(members, key=lambda member: member[1].sequence)
            self._add(event, Occurrence(newest.start, newest.end, newest.busy, ""), "", zones)
            return
        try:
            occurrences = expand.expanded(
                [one._replace(title=str(number)) for number, one in enumerate(entries)],
                *self._span(zones),
                self.spent,
            )
        except expand.TooLong:
            self._unread(members[0][0], msg("its recurrence takes too long to work out"))
            return
        except (Refused, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - the library raises much: this entry's fault, and not the file's
            self._unread(members[0][0], msg("its rule of recurrence cannot be read"))
            return
        for one in occurrences:
            self._add(members[int(one.title)][0], one, _which(one.original), zones)

    def _span(self, zones: Zones) -> tuple[dt.datetime, dt.datetime]:
        return (
            dt.datetime.combine(self.asked.first, dt.time.min, zones.home),
            dt.datetime.combine(self.asked.last + DAY, dt.time.min, zones.home),
        )

    def _add(self, event: Component, one: Occurrence, which: str, zones: Zones) -> None:
        try:
            start, end = zones.at_home(one.start), zones.at_home(one.end)
            if not isinstance(end, dt.datetime):
                end -= DAY
        except OverflowError:
            self.count(outside=1)
            return
        if end < start:
            self._unread(event, msg("it ends before it begins"))
            return
        if _day(start) < self.asked.first or _day(end) > self.asked.last:
            self.count(outside=1)
            return
        mark = sha256(f"{event.text('UID')}\n{which}".encode("utf-8", "replace")).hexdigest()[:MARK_LENGTH]
        names = [prop.name for prop in event.properties]
        self.count(
            persons=sum(name in _PERSONS for name in names), descriptions=sum(name in _DESCRIPTIONS for name in names)
        )
        status = "CANCELLED" if not one.busy else event.text("STATUS").upper()
        self.events[mark] = Incoming(
            mark,
            event.line,
            _minute(start),
            _minute(end),
            status,
            self._text(event, "SUMMARY"),
            self._text(event, "LOCATION"),
            self._address(event),
        )
        if len(self.events) > MOST_EVENTS:
            raise Refused(msg("it holds more than {most} events between those days", most=MOST_EVENTS))

    def _text(self, event: Component, name: str) -> str:
        text, lost = public_text(event, name, LONGEST_TEXT)
        for message in lost:
            self._once(event, message)
        return text

    def _address(self, event: Component) -> str:
        written = event.text("URL")
        address = clean.address(written)
        if written and not address:
            self._once(event, msg("its {name} is no web address and is left out", name="URL"))
        return address

    def _once(self, event: Component, message: Message) -> None:
        """Say it, but not for each time of a recurrence."""
        if (event.line, message) not in self.faults:
            self.fault(event.line, message)


def _all_day(event: Component) -> bool:
    start = event.first("DTSTART")
    return start is not None and "T" not in start.value


def _which(original: Moment) -> str:
    """Say which time of a recurrence it is, whatever the zone it is written in."""
    return original.astimezone(dt.UTC).isoformat() if isinstance(original, dt.datetime) else original.isoformat()


def _minute(value: Moment) -> Moment:
    return value.replace(second=0, microsecond=0) if isinstance(value, dt.datetime) else value


def _day(value: Moment) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
