"""What the folder says of the year's days (config/workdays.toml), beside the holidays that the law gives."""

import datetime as dt
from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolBreak:
    """Days without school in some municipalities; in all of them where none is named. Both ends are included."""

    name: str
    first: dt.date
    last: dt.date
    municipalities: tuple[str, ...] = ()
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDays:
    """The days on which a body meets: listed, or in a calendar file (`ics`, a path in the folder)."""

    body: str
    days: tuple[dt.date, ...] = ()
    ics: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """The day of an election to the councils; the new council and the new board take office in its wake."""

    day: dt.date
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSettings:
    """All that config/workdays.toml holds."""

    school_breaks: tuple[SchoolBreak, ...] = ()
    meetings: tuple[MeetingDays, ...] = ()
    elections: tuple[Election, ...] = ()
    at: Source = field(default=Source("config/workdays.toml"), compare=False)
