"""A command that is killed leaves nothing of persons: what it has begun is private, and the next change sweeps it."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.errors import ConflictError
from rusctl.language.catalogue import Language
from rusctl.mail import drafts
from rusctl.storage import mappings
from rusctl.storage.files import begun, exports, journal, private
from tests.conftest import Run

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
KINDS, EVERY = (["die-after", "die-torn"], 1) if NIGHTLY else (["die-after"], 2)  # a file is made in four calls
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
    runs = faulted(people, *COMMANDS[name], kinds=KINDS, every=1 if name == "import" else EVERY)
    assert {run.code for run in runs if run.call} <= {137}
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


@contextlib.contextmanager
def another_is_making(path: Path) -> Iterator[Path]:
    """Have another process begin a file, and end it at the end without a word; gives what is begun."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    child_may_end, begun_it = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        temporary, _ = begun.begin(path, begun.HANDED_OUT)
        os.write(begun_it[1], os.fsencode(temporary))
        os.read(child_may_end[0], 1)
        os._exit(137)
    try:
        yield Path(os.fsdecode(os.read(begun_it[0], 4096)))
    finally:
        os.write(child_may_end[1], b"x")
        os.waitpid(child, 0)


def test_what_another_command_is_writing_is_left_alone(tmp_path: Path) -> None:
    with another_is_making(tmp_path / "register" / "copy.sqlite3") as path:
        journal_of_it = path.with_name(path.name + "-journal")
        journal_of_it.touch()
        private.sweep(tmp_path)
        assert path.exists()
        assert journal_of_it.exists()
    private.sweep(tmp_path)
    assert list((tmp_path / "register").iterdir()) == []


def test_a_long_backup_keeps_no_draft_waiting(tmp_path: Path) -> None:
    with another_is_making(tmp_path / "register" / "copy.sqlite3") as path:
        began = time.monotonic()
        draft = drafts.write(tmp_path, "norberg", 1, b"Hej")
        mappings.remember(tmp_path, ["Namn"], {"Namn": "name"})
        assert time.monotonic() - began < private.TIMEOUT / 2
        assert draft.read_bytes() == b"Hej"
        assert path.exists()


def test_the_next_draft_sweeps_what_is_left_of_another_one(tmp_path: Path) -> None:
    place = tmp_path / "register" / "drafts" / "norberg"
    place.mkdir(mode=0o700, parents=True)
    with another_is_making(place / "1.eml") as left:
        pass
    assert left.exists()
    drafts.write(tmp_path, "norberg", 2, b"Hej")
    assert [path.name for path in place.iterdir()] == ["2.eml"]


def test_erasing_does_not_pass_over_what_another_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "TIMEOUT", 0.1)
    with another_is_making(tmp_path / "register" / "copy.sqlite3") as path:
        with pytest.raises(ConflictError) as caught:
            private.sweep(tmp_path, wait=True)
        assert path.name in Language("en").text(caught.value.message)
    private.sweep(tmp_path, wait=True)
    assert not path.exists()


def test_what_is_taken_for_left_before_it_is_locked_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    opened: list[Any] = []

    def swept_at_once(path: Any, flags: int, mode: int = 0o777) -> int:
        handle = real(path, flags, mode)
        if flags & os.O_CREAT and not opened:
            opened.append(path)
            begun.sweep(tmp_path)
        return handle

    monkeypatch.setattr(os, "open", swept_at_once)
    path, handle = begun.begin(tmp_path / "list.csv")
    os.close(handle)
    assert [path] == list(tmp_path.iterdir())
    assert opened[0] != path


def test_what_is_left_elsewhere_is_private_and_goes_with_the_next_there(tmp_path: Path) -> None:
    """A folder that is no plan's may hold another plan's files: those are not touched."""
    others = tmp_path / ".events.toml.rusctl-01234567"
    others.touch()
    with another_is_making(tmp_path / "list.csv") as list_left, another_is_making(tmp_path / "copy.sqlite3") as copy:
        exports.write(tmp_path / "still.csv", b"Bo Ek", personal=True)
        assert {list_left, copy} <= {*tmp_path.iterdir()}
    assert {path.stat().st_mode & 0o777 for path in (list_left, copy)} == {0o600}
    exports.write(tmp_path / "other.csv", b"Bo Ek", personal=True)
    assert {path.name for path in tmp_path.iterdir()} == {others.name, "still.csv", "other.csv"}


def test_a_backup_elsewhere_sweeps_what_an_earlier_one_has_left_there(
    people: Path, rusctl: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    with another_is_making(elsewhere / "monday.sqlite3") as left:
        pass
    assert left.exists()
    assert rusctl("register", "backup", str(elsewhere / "tuesday.sqlite3")).code == 0
    assert [path.name for path in elsewhere.iterdir()] == ["tuesday.sqlite3"]
    assert people.exists()


def test_every_change_of_a_register_sweeps_beside_the_plan(register: Register, project: Path) -> None:
    with another_is_making(project / "register" / "list.csv") as left:
        pass
    register.change("a test", lambda _: None)
    assert not left.exists()


def test_a_retention_run_sweeps_also_where_nothing_is_old_enough(people: Path, rusctl: Run) -> None:
    kept = '[[class]]\nid = "personer"\nwhat = "person"\nmonths = 1200\ndecision = "DNR-TEST-1"\n'
    (people / "config" / "retention.toml").write_text(kept, encoding="utf-8")
    with another_is_making(people / "register" / "list.csv") as left:
        pass
    assert rusctl("retention", "run").code == 0
    assert left.exists()
    assert rusctl("retention", "run", "--apply").code == 0
    assert not left.exists()


def test_a_list_that_is_handed_out_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register" / "exports" / "list.csv"
    monkeypatch.setattr(os, "write", lambda *_: os._exit(137))
    child = os.fork()
    if child == 0:
        exports.write(path, b"Bo Ek", personal=True)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137
    monkeypatch.undo()
    assert not path.exists()
    exports.write(path, b"Bo Ek", personal=True)
    assert [one.name for one in path.parent.iterdir()] == ["list.csv"]
