"""What a reader of calendars sees of an entry, and what it should see of it by the plan."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rusctl.calendar.ics.entry import Entry, Task
from rusctl.model.plan import Hours

ZONE = "Europe/Stockholm"
YEARLY = "FREQ=YEARLY"
ONE_DAY = dt.timedelta(days=1)


class Seen(NamedTuple):
    """What a reader sees of an entry or a task; a time is an instant in UTC, what is not there is None or empty."""

    uid: str
    start: dt.date | None
    end: dt.date | None
    status: str
    sequence: int
    summary: str
    description: str
    location: str
    reminders: list[dt.timedelta]
    recurs: str
    attendees: list[tuple[str, str]]


def instant(time: dt.date) -> dt.date:
    """Give a day as it is, and a time as an instant that no zone is needed for."""
    if isinstance(time, dt.datetime):
        assert time.tzinfo is not None
        return time.astimezone(dt.UTC)
    return time


def meant(entry: Entry, *attendees: tuple[str, str]) -> Seen:
    """Give what a reader should see of an entry."""
    if isinstance(entry.when, Hours):
        start, end = (instant(time.replace(tzinfo=ZoneInfo(ZONE))) for time in (entry.when.start, entry.when.known_end))
    else:
        start, end = entry.when.first, entry.when.last + ONE_DAY
    before = [-reminder for reminder in entry.reminders]
    texts = entry.summary, entry.description, entry.location
    recurs = YEARLY if entry.yearly else ""
    return Seen(entry.uid, start, end, entry.status, entry.sequence, *texts, before, recurs, list(attendees))


def meant_task(task: Task) -> Seen:
    """Give what a reader should see of a task; one that comes back begins on its day and lasts it."""
    start, end = (task.due, task.due + ONE_DAY) if task.yearly else (None, task.due)
    recurs = YEARLY if task.yearly else ""
    return Seen(task.uid, start, end, task.status, task.sequence, task.summary, task.description, "", [], recurs, [])
