"""Backups, moves between SQLite and PostgreSQL, and back: all rows, private, and nothing half done."""

import contextlib
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import OperationalError

from rusctl.database import copying, making, place, sqlite
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.pieces import Pieces
from rusctl.database.place import DatabasePlace
from rusctl.database.tables import person
from rusctl.errors import ConflictError, IntegrityError
from rusctl.services.pieces import PIECES
from tests.conftest import Run
from tests.register.conftest import Typed
from tests.register.server import Server

FILE = Path("register/register.sqlite3")


def all_rows(register: Register) -> dict[str, list[dict[str, Any]]]:
    with register.reading() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for table in metadata.sorted_tables
        }


@pytest.fixture
def filled(register: Register, typed: Typed, rusctl: Run) -> Register:
    typed('name = "Testperson Åäö 😀"\nmunicipality = "sala"', "person", "add", "--role", "politiker", "--party", "P")
    typed('name = "Testperson Två"', "person", "add", "--role", "naringsliv", "--from", "2018-01-01")
    rusctl("participants", "add", "sala", "1", "2", "--told", "2018-10-01")
    rusctl("participants", "count", "sala", "politiker", "7", "--women", "3", "--diet", "vegan=1")
    rusctl("person", "set", "1", "--phone", "021-12 34 56")
    typed('name = "Borta"', "person", "add")
    rusctl("register", "undo")
    return register


def test_a_backup_is_private_whole_and_remembered(filled: Register, rusctl: Run, project: Path, tmp_path: Path) -> None:
    before = all_rows(filled)
    copy = tmp_path / "copy.sqlite3"
    assert rusctl("register", "backup", str(copy)).out == f"{copy}\n"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert all_rows(making.open_place(DatabasePlace(path=copy))) == before
    after = all_rows(filled)
    assert [row["place"] for row in after["copy"]] == [str(copy)]
    assert {name: rows for name, rows in after.items() if name not in ("copy", "operation")} == {
        name: rows for name, rows in before.items() if name not in ("copy", "operation")
    }
    assert rusctl("register", "backup").code == 0
    assert [path.name[:7] for path in sorted((project / "register").glob("backup*"))] == ["backup-"]


def test_a_backup_does_not_go_among_the_files_of_the_plan(filled: Register, rusctl: Run, project: Path) -> None:
    assert filled
    for name in ("copy.sqlite3", "config/copy.sqlite3"):
        assert rusctl("register", "backup", name).code == 6
        assert not (project / name).exists()
    assert rusctl("register", "backup", "events.toml").code == 6


def test_a_backup_writes_over_nothing(filled: Register, rusctl: Run, tmp_path: Path) -> None:
    assert filled
    there = tmp_path / "there"
    there.write_bytes(b"x")
    assert rusctl("register", "backup", str(there)).code == 1
    assert there.read_bytes() == b"x"


def test_a_register_comes_back_from_its_backup(filled: Register, rusctl: Run, project: Path, tmp_path: Path) -> None:
    before = all_rows(filled)
    copy = tmp_path / "copy.sqlite3"
    rusctl("register", "backup", str(copy))
    assert rusctl("register", "restore", str(copy)).code == 1  # there is a register
    making.remove(filled.place, PIECES)
    assert rusctl("register", "restore", str(copy), "--dry-run").code == 0
    assert rusctl("register", "restore", str(copy)).code == 0
    after = all_rows(making.open_register(project, ""))
    assert (before.pop("database")[0]["generation"], after.pop("database")[0]["generation"]) == (1, 2)
    assert [row["what"] for row in after.pop("operation")[len(before.pop("operation")) :]] == ["register restore"]
    assert after == before


def test_a_file_that_is_no_backup_is_said(rusctl: Run, database: str, tmp_path: Path) -> None:
    assert database is not None
    (tmp_path / "x").write_bytes(b"no database" * 500)
    for name in ("x", "y"):
        result = rusctl("register", "restore", str(tmp_path / name), "--lang", "en")
        assert (result.code in (1, 7), result.out, result.err.count("\n")) == (True, "", 1)
    assert rusctl("register", "status").out.count("\n") == 1


def collected(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Give all rows but the one that says which database it is, and how often it was moved."""
    return {name: rows for name, rows in all_rows(register).items() if name != "database"}


def test_to_postgresql_and_back(
    project: Path, postgres: Server, typed: Typed, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rusctl("register", "init")
    typed('name = "Testperson Åäö 😀"\nmunicipality = "sala"', "person", "add", "--role", "politiker")
    typed('name = "Borta"', "person", "add")
    rusctl("register", "undo")
    rusctl("participants", "count", "sala", "politiker", "7", "--women", "3")
    before = collected(making.open_register(project, ""))
    with postgres.database() as url:
        assert rusctl("register", "move-to", url, "--dry-run").code == 0
        assert rusctl("register", "move-to", url).code == 0
        assert collected(making.open_register(project, url)) == before
        assert rusctl("person", "list").code == 4  # it says where it is
        assert rusctl("register", "move-to", url).code == 4
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        assert typed('name = "Ny"', "person", "add").out == "3\n"  # 2 is not used again
        assert rusctl("register", "move-to", "file").code == 1  # the old one is still there
        (project / FILE).unlink()
        in_postgres = collected(making.open_register(project, url))
        assert rusctl("register", "move-to", "file", "--remove-source").code == 0
        assert "there is no register" in rusctl("register", "status", "--lang", "en").out
        monkeypatch.delenv("RUSCTL_REGISTER")
    assert collected(making.open_register(project, "")) == in_postgres
    assert typed('name = "Ny"', "person", "add").out == "4\n"


def test_a_password_is_not_taken_from_the_command_line(filled: Register, rusctl: Run) -> None:
    assert filled
    result = rusctl("register", "move-to", "postgresql://a:hemligt@localhost/x", "--lang", "en")
    assert (result.code, "hemligt" in result.err) == (2, False)


def test_a_copy_that_is_not_the_same_is_not_left(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"

    def forgetful(_reader: Any, writer: Any, *_more: Any) -> None:
        writer.execute(person.update().where(person.c.id == 1).values(name="Annat"))

    monkeypatch.setattr(copying, "_continue_numbers", forgetful)
    with pytest.raises(IntegrityError):
        making.copy_to(filled, DatabasePlace(path=copy), PIECES)
    assert not copy.exists()


def test_a_backup_that_is_not_the_same_is_not_left(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"

    def changed(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE person SET name = 'Annat' WHERE id = 1")

    def changed_row(_reader: Connection, writer: Connection, *_more: Any) -> None:
        writer.execute(text("UPDATE person SET name = 'Annat' WHERE id = 1"))

    monkeypatch.setattr(copying, "_see_safe", changed)
    monkeypatch.setattr(copying, "_continue_numbers", changed_row)  # where it is copied row by row
    with pytest.raises(IntegrityError):
        making.backup(filled, copy, PIECES)
    assert [*tmp_path.glob("*copy.sqlite3*")] == []
    assert all_rows(filled)["copy"] == []


def test_nobody_changes_the_register_while_it_is_backed_up(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []

    def another(path: Path) -> None:
        assert path.stat().st_size
        with contextlib.closing(sqlite3.connect(str(filled.place.path), timeout=0)) as file:
            with pytest.raises(sqlite3.OperationalError) as found:
                file.execute("BEGIN IMMEDIATE")
            refused.append(str(found.value))

    def another_of_postgresql(_reader: Connection, _writer: Connection, *_more: Any) -> None:
        with filled.engine.connect() as other, pytest.raises(OperationalError) as found:
            other.execute(text("LOCK TABLE operation IN ROW EXCLUSIVE MODE NOWAIT"))
        refused.append("database is locked" if "could not obtain lock" in str(found.value) else str(found.value))

    monkeypatch.setattr(copying, "_see_safe", another)
    monkeypatch.setattr(copying, "_continue_numbers", another_of_postgresql)
    making.backup(filled, tmp_path / "copy.sqlite3", PIECES)
    assert refused == ["database is locked"]


def test_a_backup_goes_on_with_new_numbers(filled: Register, project: Path, rusctl: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    making.backup(filled, copy, PIECES)
    making.remove(filled.place, PIECES)
    assert rusctl("register", "restore", str(copy)).code == 0
    assert rusctl("person", "add", "--name", "Testperson Ny").out == "4\n"  # 3 was taken back
    assert project


def test_an_old_sqlite_backs_up_row_by_row(filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_rows(filled)
    monkeypatch.setattr(sqlite, "COPIES_FILES", False)
    monkeypatch.setattr(copying, "copy_file", None)
    making.backup(filled, tmp_path / "copy.sqlite3", PIECES)
    assert all_rows(making.open_place(DatabasePlace(path=tmp_path / "copy.sqlite3"))) == before


def test_a_register_that_is_removed_leaves_no_byte(project: Path, typed: Typed, rusctl: Run) -> None:
    rusctl("register", "init")
    typed('name = "Testperson Borttagen"', "person", "add")
    held = (project / FILE).open("rb")  # as a copy of the disk would
    making.remove(DatabasePlace(path=(project / FILE).resolve()), PIECES)
    assert b"Borttagen" not in held.read()
    held.close()
    assert not (project / FILE).exists()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_a_move_that_is_interrupted_leaves_nothing_and_can_be_made_again(  # noqa: PLR0917 - fixtures
    fault: type[BaseException], project: Path, postgres: Server, typed: Typed, rusctl: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rusctl("register", "init")
    typed('name = "Testperson Ett"', "person", "add")
    before = all_rows(making.open_register(project, ""))
    with postgres.database() as url:

        def interrupted(*_: Any) -> None:
            raise fault

        with monkeypatch.context() as patch:
            patch.setattr(copying, "_compare", interrupted)
            with pytest.raises(fault):
                making.copy_to(making.open_register(project, ""), place.of(project, url), PIECES)
        engine = place.of(project, url).engine()
        with engine.connect() as connection:
            assert inspect(connection).get_table_names() == []
        assert all_rows(making.open_register(project, "")) == before
        assert rusctl("register", "move-to", url).code == 0
        after = all_rows(making.open_register(project, url))
        assert (before.pop("database")[0]["generation"], after.pop("database")[0]["generation"]) == (1, 2)
        assert after == before


def test_what_was_written_while_a_register_was_moved_is_not_removed(  # noqa: PLR0917 - fixtures
    filled: Register, tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch, database: str, project: Path
) -> None:
    real = making.copy_to

    def slow(register: Register, target: DatabasePlace, pieces: Pieces, *more: Any) -> dict[str, int]:
        counts = real(register, target, pieces, *more)
        register.change("person add", lambda change: change.insert(person, name="Testperson Sen"))
        return counts

    monkeypatch.setattr(making, "copy_to", slow)
    if database:
        result = rusctl("register", "move-to", "file", "--remove-source", "--lang", "en")
    else:
        with pytest.raises(ConflictError):
            making.remove(
                filled.place, PIECES, slow(filled, DatabasePlace(path=tmp_path / "new.sqlite3"), PIECES)["operation"]
            )
        assert "Testperson Sen" in [row["name"] for row in all_rows(filled)["person"]]
        return
    assert (result.code, result.err.splitlines()[-1]) == (
        4,
        (
            "rusctl: the register was changed while it was copied, so it is not removed; both are there now; "
            "what had been changed before that stays: register.sqlite3, the register"
        ),
    )
    assert (project / FILE).exists()
    assert "Testperson Sen" in [row["name"] for row in all_rows(filled)["person"]]


def test_what_a_killed_copy_has_left_is_swept_away(filled: Register, project: Path, rusctl: Run) -> None:
    assert filled
    (project / "register").mkdir(exist_ok=True)
    left = [project / "register" / f".backup-1.sqlite3.rusctl-0123abcd{end}" for end in ("", "-journal")]
    other = project / "register" / ".notes.rusctl-somebody"
    for one in (*left, other):
        one.write_text("Testperson")
    assert rusctl("person", "erase", "1", "--decision", "RUS 2018-1", "--yes").code == 0
    assert [one.exists() for one in (*left, other)] == [False, False, True]


ADDRESS = "the address of a PostgreSQL database without a password, such as postgresql://server.example.se/strategy"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:hemligt@db.example.se/x",
        "postgresql://db.example.se/x?password=hemligt",
        "postgresql://db.example.se/x?sslpassword=hemligt",
        "postgres://anna:hemligt@db.example.se/x",
    ],
)
def test_an_address_with_a_password_in_the_plan_is_not_repeated_and_no_other_register_is_taken(
    address: str, project: Path, rusctl: Run
) -> None:
    assert rusctl("register", "init").code == 0
    process = project / "config/process.toml"
    process.write_text(f'register = "{address}"\n' + process.read_text("utf-8"), "utf-8")
    sentence = f"config/process.toml:1: register must be {ADDRESS}"
    for words in (
        ("register", "status"), ("register", "init"), ("register", "migrate"), ("register", "backup"),
        ("register", "move-to", "file"), ("person", "list"), ("person", "add", "--name", "Testperson Ett"),
        ("roles",), ("coverage",),
    ):  # fmt: skip
        result = rusctl(*words, "--lang", "en")
        assert (result.code, result.out, result.err) == (1, "", f"rusctl: {sentence}\n")
    for form in ("text", "json", "github", "sarif"):
        result = rusctl("check", "--format", form)
        assert "hemligt" not in result.out + result.err
        assert result.out


def test_a_word_that_the_driver_does_not_know_is_said_without_the_address(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project
    monkeypatch.setenv("RUSCTL_REGISTER", "postgresql://anna:hemligt@localhost/x?hemligt=hemligt")
    result = rusctl("register", "status", "--lang", "en")
    assert (result.code, result.out, result.err) == (
        7,
        "",
        "rusctl: the register's address says something that PostgreSQL's driver does not know; see docs/register.md\n",
    )


@pytest.mark.parametrize(
    ("schema", "sentence"), [("9999", "of a newer rusctl; upgrade this one"), ("0001", "another one")]
)
def test_status_says_what_to_do_about_another_schema(
    schema: str, sentence: str, register: Register, rusctl: Run
) -> None:
    with register.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": schema})
    result = rusctl("register", "status", "--lang", "en")
    assert result.code == 0
    assert sentence in result.out


LIMITED = """
import resource, sys
from rusctl import cli
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print(cli.run(sys.argv[2:]), file=sys.stderr)
"""


@pytest.mark.parametrize("most", [512, 5_000, 70_000])
@pytest.mark.parametrize(
    "words", [("person", "add", "--name", "Testperson Ny"), ("register", "backup"), ("register", "init")]
)
def test_a_disk_that_takes_no_more_leaves_the_register_as_it_was(
    most: int, words: tuple[str, ...], project: Path, typed: Typed, rusctl: Run
) -> None:
    if words[-1] != "init":
        rusctl("register", "init")
        typed('name = "Testperson Ett"', "person", "add")
    before = all_rows(making.open_register(project, "")) if words[-1] != "init" else None
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), *words, "--lang", "en"], cwd=project, capture_output=True, text=True,
        check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said, code = done.stderr.splitlines()
    assert (code, done.stdout) == ("7", "")
    assert said.startswith("rusctl: the disk fails with the register's file (SQLITE_IOERR")
    names = [one.name for one in (project / "register").iterdir() if not one.name.endswith("-journal")]
    if before is None:
        assert names == [".gitignore"]
        return
    assert sorted(names) == [".gitignore", "register.sqlite3"]
    assert all_rows(making.open_register(project, "")) == before
