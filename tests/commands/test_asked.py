"""What is missing on the command line: a terminal asks for it with a list, and elsewhere the line is wrong."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run

LINES = [
    *("event show", "event move", "event confirm", "event tentative", "event cancel", "event held", "event reopen"),
    *("event postpone", "event set", "event remove", "event add", "participants list", "participants add"),
    *("participants attend", "participants count", "participants import", "remind", "notice", "report sign-in"),
    *(
        "report catering",
        "report run-sheet",
        "milestone show",
        "milestone set",
        "milestone move",
        "milestone done",
        "milestone outcome",
    ),
    *("milestone postpone", "milestone give-up", "milestone reopen", "milestone remove", "deadlines"),
    *("whatif move", "whatif slip", "role set", "body meeting-days", "travel set", "event copy"),
]
NOUNS = {"event": "event", "milestone": "milestone", "travel": "municipality", "role": "role", "body": "body"}


class Answered(NamedTuple):
    """How a command in a terminal ended, and what it said there and on standard output."""

    code: int
    out: str
    err: str


def answered(folder: Path, words: str, typed: str) -> Answered:
    """Run a command with a terminal as its standard input, where a line is typed."""
    controller, terminal = pty.openpty()
    os.write(controller, typed.encode())
    done = subprocess.run(
        [sys.executable, "-m", "rusctl", *words.split(), "--lang", "en"],
        cwd=folder,
        stdin=terminal,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(controller)
    os.close(terminal)
    return Answered(done.returncode, done.stdout, done.stderr)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.toml")}


@pytest.mark.parametrize("line", LINES)
def test_nothing_is_asked_in_a_pipe(line: str, project: Path, rusctl: Run) -> None:
    before = files(project)
    result = rusctl(*line.split(), "--lang", "en")
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) <= 2
    assert files(project) == before


@pytest.mark.parametrize("line", ["event confirm", "milestone done", "whatif move", "event add"])
def test_nothing_is_asked_where_standard_input_is_closed(line: str, project: Path) -> None:
    before = files(project)
    command = [sys.executable, "-m", "rusctl", *line.split(), "--lang", "en"]
    done = subprocess.run(
        command, cwd=project, check=False, capture_output=True, text=True, preexec_fn=lambda: os.close(0)
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert files(project) == before


@pytest.mark.one_in(3)
@pytest.mark.parametrize("line", LINES)
def test_every_command_that_takes_an_event_or_a_milestone_asks_for_it(line: str, project: Path) -> None:
    """Ctrl-D ends the question, and changes nothing."""
    before = files(project)
    done = answered(project, line, "\x04")
    assert (done.code, done.out) == (130, ""), done
    first = done.err.splitlines()[0]
    group = line.partition(" ")[0]
    noun = NOUNS.get(group, "") if line != "event add" else "municipality"
    assert first.startswith(("Which ", "Like which "))
    assert noun in first
    assert files(project) == before


def test_an_event_is_picked_by_its_number_its_name_or_its_id(project: Path) -> None:
    done = answered(project, "event show", "6\n")
    assert (done.code, "Norberg" in done.out) == (0, True)
    assert "   6  Norberg, Mon, 26 Nov 2018 (norberg)" in done.err.splitlines()
    for word in ("norberg", "NORBERG"):
        assert answered(project, "event show", f"{word}\n").out == done.out


def test_a_wrong_answer_is_asked_again_and_several_can_be_given(project: Path) -> None:
    done = answered(project, "event cancel --reason Snö", "norbrg\nsala, 6\n")
    assert done.code == 0
    assert "norbrg is not an event; did you mean norberg?" in done.err
    text = (project / "events.toml").read_text(encoding="utf-8")
    assert text.count('status = "cancelled"') == 2
    logged = answered(project, "log", "")
    assert "rusctl event cancel --reason 'Snö' --lang en sala norberg" in " ".join(logged.out.split())


def test_what_comes_after_it_is_asked_for_too(project: Path) -> None:
    done = answered(project, "event move", "norberg\n3 dec 2018\n")
    assert done.code == 0, done
    assert "date = 2018-12-03" in (project / "events.toml").read_text(encoding="utf-8")
    slipped = answered(project, "whatif slip", "council\n2w\n")
    assert (slipped.code, "The council decides" in slipped.out) == (0, True)


def test_of_two_that_are_alike_the_question_says_which(tmp_path: Path, rusctl: Run) -> None:
    folder = tmp_path / "exempel"
    assert rusctl("init", str(folder), "--example", "exempelregionen").code == 0
    done = answered(folder, "strategy changes", "1\n2\n")
    assert done.code == 0, done
    questions = [line for line in done.err.splitlines() if "Which version" in line]
    assert questions == [
        "Which version of the text? The earlier version.",
        "number, id or name: Which version of the text? The later version.",
    ]
    assert done.out == rusctl("strategy", "changes", "remiss", "antagen", "--project", str(folder), "--lang", "en").out


def test_a_new_event_is_asked_for_its_municipality(project: Path) -> None:
    done = answered(project, "event add --date 2019-01-15", "köping\n")
    assert done.code == 0, done
    assert 'municipality = "koping"' in (project / "events.toml").read_text(encoding="utf-8").rpartition("[[event]]")[2]


def test_where_there_is_nothing_to_pick_from_it_is_missing(project: Path) -> None:
    (project / "events.toml").write_text("", encoding="utf-8")
    done = answered(project, "event show", "")
    assert (done.code, done.err.splitlines()[0]) == (2, "rusctl: EVENT is missing")


def test_who_is_counted_is_asked_for_by_role(project: Path, rusctl: Run) -> None:
    assert rusctl("register", "init").code == 0
    done = answered(project, "participants count norberg", "Politiker\n7\n")
    assert (done.code, done.out) == (0, "Elected politicians: came 7\n"), done
    done = answered(project, "participants count norberg --women 3 --men 4", "politiker\n")
    assert done.code == 0, done


def test_the_title_of_a_milestone_and_the_step_of_a_referral_back_are_asked_for(project: Path) -> None:
    done = answered(project, "milestone add", "Konferensen\n")
    assert done.code == 0, done
    assert "What is the milestone called?" in done.err
    process = (project / "config/process.toml").read_text(encoding="utf-8")
    assert 'id = "konferensen"\ntitle = "Konferensen"' in process
    done = answered(project, "milestone outcome council referred-back 2018-11-07 --reason x", "board\n")
    assert done.code == 0, done
    assert "Which milestone?" in done.err
    assert 'to_step = "board"' in (project / "config/process.toml").read_text(encoding="utf-8")


def test_the_role_of_who_holds_several_or_none_is_asked_for(project: Path, rusctl: Run) -> None:
    for line in ("register init", "person add --name Eva --email eva@example.se"):
        assert rusctl(*line.split()).code == 0
    done = answered(project, "participants add norberg 1", "Politiker\n")
    assert done.code == 0, done
    assert "Which role?" in done.err
    assert '"politiker"' in rusctl("participants", "list", "norberg", "--json").out
    again = answered(project, "participants add norberg 1 --answer ja", "")
    assert (again.code, "Which role?" in again.err) == (0, False)


def test_the_kind_is_asked_for_where_there_is_a_choice(project: Path) -> None:
    path = project / "config/process.toml"
    text = path.read_text(encoding="utf-8").replace("tour_kind", "# tour_kind", 1)
    path.write_text(text.replace("[kinds]\n", '[kinds]\nseminarium = "Seminarium"\n', 1), encoding="utf-8")
    done = answered(project, "event add ny --title Ny", "Seminarium\n")
    assert done.code == 0, done
    assert 'kind = "seminarium"' in (project / "events.toml").read_text(encoding="utf-8")
