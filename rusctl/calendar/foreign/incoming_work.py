"""The worker that reads a calendar from elsewhere for its events, in a process of its own."""

import datetime as dt
from hashlib import sha256
from typing import Any

from rusctl.calendar.foreign import components
from rusctl.calendar.foreign.components import Component
from rusctl.calendar.foreign.expand import Moment
from rusctl.calendar.foreign.incoming import Arrived, ImportPeriod, Incoming, Left
from rusctl.calendar.foreign.meetings import ForeignMeeting, Meetings
from rusctl.calendar.foreign.moments import day_of
from rusctl.calendar.foreign.texts import public_text
from rusctl.calendar.ics import clean
from rusctl.language.message import msg
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
    return _Events(asked, Meetings(components.read(data), asked.first, asked.last, asked.zone)).arrived()


class _Events:
    """Gathers the events of several calendars, each once."""

    def __init__(self, asked: ImportPeriod, meetings: Meetings) -> None:
        self.asked = asked
        self.meetings = meetings
        self.events: dict[str, Incoming] = {}
        self.left = Left()

    def arrived(self) -> Arrived:
        """Read it all."""
        for one in self.meetings.all(passed_over=self._own, named=True):
            self._add(one)
        left = self.left._replace(
            outside=self.left.outside + self.meetings.beyond,
            unread=self.meetings.unread,
            floating=self.meetings.floating,
        )
        events = sorted(self.events.values(), key=lambda one: (one.start.isoformat(), one.line))
        return Arrived(tuple(events), left, tuple(self.meetings.faults), self.meetings.more_faults)

    def count(self, **more: int) -> None:
        """Count what is not taken over."""
        changed = {name: getattr(self.left, name) + number for name, number in more.items()}
        self.left = self.left._replace(**changed)

    def _own(self, uid: str) -> bool:
        """Whether an entry is the plan's own, by the domain of its UID."""
        own = bool(self.asked.domain) and uid.endswith(f"@{self.asked.domain}")
        self.count(own=int(own))
        return own

    def _add(self, one: ForeignMeeting) -> None:
        event, start, end = one.event, _minute(one.start), _minute(one.end)
        if isinstance(start, dt.datetime) and end <= start:
            self.meetings.left_out(event, msg("it lasts less than a minute"))
            return
        if day_of(start) < self.asked.first or day_of(end) > self.asked.last:
            self.count(outside=1)
            return
        names = [prop.name for prop in event.properties]
        self.count(
            persons=sum(name in _PERSONS for name in names), descriptions=sum(name in _DESCRIPTIONS for name in names)
        )
        mark = _mark(event, one.which)
        self.events[mark] = Incoming(
            mark,
            event.line,
            start,
            end,
            event.text("STATUS").upper() if one.busy else "CANCELLED",
            self._text(event, "SUMMARY"),
            self._text(event, "LOCATION"),
            self._address(event),
            _mark(event, "") if one.shared else "",
        )
        if len(self.events) > MOST_EVENTS:
            raise Refused(msg("it holds more than {most} events between those days", most=MOST_EVENTS))

    def _text(self, event: Component, name: str) -> str:
        text, lost = public_text(event, name, LONGEST_TEXT)
        for message in lost:
            self.meetings.once(event, message)
        return text

    def _address(self, event: Component) -> str:
        written = event.text("URL")
        address = clean.address(written)
        if written and not address:
            self.meetings.once(event, msg("its {name} is no web address and is left out", name="URL"))
        return address


def _mark(event: Component, which: str) -> str:
    """Give what an event is known by in the plan: a digest of its UID and of which of its times it is."""
    return sha256(f"{event.text('UID')}\n{which}".encode("utf-8", "replace")).hexdigest()[:MARK_LENGTH]


def _minute(value: Moment) -> Moment:
    return value.replace(second=0, microsecond=0) if isinstance(value, dt.datetime) else value
