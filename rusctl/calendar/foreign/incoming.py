"""What is asked of a calendar from elsewhere for its events, and what it gives: no persons, no descriptions."""

import datetime as dt
from typing import NamedTuple

from rusctl.language.message import Message


class ImportPeriod(NamedTuple):
    """From which day to which, by which clock, and the domain that ends the UIDs of the plan's own entries."""

    first: dt.date
    last: dt.date
    zone: str
    domain: str


class Incoming(NamedTuple):
    """An event of another calendar, by the plan's clock; both ends of days are included.

    `mark` is a fingerprint of its UID and, where it recurs, of which time it is: a UID itself may hold an address.
    `of_all` is that of its UID alone, where a calendar gives several events one UID.
    """

    mark: str
    line: int
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime
    status: str
    title: str = ""
    place: str = ""
    url: str = ""
    of_all: str = ""


class Left(NamedTuple):
    """What was not taken over: how many entries are the plan's own, lie outside the period, could not be read.

    The last three count properties: persons invited or inviting, descriptions and comments, and times without zone.
    """

    own: int = 0
    outside: int = 0
    unread: int = 0
    persons: int = 0
    descriptions: int = 0
    floating: int = 0


class Arrived(NamedTuple):
    """The events of a calendar in time order, what was not taken over, and what was not read: by line, and more."""

    events: tuple[Incoming, ...]
    left: Left
    faults: tuple[tuple[int, Message], ...]
    more_faults: int = 0
