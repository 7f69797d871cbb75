"""What an iTIP object says, as values: the writer and the reader both work from these, so the two can be compared."""

import datetime as dt

from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.calendar.ics.zone import ZONE
from rusctl.model.record import dataclass

REQUEST = "REQUEST"
CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """The one who is invited; ROLE, PARTSTAT and RSVP in iCalendar's words."""

    address: str
    name: str = ""
    role: str = "REQ-PARTICIPANT"
    status: str = "NEEDS-ACTION"
    rsvp: str = "TRUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduling:
    """One iTIP object (RFC 5546): an entry, the one it is sent to, METHOD, and the moment it was made (UTC).

    `timezone` is whose clock the entry's times are on.
    """

    method: str
    entry: Entry
    attendee: Attendee
    stamp: dt.datetime
    timezone: str = ZONE

    @property
    def feed(self) -> Feed:
        """The same as a calendar file, whose time zone it has."""
        return Feed(name="", entries=(self.entry,), timezone=self.timezone)
