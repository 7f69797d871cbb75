"""A command that is killed leaves nothing of persons: what it has begun is private, and the next change sweeps it."""

import os
from pathlib import Path

import pytest

from rusctl.storage import handouts, private
from rusctl.storage.lock import lock


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
