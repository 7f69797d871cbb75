"""What may leave the register: participants by name, inside the region or on request, and counts for everybody.

Persons whose processing is restricted are in none of them, those with protected data in none that names anybody.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, and_, case, func, select

from rusctl.database.tables import person
from rusctl.model.people import DESCRIBED
from rusctl.register.headcounts import of_all
from rusctl.register.participants import OF_ITS_TIME
from rusctl.register.persons import visible
from rusctl.register.schema import participation
from rusctl.register.suppression import Cell, people

if TYPE_CHECKING:
    from rusctl.register.flow_network import Edge

PART = ("role", "answer", "attendance", "walk_in", "told", "told_how")


class Count(NamedTuple):
    """How many of a role at an event: those who came where that is known, else those who have said yes."""

    event: str
    role: str
    shown: Cell
    came: bool


def participants(connection: Connection, events: Collection[str]) -> list[dict[str, Any]]:
    """Give the participants of some events, each with what is known of person and part, as it was at the time.

    `substitute_for` is the name of the person they come instead of, empty where that is hidden.
    """
    other = person.alias()
    columns: list[Any] = [person.c[name] for name in DESCRIBED if name not in OF_ITS_TIME]
    place = case((participation.c.municipality != "", participation.c.municipality), else_=person.c.municipality)
    columns += [place.label("municipality"), participation.c.organisation]
    columns += [participation.c.event, *(participation.c[name] for name in PART)]
    columns.append(func.coalesce(other.c.name, "").label("substitute_for"))
    query = (
        select(*columns)
        .join(person, person.c.id == participation.c.person)
        .outerjoin(other, and_(other.c.id == participation.c.substitute_for, ~other.c.protected, ~other.c.restricted))
        .where(visible(), participation.c.event.in_(list(events)))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, events: Mapping[str, int]) -> list[Count]:
    """Give how many of each role there were at events, as everybody may see it; `events` has each one's year.

    What may be shown of one number hangs on the others, so it is always all events that are asked for. Those whose
    processing is restricted are not counted. The annual report has the sums of events, and of roles by year.
    """
    tallies = [one for one in of_all(connection) if one.event in events]
    known = {one.event for one in tallies if one.attended}
    numbers: dict[Edge, int] = {}
    for one in tallies:
        came = one.event in known
        edge = (one.event,), (one.role, events[one.event], came)
        numbers[edge] = numbers.get(edge, 0) + (one.attended if came else one.accepted)
    return [
        Count(str(row), str(role), shown, bool(came)) for ((row,), (role, _, came)), shown in people(numbers).items()
    ]
