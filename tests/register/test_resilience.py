"""Every change is made exactly once: connections cut at COMMIT, restarts of the server, eight writers, kills."""

import functools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from rusctl.database import database, making
from rusctl.database.database import Register
from rusctl.database.tables import operation, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.register.schema import gender
from rusctl.services.pieces import PIECES
from tests.conftest import ROOT
from tests.register.kills import can_trace
from tests.register.proxy import Proxy, proxy
from tests.register.server import Server, server

NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))
WRITERS = 8
CHANGES = 200 if NIGHTLY else 10


Counted = Callable[[str], None]


def new(change: Transaction) -> int:
    return change.insert(person, name="Testperson Ett")


def totals(register: Register) -> tuple[int, int]:
    with register.reading() as connection:
        numbers = [
            connection.execute(select(func.count()).select_from(one)).scalar() or 0 for one in (person, operation)
        ]
    return numbers[0], numbers[1]


@pytest.fixture
def through(postgres: Server, made_database: str) -> Iterator[tuple[Proxy, Register]]:
    """A register in PostgreSQL that is reached through a proxy."""
    with postgres.database(made_database) as url, proxy(postgres.socket) as (running, folder):
        yield running, making.open_register(Path(), url.replace(postgres.socket, folder))


@pytest.mark.parametrize("cuts", [["before"], ["after"], ["before", "after"], ["after", "before"], ["before"] * 4])
def test_a_connection_cut_at_commit_leaves_the_change_made_once(
    through: tuple[Proxy, Register], cuts: list[str]
) -> None:
    running, register = through
    running.cuts = list(cuts)
    number = register.change("person add", new)
    until = cuts.index("after") + 1 if "after" in cuts else len(cuts)
    assert running.done[:until] == cuts[:until]
    running.cuts.clear()
    assert totals(register) == (1, 1)
    with register.reading() as connection:
        assert connection.execute(select(person.c.id)).scalar() == number


def test_when_the_server_stays_away_it_is_said_that_nobody_knows(
    through: tuple[Proxy, Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, register = through
    monkeypatch.setattr(database, "PATIENCE", 0.3)
    running.cuts = ["before"] * 1_000
    with pytest.raises(EnvironmentFailureError, match="not known whether it was made") as error:
        register.change("person add", new, key="the-key")
    assert error.value.message.args == {"key": "the-key"}
    running.cuts.clear()
    assert totals(register) == (0, 0)


def one_more(row_id: int, version: int, women: int, change: Transaction) -> None:
    change.update(gender, row_id, version, women=women + 1)


def write(register: Register, errors: list[BaseException]) -> None:
    """Add one to a counter `CHANGES` times, each time as the number that was seen; whoever comes late looks again."""
    try:
        for _ in range(CHANGES):
            while True:
                try:
                    with register.reading() as connection:
                        seen = connection.execute(select(gender.c.id, gender.c.version, gender.c.women)).one()
                except EnvironmentFailureError:  # a restart: reading is for the reader to try again
                    time.sleep(0.05)
                    continue
                try:
                    register.change("count", functools.partial(one_more, *seen))
                    break
                except ConflictError:
                    continue
    except BaseException as error:  # noqa: BLE001 - told by the test
        errors.append(error)


def eight(register: Register, *, restarts: Server | None = None) -> int:
    register.change("count", lambda change: change.insert(gender, event="sala", role="politiker", women=0, men=0))
    errors: list[BaseException] = []
    threads = [threading.Thread(target=write, args=(register, errors)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    done = 0
    while any(thread.is_alive() for thread in threads):
        threads[0].join(1.0)
        if restarts and done < (10 if NIGHTLY else 2) and any(thread.is_alive() for thread in threads):
            restarts.restart()
            done += 1
    assert errors == []
    with register.reading() as connection:
        women, version = connection.execute(select(gender.c.women, gender.c.version)).one()
        made = connection.execute(select(func.count()).select_from(operation)).scalar()
    assert (women, version, made) == (WRITERS * CHANGES, WRITERS * CHANGES + 1, WRITERS * CHANGES + 1)
    return done


def test_eight_writers_lose_nothing(register: Register, counted: Counted) -> None:
    eight(register)
    counted(f"register, {register.engine.dialect.name}, {WRITERS} writers: {WRITERS * CHANGES} changes made once each")


def test_eight_writers_through_restarts_of_the_server(monkeypatch: pytest.MonkeyPatch, counted: Counted) -> None:
    monkeypatch.setattr(database, "FIRST_PATIENCE", 60.0)  # a server that is starting lets nobody in
    monkeypatch.setattr(database, "PATIENCE", 60.0)
    with server() as own, own.database() as url:
        making.make(Path(), url, PIECES)
        register = making.open_register(Path(), url)
        restarts = eight(register, restarts=own)
    assert restarts >= 1
    counted(f"register, {WRITERS} writers: {WRITERS * CHANGES} changes made once each through {restarts} restarts")


BEFORE, CHANGED, SHRUNK = (40, 0), (80, 10), (1, 0)
KILLED = {  # what a process did that was killed: how the register may be, and the people in the backup (-1: none)
    "change": ({BEFORE, CHANGED}, {-1}, {"write", "sync", "unlink"}),
    "shrink": ({BEFORE, SHRUNK}, {-1}, {"write", "sync", "unlink"}),
    "recover": ({BEFORE}, {-1}, {"write", "sync", "truncate", "unlink"}),
    "copy": ({BEFORE}, {-1, 40}, {"write", "sync", "name", "unlink"}),
}


BY_DAY = {"change": "6", "shrink": "30", "recover": "4", "copy": "12"}  # one call in so many


@pytest.mark.skipif(not can_trace(), reason="this system lets no process be traced")
@pytest.mark.parametrize("what", KILLED)
def test_a_kill_at_any_call_leaves_the_register_as_before_or_after(what: str, tmp_path: Path, counted: Counted) -> None:
    allowed, copies, kinds = KILLED[what]
    done = subprocess.run(
        [sys.executable, "-m", "tests.register.kills", str(tmp_path), "1" if NIGHTLY else BY_DAY[what], what],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert all((one["sound"], one["broken"]) == ("ok", 0) for one in kills)
    assert {(one["people"], one["changed"]) for one in kills} <= allowed
    assert {one["copy"] for one in kills} <= copies
    assert all(one["remembered"] for one in kills if one["copy"] >= 0)  # so that erasing a person names it
    # after a kill nothing but what the next to open it puts back and removes; after a whole change nothing at all
    assert kills[-1]["call"] == ""
    whole = [".gitignore", "register.sqlite3"]
    assert kills[-1]["files"] == (sorted(["copy.sqlite3", *whole]) if what == "copy" else whole)
    calls = [one["call"] for one in kills[:-1]]
    if NIGHTLY:
        assert set(calls) == kinds
        assert {(one["people"], one["changed"]) for one in kills} == allowed
        assert {one["copy"] for one in kills} == copies
    counted(f"register, sqlite, {what}: killed at {len(calls)} of {kills[-1]['number'] - 1} calls, each time sound")
