"""Inputs that say the same, handled together: a group holds references, and dissolving it loses nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import sorting
from rusctl.inputs.schema import group, inputs, member
from rusctl.language.message import msg


class InputGroup(NamedTuple):
    """A group: its number, its name, the ids of its inputs in the order in which they came in, and its version."""

    number: int
    name: str
    idents: tuple[str, ...]
    version: int


def listed(connection: Connection) -> list[InputGroup]:
    """Give all groups in the order of their numbers."""
    query = select(member.c.of_group, inputs.c.ident).join(inputs, inputs.c.id == member.c.input).order_by(member.c.id)
    held: dict[int, list[str]] = {}
    for number, ident in connection.execute(query):
        held.setdefault(number, []).append(ident)
    rows = connection.execute(select(group).order_by(group.c.id)).mappings()
    return [InputGroup(row["id"], row["name"], tuple(held.get(row["id"], ())), row["version"]) for row in rows]


def get(connection: Connection, number: int) -> InputGroup:
    """Give the group of a number; RusctlError where there is none."""
    found = next((one for one in listed(connection) if one.number == number), None)
    if found is None:
        raise RusctlError(msg("there is no group {number}; rusctl inputs groups lists them", number=number))
    return found


def make(change: Transaction, rows: Sequence[int], name: str = "", noted_by: str = "") -> int:
    """Make a group of inputs, by their rows, and give its number."""
    number = change.insert(group, name=name, at=change.now, noted_by=noted_by)
    add(change, number, rows)
    return number


def add(change: Transaction, number: int, rows: Sequence[int]) -> int:
    """Put more inputs into a group, and give how many were not in it."""
    there = set(change.connection.execute(select(member.c.input).where(member.c.of_group == number)).scalars())
    new = [row for row in dict.fromkeys(rows) if row not in there]
    for row in new:
        change.insert(member, of_group=number, input=row)
        sorting.touch(change, row)
    return len(new)


def take_out(change: Transaction, number: int, rows: Sequence[int] | None = None) -> int:
    """Take inputs out of a group, all of them where none are named; give how many were in it. The group stays."""
    query = select(member).where(member.c.of_group == number)
    held = change.connection.execute(query).mappings().all()
    gone = [row for row in held if rows is None or row["input"] in rows]
    for row in gone:
        change.delete(member, row["id"], row["version"])
        sorting.touch(change, row["input"])
    return len(gone)


def rename(change: Transaction, one: InputGroup, name: str) -> None:
    """Give a group another name."""
    change.update(group, one.number, one.version, name=name)


def dissolve(change: Transaction, one: InputGroup) -> None:
    """Dissolve a group: its inputs stay with all that was made of them."""
    take_out(change, one.number)
    change.delete(group, one.number, one.version)
