"""Making a register, looking after it, and bringing it up to date."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, create_engine, func, insert, inspect, select, text, update
from sqlalchemy.pool import StaticPool

from rusctl.database import copying, failures, identity, place, sqlite
from rusctl.database.columns import metadata
from rusctl.database.database import Register, revision, same_schema
from rusctl.database.pieces import Pieces, tables_of
from rusctl.database.place import DatabasePlace
from rusctl.database.sqlite import WRITES
from rusctl.database.tables import HEAD, MOVED
from rusctl.database.tables import copy as copy_table
from rusctl.database.tables import database as database_table
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.files.made import note


class DatabaseState(NamedTuple):
    """A register's place, schema and how many rows each table has; `schema` is None where there is no register."""

    place: str
    database: str
    schema: str | None
    current: bool
    rows: Mapping[str, int]

    @property
    def newer(self) -> bool:
        """Whether a newer rusctl has made it."""
        return self.schema is not None and self.schema > HEAD and not self.moved

    @property
    def moved(self) -> bool:
        """Whether what it held is elsewhere."""
        return self.schema == MOVED


def open_register(folder: Path, declared: str) -> Register:
    """Open the register of a project; whether it is there and up to date is seen when it is used."""
    found = place.of(folder, declared)
    return Register(found, found.engine(), folder)


def open_place(found: DatabasePlace) -> Register:
    """Open a register that is not the project's own, such as a backup."""
    return Register(found, found.engine())


def make(folder: Path, declared: str, pieces: Pieces) -> DatabasePlace:
    """Make the register of a project; RusctlError where there is one."""
    found = place.of(folder, declared)
    make_at(found, pieces, folder)
    return found


def make_beside(folder: Path, pieces: Pieces) -> DatabasePlace:
    """Make the file beside the plan as its tables are declared, without Alembic, which is slow to load."""
    path = sqlite.path_in(folder)
    with sqlite.new_file(path) as new, failures.said(), DatabasePlace(path=new).engine().connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            _declare(writing, pieces, folder)
    return DatabasePlace(path=path)


def in_memory(folder: Path, pieces: Pieces) -> Register:
    """Give a database that holds nothing, and is nowhere."""
    engine = create_engine("sqlite+pysqlite://", poolclass=StaticPool, hide_parameters=True)
    with engine.begin() as connection:
        _declare(connection, pieces, folder)
    return Register(DatabasePlace(path=sqlite.path_in(folder)), engine, folder)


def _declare(connection: Connection, pieces: Pieces, folder: Path) -> None:
    metadata.create_all(connection, tables_of(pieces))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    identity.ensure(connection, folder)


def make_at(found: DatabasePlace, pieces: Pieces, folder: Path) -> None:
    """Make a new register in a place; what was begun is taken away when it fails."""
    if found.path is None:
        _make_tables(found, pieces, folder)
        return
    with sqlite.new_file(found.path) as path:
        _make_tables(DatabasePlace(path=path), pieces, folder)


def _make_tables(found: DatabasePlace, pieces: Pieces, folder: Path) -> None:
    with failures.said(), found.engine().connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            _tables_in(writing, found, pieces)
            identity.ensure(writing, folder)
            failures.confirming(writing)
    if found.path is None:  # a file has still to get its name
        note(failures.REGISTER)


def _tables_in(writing: Connection, found: DatabasePlace, pieces: Pieces) -> None:
    """Make the tables inside a transaction."""
    _one_at_a_time(writing)
    _refuse_what_is_there(writing, found, pieces)
    _migrate(writing)


def backup(register: Register, path: Path, pieces: Pieces) -> dict[str, int]:
    """Copy the register into a new file that only its owner can read, and remember where it is.

    `person erase` names the copies, since it cannot reach them: one is remembered before it has its name.
    """

    def remember(change: Transaction) -> None:
        change.connection.execute(insert(copy_table).values(at=change.now, place=str(path), operation=change.number))

    with sqlite.new_file(path) as new:
        if register.place.path is not None and sqlite.COPIES_FILES:
            counts = copying.copy_file(register.engine, DatabasePlace(path=new).engine(), pieces, new)
        else:
            counts = _copy_into(register, DatabasePlace(path=new), pieces)
        register.change("register backup", remember)
    return counts


def copy_to(
    register: Register, target: DatabasePlace, pieces: Pieces, finish: Callable[[Connection], None] = identity.renew
) -> dict[str, int]:
    """Copy a register to a place that has none: whole, or nothing of it, even where the process is ended meanwhile.

    `finish` is done to the copy in the same transaction, once it has been compared.
    """
    if target.path is None:
        return _copy_into(register, target, pieces, finish)
    with sqlite.new_file(target.path) as path:
        return _copy_into(register, DatabasePlace(path=path), pieces, finish)


def _copy_into(
    register: Register, new: DatabasePlace, pieces: Pieces, finish: Callable[[Connection], None] | None = None
) -> dict[str, int]:
    tables = partial(_tables_in, found=new, pieces=pieces)
    return copying.copy(register.engine, new.engine(), pieces, tables, finish)


def mark_moved(register: Register, to: str, changes: int) -> None:
    """Let a database be opened no more, since what it holds is elsewhere; ConflictError where it was changed since."""
    with failures.said(), register.engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            same_schema(writing)
            copying.refuse_changed(writing, changes)
            writing.execute(update(database_table).values(moved=to))
            writing.execute(text("UPDATE alembic_version SET version_num = :moved"), {"moved": MOVED})
    note(failures.REGISTER)


def remove(found: DatabasePlace, pieces: Pieces, changes: int | None = None) -> None:
    """Remove a register for good; ConflictError, with nothing changed, where it has not so many changes any more."""
    copying.empty(found.engine(), pieces, changes)
    if found.path is not None:
        found.path.unlink()


def migrate(folder: Path, declared: str, *, dry_run: bool = False) -> tuple[str, str]:
    """Bring a register to this rusctl's schema; give the schema before and after."""
    engine = place.of(folder, declared).engine()
    with failures.said(), engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin() as transaction:
            _one_at_a_time(writing)
            before = revision(writing)
            if before is None:
                raise RusctlError(msg("there is no register here; make one with rusctl register init"))
            if before > HEAD:
                same_schema(writing)  # says what it is
            _migrate(writing)
            identity.ensure(writing, folder)
            if dry_run:
                transaction.rollback()
                return before, HEAD
            if before != HEAD:
                failures.confirming(writing)
    if before != HEAD:
        note(failures.REGISTER)
    return before, HEAD


def state(folder: Path, declared: str, pieces: Pieces) -> DatabaseState:
    """Say where the register is and what it holds; nothing of any person."""
    found = place.of(folder, declared)
    database = "PostgreSQL" if found.url is not None else "SQLite"
    if found.path is not None and not found.path.exists():
        return DatabaseState(found.shown, database, None, current=False, rows={})
    with failures.said(), found.engine().connect() as connection, connection.begin():
        schema = revision(connection)
        rows = _count(connection, pieces) if schema == HEAD else {}
        return DatabaseState(found.shown, database, schema, schema == HEAD, rows)


def _count(connection: Connection, pieces: Pieces) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for table in tables_of(pieces)
    }


def _migrate(connection: Connection) -> None:
    from rusctl.database.migrate import migrate as run  # noqa: PLC0415 - Alembic is slow to load

    run(connection)


def _one_at_a_time(connection: Connection) -> None:
    """Wait for another rusctl that makes tables in the same database; SQLite's lock is held already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rusctl register'))"))


def _refuse_what_is_there(connection: Connection, found: DatabasePlace, pieces: Pieces) -> None:
    """Refuse a database that has a register already, or tables of another program under our names."""
    if revision(connection) is not None:
        raise RusctlError(msg("there is a register already, in {file}", file=found.shown))
    taken = sorted(set(inspect(connection).get_table_names()) & {table.name for table in tables_of(pieces)})
    if taken:
        raise RusctlError(
            msg(
                "{place} has tables of something else ({tables}); give the register a database of its own",
                place=found.shown,
                tables=taken,
            )
        )
