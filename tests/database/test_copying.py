"""A register copied into another database: row for row, compared, with numbers that go on; or emptied."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, inspect, select, text

from rusctl.database import copying, making, numbers, sqlite
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.pieces import tables_of
from rusctl.database.place import DatabasePlace
from rusctl.database.tables import HEAD, operation, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError, IntegrityError
from rusctl.language.message import msg
from rusctl.services.pieces import PIECES

PERSONS = 3


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with persons, of whom the last is gone."""
    for number in range(1, PERSONS + 1):
        register.change("test", partial(Transaction.insert, table=person, name=f"Testperson {number}"))
    register.change("test", lambda change: change.delete(person, PERSONS, 1))
    return register


@pytest.fixture
def target(tmp_path: Path) -> DatabasePlace:
    """A file with nothing in it."""
    path = tmp_path / "copy.sqlite3"
    path.touch(mode=0o600)
    return DatabasePlace(path=path)


def tables(connection: Connection) -> None:
    """Make the tables as they are declared."""
    metadata.create_all(connection, tables_of(PIECES))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


copied = partial(copying.copy, pieces=PIECES, prepare=tables)


def names(register: Register) -> list[str]:
    with register.reading() as connection:
        return list(connection.execute(select(person.c.name).order_by(person.c.id)).scalars())


def test_all_is_copied_and_the_numbers_go_on(filled: Register, target: DatabasePlace) -> None:
    counts = copied(filled.engine, target.engine())
    assert set(counts) == {table.name for table in tables_of(PIECES)}
    assert (counts["person"], counts["operation"], counts["history"]) == (PERSONS - 1, PERSONS + 1, 1)
    other = making.open_place(target)
    assert names(other) == names(filled)
    with filled.reading() as one, other.reading() as copy:
        assert numbers.last(copy)["person"] == numbers.last(one)["person"] == PERSONS
    assert other.change("test", lambda change: change.insert(person, name="Ny")) == PERSONS + 1


def test_what_is_done_last_is_done_in_the_same_transaction(filled: Register, target: DatabasePlace) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(person.delete())
        raise IntegrityError(msg("no"))

    with pytest.raises(IntegrityError):
        copied(filled.engine, target.engine(), finish=fail)
    with target.engine().connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert len(names(filled)) == PERSONS - 1


@pytest.mark.parametrize("change", ["UPDATE person SET name = 'x' WHERE id = 1", "DELETE FROM history"])
def test_a_copy_that_is_not_the_same_is_seen(
    filled: Register, target: DatabasePlace, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(copying, "_continue_numbers", lambda _reader, writer, _pieces: writer.execute(text(change)))
    with pytest.raises(IntegrityError, match="is not the same as what was copied"):
        copied(filled.engine, target.engine())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_is_copied_as_sqlite_does_it(filled: Register, tmp_path: Path) -> None:
    if not sqlite.COPIES_FILES:
        assert filled.place.path
        return
    path = tmp_path / "copy.sqlite3"
    counts = copying.copy_file(filled.engine, DatabasePlace(path=path).engine(), PIECES, path)
    assert counts["person"] == PERSONS - 1
    assert names(making.open_place(DatabasePlace(path=path))) == names(filled)


def test_a_register_is_emptied_unless_it_was_changed_since(filled: Register) -> None:
    with pytest.raises(ConflictError, match="changed while it was copied"):
        copying.empty(filled.engine, PIECES, PERSONS)
    assert len(names(filled)) == PERSONS - 1
    with filled.reading() as connection:
        changes: Any = connection.execute(select(func.count()).select_from(operation)).scalar()
        copying.refuse_changed(connection, None)
    copying.empty(filled.engine, PIECES, changes)
    with filled.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
