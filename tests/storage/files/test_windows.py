"""What Windows does otherwise, as far as it can be tried elsewhere; `make windows-test` tries the rest under Wine."""

import ast
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from rusctl.calendar.foreign import expand
from rusctl.commands.common import streams
from rusctl.database import sqlite
from rusctl.errors import EnvironmentFailureError, InUseError
from rusctl.language.catalogue import Language
from rusctl.storage import plan
from rusctl.storage.files import atomic, begun, synced, windows
from tests.conftest import DAY, copy_plan

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = Language("en")
# openers get the flags that Python opens files with, and folders and the null device hold no text
WITHOUT = {
    "rusctl/commands/common/streams.py",
    "rusctl/database/copying.py",
    "rusctl/storage/files/atomic.py",
    "rusctl/storage/files/placing.py",
    "rusctl/storage/files/state.py",
}


def refused(number: int) -> OSError:
    error = OSError(13, "Permission denied")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(windows, "PAUSES", (0.0, 0.0))


def failing(times: int, number: int) -> Callable[[], int]:
    calls: list[int] = []

    def work() -> int:
        calls.append(number)
        if len(calls) <= times:
            raise refused(number)
        return len(calls)

    return work


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("number", [5, 32, 33])
def test_what_others_hold_for_a_moment_is_tried_again(number: int) -> None:
    assert windows.again(failing(2, number)) == 3
    with pytest.raises(OSError, match="Permission denied"):
        windows.again(failing(3, number))


@pytest.mark.usefixtures("on_windows")
def test_what_will_not_pass_is_not_tried_again() -> None:
    with pytest.raises(OSError, match="Permission denied"):
        windows.again(failing(1, 1))


def test_elsewhere_nothing_is_tried_again() -> None:
    with pytest.raises(OSError, match="Permission denied"):
        windows.again(failing(1, 32))


def test_who_holds_a_file_is_said_to_be_another_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def held(_path: Path) -> bytes:
        raise refused(32)

    monkeypatch.setattr(atomic, "_bytes", held)
    for read in (atomic.read, atomic.read_if_there):
        with pytest.raises(InUseError) as caught:
            read(tmp_path / "events.toml")
        words = "another program has events.toml open; close it there and try again"
        assert (ENGLISH.text(caught.value.message), caught.value.exit_code) == (words, 7)
    with pytest.raises(InUseError):  # and it is no fault of the plan
        plan.load(tmp_path)
    assert ENGLISH.text(atomic.reason(refused(33))) == "another program has it open; close it there and try again"
    assert "or you have no permission" in ENGLISH.text(atomic.reason(refused(5)))


def test_every_file_is_opened_as_bytes() -> None:
    for path in sorted((ROOT / "rusctl").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.open" and name not in WITHOUT:
                flags = ast.unparse(node.args[1])
                binary = "windows.BINARY" in flags or flags in {"_FLAGS", "_LOOK", "_FOLDER"} or "O_DIRECTORY" in flags
                assert binary, (name, node.lineno, flags)


def test_sqlite_opens_a_folder_of_another_machine() -> None:
    assert sqlite.uri(PureWindowsPath(r"\\server\share\plan å\register.sqlite3")) == (
        "file:////server/share/plan%20%C3%A5/register.sqlite3"
    )
    assert sqlite.uri(PureWindowsPath(r"C:\plan\register.sqlite3")) == "file:///C:/plan/register.sqlite3"


def test_a_file_beside_has_a_short_name_and_is_swept(tmp_path: Path) -> None:
    long = tmp_path / ("0123456789abcdef" * 4)
    beside = begun.name_beside(long)
    assert (len(beside.name), begun.is_begun(beside.name)) == (57, True)
    beside.touch()
    assert atomic.leftovers(long) == [beside]
    atomic.sweep_beside([long])
    assert not beside.exists()


def test_where_no_alarm_rings_a_thread_looks_at_the_time() -> None:
    def work() -> None:
        with expand.watcher(begin):
            while time.process_time() - begin < 5:
                pass

    begin = time.process_time()
    with pytest.raises(expand.TooLong):
        work()
    assert time.process_time() - begin < 5
    with expand.watcher(time.process_time()):  # what is quick is let be
        pass


def test_what_is_no_terminal_gets_utf8_and_lf() -> None:
    terminal, pipe = SimpleNamespace(isatty=lambda: True), SimpleNamespace(isatty=lambda: False)
    assert (streams.form_of(pipe), streams.form_of(terminal)) == ({"encoding": "utf-8", "newline": "\n"}, {})


@pytest.mark.parametrize("words", [("tour", "--json"), ("milestones", "--json")])
def test_what_programs_read_is_utf8_whatever_the_locale(words: tuple[str, ...], tmp_path: Path) -> None:
    copy_plan(tmp_path)
    command = [sys.executable, "-m", "rusctl", *words, "--today", DAY]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert "ö" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("known", [True, False])
def test_on_macos_bytes_go_down_to_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: bool) -> None:
    called: list[str] = []

    def control(_handle: int, command: int) -> None:
        called.append(f"F_FULLFSYNC {command}")
        if not known:
            raise OSError(45, "not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(synced, "fcntl", SimpleNamespace(fcntl=control, F_FULLFSYNC=51), raising=False)
    monkeypatch.setattr(os, "fsync", lambda _handle: called.append("fsync"))
    with (tmp_path / "x").open("wb") as file:
        synced.file(file.fileno())
    assert called == ["F_FULLFSYNC 51"] + ["fsync"] * (not known)


def test_an_error_of_reading_is_still_the_machines(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailureError) as caught:
        atomic.read(tmp_path)
    assert not isinstance(caught.value, InUseError)
