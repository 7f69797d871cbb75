"""What is asked of a calendar from elsewhere for busy times, and what it gives."""

import datetime as dt
from typing import NamedTuple

from rusctl.language.message import Message
from rusctl.model.busy import BusyTime


class BusyPeriod(NamedTuple):
    """What to read of a calendar: from which day to which, by which clock, and whether titles and free times, too."""

    first: dt.date
    last: dt.date
    zone: str
    titles: bool = False
    free: bool = False


class BusyCounts(NamedTuple):
    """What became of a calendar's entries: how many there are, are free, are cancelled, and could not be read."""

    entries: int = 0
    free: int = 0
    cancelled: int = 0
    unread: int = 0
    floating: int = 0


class Found(NamedTuple):
    """The busy times, in order, what became of the entries, and what could not be read: by line, and more."""

    times: tuple[BusyTime, ...]
    counts: BusyCounts
    faults: tuple[tuple[int, Message], ...]
    more_faults: int = 0
