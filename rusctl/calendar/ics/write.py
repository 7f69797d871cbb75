r"""From a feed to the octets of its .ics file (RFC 5545).

The lines are written here and read back with icalendar, so that two programs agree about every file. icalendar's own
writer turns the ``\N`` of a text such as ``K:\Norberg`` into a line break, and only an ``assert`` stops a line break
in what it holds to be no text.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from rusctl.calendar.ics import colors
from rusctl.calendar.ics.entry import Entry, Feed, Organizer, Task
from rusctl.calendar.ics.zone import Zone
from rusctl.errors import IntegrityError
from rusctl.language.message import msg
from rusctl.model.plan import Hours
from rusctl.schedule.dates.clock import aware

YEARLY = "FREQ=YEARLY"
PRODID = "-//rusctl contributors//rusctl//EN"
REFRESH = "PT12H"
ONE_DAY = "P1D"
ENDING = b"END:VCALENDAR\r\n"
LINE_OCTETS = 75
_FORBIDDEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTINUATION = 0b1000_0000
_CONTINUATION_MASK = 0b1100_0000
_MINUTE = dt.timedelta(minutes=1)


def write(feed: Feed) -> bytes:
    """Give a file's octets; the same feed gives the same ones. IntegrityError where a value would break a line."""
    zone = feed.zone
    entries = (entry_octets(entry, zone) for entry in feed.entries)
    return b"".join((heading(feed), *entries, *map(task_octets, feed.tasks), ENDING))


def heading(feed: Feed) -> bytes:
    """Give a file's octets up to its first entry."""
    return octets_of(_heading(feed))


def entry_octets(entry: Entry, zone: Zone) -> bytes:
    """Give the octets of one entry, which are the same in every file of a zone."""
    return octets_of(entry_lines(entry, zone))


def task_octets(task: Task) -> bytes:
    """Give the octets of one task."""
    return octets_of(_task(task))


def octets_of(lines: Iterable[str]) -> bytes:
    """Give the octets of lines; IntegrityError where a value would break one."""
    octets = bytearray()
    for line in lines:
        if _FORBIDDEN.search(line):
            name = re.split("[;:]", line, maxsplit=1)[0]
            raise IntegrityError(msg("a control character reached {property} of a calendar file", property=name))
        octets += folded(line)
    return bytes(octets)


def folded(line: str) -> bytes:
    """Give a line with its end, folded at 75 octets between characters (RFC 5545, 3.1)."""
    octets = line.encode()
    if len(octets) <= LINE_OCTETS:
        return octets + b"\r\n"
    pieces = []
    start, room = 0, LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & _CONTINUATION_MASK == _CONTINUATION:
            end -= 1
        # A backslash stays with what it escapes: some readers unescape before they unfold.
        piece = octets[start:end]
        if (len(piece) - len(piece.rstrip(b"\\"))) % 2:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LINE_OCTETS - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def escaped(text: str) -> str:
    """Give a text as a TEXT value (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _heading(feed: Feed) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN")
    if feed.method:
        yield f"METHOD:{feed.method}"
    if feed.name:
        yield f"X-WR-CALNAME:{escaped(feed.name)}"
        yield f"NAME:{escaped(feed.name)}"
    if feed.description:
        yield f"X-WR-CALDESC:{escaped(feed.description)}"
        yield f"DESCRIPTION:{escaped(feed.description)}"
    if feed.color:
        yield f"COLOR:{escaped(feed.color)}"
        yield f"X-APPLE-CALENDAR-COLOR:{colors.HEX[feed.color]}"
    yield f"X-WR-TIMEZONE:{escaped(feed.timezone)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    # Before the entries: some readers know a zone only once they have passed its block.
    yield from feed.zone_block


def entry_lines(
    entry: Entry, zone: Zone, stamp: dt.datetime | None = None, attendees: Iterable[str] = ()
) -> Iterator[str]:
    """Give the lines of an entry, unfolded; an invitation has a stamp of its own and an attendee."""
    yield "BEGIN:VEVENT"
    yield from _version(entry, stamp)
    if isinstance(entry.when, Hours):
        yield f"DTSTART{_time(entry.when.start, zone)}"
        if entry.when.end:  # without one an entry ends when it starts (RFC 5545, section 3.6.1)
            yield f"DTEND{_time(entry.when.end, zone)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(entry.when.first)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.when.last + dt.timedelta(days=1))}"
    if entry.yearly:
        yield f"RRULE:{YEARLY}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.status:
        yield f"STATUS:{entry.status}"
    yield f"TRANSP:{entry.transp}"
    yield "CLASS:PUBLIC"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{entry.busystatus}"
    yield from _optional(entry)
    yield from attendees
    for reminder in entry.reminders:
        yield from _alarm(reminder, entry.summary)
    yield "END:VEVENT"


def _task(task: Task) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _version(task)
    if task.yearly:
        # What comes back needs a start, and what is due must be due after it (RFC 5545, 3.8.2.3): so it lasts a day.
        yield f"DTSTART;VALUE=DATE:{_day(task.due)}"
        yield f"DURATION:{ONE_DAY}"
        yield f"RRULE:{YEARLY}"
    else:
        yield f"DUE;VALUE=DATE:{_day(task.due)}"
    yield f"SUMMARY:{escaped(task.summary)}"
    yield f"STATUS:{task.status}"
    if task.completed:
        yield f"COMPLETED:{_day(task.completed)}T000000Z"
    yield "CLASS:PUBLIC"
    if task.description:
        yield f"DESCRIPTION:{escaped(task.description)}"
    if task.categories:
        yield f"CATEGORIES:{_list(task.categories)}"
    if task.organizer:
        yield _organizer(task.organizer)
    yield "END:VTODO"


def _version(entry: Entry | Task, stamp: dt.datetime | None = None) -> Iterator[str]:
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{_utc(stamp or entry.modified)}"
    yield f"CREATED:{_utc(entry.created)}"
    yield f"LAST-MODIFIED:{_utc(entry.modified)}"
    yield f"SEQUENCE:{entry.sequence}"


def _organizer(organizer: Organizer) -> str:
    return f'ORGANIZER;CN="{organizer.name}":mailto:{organizer.mailbox}'


def _optional(entry: Entry) -> Iterator[str]:
    if entry.location:
        yield f"LOCATION:{escaped(entry.location)}"
    if entry.geo:
        yield f"GEO:{entry.geo}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    if entry.categories:
        yield f"CATEGORIES:{_list(entry.categories)}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.organizer:
        yield _organizer(entry.organizer)


def _alarm(reminder: dt.timedelta, summary: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(summary)}"
    yield f"TRIGGER:{_before(reminder)}"
    yield "END:VALARM"


def _list(texts: Iterable[str]) -> str:
    return ",".join(map(escaped, texts))


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _local(time: dt.datetime) -> str:
    return f"{_day(time)}T{time.hour:02}{time.minute:02}{time.second:02}"


def _time(time: dt.datetime, zone: Zone) -> str:
    """Give a time of day with whose clock it is by, or in UTC where the zone has no block."""
    return f";TZID={zone.name}:{_local(time)}" if zone.block else f":{_utc(aware(time, zone.name))}"


def _utc(time: dt.datetime) -> str:
    return f"{_local(time.astimezone(dt.UTC))}Z"


def _before(reminder: dt.timedelta) -> str:
    """Give a duration back from the start, in whole days where it is some (RFC 5545, 3.3.6)."""
    minutes = reminder // _MINUTE
    if not minutes:
        return "PT0S"
    days, rest = divmod(minutes, 24 * 60)
    return f"-PT{minutes}M" if rest else f"-P{days}D"
