"""Every call of a change fails once, or the process dies in it: the files are old or new, and the journal is true."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import RusctlError
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange

CHANGES = Path(__file__).with_name("changes_for_faults.py")
NOW = dt.datetime(2018, 11, 9, tzinfo=dt.UTC)
OLD = b"# the tour\r\n[[event]]\r\nid = 'a'"
NEW = b"# the tour\r\n[[event]]\r\nid = 'a'\r\n\r\n[[event]]\r\nid = \"new\"\r\ndate = 2018-12-03\r\n"
BOTH = ("events.toml", "config/roles.toml")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    (folder / "config").mkdir(parents=True)
    for name in BOTH:
        (folder / name).write_bytes(OLD)
    return folder


def hold(folder: Path) -> tuple[bytes, bytes]:
    return (folder / BOTH[0]).read_bytes(), (folder / BOTH[1]).read_bytes()


def leftovers(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob(".*.rusctl-*")]


def next_change(folder: Path) -> None:
    with journal.changing(folder):
        journal.commit(folder, {"config/frame.toml": FileChange(None, b"x")}, ["note"], NOW)


@pytest.mark.parametrize(
    ("function", "new"), [("one_file", (NEW, OLD)), ("two_files", (NEW, NEW))], ids=["one file", "two files"]
)
def test_a_change_that_fails_anywhere(
    function: str,
    new: tuple[bytes, bytes],
    template: Path,
    faulted: Callable[..., list[Any]],
    counted: Callable[[str], None],
) -> None:
    old = (OLD, OLD)
    tally: Counter[str] = Counter()
    for run in faulted(template, target=f"{CHANGES}:{function}"):
        found = hold(run.folder)
        assert all(one in {OLD, NEW} for one in found), (run, found)
        died = run.kind.startswith("die") and run.call
        assert run.code == (137 if died else run.code)
        assert died or found in {old, new}, run
        if not run.call:
            assert (run.code, found) == (0, new), run
        elif not died:
            assert run.code in {0, 7}, run
            assert run.err.endswith("nothing was changed") is (found == old), run
            assert (run.code == 7) or found == new, run
            assert leftovers(run.folder) == [] or run.call == "os.unlink", run
        tally[f"{run.kind or 'none'}"] += 1
        whole_again(run.folder, old, new, run)
    counted(f"faults, {function}: {tally.total()} runs ({told(tally)}), each old or new, and the journal true")


def whole_again(folder: Path, old: tuple[bytes, bytes], new: tuple[bytes, bytes], run: object) -> None:
    """Make the next change: what a crash left is swept, half a change put back, and undo takes back what was made."""
    before = hold(folder)
    next_change(folder)
    found = hold(folder)
    assert found in {old, new}, run
    assert found == before or before not in {old, new}, run
    assert leftovers(folder) == [], run
    entries = journal.entries(folder)
    made = [entry.command for entry in entries]
    assert made == ([("event", "add")] if found == new else []) + [("note",)], (run, made)
    for _ in entries:
        with journal.changing(folder):
            journal.undo(folder, ["undo"], NOW)
    assert hold(folder) == old, run
    assert not (folder / "config/frame.toml").exists()
    with journal.changing(folder), pytest.raises(RusctlError):
        journal.undo(folder, ["undo"], NOW)
    assert {path.name for path in folder.iterdir()} == {"config", "events.toml", ".rusctl"}


def test_clearing_up_after_a_crash_that_fails_anywhere(
    template: Path, faulted: Callable[..., list[Any]], counted: Callable[[str], None], tmp_path: Path
) -> None:
    died = faulted(template, target=f"{CHANGES}:two_files", kinds=["die-after"])
    (half,) = [run.folder for run in died if hold(run.folder) not in {(OLD, OLD), (NEW, NEW)}]
    half.rename(tmp_path / "half")
    tally: Counter[str] = Counter()
    for run in faulted(tmp_path / "half", target=f"{CHANGES}:one_file"):
        next_change(run.folder)
        found = hold(run.folder)
        assert found in {(OLD, OLD), (NEW, OLD)}, run
        made = [entry.command for entry in journal.entries(run.folder)]
        assert made == [("event", "add")] * (found == (NEW, OLD)) + [("note",)], run
        assert leftovers(run.folder) == [], run
        tally[run.kind] += 1
    counted(f"faults, after a crash: {tally.total()} runs ({told(tally)}), half a change put back in each")


def test_undo_that_fails_anywhere(
    template: Path, faulted: Callable[..., list[Any]], counted: Callable[[str], None]
) -> None:
    with journal.changing(template):
        journal.commit(template, {name: FileChange(OLD, NEW) for name in BOTH}, ["event", "add"], NOW)
    tally: Counter[str] = Counter()
    for run in faulted(template, target=f"{CHANGES}:undo"):
        assert all(one in {OLD, NEW} for one in hold(run.folder)), run
        next_change(run.folder)
        found = hold(run.folder)
        assert found in {(OLD, OLD), (NEW, NEW)}, run
        undone = [entry.number for entry in journal.entries(run.folder) if entry.undoes]
        assert bool(undone) is (found == (OLD, OLD)), run
        assert leftovers(run.folder) == [], run
        tally[run.kind] += 1
    counted(f"faults, undo: {tally.total()} runs ({told(tally)}), each done or not done, and the journal true")


def told(tally: Counter[str]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in tally.items())
