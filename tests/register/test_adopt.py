"""What an older rusctl kept of mail is taken into the database: all of it, once, wherever it is interrupted."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from rusctl.database import making
from rusctl.database.database import Register
from rusctl.mail.outbox import Outbox
from rusctl.mail.schema import answer, message, review
from rusctl.services.pieces import PIECES
from rusctl.storage.files import private
from tests.conftest import ROOT, Result, Run
from tests.mail.conftest import NOW, UID, new

BEFORE = Path(__file__).parent / "before"
OUTBOX = "register/outbox.sqlite3"
TAKEN = [23, 3, 3]  # messages, answers, answers to look at
# Ends itself at the call that the argument says, of those that write: of SQLite's, then of the file's removal.
KILLED = """
import os, signal, sys
from rusctl.mail import adopt
from rusctl.storage.files import private
from rusctl.cli import run
where = sys.argv[1]
def end(*_words, **_named):
    os.kill(os.getpid(), signal.SIGKILL)
if where == "shred":
    private.shred = end
else:
    setattr(adopt, where, end)
run(["register", "migrate"])
"""


@pytest.fixture
def older(project: Path, rusctl: Run) -> Callable[..., Result]:
    """A folder with what an older rusctl kept of mail, where a new one has a register or none."""
    (project / "register").mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(BEFORE / "outbox.sqlite3", project / OUTBOX)
    return lambda *words: rusctl("--lang", "en", *words)


def counts(register: Register) -> list[int]:
    with register.reading() as connection:
        return [
            connection.execute(select(func.count()).select_from(one)).scalar() or 0 for one in (message, answer, review)
        ]


def rows(path: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM message ORDER BY number")]


def test_all_of_it_is_taken_in(register: Register, older: Callable[..., Result], project: Path) -> None:
    result = older("register", "migrate")
    assert (result.code, result.out) == (0, "23 messages of the outbox taken into the register, with the answers\n")
    assert not (project / OUTBOX).exists()
    with register.reading() as connection:
        taken = [dict(row) for row in connection.execute(select(message).order_by(message.c.id)).mappings()]
    old = rows(BEFORE / "outbox.sqlite3")
    assert [row["id"] for row in taken] == [row["number"] for row in old]
    for now, then in zip(taken, old, strict=True):
        assert {name: now[name] for name in then if name != "number"} == {
            name: value for name, value in then.items() if name != "number"
        }
    box = Outbox(register, NOW)
    (number,) = box.add(UID, "sala", [new("ny@example.org")])
    assert number > old[-1]["number"]  # type: ignore[operator]


def test_until_then_every_command_says_what_to_do(older: Callable[..., Result], project: Path) -> None:
    for words in (("outbox", "list"), ("answers",), ("invite", "norberg"), ("replies", "."), ("person", "list")):
        result = older(*words)
        assert result.code == 1, words
        assert "take it into the register with rusctl register migrate" in result.err
    assert older("register", "migrate", "--dry-run").code == 0
    assert sorted(one.name for one in (project / "register").iterdir()) == ["outbox.sqlite3"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_had_no_register_gets_one(older: Callable[..., Result], database: str, project: Path) -> None:
    assert database == ""
    assert older("register", "migrate").code == 0
    assert counts(making.open_register(project, "")) == TAKEN
    assert older("register", "migrate").err == "the register is up to date\n"


def test_of_the_version_before_all_is_taken_too(
    register: Register, older: Callable[..., Result], project: Path
) -> None:
    with closing(sqlite3.connect(project / OUTBOX, isolation_level=None)) as connection:
        for statement in (
            "ALTER TABLE answer DROP COLUMN noted",
            "ALTER TABLE review DROP COLUMN delegate",
            "DROP TABLE known",
            "PRAGMA user_version = 1",
        ):
            connection.execute(statement)
    assert older("register", "migrate").code == 0
    assert counts(register) == TAKEN


def test_one_of_a_newer_rusctl_and_one_that_is_none_are_left_alone(
    register: Register, older: Callable[..., Result], project: Path
) -> None:
    with closing(sqlite3.connect(project / OUTBOX, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert older("register", "migrate").code == 1
    (project / OUTBOX).write_bytes(b"no database" * 1_000)
    assert older("register", "migrate").code == 7
    assert (project / OUTBOX).exists()
    assert counts(register) == [0, 0, 0]


def test_two_computers_take_in_their_own(register: Register, older: Callable[..., Result], project: Path) -> None:
    """The same message in both stands once, in the state that is furthest."""
    with closing(sqlite3.connect(project / OUTBOX, isolation_level=None)) as connection:
        connection.execute("UPDATE message SET state = 'unknown' WHERE number = 14")
    assert older("register", "migrate").code == 0
    shutil.copyfile(BEFORE / "outbox.sqlite3", project / OUTBOX)
    with closing(sqlite3.connect(project / OUTBOX, isolation_level=None)) as connection:
        connection.execute("UPDATE message SET state = 'sent', octets = NULL WHERE number = 15")
        connection.execute("UPDATE message SET identity = 'other' WHERE number = 16")
    assert older("register", "migrate").code == 0
    box = Outbox(register, NOW)
    assert [one.state.value for one in box.entries([14, 15, 16])] == ["unknown", "sent", "queued"]
    assert counts(register) == [24, 3, 3]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize(
    "where", ["_read", "_take_messages", "_take_answers", "_take_addresses", "_compare", "adopt", "shred"]
)
def test_a_kill_leaves_all_or_nothing(
    register: Register, older: Callable[..., Result], project: Path, where: str
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", KILLED, where], cwd=project, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (project / OUTBOX).exists()
    assert counts(register) == (TAKEN if where == "shred" else [0, 0, 0])
    assert older("register", "migrate").code == 0
    assert counts(register) == TAKEN
    assert not (project / OUTBOX).exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_both_ways_of_making_it_give_the_same_tables(database: str, project: Path, tmp_path: Path) -> None:
    assert database == ""
    made = making.make(project, "", PIECES).path
    (tmp_path / "other").mkdir()
    declared = making.make_beside(tmp_path / "other", PIECES).path
    assert made is not None
    assert declared is not None
    assert _schema(made) == _schema(declared)


def _schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {
            name: [tuple(row)[1:] for row in connection.execute(f"PRAGMA table_info('{name}')")]
            for name in sorted(names)
            if name != "alembic_version"
        }
        indexes = connection.execute("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' ORDER BY name")
        found["indexes"] = [row for row in indexes.fetchall() if row[1] != "alembic_version"]
        version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        return found | {"version": version}


def test_the_older_file_is_written_over_before_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"Testperson Ett" * 1_000)
    link = tmp_path / "link"
    os.link(path, link)
    private.shred(path)
    assert not path.exists()
    assert link.read_bytes() == bytes(14_000)
