"""How far work has come, on a terminal: shown where work takes long, gone when it is done, nothing elsewhere."""

import os
import re
import select
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.output import progress
from rusctl.output.progress import WorkStand, words
from rusctl.services.project import Project

pty = pytest.importorskip("pty")
WHAT = msg("Messages")


class Screen:
    """A terminal that stderr is, and what was written to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Open it; stderr is put there by the test, since pytest puts its own before each."""
        self.reader, writer = pty.openpty()
        os.set_blocking(self.reader, False)
        self.stream = os.fdopen(writer, "w", encoding="utf-8")
        self.patch = monkeypatch

    def on(self) -> None:
        """Let stderr be this terminal."""
        self.patch.setattr(sys, "stderr", self.stream)

    def text(self) -> str:
        """Give what was written."""
        found = b""
        while select.select([self.reader], [], [], 0.1)[0]:  # the system hands it over in pieces
            found += os.read(self.reader, 65536)
        return found.decode()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """A terminal on which the line comes at once."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "AFTER", 0.01)
    monkeypatch.setattr(progress, "EVERY", 0.01)
    found = Screen(monkeypatch)
    yield found
    found.stream.close()
    os.close(found.reader)


def _left(text: str) -> list[str]:
    """Give the lines that stand on a screen after all of a text was written to it."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        shown: list[str] = []
        for part in line.split("\r"):
            shown[: len(part)] = part
        lines.append("".join(shown).rstrip())
    return lines


def test_work_that_takes_long_is_shown_and_nothing_is_left(screen: Screen) -> None:
    screen.on()
    run = Terminal(Language("sv"))
    done = []
    for number in run.along(WHAT, range(4), 4):
        time.sleep(0.05)
        done.append(number)
        if number == 2:
            run.tell(msg("nothing is queued"))
    text = screen.text()
    assert done == [0, 1, 2, 3]
    assert re.search(r"Meddelanden: [1-3] av 4 klara, ungefär 1 s kvar", text)
    assert [line for line in _left(text) if line] == ["inget står i kö"]
    assert "progress" not in [one.name for one in threading.enumerate()]


def test_work_that_is_broken_off_leaves_nothing(screen: Screen) -> None:
    screen.on()
    run = Terminal(Language("en"))
    for _ in run.along(WHAT, "ab", 2):
        time.sleep(0.05)
        run.end()
        break
    text = screen.text()
    assert "Messages: 0 of 2 done" in text
    assert not any(_left(text))


def test_short_work_shows_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.on()
    monkeypatch.setattr(progress, "AFTER", 5)
    assert list(Terminal(Language("en")).along(WHAT, "ab", 2)) == ["a", "b"]
    assert not screen.text()


def test_a_dumb_terminal_and_a_pipe_show_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.on()
    monkeypatch.setenv("TERM", "dumb")
    for _ in Terminal(Language("en")).along(WHAT, "a", 1):
        time.sleep(0.03)
    assert not screen.text()
    monkeypatch.setattr(sys, "stderr", sys.__stdout__)
    items = iter("ab")
    assert Terminal(Language("en")).along(WHAT, items, 2) is items


def test_time_left() -> None:
    cases = (WorkStand(WHAT), WorkStand(WHAT, 3, 4), WorkStand(WHAT, 0, 4, 20), WorkStand(WHAT, 0, 4, 0.5))
    said = {code: [Language(code).text(words(work, 3)) for work in cases] for code in ("en", "sv")}
    assert said == {
        "en": [
            "Messages: 3 s so far",
            "Messages: 3 of 4 done, about 1 s left",
            "Messages: 0 of 4 done, about 1 min left at most",
            "Messages: 0 of 4 done, 3 s so far",
        ],
        "sv": [
            "Meddelanden: 3 s hittills",
            "Meddelanden: 3 av 4 klara, ungefär 1 s kvar",
            "Meddelanden: 0 av 4 klara, som mest ungefär 1 min kvar",
            "Meddelanden: 0 av 4 klara, 3 s hittills",
        ],
    }
    assert Language("en").text(words(WorkStand(WHAT), 7500)) == "Messages: 2 h 5 min so far"


def test_services_give_the_items_where_nobody_looks(tmp_path: Path) -> None:
    project = Project(str(tmp_path))
    assert list(project.progress(WHAT, "ab", 2)) == ["a", "b"]
    assert project.during(WHAT, lambda: 3) == 3
    run = Terminal(Language("en"))
    assert run.project.progress == run.along
    assert run.project.again().progress == run.along
