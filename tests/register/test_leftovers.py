"""A command that is killed leaves nothing of persons: what it has begun is private, and the next change sweeps it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.storage import handouts, journal, private
from rusctl.storage.lock import lock
from tests.conftest import Run

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
KINDS, EVERY = (["die-after", "die-torn"], 1) if NIGHTLY else (["die-after"], 3)  # a file is made in four calls
LIST = "name,email,role\nBo Ek,bo@example.se,politiker\n"
COMMANDS = {
    "invite": ["invite", "norberg", "--to", "list.txt"],
    "import": ["participants", "import", "norberg", "list.csv", "--yes"],
    "backup": ["register", "backup", "register/copy.sqlite3"],
    "export": ["participants", "export", "--internal"],
    "sign-in": ["report", "sign-in", "norberg"],
}


@pytest.fixture
def people(project: Path, made_file: Path, rusctl: Run) -> Path:
    shutil.copytree(made_file, project / "register")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    Path("list.txt").write_text("Bo Ek <bo@example.se>\n", encoding="utf-8")
    assert rusctl("person", "import", "list.csv", "--yes").code == 0
    return project


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".*.rusctl-*") if path.is_file()]


def is_open_to_others(path: Path, folder: Path) -> bool:
    """Whether others can read a file that may hold persons; the plan's own files are as open as they were."""
    own = path.relative_to(folder).parts[0] in {"register", ".rusctl"}
    return own and path.stat().st_mode & 0o077 != 0


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_killed_command_leaves_is_private_and_swept(
    name: str,
    people: Path,
    faulted: Callable[..., list[Any]],
    rusctl: Run,
    request: pytest.FixtureRequest,
) -> None:
    counted, monkeypatch = request.getfixturevalue("counted"), request.getfixturevalue("monkeypatch")
    to_erase = None
    runs = faulted(people, *COMMANDS[name], kinds=KINDS, every=EVERY)
    assert {run.code for run in runs if run.call} == {137}
    for run in runs:
        left = leftovers(run.folder)
        if any("register" in path.parts for path in left) and to_erase is None:
            to_erase = run.folder.with_name("to-erase")
            shutil.copytree(run.folder, to_erase)
        assert [path for path in left if is_open_to_others(path, run.folder)] == [], run
        with journal.changing(run.folder):
            pass
        assert leftovers(run.folder) == [], run
    counted(f"{name}: killed at {len(runs) - len(KINDS)} calls, and what was left was private and is swept")
    assert to_erase is not None or name == "import"  # which writes in the database alone
    to_erase = to_erase or runs[0].folder
    monkeypatch.chdir(to_erase)
    for file in ("list.csv", "list.txt"):
        Path(file).unlink()
    erased = rusctl("person", "erase", "1", "--decision", "RUS 2018-1", "--yes")
    assert leftovers(to_erase) == []
    assert ".rusctl-" not in erased.out


def test_what_another_command_is_writing_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "register" / ".copy.sqlite3.rusctl-0123abcd"
    path.parent.mkdir()
    path.touch()
    child_may_end, holding = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        with lock(tmp_path, name=private.LOCK):
            os.write(holding[1], b"x")
            os.read(child_may_end[0], 1)
        os._exit(0)
    os.read(holding[0], 1)
    private.sweep(tmp_path)
    assert path.exists()
    os.write(child_may_end[1], b"x")
    os.waitpid(child, 0)
    private.sweep(tmp_path)
    assert not path.exists()


def test_a_list_that_is_handed_out_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register" / "exports" / "list.csv"
    monkeypatch.setattr(os, "write", lambda *_: os._exit(137))
    child = os.fork()
    if child == 0:
        handouts.write(path, b"Bo Ek", personal=True)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137
    monkeypatch.undo()
    assert not path.exists()
    handouts.write(path, b"Bo Ek", personal=True)
    assert [one.name for one in path.parent.iterdir()] == ["list.csv"]
