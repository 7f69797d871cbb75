"""Objections of persons to the use of their data: received, and decided; no erasure (article 21 of the GDPR)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.database.transaction import Transaction
from rusctl.register.schema import objection


def open_one(connection: Connection, number: int) -> Mapping[str, Any] | None:
    """Give the objection of a person that nobody has decided; None where there is none."""
    query = select(objection).where(objection.c.person == number, objection.c.decided.is_(None))
    found = connection.execute(query.order_by(objection.c.id).limit(1)).mappings().first()
    return dict(found) if found else None


def undecided(connection: Connection) -> int:
    """Count the objections that nobody has decided."""
    query = select(func.count()).select_from(objection).where(objection.c.decided.is_(None))
    return connection.execute(query).scalar() or 0


def receive(change: Transaction, number: int, day: dt.date, *, restricted: bool) -> None:
    """Write down that a person has objected on a day, and whether their data were restricted before that."""
    change.insert(objection, person=number, received=day, restricted_before=restricted)


def decide(change: Transaction, one: Mapping[str, Any], day: dt.date, decision: str, *, upheld: bool) -> None:
    """Write down what was decided of an objection, and when; ConflictError where somebody else has just done so."""
    change.update(objection, one["id"], one["version"], decided=day, decision=decision, upheld=upheld)


def hand_over(change: Transaction, keep: int, drop: int) -> None:
    """Let the objections of a person who was entered twice be those of the one who stays."""
    for row in change.connection.execute(select(objection).where(objection.c.person == drop)).mappings().all():
        change.update(objection, row["id"], row["version"], person=keep)
