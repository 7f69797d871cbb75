"""Backups, moves between SQLite and PostgreSQL, and back: all rows, private, and nothing half done."""

import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.errors import IntegrityError
from rusctl.register import admin, copying
from rusctl.register.place import Place
from rusctl.register.schema import metadata, person
from rusctl.register.store import Register
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
    assert all_rows(admin.open_place(Place(path=copy))) == before
    after = all_rows(filled)
    assert [row["place"] for row in after["backup"]] == [str(copy)]
    assert {name: rows for name, rows in after.items() if name not in ("backup", "operation")} == {
        name: rows for name, rows in before.items() if name not in ("backup", "operation")
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
    admin.remove(filled.place)
    assert rusctl("register", "restore", str(copy), "--dry-run").code == 0
    assert rusctl("register", "restore", str(copy)).code == 0
    assert all_rows(admin.open_register(project, "")) == before


def test_a_file_that_is_no_backup_is_said(rusctl: Run, database: str, tmp_path: Path) -> None:
    assert database is not None
    (tmp_path / "x").write_bytes(b"no database" * 500)
    for name in ("x", "y"):
        result = rusctl("register", "restore", str(tmp_path / name), "--lang", "en")
        assert (result.code in (1, 7), result.out, result.err.count("\n")) == (True, "", 1)
    assert rusctl("register", "status").out.count("\n") == 1


def test_to_postgresql_and_back(
    project: Path, postgres: Server, typed: Typed, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rusctl("register", "init")
    typed('name = "Testperson Åäö 😀"\nmunicipality = "sala"', "person", "add", "--role", "politiker")
    typed('name = "Borta"', "person", "add")
    rusctl("register", "undo")
    rusctl("participants", "count", "sala", "politiker", "7", "--women", "3")
    before = all_rows(admin.open_register(project, ""))
    with postgres.database() as url:
        assert rusctl("register", "move-to", url, "--dry-run").code == 0
        assert rusctl("register", "move-to", url).code == 0
        assert all_rows(admin.open_register(project, "")) == before
        assert all_rows(admin.open_register(project, url)) == before
        assert rusctl("register", "move-to", url).code == 1  # there is one now
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        assert typed('name = "Ny"', "person", "add").out == "3\n"  # 2 is not used again
        assert rusctl("register", "move-to", "file").code == 1  # the old one is still there
        (project / FILE).unlink()
        in_postgres = all_rows(admin.open_register(project, url))
        assert rusctl("register", "move-to", "file", "--remove-source").code == 0
        assert "there is no register" in rusctl("register", "status", "--lang", "en").out
        monkeypatch.delenv("RUSCTL_REGISTER")
    assert all_rows(admin.open_register(project, "")) == in_postgres
    assert typed('name = "Ny"', "person", "add").out == "4\n"


def test_a_password_is_not_taken_from_the_command_line(filled: Register, rusctl: Run) -> None:
    assert filled
    result = rusctl("register", "move-to", "postgresql://a:hemligt@localhost/x", "--lang", "en")
    assert (result.code, "hemligt" in result.err) == (2, False)


def test_a_copy_that_is_not_the_same_is_not_left(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"

    def forgetful(_reader: Any, writer: Any) -> None:
        writer.execute(person.update().where(person.c.id == 1).values(name="Annat"))

    monkeypatch.setattr(copying, "_continue_numbers", forgetful)
    with pytest.raises(IntegrityError):
        admin.backup(filled, copy)
    assert not copy.exists()
    assert all_rows(filled)["backup"] == []


def test_a_register_that_is_removed_leaves_no_byte(project: Path, typed: Typed, rusctl: Run) -> None:
    rusctl("register", "init")
    typed('name = "Testperson Borttagen"', "person", "add")
    held = (project / FILE).open("rb")  # as a copy of the disk would
    admin.remove(Place(path=(project / FILE).resolve()))
    assert b"Borttagen" not in held.read()
    held.close()
    assert not (project / FILE).exists()
