"""The installed program itself, as a process of its own, with strace making one system call after another fail."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_faults import COMMANDS, contents, each_is_one_of, prepare
from tests.conftest import copy_plan, run_rusctl
from tests.faults import NIGHTLY

KINDS = ("error=ENOSPC", "error=EIO", "error=EACCES", "error=EINTR", "signal=KILL")
CALLS = (
    "write", "fsync", "ftruncate", "rename", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "chmod", "fchmod",
)  # fmt: skip
CHOSEN = tuple(COMMANDS) if NIGHTLY else ("move",)
FEW = 20  # points of a run that is not nightly
KILLED = -9
STRACE = ("strace", "--quiet=all", "--signal=none", "--seccomp-bpf", "--follow-forks", "--output")


def can_trace() -> bool:
    return (
        shutil.which("strace") is not None
        and subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


def traced(folder: Path, words: list[str], *more: str) -> tuple[int, str, Counter[str]]:
    """Run the program under strace; give its exit code, what it says, and how often it made each call."""
    log = folder.with_suffix(".calls")
    done = subprocess.run(
        [*STRACE, log, f"--trace={','.join(CALLS)}", *more, sys.executable, "-m", "rusctl", *words],
        cwd=folder, capture_output=True, check=False, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    lines = [line.split(maxsplit=1) for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    own = [call for number, call in lines if number == lines[0][0]]  # and not those of a child
    return done.returncode, done.stderr, Counter(re.split(r"\W", call)[0] for call in own)


@pytest.mark.parametrize("command", CHOSEN)
def test_a_process_whose_call_fails_leaves_the_old_or_the_new(
    command: str,
    tmp_path: Path,
    counted: Callable[[str], None],
    not_run: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not can_trace():
        not_run("faults in real processes: strace, and leave to trace")
        return
    monkeypatch.setenv("RUSCTL_LANG", "en")
    template = tmp_path / "template"
    template.mkdir()
    copy_plan(template)
    monkeypatch.chdir(template)
    prepare(command, template)
    assert run_rusctl("event", "add", "before", "--title", "Before").code == 0 or command == "undo"
    if command == "undo":
        assert run_rusctl("event", "cancel", "arboga").code == 0
    old = contents(template)
    whole = tmp_path / "whole"
    shutil.copytree(template, whole)
    code, said, calls = traced(whole, COMMANDS[command])
    assert code == 0, said
    new = contents(whole)
    points = [(call, number, kind) for kind in KINDS for call in sorted(calls) for number in range(1, calls[call] + 1)]
    chosen = points if NIGHTLY else points[:: len(points) // FEW]
    for call, number, kind in chosen:
        folder = tmp_path / "work"
        shutil.copytree(template, folder)
        told = traced(folder, COMMANDS[command], f"--inject={call}:{kind}:when={number}")
        looked_at(folder, (kind, call, number, told), told[0], old, new)
        monkeypatch.chdir(folder)
        assert run_rusctl("event", "add", "next", "--title", "Next").code == 0, told
        assert list(folder.rglob(".*.rusctl-*")) == [], (kind, call, number)
        monkeypatch.chdir(template)
        shutil.rmtree(folder)
    counted(f"real processes, rusctl {command}: {len(chosen)} of {len(points)} faults, the plan old or new in each")


def looked_at(folder: Path, told: object, code: int, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Look at what a run has left: old, or new, or between two files that a kill has parted."""
    found = contents(folder)
    reader_failed = code == 1 and found == old and "is not read: " in str(told)  # strace has its children fail, too
    assert code in {0, 7, KILLED} or reader_failed, told
    assert found in (old, new) or (code == KILLED and each_is_one_of(found, old, new)), told
    assert code or found == new, told
    assert "nothing was changed" not in str(told) or found == old, told
    assert "Traceback" not in str(told), told
