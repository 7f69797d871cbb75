"""Editors save while rusctl changes the same file: no save is lost."""

import contextlib
import datetime as dt
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.errors import ConflictError
from rusctl.language.catalogue import Language
from rusctl.storage.files import atomic, exchange, journal
from rusctl.storage.files.atomic import FileChange, replace_all
from tests.faults import NIGHTLY

NOW = dt.datetime(2018, 11, 8, 12, 0, tzinfo=dt.UTC)
SAVES = 2_000 if NIGHTLY else 200
Rename = Callable[[Path, Path, int], bool]


def save(path: Path, data: bytes) -> None:
    """Save as most editors do: beside, and renamed."""
    beside = path.with_name(path.name + "~")
    beside.write_bytes(data)
    beside.rename(path)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def at_each_exchange(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Let an editor act right before each of the next renames: the last moment there is."""
    real: Rename = exchange.rename
    waiting = list(acts)

    def rename(old: Path, new: Path, flags: int) -> bool:
        if waiting:
            waiting.pop(0)()
        return real(old, new, flags)

    monkeypatch.setattr(exchange, "rename", rename)


@pytest.fixture(params=["exchanged", "compared"])
def moment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where names can be exchanged, and where they cannot."""
    if request.param == "compared":
        monkeypatch.setattr(exchange, "rename", lambda *_: False)


@pytest.mark.usefixtures("moment")
@pytest.mark.parametrize("before", [b"old", None])
def test_a_save_right_before_the_rename_is_kept(
    before: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    if before is not None:
        two.write_bytes(before)
    at_each_exchange(monkeypatch, lambda: None, lambda: save(two, b"theirs"))
    with pytest.raises(ConflictError) as caught:
        replace_all({one: FileChange(b"1", b"new"), two: FileChange(before, b"new")})
    assert "two was changed by someone else meanwhile, and that change was kept" in Language("en").text(
        caught.value.message
    )
    assert files(tmp_path) == {"one": b"1", "two": b"theirs"}


def test_a_save_during_the_syncs_is_kept_before_anything_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"1")
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        save(path, b"theirs")

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(exchange, "rename", lambda *_: pytest.fail("it was renamed"))
    with pytest.raises(ConflictError):
        replace_all({path: FileChange(b"1", b"new")})
    assert files(tmp_path) == {"one": b"theirs"}


def test_a_file_that_is_saved_while_it_is_removed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"1")
    real = os.rename

    def rename(old: Path, new: Path) -> None:
        if old == path:
            save(path, b"theirs")
        real(old, new)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(ConflictError):
        replace_all({path: FileChange(b"1", None)})
    assert files(tmp_path) == {"one": b"theirs"}


def test_the_newest_of_several_saves_stays_and_the_older_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.toml"
    path.write_bytes(b"0")
    at_each_exchange(monkeypatch, lambda: save(path, b"first"), lambda: save(path, b"second"))
    with journal.changing(tmp_path), pytest.raises(ConflictError):
        journal.commit(tmp_path, {"events.toml": FileChange(b"0", b"new")}, ["event", "move"], NOW)
    assert files(tmp_path) == {"events.toml": b"second"}
    assert [path.read_bytes() for path in (tmp_path / ".rusctl").glob("saved-*-events.toml")] == [b"first"]
    assert journal.entries(tmp_path) == ()


def test_what_an_editor_writes_in_place_after_the_exchange_is_found_by_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "config" / "process.toml"
    path.parent.mkdir()
    path.write_bytes(b"0")
    name = "config/process.toml"
    with path.open("r+b") as editor:
        with journal.changing(tmp_path):
            journal.commit(tmp_path, {name: FileChange(b"0", b"1")}, ["x"], NOW)
        editor.write(b"written by hand")
    with pytest.raises(ConflictError) as caught, journal.changing(tmp_path):
        pytest.fail("the change began")
    (saved,) = (tmp_path / ".rusctl").glob("saved-*")
    assert saved.read_bytes() == b"written by hand"
    assert f"{name} was saved in an editor just as rusctl changed it" in Language("en").text(caught.value.message)
    assert saved.name in Language("en").text(caught.value.message)
    with journal.changing(tmp_path):
        journal.commit(tmp_path, {name: FileChange(b"1", b"2")}, ["x"], NOW)
    assert (path.read_bytes(), saved.exists()) == (b"2", True)


def test_the_old_file_goes_with_the_next_change(tmp_path: Path) -> None:
    path, kept = tmp_path / "events.toml", tmp_path / ".rusctl" / "replaced"
    path.write_bytes(b"0")
    for old, new in ((b"0", b"1"), (b"1", b"2")):
        with journal.changing(tmp_path):
            journal.commit(tmp_path, {"events.toml": FileChange(old, new)}, ["x"], NOW)
        assert [one.read_bytes() for one in kept.iterdir()] == [old]
    with journal.changing(tmp_path):
        assert [*kept.iterdir()] == []


def test_a_save_that_a_kill_has_left_beside_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.toml"
    path.write_bytes(b"0")
    with monkeypatch.context() as patch:
        at_each_exchange(patch, lambda: save(path, b"theirs"), lambda: os._exit(137))
        child = os.fork()
        if child == 0:
            with journal.changing(tmp_path):
                journal.commit(tmp_path, {"events.toml": FileChange(b"0", b"new")}, ["x"], NOW)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137
    assert path.read_bytes() == b"new"
    with journal.changing(tmp_path):
        pass
    assert (path.read_bytes(), journal.entries(tmp_path)) == (b"theirs", ())


def change_until(folder: Path, stop: Path) -> None:
    """Change the first line again and again, as commands do: read, then lock, compare and write."""
    while not stop.exists():
        old = atomic.read(folder / "events.toml")
        number, _, rest = old.partition(b"\n")
        new = b"%d\n" % (int(number) + 1) + rest
        with contextlib.suppress(ConflictError), journal.changing(folder):
            journal.commit(folder, {"events.toml": FileChange(old, new)}, ["x"], NOW)


def forked(act: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 70
        with contextlib.suppress(BaseException):
            act()
            code = 0
        os._exit(code)
    return child


def seen_with(path: Path, line: bytes) -> bytes:
    """Give a file once a line stands in it: a save is out of the file for the moment of an exchange."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        text = path.read_bytes()
        if line in text:
            return text
        time.sleep(0.001)
    return b""


def test_no_save_is_lost_while_many_change_the_file(tmp_path: Path, counted: Callable[[str], None]) -> None:
    """An editor adds a line to what it has read and saves, two hundred times; four processes change the file."""
    path, stop = tmp_path / "events.toml", tmp_path / "stop"
    path.write_bytes(b"0\n")
    changers = [forked(lambda: change_until(tmp_path, stop)) for _ in range(4)]
    pauses = random.Random(2018)
    text, lost = path.read_bytes(), 0
    try:
        for number in range(SAVES):
            line = b"line %d of the editor\n" % number
            time.sleep(pauses.random() * 0.02)
            save(path, text + line)
            time.sleep(pauses.random() * 0.02)
            found = seen_with(path, line)
            lost += not found
            text = found or text
    finally:
        stop.touch()
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in changers]
    assert (lost, codes) == (0, [0] * 4)
    made = int(path.read_bytes().partition(b"\n")[0])
    assert made > 0
    counted(f"editor: {SAVES} saves while four processes changed the file, {lost} lost")
