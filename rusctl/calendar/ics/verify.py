"""No calendar file is handed out before it has been read back and found to say what it was to say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from types import ModuleType

from rusctl.calendar.ics.entry import Entry, Feed, Task
from rusctl.calendar.ics.scheduling import Scheduling
from rusctl.calendar.ics.write import ENDING, LINE_OCTETS, entry_octets, heading, task_octets, write
from rusctl.calendar.ics.zone import Zone
from rusctl.errors import IntegrityError
from rusctl.language.message import msg

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\r\n"))
_BREAK = b"\r\n"
_FIRST = re.compile(rb"\r\nBEGIN:(?:VEVENT|VTODO)\r\n")
_ZONE = b"\r\nBEGIN:VTIMEZONE\r\n"


def calendar_bytes(feed: Feed) -> bytes:
    """Give the octets of a feed's .ics file, read back and compared; IntegrityError where they would mislead."""
    octets = write(feed)
    verify(octets, feed)
    return octets


def all_calendar_bytes(feeds: Sequence[Feed]) -> list[bytes]:
    """Give the octets of several feeds' files; an entry that stands in many is written and read back once.

    The files are put together of what has been read back, and their lines are looked at again. Errors as above.
    """
    zones = [feed.zone for feed in feeds]
    alike = {
        one: [feed for feed, zone in zip(feeds, zones, strict=True) if zone == one] for one in dict.fromkeys(zones)
    }
    octets = {zone: _octets_in(zone, some) for zone, some in alike.items()}
    return [_put_together(feed, octets[zone]) for feed, zone in zip(feeds, zones, strict=True)]


def _octets_in(zone: Zone, feeds: Iterable[Feed]) -> Mapping[int, bytes]:
    """Give the octets of all entries and tasks of feeds in one zone, read back."""
    feeds = list(feeds)
    entries = {id(entry): entry for feed in feeds for entry in feed.entries}
    tasks = {id(task): task for feed in feeds for task in feed.tasks}
    octets = {key: entry_octets(entry, zone) for key, entry in entries.items()}
    octets |= {key: task_octets(task) for key, task in tasks.items()}
    given, due = tuple(entries.values()), tuple(tasks.values())
    whole = Feed(name="", entries=given, tasks=due, timezone=zone.name, written_in=zone)
    verify(b"".join((heading(whole), *octets.values(), ENDING)), whole)
    return octets


def _put_together(feed: Feed, octets: Mapping[int, bytes]) -> bytes:
    head = heading(feed)
    _look_at_zone(head, head, feed)
    # The zone's block was read back with the entries that need it, and is the same octets.
    _compare(head.replace(_octets(feed.zone_block), _BREAK) + ENDING, replace(feed, entries=(), tasks=()))
    parts = [octets[id(one)] for one in (*feed.entries, *feed.tasks)]
    whole = b"".join((head, *parts, ENDING))
    _look_at_lines(whole)
    return whole


def verify(octets: bytes, feed: Feed) -> None:
    """Raise IntegrityError where a file does not say what the feed says, in any property of any entry."""
    _look_at_lines(octets)
    head = _FIRST.split(octets, maxsplit=1)[0] + _BREAK
    _look_at_zone(octets, head, feed)
    _compare(octets, feed)


def verify_scheduling(octets: bytes, scheduling: Scheduling) -> None:
    """Raise IntegrityError where an iTIP object does not say what it is to say."""
    _look_at_lines(octets)
    _look_at_zone(octets, _FIRST.split(octets, maxsplit=1)[0] + _BREAK, scheduling.feed)
    try:
        found = _reader().read_scheduling(octets, scheduling.timezone)
    except Exception as error:
        # As below: what the reader trips over is not fit to be sent.
        raise _differs(str(error)) from error
    if found != scheduling:
        names = (field.name for field in fields(Scheduling))
        raise _differs(next(name for name in names if getattr(found, name) != getattr(scheduling, name)))


def _look_at_lines(octets: bytes) -> None:
    ends = octets.count(_BREAK)
    ended = octets.endswith(_BREAK) and octets.count(b"\r") == ends == octets.count(b"\n")
    clean = len(octets.translate(None, _CONTROLS)) == len(octets)
    if not ended or not clean or max(map(len, octets.split(_BREAK))) > LINE_OCTETS:
        raise IntegrityError(msg("the calendar file has a line that other programs would not read"))


def _look_at_zone(octets: bytes, head: bytes, feed: Feed) -> None:
    """Look for the block that every client reads alike, before the entries; without it no time is a local one."""
    block = feed.zone_block
    there = bool(block)
    if octets.count(_ZONE) != there or (there and head.count(_octets(block)) != 1):
        raise _differs("VTIMEZONE")
    if not there and b";TZID=" in octets:
        raise _differs("TZID")


def _octets(block: Iterable[str]) -> bytes:
    return "\r\n".join(("", *block, "")).encode()


def _reader() -> ModuleType:
    from rusctl.calendar.ics import ical  # here, since icalendar takes 70 ms to load

    return ical


def _compare(octets: bytes, feed: Feed) -> None:
    try:
        found = _reader().read(octets)
    except Exception as error:
        # Whatever the reader trips over, the file is not fit to be read.
        raise _differs(str(error)) from error
    if found != feed:
        raise _differs(_difference(found, feed))


def _differs(what: str) -> IntegrityError:
    return IntegrityError(msg("the calendar file does not read back as it was meant ({what})", what=what))


def _difference(found: Feed, meant: Feed) -> str:
    """Name the first entry and field that differ."""
    pairs: Iterable[tuple[Entry | Task, Entry | Task]] = (
        *zip(found.entries, meant.entries, strict=False),
        *zip(found.tasks, meant.tasks, strict=False),
    )
    for read, entry in pairs:
        for field in fields(entry):
            if field.compare and getattr(read, field.name) != getattr(entry, field.name):
                return f"{entry.uid}: {field.name}"
    for field in fields(Feed):
        if getattr(found, field.name) != getattr(meant, field.name):
            return field.name
    return ""
