"""Making a register, looking after it, and bringing it up to date."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, inspect, select, text

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.register import failures, place, sqlite
from rusctl.register.place import Place
from rusctl.register.schema import HEAD, metadata
from rusctl.register.sqlite import WRITES
from rusctl.register.store import Register, revision


class State(NamedTuple):
    """A register's place, schema and how many rows each table has; `schema` is None where there is no register."""

    place: str
    database: str
    schema: str | None
    current: bool
    rows: Mapping[str, int]


def open_register(folder: Path, declared: str) -> Register:
    """Open the register of a project; whether it is there and up to date is seen when it is used."""
    found = place.of(folder, declared)
    return Register(found, found.engine())


def make(folder: Path, declared: str) -> Place:
    """Make a new register; RusctlError where there is one, and what was begun is taken away when it fails."""
    found = place.of(folder, declared)
    made = sqlite.make(folder) if found.path is not None else None
    try:
        engine = found.engine()
        with failures.said(), engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin():
                _one_at_a_time(writing)
                _refuse_what_is_there(writing, found)
                _migrate(writing)
    except BaseException:
        if made is not None:
            made.unlink(missing_ok=True)
        raise
    return found


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
                raise RusctlError(msg("the register was made by a newer rusctl; upgrade this one"))
            _migrate(writing)
            if dry_run:
                transaction.rollback()
    return before, HEAD


def state(folder: Path, declared: str) -> State:
    """Say where the register is and what it holds; nothing of any person."""
    found = place.of(folder, declared)
    database = "PostgreSQL" if found.url is not None else "SQLite"
    if found.path is not None and not found.path.exists():
        return State(found.shown, database, None, current=False, rows={})
    with failures.said(), found.engine().connect() as connection, connection.begin():
        schema = revision(connection)
        rows = _count(connection) if schema == HEAD else {}
        return State(found.shown, database, schema, schema == HEAD, rows)


def _count(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for table in metadata.sorted_tables
    }


def _migrate(connection: Connection) -> None:
    from rusctl.register.migrate import migrate as run  # noqa: PLC0415 - Alembic is slow to load

    run(connection)


def _one_at_a_time(connection: Connection) -> None:
    """Wait for another rusctl that makes tables in the same database; SQLite's lock is held already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rusctl register'))"))


def _refuse_what_is_there(connection: Connection, found: Place) -> None:
    """Refuse a database that has a register already, or tables of another program under our names."""
    if revision(connection) is not None:
        raise RusctlError(msg("there is a register already, in {file}", file=found.shown))
    taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if taken:
        raise RusctlError(
            msg(
                "{place} has tables of something else ({tables}); give the register a database of its own",
                place=found.shown,
                tables=taken,
            )
        )
