"""Whose the addresses are that have been written to: a person may have had another one before."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from rusctl.database.tables import address, person
from rusctl.model.recipients import mail_address


class Addresses(NamedTuple):
    """What is known of addresses, by key.

    `now` leads from an address that a person had to the one they have, `persons` to the persons whose it is or was.
    To those of `hidden` nothing is sent.
    """

    now: Mapping[str, str] = {}
    persons: Mapping[str, tuple[int, ...]] = {}
    hidden: Collection[str] = frozenset()

    def key(self, address: str) -> str:
        """Give what tells whose an address is from others: the same for all addresses of one person."""
        key = address.casefold()
        return self.now.get(key, key).casefold()

    def together(self, key: str) -> list[str]:
        """Give all addresses that are of the same person as one."""
        return [key, *(one for one in self.now if one != key and self.key(one) == self.key(key))]


NOTHING = Addresses()


def whose(connection: Connection, key: str, name: str) -> int | None:
    """Give the person to whom a message is that goes to an address under a name.

    Of several who have the mailbox it is the one of that name; where nobody has it now, who had it. None where no one
    person is meant.
    """
    query = select(address.c.current, person.c.id, person.c.name).join(person, person.c.id == address.c.person)
    rows = connection.execute(query.where(address.c.key == key)).all()
    owners = [row for row in rows if row.current] or rows
    meant = owners if len(owners) == 1 else [row for row in owners if row.name == name]
    return meant[0].id if len(meant) == 1 else None


def known(connection: Connection) -> Addresses:
    """Give what is known of all addresses; who has an address now goes before who had it."""
    hidden = person.c.protected | person.c.restricted
    query = select(address.c.key, address.c.person, address.c.current, person.c.email, hidden)
    owners: dict[str, list[int]] = {}
    before: dict[str, list[int]] = {}
    email_of: dict[int, str] = {}
    to_hide: set[int] = set()
    rows = connection.execute(query.join(person, person.c.id == address.c.person).order_by(address.c.person))
    for key, number, current, email, is_hidden in rows:
        (owners if current else before).setdefault(key, []).append(number)
        email_of[number] = email
        if is_hidden:
            to_hide.add(number)
    now = {}
    for key in before.keys() - owners.keys():
        owners[key] = before[key]
        if len(before[key]) == 1 and (has := mail_address(email_of[before[key][0]])):
            now[key] = has
    kept = frozenset(key for key, numbers in owners.items() if to_hide.intersection(numbers))
    return Addresses(now, {key: tuple(numbers) for key, numbers in owners.items()}, kept)
