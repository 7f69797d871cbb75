"""Invitations, their updates and their cancellations as iTIP objects (RFC 5546), one for each recipient."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from rusctl.calendar.feeds.fingerprint import joined, seen_digests
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry
from rusctl.calendar.ics.scheduling import CANCEL, REQUEST, Attendee, Scheduling
from rusctl.calendar.ics.verify import verify_scheduling
from rusctl.calendar.ics.write import PRODID, entry_lines, octets_of
from rusctl.calendar.ics.zone import ZONE
from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.language import dates
from rusctl.model.people import Answer
from rusctl.model.recipients import Part, Recipient

CANCELLED = "CANCELLED"
_ROLES = {
    Part.REQUIRED: "REQ-PARTICIPANT",
    Part.OPTIONAL: "OPT-PARTICIPANT",
    Part.CHAIR: "CHAIR",
    Part.INFORMED: "NON-PARTICIPANT",
}


def request(
    entry: Entry, recipient: Recipient, sequence: int, stamp: dt.datetime, answer: str = "", *, timezone: str = ZONE
) -> Scheduling:
    """Give an invitation, or its update (3.2.2); an `answer` that stands is repeated and not asked for again.

    A calendar takes what stands here for the answer: NEEDS-ACTION would undo a yes (RFC 6638, 3.2.8).
    """
    asks = not answer and recipient.part is not Part.INFORMED
    attendee = replace(_attendee(recipient), rsvp="TRUE" if asks else "FALSE")
    if answer:
        attendee = replace(attendee, status=PARTSTAT[Answer(answer)])
    meant = replace(entry, sequence=sequence)
    return Scheduling(method=REQUEST, entry=meant, attendee=attendee, stamp=stamp, timezone=timezone)


def cancel(
    entry: Entry, recipient: Recipient, sequence: int, stamp: dt.datetime, *, timezone: str = ZONE
) -> Scheduling:
    """Give a cancellation of the whole event, or of this recipient's invitation where the event goes on (3.2.5).

    It has no alarm, and asks for no answer. STATUS stands only where the event itself is cancelled.
    """
    status = CANCELLED if entry.status == CANCELLED else ""
    stopped = replace(entry, sequence=sequence, status=status, transp="TRANSPARENT", busystatus="FREE", reminders=())
    attendee = replace(_attendee(recipient), rsvp="FALSE")
    return Scheduling(method=CANCEL, entry=stopped, attendee=attendee, stamp=stamp, timezone=timezone)


def scheduling_bytes(scheduling: Scheduling) -> bytes:
    """Give the octets of an iTIP object, read back and compared; IntegrityError where they would mislead."""
    octets = octets_of(_lines(scheduling))
    verify_scheduling(octets, scheduling)
    return octets


def significant(entry: Entry) -> str:
    """Give the fingerprint of what everybody must answer anew for: when it is, and whether it is held (2.1.4)."""
    return joined(*_core(entry))


def seen(entry: Entry, code: str) -> tuple[str, ...]:
    """Give the fingerprints of all that a recipient reads, one for each language, that of `code` first.

    They are made of the entry's values, so that nobody gets mail because rusctl has found a better word or has learnt
    a new property.
    """
    assert entry.values is not None  # noqa: S101 - what was read from a file is told to nobody
    return seen_digests(entry.values, entry.organizer.mailbox if entry.organizer else "", _core(entry), code)


def _core(entry: Entry) -> tuple[str, ...]:
    """Give the values that an answer is about; the zone where it is not the one that times were told in first."""
    zone = entry.values.timezone if entry.values else ""
    core = (dates.iso(entry.when), str(entry.yearly), str(entry.status == CANCELLED))
    return core if zone in ("", ZONE) else (*core, zone)


def _attendee(recipient: Recipient) -> Attendee:
    return Attendee(address=recipient.address, name=clean.name(recipient.name), role=_ROLES[recipient.part])


def _lines(scheduling: Scheduling) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN")
    yield f"METHOD:{scheduling.method}"
    yield from scheduling.feed.zone_block
    attendees = [_attendee_line(scheduling.attendee)]
    yield from entry_lines(scheduling.entry, scheduling.feed.zone, scheduling.stamp, attendees)
    yield "END:VCALENDAR"


def _attendee_line(attendee: Attendee) -> str:
    name = f';CN="{attendee.name}"' if attendee.name else ""
    return (
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={attendee.role};PARTSTAT={attendee.status};RSVP={attendee.rsvp}{name}"
        f":mailto:{attendee.address}"
    )
