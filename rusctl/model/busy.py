"""Times at which people are busy, taken from other calendars: which there are, whom they bind, and what they hold."""

import datetime as dt
from dataclasses import field
from typing import NamedTuple

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyCalendar:
    """A busy calendar (``[[busy]]`` in config/workdays.toml); one that names nobody binds every event."""

    id: str
    file: str
    name: str = ""
    crew: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    municipality: str = ""
    body: str = ""
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def everyone(self) -> bool:
        """Whether it binds every event."""
        return not (self.crew or self.roles or self.municipality or self.body)


class BusyTime(NamedTuple):
    """Two times by the plan's clock, or two days, both included; a title where it was to be kept."""

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime
    title: str = ""


class BusyTimes(NamedTuple):
    """What a busy calendar holds, and the days between which it was read."""

    first: dt.date
    last: dt.date
    times: tuple[BusyTime, ...]
