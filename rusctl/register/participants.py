"""Who takes part in an event: invited, coming, there; by person, or counted without names."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.people import Answer, Attendance, Kind, Participation, Person
from rusctl.register.schema import diet, gender, participation

OF_ITS_TIME = ("municipality", "organisation")  # what a part keeps of a person as it was then

# What is counted without names, and the row it stands in; each is a number by itself.
COUNTED = {
    "came": (Answer.NONE, Attendance.ATTENDED),
    "coming": (Answer.ACCEPTED, Attendance.UNKNOWN),
    "declined": (Answer.DECLINED, Attendance.UNKNOWN),
    "invited": (Answer.NONE, Attendance.UNKNOWN),
}


def of_event(connection: Connection, event: str) -> list[Participation]:
    """Give every part in an event, persons first."""
    query = select(participation).where(participation.c.event == event).order_by(participation.c.id)
    found = [as_participation(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda one: one.kind is not Kind.PERSON)


def of_person(connection: Connection, person: int, event: str) -> Participation | None:
    """Give a person's part in an event, if there is one."""
    query = select(participation).where(participation.c.person == person, participation.c.event == event)
    row = connection.execute(query).mappings().first()
    return as_participation(row) if row else None


def as_participation(row: RowMapping) -> Participation:
    """Make a participation of its row."""
    values = {name: value for name, value in row.items() if name != "operation"}
    values["kind"], values["answer"] = Kind(row["kind"]), Answer(row["answer"])
    return Participation(**{**values, "attendance": Attendance(row["attendance"])})


def role_at(person: Person, day: dt.date | None, role: str) -> str:
    """Give the role a person has at an event: the one that is said, else the only one they hold on its day.

    A functional mailbox needs none.
    """
    if role or person.function:
        return role
    held = person.roles_on(day) if day else tuple(dict.fromkeys(one.role for one in person.mandates))
    if len(held) == 1:
        return held[0]
    if not held:
        raise RusctlError(
            msg(
                "person {number} holds no role on that day; say in which role they take part, with --role",
                number=person.id,
            )
        )
    raise RusctlError(
        msg(
            "person {number} holds several roles on that day ({roles}); say which, with --role",
            number=person.id,
            roles=held,
        )
    )


def put(change: Transaction, event: str, person: Person, role: str, values: Mapping[str, Any]) -> bool:
    """Let a person take part in an event, or change how; give whether it is new.

    The role, the municipality and the organisation are those of the time; `follow` changes them for what is to come.
    """
    found = of_person(change.connection, person.id, event)
    if found is None:
        of_its_time = {name: getattr(person, name) for name in OF_ITS_TIME}
        change.insert(participation, event=event, role=role, person=person.id, **{**of_its_time, **values})
        return True
    wanted = dict(values) | ({"role": role} if role else {})
    change.update(participation, found.id, found.version, **wanted)
    return False


def follow(change: Transaction, number: int, events: Collection[str], values: Mapping[str, Any]) -> None:
    """Let a person's part in some events have the municipality and the organisation that they have now."""
    now = {name: values[name] for name in OF_ITS_TIME if name in values}
    if not now or not events:
        return
    query = select(participation).where(participation.c.person == number, participation.c.event.in_(list(events)))
    for one in [as_participation(row) for row in change.connection.execute(query).mappings()]:
        change.update(participation, one.id, one.version, **now)


def attend(change: Transaction, event: str, came: Iterable[tuple[Person, str]], attendance: Attendance) -> None:
    """Say that persons came or did not, each with their role; who came without being entered is a walk-in."""
    for person, role in came:
        found = of_person(change.connection, person.id, event)
        if found is None:
            walk_in = attendance is Attendance.ATTENDED
            put(change, event, person, role, {"attendance": attendance, "walk_in": walk_in})
        else:
            change.update(participation, found.id, found.version, attendance=attendance)


def count(change: Transaction, event: str, what: str, *, role: str, municipality: str, number: int) -> None:
    """Say how many people without names came (or are coming, …); it takes the place of what was said before."""
    answer, attendance = COUNTED[what]
    same = {
        "event": event,
        "role": role,
        "municipality": municipality,
        "kind": Kind.COUNT,
        "answer": answer,
        "attendance": attendance,
        "walk_in": False,
    }
    _replace(change, participation, same, {"number": number}, empty=number == 0)


def genders(change: Transaction, event: str, role: str, women: int, men: int) -> None:
    """Say how many women and men of a role came."""
    _replace(change, gender, {"event": event, "role": role}, {"women": women, "men": men}, empty=women + men == 0)


def diets(change: Transaction, event: str, name: str, number: int) -> None:
    """Say how many eat a diet at an event."""
    _replace(change, diet, {"event": event, "diet": name}, {"number": number}, empty=number == 0)


def diets_of(connection: Connection, event: str) -> dict[str, int]:
    """Give how many eat which diet at an event."""
    query = select(diet.c.diet, diet.c.number).where(diet.c.event == event).order_by(diet.c.diet)
    return {name: number for name, number in connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy


def _replace(
    change: Transaction, table: Any, same: Mapping[str, Any], values: Mapping[str, Any], *, empty: bool
) -> None:
    query = select(table).where(*(table.c[name] == value for name, value in same.items()))
    found = change.connection.execute(query).mappings().first()
    if found is None:
        if not empty:
            change.insert(table, **same, **values)
    elif empty:
        change.delete(table, found["id"], found["version"])
    else:
        change.update(table, found["id"], found["version"], **values)
