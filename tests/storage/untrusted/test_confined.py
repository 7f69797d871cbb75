"""Work in a process of its own: what it gives, and what becomes of a worker that takes too much."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.sandbox import MIB, Limits, SandboxOutcome

ROOT = str(Path(__file__).resolve().parents[3])
MEASURED = """
import json, resource, sys
from rusctl.language.catalogue import Language
from rusctl.storage.untrusted import sandbox as confined
outcome = confined.run("tests.storage.files.workers:" + sys.argv[1], b"", sys.argv[2])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
reason = outcome.reason and Language("en").text(outcome.reason)
print(json.dumps([reason, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024]))
"""


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)


def work(name: str, data: bytes = b"", argument: Any = None, limits: Limits = Limits()) -> SandboxOutcome:  # noqa: B008
    return sandbox.run(f"tests.storage.files.workers:{name}", data, argument, limits)


def reason(outcome: SandboxOutcome) -> str:
    assert outcome.value is None
    assert outcome.reason is not None
    return Language("en").text(outcome.reason)


def test_a_worker_gets_the_data_and_gives_a_value() -> None:
    data = bytes(range(256)) * 4096
    value = work("count", data, ["å", 1]).value
    assert (value["bytes"], value["argument"]) == (len(data), ["å", 1])


def test_a_worker_starts_with_little() -> None:
    loaded = set(work("count").value["modules"])
    assert loaded & {"typer", "rich", "icalendar", "asyncio", "site", "subprocess"} == set()


def test_a_refusal_keeps_its_words_and_figures() -> None:
    assert work("refuse") == SandboxOutcome(reason=msg("the file has more than {most} lines", most=3))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nest", "it nests too deeply"),
        ("kill", "reading it failed"),
        ("deaf", "reading it failed"),
        ("flood", "it holds too much"),
        ("no_such_worker", "reading it failed"),
    ],
)
def test_whatever_becomes_of_a_worker_is_said(name: str, words: str) -> None:
    assert reason(work(name, b"x" * MIB)) == words


def test_an_answer_has_a_greatest_length() -> None:
    assert reason(work("talk", limits=Limits(answer=100_001))) == "it holds too much"
    assert work("talk", limits=Limits(answer=200_000)).value == "x" * 100_000


def test_what_waits_is_ended_by_the_clock() -> None:
    assert reason(work("sleep", limits=Limits(wall=0.5))) == "it takes too long to read"


def test_a_worker_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "file"
    assert reason(work("write", argument=str(target))) == "reading it failed"
    assert not target.exists() or target.read_bytes() == b""


@pytest.mark.parametrize(
    ("name", "argument", "words", "most"),
    [
        ("spin", "", "it takes too long to read", 256),
        ("hog", "", "it takes too much memory to read", 256),
        ("hog", "watched", "it takes too much memory to read", 170),
    ],
)
def test_what_a_worker_takes_is_measured(name: str, argument: str, words: str, most: int) -> None:
    """Measured as the system accounts for the child, by a process that has no other child."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, name, argument],
        cwd=ROOT,
        env={"PYTHONPATH": ROOT},
        capture_output=True,
        check=True,
    )
    said, seconds, mebibytes = json.loads(done.stdout)
    assert said == words
    assert seconds < 2
    assert mebibytes <= most
