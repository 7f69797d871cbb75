"""The entries that say that nothing is held on a date that calendars were once told."""

import datetime as dt

from rusctl.calendar.feeds import saying
from rusctl.calendar.feeds.saying import EntryVersion
from rusctl.calendar.ics.entry import Entry
from rusctl.language.catalogue import Language
from rusctl.model.entry_values import EntryValues, Off
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Days, Hours, Process, Texts


def cancellation(told: PublishedEntry, process: Process) -> Entry | None:
    """Give the cancellation of what the plan no longer has; None where no date was ever told."""
    return _off(told, process, Off.LAPSED if told.milestone else Off.GONE)


def postponement(told: PublishedEntry, process: Process) -> Entry | None:
    """Give what is told of a date that no longer holds, while no other is set; None where no date was ever told."""
    return _off(told, process, Off.PUT_OFF)


def told_date(told: PublishedEntry) -> Days | Hours | None:
    """Give the date that calendars have: the last exact one, or else the span of its window."""
    if isinstance(told.start, dt.datetime) and isinstance(told.end, dt.datetime):
        return Hours(start=told.start, end=told.end)
    if isinstance(told.start, dt.datetime) and told.end is None:
        return Hours(start=told.start, end=None)
    if told.start and told.end:
        return Days(first=told.start, last=told.end)
    if told.window_from and told.window_to:
        return Days(first=told.window_from, last=told.window_to)
    return None


def _off(told: PublishedEntry, process: Process, off: Off) -> Entry | None:
    when = told_date(told)
    if when is None:
        return None
    values = EntryValues(
        uid=told.uid,
        when=when,
        title=Texts({"": told.title}),
        location=told.location,
        off=off,
        yearly=told.yearly,
        timezone=process.timezone if isinstance(when, Hours) else "",
        contact=process.contact,
        region=process.region,
    )
    return saying.entry(values, Language(process.language), EntryVersion(told.created, told.modified, told.sequence))
