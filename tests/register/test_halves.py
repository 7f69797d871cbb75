"""No half pair: a message and that its person was told, an answer and its entry, are there both or neither."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from tests.conftest import ROOT, Result, Run
from tests.mail.server import Box, serving_plan
from tests.register.test_mail import reply

# Ends itself at the commit of a number: before it is made, or after.
KILLED = """
import os, signal, sys
from rusctl.cli import run
at, after, words = int(sys.argv[1]), sys.argv[2] == "after", sys.argv[3:]
count = 0
def end():
    os.kill(os.getpid(), signal.SIGKILL)
from sqlalchemy.engine.base import RootTransaction
real = RootTransaction._do_commit
def commit(self):
    global count
    writes = self.connection.get_execution_options().get("rusctl_writes")
    count += bool(writes)
    if writes and count == at and not after:
        end()
    real(self)
    if writes and count == at and after:
        end()
RootTransaction._do_commit = commit
sys.exit(run(words))
"""
Tell = Callable[..., Result]


@pytest.fixture
def tell(rusctl: Run, register: Register) -> Tell:
    assert register
    rusctl("person", "add", "--name", "Testperson Ett", "--email", "ett@example.org", "--role", "politiker")
    rusctl("participants", "add", "norberg", "1")
    return lambda *words: rusctl("--lang", "en", *words)


def killed(folder: Path, at: int, when: str, *words: str) -> bool:
    """Run a command that is ended at a commit; whether it came so far."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(at), when, *words], cwd=folder, env=environment, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode == -signal.SIGKILL


def stands(tell: Tell) -> dict[str, Any]:
    (part,) = json.loads(tell("participants", "list", "norberg", "--json").out)
    messages = json.loads(tell("outbox", "list", "--json").out)
    answers = json.loads(tell("answers", "--json").out)
    return {
        "told": part["told"] is not None,
        "answer": part["answer"],
        "states": [row["state"] for row in messages],
        "mail": [row["answer"] for row in answers],
    }


@pytest.fixture
def box(project: Path) -> Any:
    with serving_plan(project) as found:
        yield found


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("when", ["before", "after"])
def test_who_is_told_stands_with_the_message(box: Box, tell: Tell, project: Path, when: str) -> None:
    at = 1
    while killed(project, at, when, "invite", "norberg", "--send"):
        found = stands(tell)
        assert found["told"] is (found["states"] == ["sent"]), (at, found)
        at += 1
        assert box.copies().get("ett@example.org", 0) <= 1
        tell("outbox", "resolve", "--event", "norberg", "--not-sent")
        if found["states"] == ["sent"]:
            break
        box.taken.clear()
    assert at > 3


@pytest.mark.usefixtures("box")
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_answer_stands_with_its_entry(tell: Tell, project: Path, when: str) -> None:
    assert tell("invite", "norberg", "--send").code == 0
    (project / "svar.ics").write_text(reply("ett@example.org"), encoding="utf-8")
    assert killed(project, 1, when, "replies", "svar.ics")
    found = stands(tell)
    assert (found["answer"], found["mail"]) == (
        ("none", ["needs-action"]) if when == "before" else ("accepted", ["accepted"])
    )
    assert tell("replies", "svar.ics").code == 0
    assert stands(tell)["answer"] == "accepted"


@pytest.mark.usefixtures("box")
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("when", ["before", "after"])
def test_who_is_erased_goes_from_everywhere_at_once(tell: Tell, project: Path, when: str) -> None:
    assert tell("invite", "norberg", "--send").code == 0
    assert killed(project, 1, when, "person", "erase", "1", "--decision", "D", "--yes")
    messages = json.loads(tell("outbox", "list", "--json").out)
    persons = json.loads(tell("person", "list", "--json").out)
    logged = json.loads(tell("retention", "log", "--json").out)
    there = when == "before"
    assert (len(messages), len(persons), len(logged)) == ((1, 1, 0) if there else (0, 0, 1))
    assert tell("person", "erase", "1", "--decision", "D", "--yes").code == (0 if there else 1)
