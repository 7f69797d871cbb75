"""What may leave the register: participants by name, inside the region or on request, and counts for everybody.

Persons whose processing is restricted are in none of them, those with protected data in none that names anybody.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from rusctl.people import Answer, Attendance, Kind
from rusctl.register.persons import visible
from rusctl.register.schema import participation, person

SMALLEST = 5  # a smaller number in a public table might point at persons
NAMED = ("name", "organisation", "municipality", "email", "phone", "language")
PART = ("role", "answer", "attendance", "walk_in", "told", "told_how")


class Audience(StrEnum):
    """Whom an export is for."""

    INTERNAL = "internal"
    REQUEST = "request"
    PUBLIC = "public"


class Count(NamedTuple):
    """How many of a role at an event: those who came where that is known, else those who have said yes."""

    event: str
    role: str
    number: int
    came: bool

    @property
    def shown(self) -> int | str:
        """The number as it may be published."""
        return self.number if self.number == 0 or self.number >= SMALLEST else f"<{SMALLEST}"


def participants(connection: Connection, events: Collection[str]) -> list[dict[str, Any]]:
    """Give the participants of some events, each with what is known of person and part."""
    columns = [*(person.c[name] for name in NAMED if name != "municipality")]
    columns += [person.c.municipality, participation.c.event, *(participation.c[name] for name in PART)]
    query = (
        select(*columns)
        .join(person, person.c.id == participation.c.person)
        .where(visible(), participation.c.event.in_(list(events)))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, events: Sequence[str]) -> list[Count]:
    """Give how many of each role there were at events; those whose processing is restricted are not counted."""
    restricted = select(person.c.id).where(person.c.restricted)
    counted = or_(participation.c.kind != Kind.PERSON, participation.c.person.not_in(restricted))
    came = participation.c.attendance == Attendance.ATTENDED
    said_yes = participation.c.answer == Answer.ACCEPTED
    query = (
        select(
            participation.c.event,
            participation.c.role,
            func.coalesce(func.sum(participation.c.number).filter(came), 0),
            func.coalesce(func.sum(participation.c.number).filter(and_(said_yes)), 0),
        )
        .where(counted, participation.c.event.in_(list(events)))
        .group_by(participation.c.event, participation.c.role)
        .order_by(participation.c.event, participation.c.role)
    )
    rows = [tuple(row) for row in connection.execute(query)]
    known = {event for event, _, attended, _ in rows if attended}
    return [
        Count(event, role, int(attended if event in known else accepted), event in known)
        for event, role, attended, accepted in rows
    ]
