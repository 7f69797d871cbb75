"""What is longer than the screen goes to a pager in a terminal, and nowhere else."""

import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

from rusctl import cli
from rusctl.commands.common import pager
from rusctl.commands.common.streams import Guarded, Pageable


def shown(folder: Path, *words: str, **variables: str) -> str:
    """Give what a terminal of ten lines shows of a command."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 100, 0, 0))
    command = [sys.executable, "-m", "rusctl", *words, "--lang", "en"]
    environment = {**os.environ, "TERM": "xterm", **variables}
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=terminal, stdout=terminal, stderr=terminal):
        os.close(terminal)
        found = b""
        while True:
            try:
                found += os.read(controller, 65536)
            except OSError:  # the last who had the terminal open has ended
                break
    os.close(controller)
    return found.decode()


@pytest.mark.parametrize(
    ("words", "said", "paged"),
    [
        (["tour"], "sed s/^/PAGED/", True),
        (["tour", "-h"], "sed s/^/PAGED/", True),
        (["where"], "sed s/^/PAGED/", False),  # it fits
        (["tour", "--json"], "sed s/^/PAGED/", False),
        (["tour"], "", False),
        (["tour"], "/is/not/there", False),
    ],
)
def test_a_long_result_is_paged_in_a_terminal(words: list[str], said: str, *, paged: bool, project: Path) -> None:
    found = shown(project, *words, RUSCTL_PAGER=said, PAGER="sed s/^/WRONG/")
    assert ("PAGED" in found, "WRONG" in found) == (paged, False)
    assert len(found.splitlines()) > 1
    assert "fault" not in found


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"RUSCTL_PAGER": "most -s", "PAGER": "less"}, ["most", "-s"]),
        ({"PAGER": "less -X"}, ["less", "-X"]),
        ({"PAGER": "cat"}, []),
        ({"RUSCTL_PAGER": "", "PAGER": "less"}, []),
    ],
)
def test_which_pager(variables: dict[str, str], expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUSCTL_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert pager.command() == expected


def test_the_order_is_kept_where_nothing_is_paged() -> None:
    both: Any = io.StringIO()
    held = Pageable(Guarded(both), Guarded(both), lambda: True)
    held.err.write("before\n")
    held.out.write("result\n")
    held.err.write("beside\n")
    assert both.getvalue() == "before\n"
    held.release(lambda _: False, 0)
    assert both.getvalue() == "before\nresult\nbeside\n"


def test_a_question_is_seen_at_once() -> None:
    both: Any = io.StringIO()
    held = Pageable(Guarded(both), Guarded(both), lambda: True)
    held.out.write("result\n")
    print("sure? ", end="", file=held.err, flush=True)
    assert both.getvalue() == "result\nsure? "


def test_what_serves_only_reads_and_is_not_held() -> None:
    assert cli.SERVING <= cli.READING
