"""Mailboxes that messages did not reach: kept from the first one on, until somebody settles it."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from rusctl.database.transaction import Transaction
from rusctl.mail.addresses import Addresses
from rusctl.mail.schema import message, unreached


class UnreachedMailbox(NamedTuple):
    """A mailbox that a message did not reach, since when (ISO 8601), and what a server said."""

    key: str
    since: str
    said: str


def note(change: Transaction, number: int, said: str, now: str) -> None:
    """Write down that the mailbox of a message is not reached; one that is known of stays as it is."""
    key = change.connection.execute(select(message.c.key).where(message.c.id == number)).scalar()
    there = select(unreached.c.id).where(unreached.c.key == key)
    if key and change.connection.execute(there).first() is None:
        change.insert(unreached, key=key, since=now, said=said.replace("\0", ""))


def settle(change: Transaction, keys: Collection[str]) -> int:
    """Take mailboxes for good again; give how many of them were not."""
    done = change.connection.execute(delete(unreached).where(unreached.c.key.in_(list(keys)))).rowcount
    change.rows += done
    return done


def found(connection: Connection, addresses: Addresses) -> list[UnreachedMailbox]:
    """Give the mailboxes that are not reached, oldest first.

    One that its person has no more is none of them, and neither is one of somebody whom nothing is sent to.
    """
    rows = connection.execute(select(unreached).order_by(unreached.c.id)).mappings()
    return [
        UnreachedMailbox(row["key"], row["since"], row["said"])
        for row in rows
        if addresses.key(row["key"]) == row["key"] and row["key"] not in addresses.hidden
    ]


def of_persons(mailboxes: Iterable[UnreachedMailbox], addresses: Addresses) -> frozenset[int]:
    """Give the numbers of the persons whose mailboxes they are."""
    return frozenset(number for one in mailboxes for number in addresses.persons.get(one.key, ()))
