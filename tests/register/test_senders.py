"""Several colleagues who send at once, each killed at any moment: no message goes out twice, and none is lost."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from rusctl.database import runs
from rusctl.database.database import Register
from rusctl.database.tables import person
from rusctl.errors import ConflictError
from rusctl.mail.outbox import HeldBackError, Outbox
from rusctl.mail.schema import message
from rusctl.model.messages import State
from tests.conftest import ROOT, Run, agree
from tests.examples import NIGHTLY
from tests.mail.conftest import NOW, UID, new
from tests.mail.server import Fault, serving_plan

SENDERS, MESSAGES, KILLS = (4, 200, 3) if NIGHTLY else (3, 60, 2)
PROGRAM = "import sys; from rusctl.cli import run; sys.exit(run(['outbox', 'send', '--project', sys.argv[1]]))"


class Sender(threading.Thread):
    """A colleague who sends until nothing waits any more, and whose computer fails now and then."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self.folder, self.chance, self.kills, self.codes = folder, random.Random(seed), 0, Counter[int]()

    def run(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        while not self.codes[0]:
            words = [sys.executable, "-c", PROGRAM, str(self.folder)]
            process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if self.kills < KILLS:
                try:
                    process.wait(self.chance.uniform(1.0, 3.0))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    self.kills += 1
            self.codes[process.wait()] += 1


@pytest.mark.night("postgresql")
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("register")
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_each_message_goes_out_once(
    database: str, project: Path, rusctl: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    addresses = [f"person{number}@example.org" for number in range(MESSAGES)]
    (project / "list.txt").write_text("\n".join(addresses), encoding="utf-8")
    with serving_plan(project) as box:
        box.faults = [Fault("MAIL", "451 later")]
        assert rusctl("invite", "norberg", "--to", "list.txt", "--send").code == 7
        box.faults = []
        folders = [project] * SENDERS
        if database:  # each has a folder of their own, and the server is what they share
            folders = [project, *(tmp_path_factory.mktemp("colleague") / "plan" for _ in range(SENDERS - 1))]
            for folder in folders[1:]:
                shutil.copytree(project, folder, ignore=shutil.ignore_patterns(".rusctl"))
                agree(folder)
        senders = [Sender(folder, seed) for seed, folder in enumerate(folders)]
        for one in senders:
            one.start()
        for one in senders:
            one.join()
        assert rusctl("outbox", "send").code == 0
        copies = box.copies()
    rows = json.loads(rusctl("outbox", "list", "--json").out)
    states = Counter(row["state"] for row in rows)
    assert sum(states.values()) == MESSAGES
    assert max(copies.values()) == 1
    assert set(states) <= {"sent", "unknown"}
    assert states["unknown"] <= sum(one.kills for one in senders)
    for row in rows:
        assert row["state"] == "unknown" or copies[row["address"]] == 1


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "words", [("erase", "1", "--decision", "D", "--yes"), ("restrict", "1"), ("set", "1", "--protected")]
)
def test_whom_one_colleague_takes_out_the_other_does_not_write_to(
    database: str, project: Path, rusctl: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert database
    for number, name in enumerate(("Ett", "Två"), 1):
        rusctl("person", "add", "--name", f"Testperson {name}", "--email", f"{number}@example.org")
    rusctl("participants", "add", "norberg", "1", "2", "--role", "politiker")
    other = tmp_path / "colleague"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns(".rusctl"))
    with serving_plan(other) as box:
        box.faults = [Fault("MAIL", "451 later")]
        assert rusctl("invite", "norberg", "--send", "--project", str(other)).code == 7
        box.faults = []
        rusctl("person", *words)  # in the first folder
        rusctl("outbox", "send", "--project", str(other))
        assert box.copies() == {"2@example.org": 1}


@pytest.mark.usefixtures("register")
def test_the_pace_is_one_for_all_who_send(
    project: Path, rusctl: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    """Of two colleagues who send one after another the second waits where the first has left off."""
    for number in (1, 2, 3):
        rusctl("person", "add", "--name", f"Testperson {number}", "--email", f"{number}@example.org")
    waited: list[float] = []
    monkeypatch.setattr("rusctl.services.mailing.sending.time.sleep", waited.append)
    with serving_plan(project) as box:
        with (project / "config/targets.toml").open("a", encoding="utf-8") as file:
            file.write("per_minute = 1\n")
        agree(project)
        rusctl("participants", "add", "norberg", "1", "2", "--role", "politiker")
        assert rusctl("invite", "norberg", "--send").code == 0
        other = project
        if database:
            other = tmp_path / "colleague"
            shutil.copytree(project, other, ignore=shutil.ignore_patterns(".rusctl"))
            agree(other)
        rusctl("participants", "add", "norberg", "3", "--role", "politiker", "--project", str(other))
        assert rusctl("invite", "norberg", "--send", "--project", str(other)).code == 0
        assert len(box.copies()) == 3
    assert waited == [pytest.approx(60.0 * number, abs=20.0) for number in range(3)]


@pytest.fixture
def box(register: Register) -> Outbox:
    found = Outbox(register, NOW)
    found.add(UID, "sala", [new("ett@example.org"), new("tva@example.org")])
    return found


def test_who_comes_second_leaves_a_message_alone(register: Register, box: Outbox) -> None:
    other = Outbox(register, NOW)
    with runs.at_work(register) as box.run, runs.at_work(register) as other.run:
        box.begin(1)
        with pytest.raises(HeldBackError):
            other.begin(1)
        other.begin(2)
        box.settle(1, State.SENT, "")
        other.settle(2, State.FAILED, "550 no")
    assert [one.state for one in box.entries()] == [State.SENT, State.FAILED]


@pytest.mark.night("postgresql")
def test_a_message_is_not_taken_from_a_sender_who_is_at_work(register: Register, box: Outbox, database: str) -> None:
    other = Outbox(register, NOW)
    with runs.at_work(register) as box.run:
        box.begin(1)
        if database:
            assert other.recover() == 0
    assert other.recover() == 1
    assert [one.state for one in other.entries()] == [State.UNKNOWN, State.QUEUED]
    box.settle(1, State.SENT, "")  # whose connection was gone for a while: it knows better
    assert box.overruled == []
    assert other.entries([1])[0].state is State.SENT


def test_what_somebody_has_decided_meanwhile_stands(register: Register, box: Outbox) -> None:
    other = Outbox(register, NOW)
    with runs.at_work(register) as box.run:
        box.begin(1)
    other.recover()
    other.decide(1, State.QUEUED)
    box.settle(1, State.SENT, "")
    assert box.overruled == [1]
    assert other.entries([1])[0].state is State.QUEUED
    with pytest.raises(ConflictError):
        other.decide(1, State.SENT)


def test_who_was_restricted_while_it_waited_is_not_written_to(register: Register, box: Outbox) -> None:
    register.change("person add", lambda change: change.insert(person, name="Testperson Ett", email="Ett@Example.org"))
    register.change("person restrict", lambda change: change.update(person, 1, 1, restricted=True))
    with pytest.raises(HeldBackError):
        box.begin(1)
    box.begin(2)
    assert [one.state for one in Outbox(register, NOW).entries()] == [State.QUEUED, State.SENDING]


def test_what_was_erased_while_it_waited_is_not_sent(register: Register, box: Outbox) -> None:
    register.change("outbox erase", lambda change: change.connection.execute(message.delete()))
    with pytest.raises(HeldBackError):
        box.begin(1)


def test_a_later_message_waits_for_the_one_before(box: Outbox) -> None:
    box.add(UID, "sala", [new("ett@example.org", 2)])
    with pytest.raises(HeldBackError):
        box.begin(3)
    box.begin(1)
    with pytest.raises(HeldBackError):
        box.begin(3)
    box.settle(1, State.SENT, "")
    box.begin(3)


def test_two_who_tell_the_same_at_once(register: Register, box: Outbox) -> None:
    other = Outbox(register, NOW)
    before = len(box.entries())
    with pytest.raises(ConflictError):
        other.add(UID, "sala", [new("tre@example.org"), new("ett@example.org")])
    assert len(other.entries()) == before
