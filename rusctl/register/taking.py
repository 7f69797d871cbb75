"""A list taken into the register, in one transaction: what was planned, or planned anew where the register changed."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text

from rusctl.register import imports
from rusctl.register.change import Change
from rusctl.register.imports import Planned, Wanted
from rusctl.register.incoming import Fault, Record
from rusctl.register.schema import mandate, participation, person


class Taken(NamedTuple):
    """What a list did, and the number of the change that can be taken back."""

    number: int
    planned: Planned


def take_in(
    change: Change, records: Sequence[Record], faults: Sequence[Fault], wanted: Wanted, planned: Planned
) -> Taken:
    """Take the rows of a list into the register, inside one change.

    What was planned is done as it is where the register is still as it was seen then.
    """
    _keep_others_from_persons(change)
    if imports.seen(change.connection, change.number) != planned.seen:
        planned = imports.plan(change.connection, records, faults, wanted, but=change.number)
    for one in planned.updates:
        change.update(one.table, one.row_id, one.version, **one.values)
    numbers = change.reserve(person, len(planned.persons))
    change.insert_many(person, ({"id": number, **row} for number, row in zip(numbers, planned.persons, strict=True)))
    change.insert_many(mandate, _numbered(planned.roles, numbers))
    change.insert_many(participation, _numbered(planned.parts, numbers))
    return Taken(change.number, planned)


def _keep_others_from_persons(change: Change) -> None:
    """Let nobody else add the same persons meanwhile; in SQLite nobody else writes at all."""
    if change.connection.dialect.name == "postgresql":
        change.connection.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


def _numbered(rows: Iterable[dict[str, Any]], numbers: Sequence[int]) -> Iterable[dict[str, Any]]:
    """Let rows that point at new persons point at their numbers."""
    for row in rows:
        number = row["person"]
        yield row if number > 0 else {**row, "person": numbers[-number - 1]}
