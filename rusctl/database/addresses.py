"""The mailboxes that persons have or had: kept in the transaction that changes a person, whoever changes it."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from rusctl.database.tables import address, person
from rusctl.model.recipients import mail_address


@lru_cache(maxsize=1 << 16)
def key_of(email: str) -> str:
    """Give what tells one mailbox from another, however it is written; nothing where it is none."""
    return mail_address(email).casefold()


def keep(connection: Connection, operation: int, number: int, email: str) -> None:
    """Let a mailbox be the one that a person has, and the others those that they had."""
    key, mine = key_of(email), address.c.person == number
    connection.execute(update(address).where(mine, address.c.key != key).values(current=False))
    if not key or connection.execute(update(address).where(mine, address.c.key == key).values(current=True)).rowcount:
        return
    connection.execute(insert(address).values(person=number, key=key, current=True, operation=operation))


def keep_new(connection: Connection, operation: int) -> list[dict[str, Any]]:
    """Give the rows of those whom an operation has made and whose mailboxes are not there yet."""
    there = select(address.c.person).where(address.c.operation == operation)
    query = select(person.c.id, person.c.email).where(
        person.c.operation == operation, person.c.email != "", person.c.id.not_in(there)
    )
    return [
        {"person": number, "key": key, "current": True, "operation": operation}
        for number, email in connection.execute(query)
        if (key := key_of(email))
    ]


def of_new(rows: Iterable[Mapping[str, Any]], operation: int) -> list[dict[str, Any]]:
    """Give the rows of the mailboxes of new persons, who are given with their numbers; nothing is looked up."""
    return [
        {"person": row["id"], "key": key, "current": True, "operation": operation}
        for row in rows
        if (key := key_of(row.get("email") or ""))
    ]


def hand_over(connection: Connection, gone: int, kept: int) -> None:
    """Let the mailboxes of a person who was entered twice be those that the one who stays had."""
    mine = select(address.c.key).where(address.c.person == kept)
    others = (address.c.person == gone) & address.c.key.not_in(mine)
    connection.execute(update(address).where(others).values(person=kept, current=False))
    drop(connection, [gone])


def hand_back(connection: Connection, operation: int, number: int, email: str) -> None:
    """Let a person who is there again have the mailbox that was handed over."""
    handed = select(func.min(address.c.id)).where(address.c.key == key_of(email), ~address.c.current)
    connection.execute(update(address).where(address.c.id == handed.scalar_subquery()).values(person=number))
    keep(connection, operation, number, email)


def drop(connection: Connection, numbers: Collection[int]) -> None:
    """Forget the mailboxes of persons."""
    connection.execute(delete(address).where(address.c.person.in_(list(numbers))))


def of(connection: Connection, number: int) -> list[str]:
    """Give the keys of the mailboxes that a person has or had."""
    query = select(address.c.key).where(address.c.person == number).order_by(address.c.key)
    return list(connection.execute(query).scalars())
