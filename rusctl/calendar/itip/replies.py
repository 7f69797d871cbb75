"""What a calendar that came by mail asks of us: an answer to an invitation, or what nobody may ask by mail."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from rusctl.calendar.foreign import components, values
from rusctl.calendar.foreign.components import CalendarReading, Component, Property
from rusctl.calendar.ics import clean
from rusctl.calendar.itip.partstat import PARTSTAT, answer_of
from rusctl.model.people import Answer
from rusctl.model.recipients import Reply

REPLY = "REPLY"
LONGEST_COMMENT = 2_000
LONGEST_WORD = 254
MOST_EVENTS = 200
_MAILTO = re.compile(r"\s*mailto:(?P<address>[^?]*)", re.IGNORECASE)


class ItipEntry(NamedTuple):
    """What one entry asks: METHOD in capitals, the UID, the answer, and what keeps it from being a plain one.

    `several` is where more than one attendee answers, `part` where the answer is about one day of many.
    """

    method: str
    uid: str
    reply: Reply | None = None
    several: bool = False
    part: bool = False


def asked(data: bytes) -> list[ItipEntry]:
    """Give what a file asks, entry by entry; `confined.Refused` says why a file is not read at all."""
    reading = components.read(data)
    return list(_asked(reading))


def _asked(reading: CalendarReading) -> Iterator[ItipEntry]:
    count = 0
    for calendar in reading.calendars:
        method = calendar.text("METHOD").upper()[:LONGEST_WORD]
        for event in calendar.inside("VEVENT"):
            count += 1
            if count > MOST_EVENTS:
                return
            yield _entry(method, event)


def _entry(method: str, event: Component) -> ItipEntry:
    uid = event.text("UID")[:LONGEST_WORD]
    attendees = list(event.all("ATTENDEE"))
    if method != REPLY or not attendees:
        return ItipEntry(method, uid)
    attendee = attendees[0]
    status = clean.line(attendee.parameter("PARTSTAT")).upper()[:LONGEST_WORD] or PARTSTAT[Answer.NONE]
    reply = Reply(
        uid=uid,
        address=_address(attendee),
        status=status,
        comment=clean.lines(event.text("COMMENT"))[:LONGEST_COMMENT],
        sequence=values.number(event, "SEQUENCE"),
        stamp=values.instant(event, "DTSTAMP"),
        delegate=_mailbox(attendee.parameter("DELEGATED-TO")),
        answer=answer_of(status),
    )
    return ItipEntry(method, uid, reply, several=len(attendees) > 1, part=event.first("RECURRENCE-ID") is not None)


def _address(attendee: Property) -> str:
    """Give the attendee's address as it is written, without ``mailto:``."""
    return _mailbox(attendee.value)


def _mailbox(text: str) -> str:
    found = _MAILTO.match(text)
    return clean.line(unquote(found["address"]) if found else text)[:LONGEST_WORD]
