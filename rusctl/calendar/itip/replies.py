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
COUNTER = "COUNTER"
MOST_GUESTS = 999
MOST_ATTENDEES = 200
LONGEST_COMMENT = 2_000
LONGEST_WORD = 254
MOST_EVENTS = 200
_MAILTO = re.compile(r"\s*mailto:(?P<address>[^?]*)", re.IGNORECASE)


class ItipEntry(NamedTuple):
    """What one entry asks: METHOD in capitals, the UID, the answer, and what keeps it from being a plain one.

    `several` is where more than one attendee answers, `part` where the answer is about one day of many. `others` are
    the answers of the attendees after the first.
    """

    method: str
    uid: str
    reply: Reply | None = None
    several: bool = False
    part: bool = False
    others: tuple[Reply, ...] = ()


def asked(data: bytes, method: str = "") -> list[ItipEntry]:
    """Give what a file asks, entry by entry; `confined.Refused` says why a file is not read at all.

    `method` is what the mail says where the calendar does not. Of more than MOST_EVENTS entries there is one too many.
    """
    reading = components.read(data)
    return list(_asked(reading, method))


def _asked(reading: CalendarReading, said: str) -> Iterator[ItipEntry]:
    count = 0
    for calendar in reading.calendars:
        method = (calendar.text("METHOD") or said).upper()[:LONGEST_WORD]
        for event in calendar.inside("VEVENT"):
            yield _entry(method, event)
            count += 1
            if count > MOST_EVENTS:
                return


def _entry(method: str, event: Component) -> ItipEntry:
    uid = event.text("UID")[:LONGEST_WORD]
    attendees = list(event.all("ATTENDEE"))[:MOST_ATTENDEES]
    if method not in (REPLY, COUNTER) or not attendees:
        return ItipEntry(method, uid)
    first, *others = (_reply(uid, event, one) for one in attendees)
    part = event.first("RECURRENCE-ID") is not None
    return ItipEntry(method, uid, first, several=bool(others), part=part, others=tuple(others))


def _reply(uid: str, event: Component, attendee: Property) -> Reply:
    """Give what an entry says of one attendee; Google writes the note beside the attendee (X-RESPONSE-COMMENT)."""
    status = clean.line(attendee.parameter("PARTSTAT")).upper()[:LONGEST_WORD] or PARTSTAT[Answer.NONE]
    notes = (clean.lines(attendee.parameter("X-RESPONSE-COMMENT")), clean.lines(event.text("COMMENT")))
    guests = attendee.parameter("X-NUM-GUESTS")
    return Reply(
        uid=uid,
        address=_address(attendee),
        status=status,
        comment="\n".join(dict.fromkeys(filter(None, notes)))[:LONGEST_COMMENT],
        sequence=values.number(event, "SEQUENCE"),
        stamp=values.instant(event, "DTSTAMP"),
        delegate=_mailbox(attendee.parameter("DELEGATED-TO")),
        answer=answer_of(status),
        guests=min(int(guests), MOST_GUESTS) if re.fullmatch(r"[0-9]{1,9}", guests) else 0,
        name=clean.line(attendee.parameter("CN"))[:LONGEST_WORD],
    )


def _address(attendee: Property) -> str:
    """Give the attendee's address as it is written, without ``mailto:``."""
    return _mailbox(attendee.value)


def _mailbox(text: str) -> str:
    found = _MAILTO.match(text)
    return clean.line(unquote(found["address"]) if found else text)[:LONGEST_WORD]
