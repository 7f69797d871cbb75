"""A change to the register while it is made: rows carry a version, and what was there is kept for undo."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from rusctl.database import addresses
from rusctl.database.tables import address, history, person
from rusctl.errors import ConflictError
from rusctl.language.message import msg

Row = dict[str, Any]
ORIGIN = "operation"  # the column that says which operation made a row


class Transaction:
    """One operation inside its transaction; `number` is the operation's."""

    def __init__(self, connection: Connection, number: int, now: dt.datetime) -> None:
        self.connection, self.number, self.now = connection, number, now
        self.rows = 0
        self.inserted = False  # whether numbers were given

    def insert(self, table: Table, **values: Any) -> int:
        """Write a new row and give its id."""
        made = self.connection.execute(insert(table).values(operation=self.number, **values))
        self.rows, self.inserted = self.rows + 1, True
        (row_id,) = made.inserted_primary_key or (0,)
        if table is person:
            addresses.keep(self.connection, self.number, int(row_id), values.get("email", ""))
        return int(row_id)

    def insert_many(self, table: Table, rows: Iterable[Row]) -> None:
        """Write many new rows at once; take their ids from `reserve` where other rows are to point at them."""
        filled = [{**row, "operation": self.number} for row in rows]
        if filled:
            insert_all(self.connection, table, filled)
            self.rows += len(filled)
        if filled and table is person:
            numbered = all("id" in row for row in filled)
            mailboxes = (
                addresses.of_new(filled, self.number) if numbered else addresses.keep_new(self.connection, self.number)
            )
            if mailboxes:
                insert_all(self.connection, address, mailboxes)

    def reserve(self, table: Table, count: int) -> list[int]:
        """Give ids that nobody else gets, for `insert_many`."""
        if self.connection.dialect.name == "sqlite":  # the lock is held, so nobody else takes them
            used = self.connection.execute(
                text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
            ).scalar()
            return list(range((used or 0) + 1, (used or 0) + 1 + count))
        sequence = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
        return list(self.connection.execute(select(sequence).select_from(func.generate_series(1, count))).scalars())

    def row(self, table: Table, row_id: int) -> Row | None:
        """Give a row as it is now, and on PostgreSQL keep others from changing it until the end."""
        found = self.connection.execute(select(table).where(table.c.id == row_id).with_for_update()).mappings().first()
        return dict(found) if found else None

    def update(self, table: Table, row_id: int, version: int, **values: Any) -> None:
        """Change a row that still has the version that was seen; ConflictError as for `seen`."""
        before = self.seen(table, row_id, version)
        if all(before[name] == value for name, value in values.items()):
            return
        self._keep(table, before, version + 1)
        self.connection.execute(update(table).where(table.c.id == row_id).values(version=version + 1, **values))
        self.rows += 1
        if table is person and "email" in values:
            addresses.keep(self.connection, self.number, row_id, values["email"])

    def delete(self, table: Table, row_id: int, version: int) -> None:
        """Remove a row that still has the version that was seen; ConflictError as for `seen`."""
        self._keep(table, self.seen(table, row_id, version), None)
        if table is person:
            addresses.drop(self.connection, [row_id])
        self.connection.execute(delete(table).where(table.c.id == row_id))
        self.rows += 1

    def forget(self, person_id: int) -> int:
        """Remove what is kept of a person for undo; give how many rows that was."""
        about = (history.c.person == person_id) | (history.c.other == person_id)
        return self.connection.execute(delete(history).where(about)).rowcount

    def belongs_to(self, gone: int, kept: int) -> None:
        """Let what is kept of a merged person for undo go when the one they were merged into is erased."""
        for column in (history.c.person, history.c.other):
            self.connection.execute(update(history).where(column == gone).values({column.name: kept}))

    def seen(self, table: Table, row_id: int, version: int) -> Row:
        """Give a row that still has the version that was seen; ConflictError where somebody else was first."""
        found = self.row(table, row_id)
        if found is None or found["version"] != version:
            raise ConflictError(
                msg(
                    "this was changed in the register by someone else meanwhile, and that change was kept: "
                    "look at it again and try again"
                )
            )
        return found

    def _keep(self, table: Table, before: Row, version_after: int | None) -> None:
        self.connection.execute(
            insert(history).values(
                operation=self.number,
                of_table=table.name,
                of_row=before["id"],
                version_after=version_after,
                before=packed(before),
                **_about(table, before),
            )
        )


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of the same columns as the driver takes them: SQLAlchemy would look at each value of each row."""
    if connection.dialect.name == "postgresql":
        _copy_in(connection, table, rows)
        return
    made = insert(table).compile(dialect=connection.dialect, column_keys=[*rows[0]])
    binds = {
        name: bind
        for name in rows[0]
        if (bind := table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
    }
    names = tuple(made.positiontup or ())
    given: Any = map(itemgetter(*names), rows)
    if binds:  # column by column, which takes half the time of row by row
        columns = zip(names, zip(*given, strict=True), strict=True)
        given = zip(*(map(binds[name], values) if name in binds else values for name, values in columns), strict=True)
    connection.exec_driver_sql(made.string, [*given])


def _copy_in(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows in PostgreSQL's own way for many, which takes a fifth of the time of inserting them."""
    names = [*rows[0]]
    listed = ", ".join(f'"{name}"' for name in names)
    fault: Any = connection.dialect.dbapi.Error  # type: ignore[union-attr]
    try:
        with (
            connection.connection.cursor() as cursor,  # type: ignore[attr-defined]
            cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row([row[name] for name in names])
    except fault as error:  # as SQLAlchemy tells it, so that it is put into words as any other
        raise DBAPIError.instance(None, None, error, fault, hide_parameters=True, dialect=connection.dialect) from None


def _about(table: Table, row: Mapping[str, Any]) -> dict[str, int | None]:
    """Say whom a row is about, so that what is kept of it goes when the person does."""
    names = ["id"] if table is person else [one.name for one in leads(table)]
    return {name: row[column] for name, column in zip(("person", "other"), names, strict=False)}


def leads(table: Table) -> list[Column[Any]]:
    """Give the columns of a table that point at a person; there are two at the most."""
    return [one for one in table.columns if any(key.column.table is person for key in one.foreign_keys)]


def packed(row: Mapping[str, Any]) -> str:
    """Give a row as text; the operation that made it stands last, where undo looks for it."""
    plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}
    return json.dumps({**{name: value for name, value in plain.items() if name != ORIGIN}, ORIGIN: plain.get(ORIGIN)})


def unpacked(table: Table, packed_row: str) -> Row:
    """Give a row that was packed, as its table takes it."""
    row: Row = json.loads(packed_row)
    for name, value in row.items():
        kind = table.c[name].type.python_type if isinstance(value, str) else str
        if kind in (dt.date, dt.datetime):
            row[name] = kind.fromisoformat(value)
    return row
