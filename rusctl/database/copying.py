"""Copying a whole register into another database: a backup, a move to or from PostgreSQL, and back from a backup."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text

from rusctl.database import failures, numbers, word_index
from rusctl.database.columns import metadata
from rusctl.database.database import same_schema
from rusctl.database.pieces import Pieces, tables_of
from rusctl.database.sqlite import ALONE, WRITES
from rusctl.database.tables import operation
from rusctl.database.transaction import insert_all
from rusctl.errors import ConflictError, IntegrityError
from rusctl.language.message import msg
from rusctl.storage.files import synced
from rusctl.storage.files.made import note

AT_ONCE = 1_000  # rows


def copy(
    source: Engine,
    target: Engine,
    pieces: Pieces,
    prepare: Callable[[Connection], None],
    finish: Callable[[Connection], None] | None = None,
) -> dict[str, int]:
    """Copy every row into new tables, all or nothing, and compare both; give the rows of each table.

    `prepare` makes the tables, in the same transaction, and `finish` is done in it once both have been compared. Nobody
    writes in the source meanwhile.
    """
    with failures.said(), source.connect() as reading, target.connect() as writing:
        reader = reading.execution_options(**{WRITES: True})
        writer = writing.execution_options(**{WRITES: True})
        with reader.begin():
            with writer.begin():
                same_schema(reader)
                prepare(writer)
                same_schema(writer)
                _keep_others_out(reader)
                for table in tables_of(pieces):
                    rows = reader.execute(select(table).order_by(table.c.id)).mappings()
                    for part in rows.partitions(AT_ONCE):
                        insert_all(writer, table, [dict(row) for row in part])
                word_index.rebuild(writer)
                _continue_numbers(reader, writer, pieces)
                counts = _compare(reader, writer, pieces)
                if finish is not None:
                    finish(writer)
                failures.confirming(writer)
            if target.dialect.name == "postgresql":  # a file has still to get its name
                note(msg("the copy of the register"))
            return counts


def copy_file(source: Engine, target: Engine, pieces: Pieces, into: Path) -> dict[str, int]:
    """Copy an SQLite register into an empty file as SQLite does it, and compare both; as `copy`, and far faster.

    Whatever else is in the source's file comes along, so that it must be a register of this user's own. What was
    deleted from it does not: the new file is written from what the tables hold.
    """
    with failures.said(), source.connect() as reading, source.connect() as other:
        reader = reading.execution_options(**{WRITES: True})
        with reader.begin():
            same_schema(reader)  # whose connection keeps other writers out
            other.execution_options(**{ALONE: True}).execute(text("VACUUM INTO :file"), {"file": str(into)})
            _see_safe(into)
            with target.connect() as copied, copied.begin():
                same_schema(copied)
                return _compare(reader, copied, pieces)


def _see_safe(path: Path) -> None:
    """See a new file safe on the disk, as SQLite does not where it makes one of this kind."""
    handle = os.open(path, os.O_RDWR)
    try:
        synced.file(handle)
    finally:
        os.close(handle)


def _keep_others_out(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite's lock is held already
        connection.execute(text("LOCK TABLE operation IN SHARE MODE"))


def _continue_numbers(reader: Connection, writer: Connection, pieces: Pieces) -> None:
    """Let the ids go on where they were, so that none is used again."""
    numbers.raise_to(writer, numbers.last(reader), [table.name for table in tables_of(pieces)])


def _compare(reader: Connection, writer: Connection, pieces: Pieces) -> dict[str, int]:
    counts = {}
    for table in tables_of(pieces):
        query = select(table).order_by(table.c.id)
        pairs = zip(_rows(reader, query), _rows(writer, query), strict=False)
        both = [connection.execute(select(func.count()).select_from(table)).scalar() for connection in (reader, writer)]
        if both[0] != both[1] or any(one != other for one, other in pairs):
            raise IntegrityError(msg("the copy of {table} is not the same as what was copied", table=table.name))
        counts[table.name] = both[0] or 0
    return counts


def _rows(connection: Connection, query: Any) -> Any:
    return (tuple(row) for row in connection.execute(query))


def refuse_changed(connection: Connection, changes: int | None) -> None:
    """Refuse a database in which other changes were made than those that were copied."""
    if changes not in (None, connection.execute(select(func.count()).select_from(operation)).scalar()):
        raise ConflictError(
            msg("the register was changed while it was copied, so it is not removed; both are there now")
        )


def empty(engine: Engine, pieces: Pieces, changes: int | None = None) -> None:
    """Remove a register's tables from its database, and what they held, unless other changes were made than these."""
    with failures.said(), engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            _keep_others_out(writing)
            refuse_changed(writing, changes)
            tables = tables_of(pieces)
            for table in reversed(tables):
                writing.execute(table.delete())
            metadata.drop_all(writing, tables)
            writing.execute(text("DROP TABLE alembic_version"))
            failures.confirming(writing)
    note(failures.REGISTER)
