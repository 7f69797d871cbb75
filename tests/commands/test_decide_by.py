"""A tentative event's last day to decide and who confirms it: set, shown, and found when it has passed."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

SET = ("event", "set", "norberg", "--decide-by", "2018-11-12", "--confirms", "projektledare")


def decide(rusctl: Run) -> None:
    assert rusctl(*SET).code == 0


def test_the_day_and_the_role_are_set_and_shown(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    decide(rusctl)
    row = json.loads(rusctl("event", "show", "norberg", "--json").out)[0]
    assert (row["decide_by"], row["confirms"]) == ("2018-11-12", "projektledare")
    shown = rusctl("event", "show", "norberg", "--lang", "en").out
    assert "Monday, 12 November 2018" in shown.split("Decide by", 1)[1].splitlines()[0]
    assert "Confirmed by" in shown
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("today", "late", "said"),
    [
        ("2018-11-12", 0, "Norberg: is decided by Mon, 12 Nov 2018 at the latest (Project leader)"),
        ("2018-11-13", 1, "Norberg: was to be decided by Mon, 12 Nov 2018 (Project leader)"),
    ],
)
@pytest.mark.usefixtures("project")
def test_status_and_check_know_when_the_day_has_passed(today: str, late: int, said: str, rusctl: Run) -> None:
    decide(rusctl)
    when = ("--today", today)
    assert said in " ".join(rusctl("status", *when, "--lang", "en").out.split())
    assert json.loads(rusctl("status", *when, "--json").out)[0]["undecided_overdue"] == late
    found = [one for one in json.loads(rusctl("check", *when, "--json").out) if one["code"] == "RUS306"]
    assert len(found) == late


@pytest.mark.usefixtures("project")
def test_what_is_decided_has_nothing_to_decide(rusctl: Run) -> None:
    decide(rusctl)
    assert rusctl("event", "confirm", "norberg").code == 0
    words = ("--today", "2018-11-13", "--lang", "en")
    assert "To decide" not in rusctl("status", *words).out
    assert "RUS306" not in rusctl("check", *words).out


@pytest.mark.usefixtures("project")
def test_a_role_that_there_is_not_is_refused_and_found(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "set", "norberg", "--confirms", "nobody").code == 1
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "norberg"', 'id = "norberg"\nconfirms = "nobody"', 1), encoding="utf-8")
    assert '"nobody" is not a role' in rusctl("check", "--lang", "en").out


@pytest.mark.parametrize(
    ("today", "late", "said"),
    [
        ("2018-11-12", 0, "treats the proposal: is decided by Mon, 12 Nov 2018 at the latest (Project leader)"),
        ("2018-11-13", 1, "treats the proposal: was to be decided by Mon, 12 Nov 2018 (Project leader)"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_milestones_date_is_settled_by_a_day(rusctl: Run, today: str, late: int, said: str) -> None:
    words = ("milestone", "set", "board", "--decide-by", "2018-11-12", "--confirms", "Projektledare")
    assert rusctl(*words).code == 0
    when = ("--today", today)
    row = json.loads(rusctl("milestone", "show", "board", "--json").out)[0]
    assert (row["decide_by"], row["confirms"]) == ("2018-11-12", "projektledare")
    assert "12 November 2018" in rusctl("milestone", "show", "board", "--lang", "en").out
    assert said in " ".join(rusctl("status", *when, "--lang", "en").out.split())
    state = json.loads(rusctl("status", *when, "--json").out)[0]
    assert (state["milestones_unsettled_overdue"], state["undecided_overdue"]) == (late, 0)
    found = [one for one in json.loads(rusctl("check", *when, "--json").out) if one["code"] == "RUS306"]
    assert [one["file"] for one in found] == ["config/process.toml"] * late
    assert rusctl("milestone", "set", "board", "--decide-by", "").code == 0
    assert "RUS306" not in rusctl("check", *when).out
