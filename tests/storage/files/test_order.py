"""The order of writes, and what a power cut leaves: whatever the disk has not been asked to keep may be lost."""

import datetime as dt
import itertools
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rusctl.storage.files import atomic, exchange, journal, replaced
from rusctl.storage.files.atomic import FileChange
from tests.faults import NIGHTLY

NOW = dt.datetime(2018, 11, 8, 12, 0, tzinfo=dt.UTC)
STATES = 5_000 if NIGHTLY else 150
MOST_LOST = 3
EXCHANGE = 2  # RENAME_EXCHANGE


class Step(NamedTuple):
    """A call that changes the disk, or asks it to keep what it was given: of a path, to another, with some bytes."""

    call: str
    path: str
    to: str = ""
    data: bytes = b""


class Trace:
    """Records the calls that storage makes, and makes them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[Step] = []
        self.handles: dict[int, str] = {}
        for name in ("open", "write", "fsync", "close", "replace", "rename", "unlink", "ftruncate"):
            monkeypatch.setattr(os, name, self._recorded(name, getattr(os, name)))
        monkeypatch.setattr(exchange, "rename", self._recorded("renameat2", exchange.rename))

    def _recorded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            found = real(*args, **kwargs)
            getattr(self, f"_{name}")(found, *args, **kwargs)
            return found

        return call

    def _place(self, path: Any, dir_fd: int | None) -> str:
        """Give the whole path of a name that is seen from a folder's handle."""
        return os.fspath(path) if dir_fd is None else f"{self.handles[dir_fd]}/{os.fspath(path)}"

    def _open(self, handle: int, path: Any, flags: int, *_: Any, dir_fd: int | None = None) -> None:
        place = self.handles[handle] = self._place(path, dir_fd)
        if flags & os.O_CREAT:
            self.steps.append(Step("create", place))
        if flags & os.O_TRUNC:
            self.steps.append(Step("empty", place))

    def _close(self, _: None, handle: int) -> None:
        self.handles.pop(handle, None)

    def _write(self, count: int, handle: int, data: Any) -> None:
        if handle in self.handles:
            self.steps.append(Step("write", self.handles[handle], data=bytes(data[:count])))

    def _ftruncate(self, _: None, handle: int, _length: int) -> None:
        self.steps.append(Step("empty", self.handles[handle]))

    def _fsync(self, _: None, handle: int) -> None:
        self.steps.append(Step("sync", self.handles[handle]))

    def _replace(self, _: None, path: Any, to: Any) -> None:
        self.steps.append(Step("rename", os.fspath(path), os.fspath(to)))

    _rename = _replace

    def _renameat2(self, made: bool, path: Path, to: Path, flags: int) -> None:
        if made:
            self.steps.append(Step("exchange" if flags == EXCHANGE else "rename", os.fspath(path), os.fspath(to)))

    def _unlink(self, _: None, path: Any, *, dir_fd: int | None = None) -> None:
        self.steps.append(Step("unlink", self._place(path, dir_fd)))


def faults_of(steps: list[Step]) -> Iterator[str]:
    """Say where a file takes another's place before its bytes are on the disk, or the folder is not seen safe after."""
    unsynced: set[str] = set()
    unsafe: dict[str, str] = {}
    for step in steps:
        if Path(step.to).parent.name == replaced.FOLDER:
            continue  # what is kept for an editor that still has it open; nobody is promised it
        if step.call in {"create", "write", "empty"}:
            unsynced.add(step.path)
        elif step.call == "sync":
            unsynced.discard(step.path)
            unsafe.pop(step.path, None)
        elif step.call in {"rename", "exchange"}:
            if step.path in unsynced:
                yield f"{Path(step.to).name} has a place before its bytes are safe"
            unsafe[str(Path(step.to).parent)] = Path(step.to).name
    for name in unsafe.values():
        yield f"the name of {name} is never seen safe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = Path(os.path.realpath(tmp_path)) / "plan"
    (target / "config").mkdir(parents=True)
    for name in MORE:
        (target / name).write_bytes(OLD)
    with journal.changing(target):
        pass
    return target


NAMES = ("events.toml", "config/roles.toml")
MORE = (*NAMES, "config/process.toml", "config/checks.toml", "config/frame.toml", "config/targets.toml")
OLD, NEW = b"# old\n" * 40, b"# new\n" * 60


def change(folder: Path, names: tuple[str, ...]) -> None:
    with journal.changing(folder):
        journal.commit(folder, {name: FileChange(OLD, NEW) for name in names}, ["event", "add"], NOW)


@pytest.mark.parametrize("names", [NAMES[:1], NAMES], ids=["one file", "two files"])
def test_every_write_is_safe_before_it_counts(
    names: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        trace = Trace(patch)
        change(folder, names)
    renamed = {step.to for step in trace.steps if step.call in {"rename", "exchange"}}
    assert {str(folder / name) for name in names} <= renamed
    assert [*faults_of(trace.steps)] == []


def test_undo_and_private_files_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder, NAMES)
    with monkeypatch.context() as patch:
        trace = Trace(patch)
        undo(folder)
        atomic.write_private(folder / ".rusctl" / "note", b"x", below=folder)
        for name in ("handed-out", "copied"):
            (folder / name).mkdir()
            atomic.write_new(folder / name / "list.csv", b"x", private=name == "handed-out")
    assert sum(step.call in {"rename", "exchange"} for step in trace.steps) >= 5
    assert [*faults_of(trace.steps)] == []


@pytest.mark.parametrize("left_out", ["the file", "the folder"])
def test_the_checker_sees_a_sync_that_is_not_made(left_out: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        trace = Trace(patch)
        change(folder, NAMES)
    kept = [step for step in trace.steps if step.call != "sync" or (left_out == "the file") == Path(step.path).is_dir()]
    assert [*faults_of(kept)]


class Disk:
    """What stands on a disk: names that lead to files, and names are kept or lost apart from bytes."""

    def __init__(self, folder: Path) -> None:
        self.files: list[bytes] = []
        self.names: dict[str, int] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.names[str(path)] = len(self.files)
                self.files.append(path.read_bytes())


def may_be_lost(steps: list[Step]) -> list[int]:
    """Give the steps that nothing has yet asked the disk to keep."""
    lost, kept = [], set[str]()
    for at, step in reversed([*enumerate(steps)]):
        if step.call == "sync":
            kept.add(step.path)
        elif step.call in {"write", "empty"} and step.path not in kept:
            lost.append(at)
        elif (
            step.call in {"create", "rename", "exchange", "unlink"}
            and str(Path(step.to or step.path).parent) not in kept
        ):
            if step.call == "create" and step.path in kept:
                continue  # a file that is kept has its name kept with it
            lost.append(at)
    return lost[::-1]


def replayed(disk: Disk, steps: list[Step], lost: frozenset[int], zeros: bool) -> dict[str, bytes]:
    """Give the files by name after the steps without the lost ones; a lost write leaves zeros, or nothing."""
    files, handles, names = [*disk.files], {**disk.names}, {**disk.names}
    for at, step in enumerate(steps):
        there = at not in lost
        if step.call == "create" and step.path not in handles:
            handles[step.path] = len(files)
            files.append(b"")
            if there:
                names[step.path] = handles[step.path]
        elif step.call == "empty" and there:
            files[handles[step.path]] = b""
        elif step.call == "write":
            files[handles[step.path]] += step.data if there else bytes(len(step.data)) if zeros else b""
        elif step.call in {"rename", "exchange", "unlink"}:
            named(handles, step, handles)
            if there:
                named(names, step, handles)
    return {name: files[number] for name, number in names.items()}


def named(names: dict[str, int], step: Step, handles: dict[str, int]) -> None:
    """Give the names of files after a step that changes them."""
    if step.call == "exchange":
        names[step.path], names[step.to] = (
            names.get(step.to, handles[step.path]),
            names.get(step.path, handles[step.to]),
        )
        return
    old = names.pop(step.path, None)
    if step.call == "rename":
        names[step.to] = handles[step.to] if old is None else old


def states(steps: list[Step]) -> Iterator[tuple[int, frozenset[int], bool]]:
    """Give how far it came, which of the steps that were not safe then were lost, at most three, and how."""
    for end in range(len(steps) + 1):
        unsafe = may_be_lost(steps[:end])
        for count in range(min(MOST_LOST, len(unsafe)) + 1):
            for lost in itertools.combinations(unsafe, count):
                yield end, frozenset(lost), True
                if any(steps[at].call == "write" for at in lost):
                    yield end, frozenset(lost), False


def trace_of(folder: Path, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> tuple[Disk, list[Step]]:
    disk = Disk(folder)
    with monkeypatch.context() as patch:
        trace = Trace(patch)
        act()
    return disk, trace.steps


def lay(folder: Path, there: dict[str, bytes]) -> None:
    """Let the folder hold these files and no others."""
    for path in folder.rglob("*"):
        if path.is_file() and str(path) not in there:
            path.unlink()
    for name, data in there.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


@pytest.mark.parametrize("what", ["one file", "two files", "undo", "six files and undo"])
def test_a_power_cut_leaves_the_old_or_the_new(
    what: str, folder: Path, monkeypatch: pytest.MonkeyPatch, counted: Callable[[str], None]
) -> None:
    names = {"one file": NAMES[:1], "six files and undo": MORE}.get(what, NAMES)
    if what == "undo":
        change(folder, names)

    def act() -> None:
        if what != "undo":
            change(folder, names)
        if "undo" in what:
            undo(folder)

    disk, steps = trace_of(folder, act, monkeypatch)
    every = [*states(steps)]
    chosen = every if len(every) <= STATES else random.Random(what).sample(every, STATES)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # of the folders that are only looked at
    for end, lost, zeros in chosen:
        lay(folder, replayed(disk, steps[:end], lost, zeros))
        with journal.changing(folder):
            held = {(folder / name).read_bytes() for name in names}
        assert len(held) == 1, (what, end, lost, zeros)
        assert held <= {OLD, NEW}, (what, end, lost, zeros)
        if end == len(steps):  # who was told that it is done, has it
            assert held == ({OLD} if "undo" in what else {NEW}), (what, end, lost, zeros)
    counted(f"power cut, {what}: {len(chosen)} of {len(every)} states, 0 torn")


def undo(folder: Path) -> None:
    with journal.changing(folder):
        journal.undo(folder, ["undo"], NOW)
