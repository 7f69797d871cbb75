"""The database of mail: private, whole after a crash, and refused where it is something else."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.mail import answers, database, known
from rusctl.mail.history import State
from rusctl.mail.outbox import Outbox
from rusctl.model.recipients import Reply
from tests.conftest import ROOT
from tests.mail.conftest import NOW, UID, new

HALF = """
import os, signal, sys
from pathlib import Path
from rusctl.mail import database
with database.opened(Path(sys.argv[1])) as connection:
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE message SET said = hex(randomblob(200000))")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_reading_makes_nothing(tmp_path: Path) -> None:
    with database.looked_at(tmp_path) as connection:
        assert Outbox(connection, NOW).entries() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_one_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    with database.opened(tmp_path):
        pass
    path = database.path_of(tmp_path)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    with database.opened(tmp_path):
        assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_one_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    with database.opened(tmp_path) as connection:
        Outbox(connection, NOW).add(UID, "sala", [new("ett@example.org")])
        answers.keep(connection, Reply(uid=UID, address="ett@example.org", status="ACCEPTED", stamp=NOW), "now")
        for statement in (
            "ALTER TABLE answer DROP COLUMN noted",
            "ALTER TABLE review DROP COLUMN delegate",
            "DROP TABLE known",
            "PRAGMA user_version = 1",
        ):
            connection.execute(statement)
    with database.looked_at(tmp_path) as connection:
        assert [one.state for one in Outbox(connection, NOW).entries()] == [State.QUEUED]
        assert answers.to_note(connection) == []  # what an older rusctl read, it has put down
        assert known.used(connection) == ["ett@example.org"]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == database.VERSION


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_half_a_change_is_taken_back_by_whoever_looks_next(tmp_path: Path) -> None:
    with database.opened(tmp_path) as connection:
        Outbox(connection, NOW).add(UID, "sala", [new(f"p{number}@example.org") for number in range(20)])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", HALF, str(tmp_path)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert database.path_of(tmp_path).with_name("outbox.sqlite3-journal").exists()
    with database.looked_at(tmp_path) as connection:
        assert [one.said for one in Outbox(connection, NOW).entries()] == [""] * 20


def test_another_file_in_its_place_is_said(tmp_path: Path) -> None:
    path = database.path_of(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1_000)
    for way in (database.looked_at, database.opened):
        with pytest.raises(EnvironmentFailureError), way(tmp_path):
            pass


def test_one_of_a_newer_rusctl_is_left_alone(tmp_path: Path) -> None:
    with database.opened(tmp_path):
        pass
    with closing(sqlite3.connect(database.path_of(tmp_path))) as connection:
        connection.execute("PRAGMA user_version = 99")
    for way in (database.looked_at, database.opened):
        with pytest.raises(RusctlError), way(tmp_path):
            pass
