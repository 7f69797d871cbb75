"""No calendar file is handed out before it has been read back and found to say what it was to say."""

import re
from dataclasses import fields

from rusctl.calendar import zone
from rusctl.calendar.feed import Entry, Feed
from rusctl.calendar.write import write
from rusctl.errors import IntegrityError
from rusctl.language.message import msg
from rusctl.model import Hours

_NOT_A_LINE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n|[^\r\n]{76}")
_BREAK = b"\r\n"
_ENTRY = b"\r\nBEGIN:VEVENT\r\n"
_ZONE = b"\r\nBEGIN:VTIMEZONE\r\n"
_BLOCK = "\r\n".join(("", *zone.BLOCK, "")).encode()


def calendar_bytes(feed: Feed) -> bytes:
    """Give the octets of a feed's .ics file, read back and compared; IntegrityError where they would mislead."""
    octets = write(feed)
    verify(octets, feed)
    return octets


def verify(octets: bytes, feed: Feed) -> None:
    """Raise IntegrityError where a file does not say what the feed says, in any property of any entry."""
    from rusctl.calendar import ical  # here, since icalendar takes 70 ms to load

    if _NOT_A_LINE.search(octets) or not octets.endswith(_BREAK):
        raise IntegrityError(msg("the calendar file has a line that other programs would not read; nothing is written"))
    timed = any(isinstance(entry.when, Hours) for entry in feed.entries)
    before = octets.partition(_ENTRY)[0] + _BREAK
    if octets.count(_ZONE) != timed or before.count(_BLOCK) != timed:
        raise _differs("VTIMEZONE")
    try:
        found = ical.read(octets)
    except Exception as error:
        # Whatever the reader trips over, the file is not fit to be read.
        raise _differs(str(error)) from error
    if found != feed:
        raise _differs(_difference(found, feed))


def _differs(what: str) -> IntegrityError:
    return IntegrityError(
        msg("the calendar file does not read back as it was meant ({what}); nothing is written", what=what)
    )


def _difference(found: Feed, meant: Feed) -> str:
    """Name the first entry and field that differ."""
    for read, entry in zip(found.entries, meant.entries, strict=False):
        for field in fields(Entry):
            if getattr(read, field.name) != getattr(entry, field.name):
                return f"{entry.uid}: {field.name}"
    for field in fields(Feed):
        if getattr(found, field.name) != getattr(meant, field.name):
            return field.name
    return ""
