"""Taking a change to the register back, and the list of changes; neither says anything of a person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from rusctl.database import addresses
from rusctl.database.columns import metadata
from rusctl.database.pieces import Pieces, tables_of
from rusctl.database.tables import address, history, operation, person
from rusctl.database.transaction import ORIGIN, Transaction, unpacked
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.people import Operation

KEPT = 50  # operations whose rows are kept as they were
FOR_GOOD = frozenset(
    {
        "person erase",
        "retention run",
        "inputs take-out",
        "register migrate",
        "register restore",
        # what these did has left the house, or has come from outside
        "invite",
        "remind",
        "replies",
        "review",
        "outbox send",
        "outbox resolve",
        "outbox retry",
        "outbox erase",
    }
)
NO_CHANGE = frozenset(
    {
        "register backup",
        "register undo",
        "participants undo-import",
        "inputs form",  # takes numbers, which are not given again
    }
)
LINE_BY_LINE = "inputs record"  # of a meeting, in which other changes are not to be forgotten


def operations(connection: Connection, most: int | None = None) -> list[Operation]:
    """Give the changes that were made, the latest first."""
    undone = set(connection.execute(select(operation.c.undoes).where(operation.c.undoes.is_not(None))).scalars())
    query = select(operation).order_by(operation.c.id.desc()).limit(most)
    return [
        Operation(
            number=row["id"],
            at=row["at"],
            what=row["what"],
            rows=row["rows"],
            undoes=row["undoes"],
            undone=row["id"] in undone,
        )
        for row in connection.execute(query).mappings()
    ]


def to_undo(connection: Connection, number: int | None) -> Operation:
    """Give the change of a number, or the last one, if it can be taken back."""
    made = operations(connection)
    if number is None:
        standing = [one for one in made if one.what not in NO_CHANGE and not one.undone]
        if not standing:
            raise RusctlError(msg("there is no change to undo"))
        found = standing[0]
    else:
        found = next((one for one in made if one.number == number), None) or _unknown(number)
    if found.undone:
        raise RusctlError(msg("change {number} is undone already", number=found.number))
    if found.what in FOR_GOOD or found.what in NO_CHANGE:
        raise PolicyError(msg("change {number}, {what}, cannot be undone", number=found.number, what=found.what))
    return found


def _unknown(number: int) -> Operation:
    raise RusctlError(msg("there is no change {number}; rusctl register log lists them", number=number))


def refuse_other(connection: Connection, number: int, kinds: Sequence[str]) -> None:
    """Refuse a number that no import has: no change of one of these kinds."""
    query = select(operation.c.id).where(operation.c.id == number, operation.c.what.in_(kinds))
    if connection.execute(query).first() is None:
        raise RusctlError(msg("there is no import {number}", number=number))


def undo(change: Transaction, number: int, pieces: Pieces) -> int:
    """Take a change back, and give how many rows that is: those it made go, those it changed are as they were before.

    ConflictError, with nothing changed, where a later change has touched one of the rows or builds on it.
    """
    kept = list(
        change.connection.execute(
            select(history).where(history.c.operation == number).order_by(history.c.id.desc())
        ).mappings()
    )
    made = [table for table in reversed(tables_of(pieces)) if "version" in table.c and _made(change, table, number)]
    if (not kept and not made) or _forgotten_in_part(change, number, made):
        raise RusctlError(msg("what change {number} did is no longer kept", number=number))
    for table in made:
        _refuse_later(change, table, number, pieces)
        if table is person:  # a row that came to point at a new person gets the value from before below
            new = select(person.c.id).where(person.c.operation == number)
            for other, column, _ in _pointing_at(table, pieces):
                if column.nullable:
                    change.connection.execute(update(other).where(column.in_(new)).values({column.name: None}))
            change.connection.execute(delete(address).where(address.c.person.in_(new)))
        change.connection.execute(delete(table).where(table.c.operation == number))
    # a person who is pointed at comes first; then what was changed, the last first; then what was removed besides
    for row in sorted(kept, key=lambda one: _ORDER[one["of_table"] == person.name, one["version_after"] is None]):
        table = metadata.tables[row["of_table"]]
        before = unpacked(table, row["before"])
        if row["version_after"] is None:
            change.connection.execute(insert(table).values(**before))
            change.rows += 1
            if table is person:
                addresses.hand_back(change.connection, change.number, before["id"], before["email"])
                for piece in pieces:
                    piece.part(change, before["id"])
        else:
            _put_back(change, table, before, row["version_after"])
    change.connection.execute(delete(history).where(history.c.operation == number))
    return change.rows


def _forgotten_in_part(change: Transaction, number: int, made: Sequence[Table]) -> bool:
    """Say whether an old change did more than make the rows that stand: what it changed is not kept any more."""
    if number > (_last_forgotten(change.connection) or 0):
        return False
    rows = change.connection.execute(select(operation.c.rows).where(operation.c.id == number)).scalar() or 0
    return sum(_made(change, table, number) for table in made) < rows


_ORDER = {(True, True): 0, (True, False): 1, (False, False): 1, (False, True): 2}


def _made(change: Transaction, table: Table, number: int) -> int:
    query = select(func.count()).select_from(table).where(table.c.operation == number)
    return change.connection.execute(query).scalar() or 0


def _refuse_later(change: Transaction, table: Table, number: int, pieces: Pieces) -> None:
    """Refuse where a row that the change made was changed, removed or pointed at by one that stands."""
    connection = change.connection
    mine = table.c.operation == number
    kept = history.c.before.like(f'%"{ORIGIN}": {number}}}') & (history.c.of_table == table.name)
    queries = [select(func.count()).select_from(history).where(kept, history.c.operation != number)]
    if number <= (_last_forgotten(connection) or 0):
        queries.append(select(func.count()).select_from(table).where(mine, table.c.version > 1))
    queries += [
        select(func.count())
        .select_from(other)
        .where(
            other.c.operation != number,
            column.in_(select(to).where(mine)),
            other.c.id.not_in(
                select(history.c.of_row).where(history.c.operation == number, history.c.of_table == other.name)
            ),
        )
        for other, column, to in _pointing_at(table, pieces)
        if "version" in other.c
    ]
    if any(connection.execute(query).scalar() for query in queries):
        raise ConflictError(
            msg("later changes build on change {number}; undo those first, the last one first", number=number)
        )
    change.rows += _made(change, table, number)


def _pointing_at(table: Table, pieces: Pieces) -> Sequence[tuple[Table, Any, Any]]:
    """Give the columns that point at rows of a table, with their tables, and the column that they point at."""
    return [
        (other, key.parent, key.column)
        for other in tables_of(pieces)
        for key in other.foreign_keys
        if key.column.table is table
    ]


def _put_back(change: Transaction, table: Table, before: dict[str, Any], version_after: int) -> None:
    """Give a row its values from before, under a new version: who saw the one in between has not seen this one.

    The change before it, which left these values, can then be taken back in turn.
    """
    now = change.seen(table, before["id"], version_after)["version"] + 1
    values = {name: value for name, value in before.items() if name not in ("id", "version", "operation")}
    change.connection.execute(update(table).where(table.c.id == before["id"]).values(version=now, **values))
    if table is person:
        addresses.keep(change.connection, change.number, before["id"], before["email"])
    same = (history.c.of_table == table.name) & (history.c.of_row == before["id"])
    change.connection.execute(
        update(history).where(same, history.c.version_after == before["version"]).values(version_after=now)
    )
    change.rows += 1


def _last_forgotten(connection: Connection) -> int | None:
    counted = select(operation.c.id).where(operation.c.what != LINE_BY_LINE)
    oldest = counted.order_by(operation.c.id.desc()).offset(KEPT).limit(1)
    return connection.execute(oldest).scalar()


def trim(connection: Connection) -> None:
    """Forget what older changes did, so that no more is kept of persons than taking back needs."""
    last = _last_forgotten(connection)
    if last is not None:
        connection.execute(delete(history).where(history.c.operation <= last))
