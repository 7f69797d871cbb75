"""The entries that say that nothing is held on a date that calendars were once told."""

import datetime as dt

from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry, Organizer
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Days, Hours, Process

_CANCELLED = "CANCELLED"


def cancellation(told: PublishedEntry, process: Process) -> Entry | None:
    """Give the cancellation of what the plan no longer has; None where no date was ever told."""
    summary, reason = msg("Cancelled: {title}", title=told.title), msg("The event is cancelled.")
    return _off(told, process, summary, msg("The milestone no longer applies.") if told.milestone else reason)


def postponement(told: PublishedEntry, process: Process) -> Entry | None:
    """Give what is told of a date that no longer holds, while no other is set; None where no date was ever told."""
    summary = msg("Put off, new date not set: {title}", title=told.title)
    return _off(told, process, summary, msg("The date no longer holds, and no new one is set."))


def told_date(told: PublishedEntry) -> Days | Hours | None:
    """Give the date that calendars have: the last exact one, or else the span of its window."""
    if isinstance(told.start, dt.datetime) and isinstance(told.end, dt.datetime):
        return Hours(start=told.start, end=told.end)
    if told.start and told.end:
        return Days(first=told.start, last=told.end)
    if told.window_from and told.window_to:
        return Days(first=told.window_from, last=told.window_to)
    return None


def _off(told: PublishedEntry, process: Process, summary: Message, reason: Message) -> Entry | None:
    when = told_date(told)
    if when is None:
        return None
    language = Language(process.language)
    lines = [language.text(reason)]
    if process.contact:
        lines.append(language.text(msg("Contact: {mailbox}", mailbox=process.contact)))
    mailbox = clean.mailbox(process.contact)
    return Entry(
        uid=told.uid,
        when=when,
        summary=clean.line(language.text(summary)),
        status=_CANCELLED,
        transp="TRANSPARENT",
        busystatus="FREE",
        created=told.created,
        modified=told.modified,
        yearly=told.yearly,
        sequence=told.sequence,
        description=clean.lines("\n".join(lines)),
        location=clean.line(told.location),
        organizer=Organizer(mailbox, clean.name(process.region) or mailbox) if mailbox else None,
    )
