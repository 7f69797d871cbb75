"""A list taken into the register, in one transaction: what was planned, or planned anew where the register changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import text

from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.register import imports
from rusctl.register.imports import ImportChoice, Planned
from rusctl.register.list_rows import Record, RowFault
from rusctl.register.schema import mandate, participation


class Taken(NamedTuple):
    """What a list did, and the number of the change that can be taken back."""

    number: int
    planned: Planned


def take_in(
    change: Transaction, records: Sequence[Record], faults: Sequence[RowFault], wanted: ImportChoice, planned: Planned
) -> Taken:
    """Take the rows of a list into the register, inside one change.

    What was planned is done as it is where the register is still as it was seen then.
    """
    _keep_others_from_persons(change)
    if imports.seen(change.connection, change.number) != planned.seen:
        planned = imports.plan(change.connection, records, faults, wanted, but=change.number)
    numbers = change.reserve(person, len(planned.persons))
    change.insert_many(person, ({"id": number, **row} for number, row in zip(numbers, planned.persons, strict=True)))
    change.insert_many(mandate, _numbered(planned.roles, numbers))
    change.insert_many(participation, _numbered(planned.parts, numbers))
    for one in planned.updates:  # a substitute may be for somebody who is new
        change.update(one.table, one.row_id, one.version, **_known(one.values, numbers))
    return Taken(change.number, planned)


def _keep_others_from_persons(change: Transaction) -> None:
    """Let nobody else add the same persons meanwhile; in SQLite nobody else writes at all."""
    if change.connection.dialect.name == "postgresql":
        change.connection.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


def _numbered(rows: Iterable[Mapping[str, Any]], numbers: Sequence[int]) -> Iterable[dict[str, Any]]:
    """Let rows that point at new persons point at their numbers."""
    return (_known(row, numbers) for row in rows)


def _known(row: Mapping[str, Any], numbers: Sequence[int]) -> dict[str, Any]:
    new = {name: numbers[-row[name] - 1] for name in ("person", "substitute_for") if (row.get(name) or 0) < 0}
    return {**row, **new}
