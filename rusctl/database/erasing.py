"""Removing persons from the database, from every room's part of it; and what is remembered of that: never whom."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from rusctl.database import addresses
from rusctl.database.pieces import Identity, Pieces, Removed
from rusctl.database.tables import disposal, history, operation, person
from rusctl.database.transaction import Transaction


def erase(change: Transaction, pieces: Pieces, who: Iterable[Identity], held: Collection[str]) -> Removed:
    """Remove persons from all rooms; their part in the events that have been held stays as a count."""
    found = Removed()
    for one in who:
        for piece in pieces:
            found = found.plus(piece.erase(change, one, held))
        addresses.drop(change.connection, [one.number])
        forgotten = change.forget(one.number)
        gone = change.connection.execute(delete(person).where(person.c.id == one.number)).rowcount
        change.rows += gone
        found = found.plus(Removed(persons=gone, forgotten=forgotten))
    return found


def log(change: Transaction, kind: str, number: int, decision: str) -> None:
    """Write down what class and how many were removed, and by which decision; never of whom."""
    change.connection.execute(
        insert(disposal).values(at=change.now, kind=kind, number=number, decision=decision, operation=change.number)
    )


def blank_contacts(change: Transaction, pieces: Pieces, who: Collection[Identity]) -> Removed:
    """Take e-mail and telephone from persons, and what undo and the rooms have of them."""
    found = Removed()
    for one in who:
        for piece in pieces:
            found = found.plus(piece.contacts(change, one))
        addresses.drop(change.connection, [one.number])
        forgotten = change.forget(one.number)
        change.connection.execute(
            update(person).where(person.c.id == one.number).values(email="", phone="", version=person.c.version + 1)
        )
        change.rows += 1
        found = found.plus(Removed(forgotten=forgotten))
    return found


def forget_before(change: Transaction, moment: dt.datetime) -> int:
    """Remove what undo has of operations before a moment."""
    return change.connection.execute(delete(history).where(history.c.operation.in_(_before(moment)))).rowcount


def kept_before(connection: Connection, moment: dt.datetime) -> int:
    """Give how many entries undo has of operations before a moment."""
    query = select(func.count()).select_from(history).where(history.c.operation.in_(_before(moment)))
    return connection.execute(query).scalar() or 0


def logged(connection: Connection) -> list[Mapping[str, Any]]:
    """Give what has been removed, in the order it was."""
    return [dict(row) for row in connection.execute(select(disposal).order_by(disposal.c.id)).mappings()]


def _before(moment: dt.datetime) -> Select[Any]:
    return select(operation.c.id).where(operation.c.at < moment)
