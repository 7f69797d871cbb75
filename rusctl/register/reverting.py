"""Taking an operation back: what it made goes, what it changed is put back; refused where that has changed since."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.register.change import Change, unpacked
from rusctl.register.schema import history, mandate, metadata, operation, participation, person

_LAST_FIRST = tuple(reversed(metadata.sorted_tables))


def refuse_unknown(connection: Connection, number: int, kinds: tuple[str, ...]) -> None:
    """Refuse a number that no operation of one of these kinds has."""
    query = select(operation.c.id).where(operation.c.id == number, operation.c.what.in_(kinds))
    if connection.execute(query).first() is None:
        raise RusctlError(msg("there is no import {number}", number=number))


def revert(change: Change, number: int) -> int:
    """Take an operation back, inside another change; give how many rows that concerns."""
    again = select(operation.c.id).where(operation.c.undoes == number, operation.c.id != change.number)
    if change.connection.execute(again).first() is not None:
        raise PolicyError(msg("import {number} has been taken back already", number=number))
    before = _before(change, number)
    _refuse_changed(change, number, before)
    rows = 0
    for table in _LAST_FIRST:
        if "operation" in table.c and "version" in table.c:
            rows += change.connection.execute(delete(table).where(table.c.operation == number)).rowcount
    for (name, _), row in before.items():
        rows += _put_back(change, metadata.tables[name], row)
    change.connection.execute(delete(history).where(history.c.operation == number))
    change.rows += rows
    return rows


def _before(change: Change, number: int) -> dict[tuple[str, int], dict[str, Any]]:
    """Give the rows an operation changed, as they were; a row that has changed since is a conflict."""
    kept = select(history).where(history.c.operation == number).order_by(history.c.id)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in change.connection.execute(kept).mappings():
        table = metadata.tables[entry["of_table"]]
        now = change.row(table, entry["of_row"])
        if (now["version"] if now else None) != entry["version_after"]:
            raise _changed(number)
        found.setdefault((table.name, entry["of_row"]), unpacked(table, entry["before"]))
    return found


def _refuse_changed(change: Change, number: int, before: Mapping[tuple[str, int], Any]) -> None:
    """Refuse when what the operation made was changed since, or something else refers to it by now."""
    for table in _LAST_FIRST:
        if "operation" not in table.c or "version" not in table.c:
            continue
        newer = select(func.count()).select_from(table).where(table.c.operation == number, table.c.version > 1)
        if change.connection.execute(newer).scalar():
            raise _changed(number)
    made = select(person.c.id).where(person.c.operation == number)
    for table, columns in ((mandate, ("person",)), (participation, ("person", "substitute_for"))):
        refers = or_(*(table.c[name].in_(made) for name in columns))
        others = select(table.c.id).where(refers, table.c.operation != number)
        if any((table.name, row_id) not in before for row_id in change.connection.execute(others).scalars()):
            raise _changed(number)


def _put_back(change: Change, table: Table, row: dict[str, Any]) -> int:
    """Put a row back as it was, with a version that nobody has seen."""
    now = change.row(table, row["id"])
    if now is None:
        change.connection.execute(insert(table).values(**row))
        return 1
    values = {**row, "version": now["version"] + 1}
    change.connection.execute(update(table).where(table.c.id == row["id"]).values(**values))
    return 1


def _changed(number: int) -> ConflictError:
    return ConflictError(
        msg(
            "what import {number} wrote has been changed since, so it is not taken back; nothing was changed",
            number=number,
        )
    )
