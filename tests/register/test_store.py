"""The store: private, out of git, every change once and whole, and nobody writes over what they have not seen."""

import os
import sqlite3
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from rusctl.database import making, place, postgresql, sqlite
from rusctl.database.database import Register
from rusctl.database.tables import history, operation, person
from rusctl.database.transaction import Transaction, unpacked
from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.register.schema import participation
from rusctl.services.pieces import PIECES

FILE = Path("register/register.sqlite3")


def count(register: Register, table: Any) -> int:
    with register.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar() or 0


def new(change: Transaction, name: str = "Testperson Ett") -> int:
    return change.insert(person, name=name)


def test_the_file_is_private_from_the_first(project: Path) -> None:
    previous = os.umask(0)
    try:
        making.make(project, "", PIECES)
    finally:
        os.umask(previous)
    assert stat.S_IMODE((project / "register").stat().st_mode) == 0o700
    assert stat.S_IMODE((project / FILE).stat().st_mode) == 0o600


def test_what_has_become_readable_is_closed_again(project: Path) -> None:
    making.make(project, "", PIECES)
    (project / FILE).chmod(0o644)
    (project / "register").chmod(0o755)
    count(making.open_register(project, ""), person)
    assert stat.S_IMODE((project / "register").stat().st_mode) == 0o700
    assert stat.S_IMODE((project / FILE).stat().st_mode) == 0o600


def test_git_passes_the_folder_over(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    making.make(project, "", PIECES)
    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "register" not in done.stdout
    assert "events.toml" in done.stdout


def test_every_pragma_is_in_force(project: Path) -> None:
    making.make(project, "", PIECES)
    with making.open_register(project, "").reading() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name, _, _ in sqlite.PRAGMAS}
    assert found == {
        "foreign_keys": 1,
        "secure_delete": 1,
        "fullfsync": 1,
        "journal_mode": "delete",
        "synchronous": 3,
        "temp_store": 2,
        "trusted_schema": 0,
    }


def test_a_pragma_that_does_not_come_into_force_keeps_the_register_shut(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.make(project, "", PIECES)
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, ("no_such_pragma", "ON", 1)))
    with pytest.raises(EnvironmentFailureError) as error:
        count(making.open_register(project, ""), person)
    assert error.value.message.args["setting"] == "no_such_pragma = ON"


def test_a_change_leaves_no_file_beside_the_register(project: Path) -> None:
    making.make(project, "", PIECES)
    making.open_register(project, "").change("person add", new)
    assert sorted(path.name for path in (project / "register").iterdir()) == [".gitignore", "register.sqlite3"]


def test_what_is_deleted_is_gone_from_the_file(project: Path) -> None:
    making.make(project, "", PIECES)
    register = making.open_register(project, "")
    number = register.change("person add", lambda change: new(change, "Testperson Borttagen"))
    assert b"Testperson Borttagen" in (project / FILE).read_bytes()

    def remove(change: Transaction) -> None:
        change.delete(person, number, 1)
        change.forget(number)

    register.change("person erase", remove)
    assert b"Testperson Borttagen" not in (project / FILE).read_bytes()


def test_a_register_is_made_once(register: Register, project: Path) -> None:
    register.change("person add", new)
    with pytest.raises(RusctlError, match="there is a register already"):
        making.make(project, "", PIECES)
    assert count(register, person) == 1


def test_without_a_register_the_sentence_says_how_to_make_one(database: str, project: Path) -> None:
    assert database is not None
    with pytest.raises(RusctlError, match="rusctl register init"):
        count(making.open_register(project, ""), person)
    assert not (project / FILE).exists()


def test_a_register_of_another_version_is_not_touched(register: Register) -> None:
    for version, sentence in (("0000", "older"), ("9999", "newer")):
        with register.engine.connect() as connection, connection.begin():
            connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": version})
        with pytest.raises(RusctlError, match=sentence):
            register.change("person add", new)
    with register.engine.connect() as connection, connection.begin():
        assert connection.execute(select(func.count()).select_from(person)).scalar() == 0


def test_a_lost_update_is_refused_and_the_first_one_kept(register: Register) -> None:
    number = register.change("person add", new)
    register.change("person set", lambda change: change.update(person, number, 1, name="Testperson Två"))
    with pytest.raises(ConflictError) as error:
        register.change("person set", lambda change: change.update(person, number, 1, name="Testperson Tre"))
    assert error.value.exit_code == 4
    with register.reading() as connection:
        assert connection.execute(select(person.c.name, person.c.version)).all() == [("Testperson Två", 2)]
    assert count(register, operation) == 2


def test_a_change_that_fails_leaves_nothing(register: Register) -> None:
    def work(change: Transaction) -> None:
        new(change)
        raise RusctlError(msg("nothing was changed"))

    with pytest.raises(RusctlError):
        register.change("person add", work)
    assert (count(register, person), count(register, operation)) == (0, 0)


def test_a_dry_run_leaves_nothing(register: Register) -> None:
    assert register.change("person add", new, dry_run=True) > 0
    assert (count(register, person), count(register, operation)) == (0, 0)


def test_a_key_is_used_once(register: Register) -> None:
    register.change("person add", new, key="k1")
    with pytest.raises(RusctlError, match="made already"):
        register.change("person add", new, key="k1")
    assert count(register, person) == 1


def test_a_broken_reference_is_a_conflict_and_says_nothing_of_the_row(register: Register) -> None:
    def work(change: Transaction) -> None:
        change.insert(participation, event="sala", role="politiker", person=99, told_how="Testperson Hemlig")

    with pytest.raises(ConflictError) as error:
        register.change("participants add", work)
    assert "Hemlig" not in str(error.value) + str(error.value.message)


def test_ids_are_not_used_again(register: Register) -> None:
    first = register.change("person add", new)
    register.change("person erase", lambda change: change.delete(person, first, 1))
    assert register.change("person add", new) > first


def test_many_rows_are_written_with_ids_of_their_own(register: Register) -> None:
    def work(change: Transaction) -> list[int]:
        ids = change.reserve(person, 3)
        change.insert_many(person, [{"id": one, "name": f"Testperson {one}"} for one in ids])
        return ids

    ids = register.change("import", work)
    assert len(set(ids)) == 3
    assert register.change("person add", new) not in ids
    assert count(register, person) == 4


def test_what_was_there_is_kept_for_undo(register: Register) -> None:
    number = register.change("person add", new)
    register.change("person set", lambda change: change.update(person, number, 1, email="ett@example.org"))
    with register.reading() as connection:
        row = connection.execute(select(history)).mappings().one()
    before = unpacked(person, row["before"])
    assert (row["of_table"], row["of_row"], row["person"], row["version_after"]) == ("person", number, number, 2)
    assert (before["name"], before["email"], before["version"]) == ("Testperson Ett", "", 1)


def test_a_damaged_file_gets_one_sentence(project: Path) -> None:
    making.make(project, "", PIECES)
    (project / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(EnvironmentFailureError, match="damaged"):
        count(making.open_register(project, ""), person)


def test_a_writer_that_has_waited_long_enough_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT", 0.05)
    making.make(project, "", PIECES)
    holder = sqlite3.connect(project / FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(ConflictError, match="somebody else is writing"):
        making.open_register(project, "").change("person add", new)
    holder.close()


@pytest.mark.parametrize(
    "address",
    [
        "mysql://server/x",
        "postgresql://server",
        "postgresql+psycopg2://server/x",
        "x",
        "sqlite:///x",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(UsageError) as error:
        postgresql.read_url(address)
    assert error.value.message.args == {}


def test_a_password_is_never_shown() -> None:
    address = "postgresql://anna:hemligt@db.example.se/strategi?password=hemligt&sslmode=require"
    assert postgresql.shown(postgresql.read_url(address)) == "postgresql://anna@db.example.se/strategi?sslmode=require"


def test_a_server_that_is_not_there_is_said_soon(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rusctl.database.database.FIRST_PATIENCE", 0.1)
    monkeypatch.setenv("RUSCTL_REGISTER", "postgresql://u:hemligt@127.0.0.1:1/x")
    with pytest.raises(EnvironmentFailureError, match="does not answer") as error:
        making.open_register(project, "").change("person add", new)
    assert "hemligt" not in str(error.value.message)


def test_the_place_is_the_variable_then_the_plan_then_the_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.of(project, "").shown == "register/register.sqlite3"
    assert place.of(project, "postgresql://a.example.se/x").shown == "postgresql://a.example.se/x"
    monkeypatch.setenv("RUSCTL_REGISTER", "postgresql://b.example.se/x")
    assert place.of(project, "postgresql://a.example.se/x").shown == "postgresql://b.example.se/x"
