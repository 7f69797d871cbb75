"""Whose the mailboxes of a list are: a person's who is known, a function's, or somebody's who is new."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from rusctl.database.addresses import key_of
from rusctl.database.tables import address, person
from rusctl.database.transaction import Transaction
from rusctl.lists.mailboxes import is_functional
from rusctl.model.people import Person
from rusctl.register import likeness, participants, persons
from rusctl.register.list_rows import Record


class MailboxOwner(NamedTuple):
    """Whose a mailbox is, by number."""

    number: int
    name: str
    function: bool


class PartedList(NamedTuple):
    """The records of a list: persons; functional mailboxes, known by number and new; and whoever may be several."""

    persons: list[Record]
    known: list[int]
    new: list[Record]
    several: list[Record]


def is_nameless(record: Record) -> bool:
    """Whether somebody is called by their address, since the list has no name of theirs."""
    return bool(record.person["name"] == record.person.get("email"))


def parted(connection: Connection, records: Iterable[Record]) -> PartedList:
    """Tell persons from functional mailboxes; whose address is one person's has that person's name."""
    owners = _owners(connection)
    found = PartedList([], [], [], [])
    for record in records:
        there = owners.get(key_of(record.person["email"]), [])
        if len(there) == 1 and _may_be(record, there[0]):
            if there[0].function:
                found.known.append(there[0].number)
            else:
                found.persons.append(record._replace(person={**record.person, "name": there[0].name}))
        elif there and is_nameless(record):
            found.several.append(record)
        elif not there and is_functional(record.person["name"], record.person["email"]):
            found.new.append(record)
        else:
            found.persons.append(record)
    return found


def _owners(connection: Connection) -> Mapping[str, list[MailboxOwner]]:
    query = select(address.c.key, person.c.id, person.c.name, person.c.function).where(address.c.current)
    found: dict[str, list[MailboxOwner]] = {}
    for key, *owner in connection.execute(query.join(person, person.c.id == address.c.person)):
        found.setdefault(key, []).append(MailboxOwner(*owner))
    return found


def _may_be(record: Record, owner: MailboxOwner) -> bool:
    return is_nameless(record) or likeness.may_be(likeness.name(record.person["name"]), likeness.name(owner.name))


def enter_functions(change: Transaction, event: str, there: PartedList) -> None:
    """Enter the functional mailboxes of a list under an event, in no role."""
    for number in (*there.known, *(_entered(change, one) for one in there.new)):
        if participants.of_person(change.connection, number, event) is None:
            participants.put(change, event, persons.get(change.connection, number), "", {})


def _entered(change: Transaction, record: Record) -> int:
    """Enter a functional mailbox and give its number; it is called by its address where a person has its name."""
    email, name = record.person["email"], record.person["name"]
    taken = change.connection.execute(select(person.c.name).where(~person.c.function)).scalars()
    if name.casefold() in {one.casefold() for one in taken}:
        name = email
    values = {one: value for one, value in record.person.items() if one in {"organisation", "municipality", "language"}}
    return persons.add(change, Person(name=name, email=email, function=True, **values))
