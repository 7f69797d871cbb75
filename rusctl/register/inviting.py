"""Whom to write to about an event, and what they answer."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from rusctl.people import Answer, Invited, Kind, Person
from rusctl.register import participants, persons
from rusctl.register.change import Change
from rusctl.register.schema import participation, person


def invited(
    connection: Connection,
    event: str,
    day: dt.date | None,
    *,
    roles: Collection[str] = (),
    municipalities: Collection[str] = (),
    answers: Collection[Answer] = (),
) -> list[Invited]:
    """Give those entered under an event who can be written to, by number.

    Left out are those without an address, those whose data are protected or whose processing is restricted, and those
    who do not hold their role there on the day; a role that was said by hand, which they have never held, counts.
    """
    parts = [one for one in participants.of_event(connection, event) if one.kind is Kind.PERSON]
    known = {one.id: one for one in persons.listed(connection, numbers=[one.person or 0 for one in parts])}
    found = []
    for part in parts:
        one = known.get(part.person or 0)
        if one is None or not one.email or not _holds(one, part.role, day):
            continue
        if (roles and part.role not in roles) or (answers and part.answer not in answers):
            continue
        if municipalities and part.municipality not in municipalities:
            continue
        found.append(
            Invited(
                number=one.id,
                name=one.name,
                address=one.email,
                role=part.role,
                language=one.language,
                answer=part.answer,
            )
        )
    return sorted(found, key=lambda each: each.number)


def _holds(one: Person, role: str, day: dt.date | None) -> bool:
    mine = [held for held in one.mandates if held.role == role]
    return day is None or not mine or any(held.valid_on(day) for held in mine)


def told(change: Change, event: str, numbers: Collection[int], day: dt.date, how: str) -> None:
    """Note that persons were told of an event, when and how."""
    for number in numbers:
        part = participants.of_person(change.connection, number, event)
        if part is not None:
            change.update(participation, part.id, part.version, told=day, told_how=how)


def answered(change: Change, event: str, address: str, answer: Answer) -> int:
    """Note the answer of those with an e-mail address who are entered under an event; give how many that is."""
    mine = select(person.c.id).where(func.lower(person.c.email) == address.strip().lower())
    query = select(participation.c.id, participation.c.version).where(
        participation.c.event == event, participation.c.person.in_(mine)
    )
    rows = change.connection.execute(query).all()
    for row_id, version in rows:
        change.update(participation, row_id, version, answer=answer)
    return len(rows)
