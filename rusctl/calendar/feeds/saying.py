"""From an entry's values to the entry, in a language."""

import datetime as dt
from typing import NamedTuple

from rusctl.calendar.feeds import words
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry
from rusctl.language.catalogue import Language
from rusctl.model.entry_values import EntryValues
from rusctl.model.plan import Hours, Status, Window

CANCELLED = "CANCELLED"


class EntryVersion(NamedTuple):
    """Which version of an entry it is: two moments in UTC, and SEQUENCE."""

    created: dt.datetime
    modified: dt.datetime
    sequence: int


def entry(
    values: EntryValues,
    language: Language,
    version: EntryVersion,
    *,
    note: bool = False,
    reminders: tuple[dt.timedelta, ...] = (),
) -> Entry:
    """Give the entry; `reminders` are left out where nothing is held, or not on a day that is known."""
    held = not is_off(values)
    return Entry(
        uid=values.uid,
        when=values.days,
        summary=words.summary(values, language),
        status=_status(values),
        transp="OPAQUE" if held and isinstance(values.when, Hours) else "TRANSPARENT",
        busystatus=_busystatus(values),
        created=version.created,
        modified=version.modified,
        yearly=values.yearly,
        sequence=version.sequence,
        description=words.description(values, language, note=note),
        location=words.location(values),
        geo=words.point(values),
        categories=words.categories(values, language),
        url=clean.address(values.url),
        organizer=words.organizer(values),
        reminders=reminders if held and not isinstance(values.when, Window) else (),
        values=values,
    )


def is_off(values: EntryValues) -> bool:
    """Whether nothing is held on that date."""
    return values.off is not None or values.status is Status.CANCELLED


def _status(values: EntryValues) -> str:
    if is_off(values):
        return CANCELLED
    return "TENTATIVE" if values.status in words.UNSURE or isinstance(values.when, Window) else "CONFIRMED"


def _busystatus(values: EntryValues) -> str:
    """Give what Outlook shows: it looks here first, and at STATUS only where this is missing ([MS-OXCICAL])."""
    if is_off(values) or isinstance(values.when, Window):
        return "FREE"
    if values.status in words.UNSURE:
        return "TENTATIVE"
    return "BUSY" if isinstance(values.when, Hours) else "FREE"
