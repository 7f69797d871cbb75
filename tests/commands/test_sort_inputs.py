"""Inputs sorted by keys in a terminal, and by commands and lines in a script."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.inputs import store
from rusctl.model.inputs import NewInput
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from tests.conftest import Result, Run, run_rusctl

SAID = (
    "Klimatanpassa vägarna längs Sagån",
    "Fler unga borde få praktik hos företagen",
    "Fler unga borde få praktik hos företag",
    "Det saknas kompetens inom vården",
)
Sort = Callable[..., Result]


@pytest.fixture(name="dialogue")
def dialogue_fixture(project: Path, rusctl: Run) -> Path:
    assert rusctl("register", "init").code == 0
    new = [NewInput(event="sala", text=text) for text in SAID]
    opened(Project(str(project))).change("inputs add", lambda change: store.add(change, new))
    return project


@pytest.fixture(name="sort")
def sort_fixture(dialogue: Path, monkeypatch: pytest.MonkeyPatch) -> Sort:
    assert dialogue

    def run(*lines: str) -> Result:
        text = "".join(f"{line}\n" for line in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        return run_rusctl("inputs", "sort", "sala", "--by", "ak", "--lang", "en")

    return run


class Screen:
    """A terminal in which rusctl inputs sort runs."""

    def __init__(self, folder: Path) -> None:
        self.controller, terminal = pty.openpty()
        words = [sys.executable, "-m", "rusctl", "inputs", "sort", "sala", "--lang", "en"]
        self.run = subprocess.Popen(words, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal)
        os.close(terminal)

    def until(self, text: str) -> str:
        seen = ""
        ends = time.monotonic() + 60
        while text not in seen:
            ready = select.select([self.controller], [], [], max(ends - time.monotonic(), 0))[0]
            assert ready, seen
            seen += os.read(self.controller, 65_536).decode("utf-8", "replace")
        return seen

    def press(self, keys: str) -> None:
        os.write(self.controller, keys.encode())

    def end(self) -> int:
        code = self.run.wait(60)
        os.close(self.controller)
        return code


def test_a_key_accepts_and_who_is_killed_goes_on_from_there(dialogue: Path, rusctl: Run) -> None:
    screen = Screen(dialogue)
    shown = screen.until("has a word that goes with klimat in its name")
    assert "SALA-001  1/4, 4 left" in shown
    screen.press("1")
    assert "shares 7 of 7 words with SALA-003" in screen.until("SALA-003: Fler")
    screen.run.send_signal(signal.SIGKILL)
    screen.end()
    again = Screen(dialogue)
    again.until("SALA-002  2/4, 3 left")
    again.press("tkompetens\n")
    again.until("SALA-003  3/4, 2 left")
    again.press("\x1b[D")
    assert "= Provision of skills, sorted" in again.until("SALA-002  2/4")
    again.press("ö?q")
    again.until("2 are left to sort")
    assert again.end() == 0
    rows = json.loads(rusctl("inputs", "suggest", "SALA-003", "--json").out)
    assert [row["id"] for row in rows] == ["kompetens", "innovation", "foretagande", "SALA-002"]


def test_lines_sort_what_keys_do(sort: Sort, rusctl: Run) -> None:
    result = sort("1", "t +Praktikplatser, kompetens", "d", "s for", "a fråga vården", "m", "1", "t klimat", "", "q")
    assert result.code == 0, result.err
    assert "all of them are sorted" in result.err
    themes = json.loads(rusctl("inputs", "themes", "--json").out)
    assert [(row["id"], row["sv"], row["inputs"]) for row in themes] == [("praktikplatser", "Praktikplatser", 2)]
    groups = json.loads(rusctl("inputs", "groups", "--json").out)
    assert [row["inputs"] for row in groups] == [["SALA-002", "SALA-003"]]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("9", 0, "there is no suggestion 9"),
        ("x", 0, "the keys are"),
        ("?", 0, "m: more than one heading"),
        ("b", 0, "this is the first one"),
        ("d", 0, "nothing likely says the same"),
        ("t klimatet", 1, "klimatet is not a heading or a theme"),
        ("s kanske", 1, "kanske is not a stance"),
    ],
)
def test_what_a_line_cannot_do_is_said(sort: Sort, line: str, code: int, said: str) -> None:
    result = sort(line, "q")
    assert (result.code, said in result.err) == (code, True), result.err


def test_commands_sort_what_the_desk_does(dialogue: Path, rusctl: Run) -> None:
    def run(*words: str) -> str:
        result = rusctl("inputs", *words, "--lang", "en")
        assert result.code == 0, result.err
        return result.out + result.err

    assert dialogue
    assert "new theme praktik: Praktikplatser" in run(
        "theme", "praktik", "--sv", "Praktikplatser", "--to", "2019-01-31"
    )
    assert "SALA-002 stands under praktik" in run("tag", "SALA-002", "praktikplatser", "--by", "ak")
    assert "praktik" in run("themes")
    assert "2019" in run("themes")
    assert "SALA-001: sorted, with ak" in run("mark", "SALA-001", "done", "--to", "ak")
    assert "SALA-001: against" in run("stance", "SALA-001", "against")
    assert "SALA-001: noted" in run("note", "SALA-001", "fråga vägenheten")
    assert "SALA-001.1: Klimatanpassa vägarna" in run("split", "SALA-001", "Klimatanpassa vägarna")
    assert "SALA-001.1" in run("split", "SALA-001")
    assert "has no parts" in run("split", "SALA-001.1", "--join")
    assert "group 1: SALA-002, SALA-003" in run("group", "SALA-002", "SALA-003", "--name", "Praktik")
    assert "Praktik" in run("groups")
    assert "group 1 is dissolved" in run("ungroup", "1")
    assert "SALA-001" in run("search", "VÄG")
    assert "there are more" in run("search", "praktik", "--most", "1")
    assert "klimat" in run("suggest", "SALA-001")
    assert "nothing was changed" in run("tag", "SALA-002", "praktik", "-n").lower()
    assert rusctl("register", "undo").code == 0
    assert [row["inputs"] for row in json.loads(run("groups", "--json"))] == [["SALA-002", "SALA-003"]]


def test_a_sheet_that_two_have_edited_is_read_back(dialogue: Path, rusctl: Run) -> None:
    assert rusctl("inputs", "sheet", "-o", "../sortering.xlsx", "--lang", "en").code == 0
    assert rusctl("inputs", "read", "../sortering.xlsx", "--lang", "en").err.endswith(
        "4 rows: 0 with changes, 4 as they stand, 0 waiting, 0 wrong\n"
        "the sheet says what stands already; nothing was changed\n"
    )
    rusctl("inputs", "stance", "SALA-001", "for")
    mine = "Input;Headings;Stance;Taken as\nSALA-001;klimat;against;||open\n"
    (dialogue.parent / "mine.csv").write_text(mine, encoding="utf-8")
    result = rusctl("inputs", "read", "../mine.csv", "--lang", "en")
    assert result.code == 1
    assert "a colleague has changed this meanwhile: Stance: for; the sheet changes +klimat; both are kept" in result.err
    assert "SALA-001, Stance: the sheet says against, a colleague for, which stands" in result.err
    wrong = "Input;Headings\nSALA-001;klimatet\nSALA-009;klimat\n"
    (dialogue.parent / "wrong.csv").write_text(wrong, encoding="utf-8")
    result = rusctl("inputs", "read", "../wrong.csv", "--lang", "en")
    assert result.code == 1
    assert "row 2, Headings, klimatet: klimatet is not a heading or a theme" in result.err
    assert "row 3, Input, SALA-009: there is no such input" in result.err
    assert "nothing was changed" in result.err
