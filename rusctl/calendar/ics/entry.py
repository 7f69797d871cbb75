"""What a calendar file says, as values: the writer and the reader both work from these, so the two can be compared."""

import datetime as dt
from dataclasses import field
from typing import NamedTuple

from rusctl.calendar.ics.zone import ZONE, Zone, utc_block, zone_for
from rusctl.model.entry_values import EntryValues
from rusctl.model.plan import Days, Hours
from rusctl.model.record import dataclass

PUBLISH = "PUBLISH"


class Organizer(NamedTuple):
    """Who publishes: a functional mailbox and the region's name, never a person."""

    mailbox: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar (VEVENT), its texts cleaned; the last day is included.

    `status`, `transp` and `busystatus` are iCalendar's words. `created` and `modified` are in UTC, to the second; a
    `yearly` entry comes back every year. `reminders` are the times before the start, `geo` is the map point of its
    place (GEO, RFC 5545, 3.8.1.6). `values` are what its words were made of, which no file holds.
    """

    uid: str
    when: Days | Hours
    summary: str
    status: str
    transp: str
    busystatus: str
    created: dt.datetime
    modified: dt.datetime
    yearly: bool = False
    sequence: int = 0
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""
    organizer: Organizer | None = None
    reminders: tuple[dt.timedelta, ...] = ()
    geo: str = ""
    values: EntryValues | None = field(default=None, compare=False, repr=False)

    @property
    def file_name(self) -> str:
        """What the file of this entry alone is called: the id, which holds nothing a file system objects to."""
        return f"{self.uid.partition('@')[0]}.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A milestone as a task (VTODO), due on its last day; `status` is NEEDS-ACTION, COMPLETED or CANCELLED.

    A `yearly` one begins and is due on its day, and comes back every year. `completed` is the day it was done.
    """

    uid: str
    due: dt.date
    summary: str
    status: str
    created: dt.datetime
    modified: dt.datetime
    yearly: bool = False
    sequence: int = 0
    completed: dt.date | None = None
    description: str = ""
    categories: tuple[str, ...] = ()
    organizer: Organizer | None = None

    @property
    def file_name(self) -> str:
        """What the file of this task alone is called."""
        return f"{self.uid.partition('@')[0]}.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One calendar file: its name, its entries or its tasks, and its METHOD (empty for files of a CalDAV store).

    A file of tasks has no METHOD: a task that is published needs a start and a priority (RFC 5546, 3.4.1).
    `color` is a name of `colors.HEX`. `written_in` is the zone of a file that this one is a part of.
    """

    name: str
    entries: tuple[Entry, ...]
    method: str = PUBLISH
    timezone: str = ZONE
    description: str = ""
    color: str = ""
    tasks: tuple[Task, ...] = ()
    written_in: Zone | None = field(default=None, compare=False, repr=False)

    @property
    def zone(self) -> Zone:
        """The zone that its times are written in: one whose block is true of all years that it has times in."""
        hours = (entry.when for entry in self.entries if isinstance(entry.when, Hours))
        return self.written_in or zone_for(
            self.timezone, {day.year for when in hours for day in (when.first, when.last)}
        )

    @property
    def zone_block(self) -> tuple[str, ...]:
        """The block that it holds: where a time needs it, or nothing else is there (RFC 5545, 3.6)."""
        if not self.entries and not self.tasks:
            return self.zone.block or utc_block()
        return self.zone.block if self.has_times else ()

    @property
    def has_times(self) -> bool:
        """Whether any entry has a time of day."""
        return any(isinstance(entry.when, Hours) for entry in self.entries)
