"""Removing a person from the register: counts that must stay lose the person; the rest goes, undo included."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from rusctl.database import addresses
from rusctl.database.tables import disposal, history, operation, person
from rusctl.database.transaction import Change
from rusctl.model.people import Kind
from rusctl.register.schema import mandate, participation

_COUNTED = ("event", "role", "municipality", "answer", "attendance", "walk_in")


class Removed(NamedTuple):
    """What was removed of some persons: rows kept as counts, rows deleted, and entries that undo had."""

    persons: int = 0
    anonymised: int = 0
    deleted: int = 0
    forgotten: int = 0


def erase(change: Change, numbers: Collection[int], held: Collection[str]) -> Removed:
    """Remove persons; their part in the events that have been held stays as a count, that in others goes."""
    found = Removed()
    for number in numbers:
        found = Removed(*(sum(pair) for pair in zip(found, _erase_one(change, number, held), strict=True)))
    return found


def log(change: Change, kind: str, number: int, decision: str) -> None:
    """Write down what class and how many were removed, and by which decision; never of whom."""
    change.connection.execute(
        insert(disposal).values(at=change.now, kind=kind, number=number, decision=decision, operation=change.number)
    )


def _erase_one(change: Change, number: int, held: Collection[str]) -> Removed:
    connection = change.connection
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
    forgotten = change.forget(number)
    addresses.drop(connection, [number])
    gone = connection.execute(delete(person).where(person.c.id == number)).rowcount
    change.rows += anonymised + deleted + gone
    return Removed(gone, anonymised, deleted, forgotten)


def _count(change: Change, row: Mapping[str, Any]) -> None:
    """Let a row of a person go on as one more in a count, with nothing that tells one from another."""
    same = {name: row[name] for name in _COUNTED}
    where = [participation.c.kind == Kind.ERASED, *(participation.c[name] == value for name, value in same.items())]
    more = update(participation).where(*where)
    more = more.values(number=participation.c.number + 1, version=participation.c.version + 1)
    if not change.connection.execute(more).rowcount:
        change.connection.execute(
            insert(participation).values(kind=Kind.ERASED, number=1, operation=change.number, **same)
        )


def blank_contacts(change: Change, numbers: Collection[int]) -> int:
    """Take e-mail and telephone from persons, and what undo has of them."""
    for number in numbers:
        change.forget(number)
        addresses.drop(change.connection, [number])
        change.connection.execute(
            update(person).where(person.c.id == number).values(email="", phone="", version=person.c.version + 1)
        )
    change.rows += len(numbers)
    return len(numbers)


def forget_before(change: Change, moment: dt.datetime) -> int:
    """Remove what undo has of operations before a moment."""
    return change.connection.execute(delete(history).where(history.c.operation.in_(_before(moment)))).rowcount


def kept_before(connection: Connection, moment: dt.datetime) -> int:
    """Give how many entries undo has of operations before a moment."""
    query = select(func.count()).select_from(history).where(history.c.operation.in_(_before(moment)))
    return connection.execute(query).scalar() or 0


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


def logged(connection: Connection) -> list[Mapping[str, Any]]:
    """Give what has been removed, in the order it was."""
    return [dict(row) for row in connection.execute(select(disposal).order_by(disposal.c.id)).mappings()]


def _before(moment: dt.datetime) -> Select[Any]:
    return select(operation.c.id).where(operation.c.at < moment)
