"""Who takes part, in the field's words: persons, the roles they hold, and their part in events; frozen values."""

import datetime as dt
from dataclasses import field
from enum import StrEnum

from rusctl.model.consulted import ConsultationStanding
from rusctl.model.inputs import InputsSummary
from rusctl.model.record import dataclass

DESCRIBED = ("name", "organisation", "municipality", "email", "phone", "language")  # what is said of a person, in order


class Answer(StrEnum):
    """What somebody said to an invitation; `delegated` when they send somebody else."""

    NONE = "none"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


class Attendance(StrEnum):
    """Whether somebody came."""

    UNKNOWN = "unknown"
    ATTENDED = "attended"
    ABSENT = "absent"


def held_on(first: dt.date | None, last: dt.date | None, day: dt.date) -> bool:
    """Say whether a day lies between two others, both included, of which either may be open."""
    return (first is None or first <= day) and (last is None or day <= last)


class Kind(StrEnum):
    """What a row of participation is: one person, people counted without names, or persons since erased."""

    PERSON = "person"
    COUNT = "count"
    ERASED = "erased"


class Audience(StrEnum):
    """Whom an export is for."""

    INTERNAL = "internal"
    REQUEST = "request"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAssignment:
    """A role that a person holds from a day to a day, both included; without a day it is open at that end.

    `public` says that it is an elected mandate; only then may a party stand with it.
    """

    id: int = 0
    person: int = 0
    role: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    public: bool = False
    party: str = ""
    version: int = 1

    def valid_on(self, day: dt.date) -> bool:
        """Whether the role is held on a day."""
        return held_on(self.first_day, self.last_day, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person in their function: what it takes to invite and to reach them, and nothing more.

    `protected`: skyddade personuppgifter; `restricted`: processing restricted at the person's request. Neither is
    listed, sent or exported unless asked for by name. `function`: a functional mailbox, which is no person: it is
    written to and listed, and counted nowhere.
    """

    id: int = 0
    name: str
    organisation: str = ""
    municipality: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    protected: bool = False
    restricted: bool = False
    function: bool = False
    version: int = 1
    mandates: tuple[RoleAssignment, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether the person is left out of lists, sends, exports and statistics by name."""
        return self.protected or self.restricted

    def roles_on(self, day: dt.date) -> tuple[str, ...]:
        """Give the roles that the person holds on a day."""
        return tuple(dict.fromkeys(one.role for one in self.mandates if one.valid_on(day)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One person's part in an event, or a number of people without names.

    Role, municipality and organisation are those of that time. `waiting` is since when they wait for a place, in ISO
    8601, empty for who does not; `offered` the day on which one was offered to them.
    """

    id: int = 0
    event: str
    role: str
    municipality: str = ""
    kind: Kind = Kind.PERSON
    person: int | None = None
    number: int = 1
    answer: Answer = Answer.NONE
    attendance: Attendance = Attendance.UNKNOWN
    walk_in: bool = False
    substitute_for: int | None = None
    told: dt.date | None = None
    told_how: str = ""
    version: int = 1
    organisation: str = ""
    waiting: str = ""
    offered: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount:
    """How many people of a role, from a municipality, were asked to an event, what they said, and how many came.

    `asked`, `accepted` and so on, and `attended` each stand by themselves: where people are counted without names, one
    can be known and the others not.
    """

    event: str
    role: str
    municipality: str = ""
    asked: int = 0
    accepted: int = 0
    declined: int = 0
    tentative: int = 0
    delegated: int = 0
    attended: int = 0
    absent: int = 0
    walk_in: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gender:
    """How many women and men of a role came to an event; never who."""

    event: str
    role: str
    women: int
    men: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Somebody who may be written to about an event: number, name, address, role there, language and answer."""

    number: int
    name: str
    address: str
    role: str
    language: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAtEvent:
    """A role at an event: how many lack of what the plan asks for, and how many were asked.

    `invited` are those of the invited who have not said no, `coming` those who have said yes.
    """

    event: str
    role: str
    missing: int = 0
    asked: int = 0
    attended: int = 0
    invited: int = 0
    coming: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAtEvent:
    """How many of those who are known one by one were asked to an event, and what they have said; without whom.

    `invited` are those who have not said no, `coming` those who have said yes, `silent` those of whom there is no
    answer.
    """

    event: str
    asked: int = 0
    invited: int = 0
    coming: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesAtEvent:
    """How many places at an event are taken, of them how many are offered and kept, and how many wait; without whom."""

    event: str
    taken: int = 0
    offered: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleBooking:
    """How many persons stand under two events that are at the same time, and have not said no to either; not who.

    `certain` says that both have times; else it is known alone that they are on the same day.
    """

    one: str
    other: str
    persons: int
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew:
    """A municipality from which fewer of a role came than are wanted, although all its events have been."""

    municipality: str
    role: str
    number: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePeriod:
    """A role that somebody holds from a day to a day, both included, without whom."""

    role: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        """Whether the role is held on a day."""
        return held_on(self.first_day, self.last_day, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSummary:
    """What the rules are told of the register: numbers and ids of events, and nobody.

    `persons` are those entered by name. `not_valid` counts by event those who stand under it with a role that they do
    not hold on its day, `overdue` by retention class what its time is up for. `held` are the roles that somebody holds,
    each from a day to a day, without whom. `told_otherwise` counts by event those whom mail has told what no longer
    holds. `named` counts by event those entered under it by name, `by_mail` those who were invited by mail and are not
    entered under it. `double` are those who stand under two events at a time. `undelivered` counts by event those whose
    last message about it did not arrive. `exposed` are the lists made earlier that hold somebody who is protected or
    restricted by now, `objections` those that nobody has decided. `too_few` is where fewer came than are wanted.
    `unreached` counts the addresses that messages did not reach, `places` those at events that are taken or waited for,
    and `inputs` is what was said. `consultations` are those that the database knows something of, and `found_inputs`
    those that there are of the inputs that the plan names, by id.
    """

    persons: int = 0
    roles: tuple[RoleAtEvent, ...] = ()
    not_valid: tuple[tuple[str, int], ...] = ()
    silent: tuple[tuple[str, int], ...] = ()
    duplicates_certain: int = 0
    duplicates_likely: int = 0
    held: tuple[RolePeriod, ...] = ()
    overdue: tuple[tuple[str, int], ...] = ()
    told_otherwise: tuple[tuple[str, int], ...] = ()
    named: tuple[KnownAtEvent, ...] = ()
    by_mail: tuple[KnownAtEvent, ...] = ()
    double: tuple[DoubleBooking, ...] = ()
    too_few: tuple[TooFew, ...] = ()
    undelivered: tuple[tuple[str, int], ...] = ()
    exposed: tuple[str, ...] = ()
    objections: int = 0
    unreached: int = 0
    inputs: InputsSummary = field(default_factory=InputsSummary)
    found_inputs: frozenset[str] | None = None
    places: tuple[PlacesAtEvent, ...] = ()
    consultations: tuple[ConsultationStanding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A change to the register: its number, when, the command (never its values), how many rows, what it took back."""

    number: int
    at: dt.datetime
    what: str
    rows: int = 0
    undoes: int | None = None
    undone: bool = field(default=False)
