"""What is said where times are written in UTC, since no block of their zone would be true."""

from collections.abc import Iterable

from rusctl.calendar.ics.entry import Feed
from rusctl.language.message import Message, msg


def utc_note(feeds: Iterable[Feed]) -> tuple[Message, ...]:
    """Say of calendars that they give times in UTC, and why; nothing where none does."""
    zones = sorted({feed.timezone for feed in feeds if feed.has_times and not feed.zone.block})
    return tuple(
        msg(
            "times are written in UTC: in the years of these events no one rule says when the clocks of {zone} change; "
            "calendars show each time on their own clock",
            zone=zone,
        )
        for zone in zones
    )
