"""A change does not depend on who reads what is printed, nor on which streams there are."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from rusctl import cli, made
from rusctl.language.catalogue import Language
from tests.conftest import Run

FULL = Path("/dev/full")
# a change, and what is asked of it before: each kind of thing that is changed has its line
CHANGES: tuple[tuple[str, ...], ...] = (
    ("event move norberg 2018-12-04 --reason y",),
    ("event confirm norberg",),
    ("event cancel arboga",),
    ("event add --municipality sala --when 2018-12-11",),
    ("undo", "event confirm norberg"),
    ("baseline set one",),
    ("register init",),
    ("person add --name Bo --email bo@example.se --role politiker", "register init"),
    ("register undo", "register init", "person add --name Bo --email bo@example.se --role politiker"),
    ("participants count norberg politiker 7", "register init"),
    ("person erase 1 --decision D --yes", "register init", "person add --name Bo --email bo@example.se"),
    ("invite norberg --to list.txt",),
)


def execute(words: str, **streams: Any) -> subprocess.CompletedProcess[str]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    command = [sys.executable, "-m", "rusctl", *words.split(), "--lang", "en"]
    return subprocess.run(command, check=False, text=True, **streams)


def state(folder: Path) -> dict[str, bytes]:
    files = [*folder.rglob("*.toml"), *folder.rglob("*.sqlite3")]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.fixture
def left() -> Iterator[int]:
    """A pipe that nobody reads any more."""
    ours, theirs = os.pipe()
    os.close(ours)
    yield theirs
    os.close(theirs)


@pytest.fixture(params=CHANGES, ids=lambda words: words[0])
def change(request: pytest.FixtureRequest, project: Path, rusctl: Run) -> str:
    (project / "list.txt").write_text("Eva Al <eva@example.se>\n", encoding="utf-8")
    words, *before = request.param
    for one in before:
        assert rusctl(*one.split()).code == 0
    return str(words)


def test_a_change_is_made_when_its_reader_has_gone(project: Path, change: str, left: int) -> None:
    before = state(project)
    done = execute(change, stdout=left)
    assert done.returncode == 0
    assert "BrokenPipe" not in done.stderr
    assert "rusctl: " not in done.stderr
    assert state(project) != before


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full on this system")
def test_a_change_whose_answer_cannot_be_written_says_that_it_was_made(project: Path, change: str) -> None:
    before = state(project)
    with FULL.open("w") as full:
        done = execute(change, stdout=full)
    assert done.returncode == 7
    assert "was changed, but the answer could not be written" in done.stderr
    assert "nothing was changed" not in done.stderr
    assert state(project) != before


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_stops_no_change(project: Path, closed: int) -> None:
    before = state(project)
    done = execute("event confirm norberg", preexec_fn=lambda: os.close(closed))
    assert done.returncode == 0, done.stderr
    assert state(project) != before


@pytest.mark.parametrize("words", ["person add"])
def test_a_question_without_input_changes_nothing(project: Path, rusctl: Run, words: str) -> None:
    assert rusctl("register", "init").code == 0
    before = state(project)
    done = execute(words, preexec_fn=lambda: os.close(0))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert state(project) == before


@pytest.mark.parametrize(("changed", "says"), [(False, "as they were"), (True, "which stays")])
@pytest.mark.usefixtures("project")
def test_a_fault_claims_only_what_is_known(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch, *, changed: bool, says: str
) -> None:
    def fail(*_: Any) -> None:
        if changed:
            made.note()
        raise ZeroDivisionError

    monkeypatch.setattr("rusctl.commands.undo.session", fail)
    done = rusctl("undo", "--lang", "en")
    assert done.code == 5
    assert says in done.err


def commands(table: cli.Commands, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            yield from commands(entry, (*path, name))
        else:
            yield (*path, name)


def options() -> Iterator[tuple[tuple[str, ...], str]]:
    for path in commands(cli.COMMANDS):
        command: Any = cli._root(Language("en"))  # noqa: SLF001 - the whole table is to be walked
        for name in path:
            command = command.get_command(typer.Context(command), name)
        for option in command.params:
            if option.param_type_name == "option" and not (option.multiple or option.is_flag or option.count):
                yield path, option.opts[0]


def test_an_option_that_takes_one_value_is_not_given_twice(project: Path, rusctl: Run) -> None:  # noqa: ARG001
    found = list(options())
    assert len(found) > 100
    for path, option in found:
        done = rusctl("--lang", "en", *path, f"{option}=1", f"{option}=1")
        assert done.code == 2, (path, option, done)
        assert f"{option} is given twice" in done.err, (path, option, done)


@pytest.mark.usefixtures("project")
def test_what_stands_before_and_after_the_command_counts_too(rusctl: Run) -> None:
    assert rusctl("--today", "2018-11-08", "tour", "--today", "2018-11-09").code == 2
