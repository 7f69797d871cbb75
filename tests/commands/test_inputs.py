"""What people see of inputs: recorded at the meeting, read from lists, formed; and nothing lost where it is killed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

KINDS = "forslag, mojlighet, sakuppgift, utmaning"


def texts(rusctl: Run) -> list[str]:
    return [one["text"] for one in json.loads(rusctl("inputs", "list", "--json").out)]


def test_a_meeting_that_is_killed_has_lost_nothing(project: Path, rusctl: Run) -> None:
    command = [sys.executable, "-m", "rusctl", "inputs", "record", "sala", "--role", "politiker"]
    with subprocess.Popen(command, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as meeting:
        assert meeting.stdin is not None
        assert meeting.stdout is not None
        for number in range(1, 4):
            meeting.stdin.write(f"Nummer {number}\n")
            meeting.stdin.flush()
            assert meeting.stdout.readline() == f"SALA-00{number}\n"
        meeting.kill()
    assert texts(rusctl) == ["Nummer 1", "Nummer 2", "Nummer 3"]


@pytest.mark.usefixtures("project")
def test_a_line_from_a_pipe_that_cannot_be_stored_is_said_and_the_others_are(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Fler bussar\n\n/slag förslag\nRing 021-17 45 00\n/vad\nSkola\n-\nTåg\n/slut\nDetta läses inte\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    done = rusctl("inputs", "record", "sala", "--kind", "utmaning", "--lang", "en")
    assert (done.code, done.out) == (1, "SALA-001\nSALA-002\nSALA-003\n")
    assert done.err.splitlines()[1:] == [
        "here stands a telephone number: the line is not stored; say --found take-out or --found keep",
        "line 5: a line that begins with / says what follows: /typ, /roll, /bord, /fråga; write ? for help",
        "SALA-002 is undone, and its number is not given again",
        "2 inputs are stored",
        "2 lines are not stored: 4, 5",
    ]
    assert [(one["text"], one["kind"]) for one in json.loads(rusctl("inputs", "list", "--json").out)] == [
        ("Fler bussar", "utmaning"),
        ("Tåg", "forslag"),
    ]


@pytest.mark.usefixtures("project")
def test_what_is_found_is_asked_about_in_a_terminal(rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.StringIO("Ring 021-17 45 00\nt\nSkriv till a@example.se\n\nRing 021-17 45 01\nb\n")
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", typed)
    assert rusctl("inputs", "record", "sala", "--lang", "en").code == 1
    assert texts(rusctl) == ["Ring […]", "Ring 021-17 45 01"]


@pytest.mark.usefixtures("project")
def test_a_list_is_accounted_for_row_by_row(rusctl: Run) -> None:
    Path("l.csv").write_text("Inspel;Slag;Tema\nTåg;U;x\nBuss;Klagomål;\n;;\n", encoding="utf-8")
    done = rusctl("inputs", "import", "l.csv", "--event", "sala", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[1:] == [
        "not taken: the columns Tema",
        f'row 3, column Slag "Klagomål": Klagomål is not a kind of inputs; there are {KINDS}',
        "rusctl: 1 row is at fault; nothing was changed",
    ]
    Path("l.csv").write_text("Inspel;Slag\nTåg;U\nBuss;M\nRing 021-17 45 00;\n", encoding="utf-8")
    done = rusctl("inputs", "import", "l.csv", "--event", "sala", "--lang", "en")
    assert (done.code, done.out) == (
        1,
        "rows: 3 = stored 2 + there already 0 + without a text 0 + waiting 1\n",
    )
    assert "1 row of a list waits" in rusctl("inputs", "list", "--lang", "en").err
    done = rusctl("inputs", "import", "l.csv", "--event", "sala", "--found", "take-out", "--lang", "en")
    assert (done.code, done.out) == (0, "rows: 3 = stored 1 + there already 2 + without a text 0 + waiting 0\n")


@pytest.mark.usefixtures("project")
def test_a_form_that_is_there_is_not_written_over(rusctl: Run) -> None:
    assert rusctl("inputs", "form", "sala", "--rows", "2").code == 0
    before = Path("inspel-sala.docx").read_bytes()
    assert rusctl("inputs", "form", "sala").code == 1
    assert Path("inspel-sala.docx").read_bytes() == before
    assert rusctl("inputs", "form", "sala", "-o", "x.pdf").code == 2
    assert rusctl("inputs", "form", "sala", "-o", "x.xlsx", "-n").code == 0
    assert not Path("x.xlsx").exists()
    assert rusctl("inputs", "add", "sala", "Tåg").out == "SALA-003\n"


@pytest.mark.usefixtures("project")
def test_initials_are_in_no_listing_for_programs(rusctl: Run) -> None:
    assert rusctl("inputs", "add", "sala", "Tåg", "--by", "qz").code == 0
    assert "qz" in rusctl("inputs", "show", "SALA-001").out
    for words in (("list", "--json"), ("show", "SALA-001", "--json"), ("list",)):
        assert "qz" not in rusctl("inputs", *words).out
