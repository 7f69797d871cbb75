"""What became of a milestone: the meetings that treated it, each year of what comes back, and how it was judged."""

import datetime as dt
from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


class Outcome(StrEnum):
    """How a meeting ended for a matter: antogs, återremitterades, bordlades, avslogs; only the first decides it."""

    ADOPTED = "adopted"
    REFERRED_BACK = "referred-back"
    TABLED = "tabled"
    REJECTED = "rejected"


class Progress(StrEnum):
    """How far a milestone has come; what is postponed has no day, and what is given up is not waited for."""

    OPEN = "open"
    DONE = "done"
    POSTPONED = "postponed"
    GIVEN_UP = "given-up"


class Level(StrEnum):
    """How a milestone is judged by those who work with it (grönt, gult, rött); nobody works it out."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneNote:
    """What was said of a milestone on a day: its level, and why; it is kept, whatever is said later."""

    date: dt.date
    level: Level
    text: str
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting at which a body treats a milestone, on a day or several in a row, both ends included.

    Without an `outcome` it is one to come. `to_step` is the step that a referral back goes back to. `adjusted` and
    `announced` are the days its own minutes were adjusted (justerades) and that was announced (anslogs).
    """

    first: dt.date
    last: dt.date
    outcome: Outcome | None = None
    to_step: str = ""
    reason: str = ""
    adjusted: dt.date | None = None
    announced: dt.date | None = None
    dnr: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One year of what comes back every year: the day it was done, or the day it was given up for that year."""

    year: int
    done: dt.date | None = None
    given_up: dt.date | None = None
    reason: str = ""
    dnr: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)
