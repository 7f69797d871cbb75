"""Removing a person from the register: counts that must stay lose the person; the rest goes."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from rusctl.database.pieces import Identity, Piece, Removed
from rusctl.database.tables import operation, person
from rusctl.database.transaction import Transaction
from rusctl.model.people import Kind
from rusctl.register.schema import TABLES, mandate, objection, participation

_COUNTED = ("event", "role", "municipality", "answer", "attendance", "walk_in")


def erase(change: Transaction, who: Identity, held: Collection[str]) -> Removed:
    """Remove a person's part in events, but for a count in those that have been held, and the roles they hold."""
    connection, number = change.connection, who.number
    anonymised = deleted = 0
    query = select(participation).where(participation.c.person == number)
    for row in [dict(found) for found in connection.execute(query).mappings()]:
        connection.execute(delete(participation).where(participation.c.id == row["id"]))
        if row["event"] in held:
            _count(change, row)
            anonymised += 1
        else:
            deleted += 1
    connection.execute(
        update(participation)
        .where(participation.c.substitute_for == number)
        .values(substitute_for=None, version=participation.c.version + 1)
    )
    deleted += connection.execute(delete(mandate).where(mandate.c.person == number)).rowcount
    deleted += connection.execute(delete(objection).where(objection.c.person == number)).rowcount
    change.rows += anonymised + deleted
    return Removed(anonymised=anonymised, deleted=deleted)


def _count(change: Transaction, row: Mapping[str, Any]) -> None:
    """Let a row of a person go on as one more in a count, with nothing that tells one from another."""
    same = {name: row[name] for name in _COUNTED}
    where = [participation.c.kind == Kind.ERASED, *(participation.c[name] == value for name, value in same.items())]
    more = update(participation).where(*where)
    more = more.values(number=participation.c.number + 1, version=participation.c.version + 1)
    if not change.connection.execute(more).rowcount:
        change.connection.execute(
            insert(participation).values(kind=Kind.ERASED, number=1, operation=change.number, **same)
        )


def idle_since(
    connection: Connection, days: Mapping[str, dt.date], before: dt.date, *, contacts: bool = False
) -> list[int]:
    """Give the persons whose last event was before a day; where they had none, it is the day they were written down.

    `days` has the day of each event. With `contacts` only those who have an address or a telephone number. A person
    whose data are restricted has asked that they are kept and not used, and is passed over.
    """
    query = select(person.c.id, operation.c.at).join(operation, operation.c.id == person.c.operation)
    query = query.where(~person.c.restricted)
    if contacts:
        query = query.where((person.c.email != "") | (person.c.phone != ""))
    last = {number: at.date() for number, at in connection.execute(query)}
    seen: dict[int, dt.date] = {}
    parts = select(participation.c.person, participation.c.event).where(participation.c.person.is_not(None))
    for number, event in connection.execute(parts):
        if event in days:
            seen[number] = max(seen.get(number, dt.date.min), days[event])
    return sorted(number for number, day in last.items() if seen.get(number, day) < before)


PIECE = Piece("register", TABLES, erase)
