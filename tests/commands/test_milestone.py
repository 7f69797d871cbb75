"""Changing milestones from the command line: what is written, what is refused, and that nothing else moves."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEAD = """name = "RUS"
region = "Region Exempel"
timezone = "Europe/Stockholm"
uid_domain = "plan.example.se"
period = { from = 2018-09-01, to = 2020-06-30 }

# the bodies
[[body]]
id = "rs"
name = "Regionstyrelsen"
kind = "board"

[[body]]
id = "rf"
name = "Regionfullmäktige"
kind = "council"

[[milestone]]
id = "board"
title = "Styrelsen behandlar"
body = "rs"
date = 2019-09-24  # a Tuesday
done = 2019-09-24

[[milestone]]
id = "council"
title = "Fullmäktige beslutar"
body = "rf"
baseline = 2019-10-22
date = 2019-10-22
after = ["board"]
source = "kallelsen"

[[milestone]]
id = "report"
title = "Resultatredovisning"
every = "year"
month = 2
day = 21
first = 2019
"""


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a council's decision, and in it the current directory; gives its config/process.toml."""
    (tmp_path / "config").mkdir()
    (tmp_path / "events.toml").write_text("", encoding="utf-8")
    path = tmp_path / "config" / "process.toml"
    path.write_text(HEAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUSCTL_TODAY", "2019-11-05")
    return path


def milestone(process: Path, name: str) -> dict[str, Any]:
    found = tomllib.loads(process.read_text(encoding="utf-8"))["milestone"]
    return next(one for one in found if one["id"] == name)


def plain(table: dict[str, Any]) -> dict[str, Any]:
    """Give a table with its days as text."""
    return dict(json.loads(json.dumps(table, default=str)))


def test_move_keeps_the_old_date_with_its_own_source(process: Path, rusctl: Run) -> None:
    result = rusctl("milestone", "move", "council", "3 dec 2019", "--reason", "återremiss", "--source", "RF 22 okt")
    assert result.code == 0
    moved = plain(milestone(process, "council"))
    assert (moved["date"], moved["source"], moved["baseline"]) == ("2019-12-03", "RF 22 okt", "2019-10-22")
    assert moved["earlier"] == [{"date": "2019-10-22", "source": "kallelsen", "reason": "återremiss"}]
    assert "# a Tuesday" in process.read_text(encoding="utf-8")
    assert rusctl("undo").code == 0
    assert process.read_text(encoding="utf-8") == HEAD


def test_a_new_date_without_a_source_has_none(process: Path, rusctl: Run) -> None:
    assert rusctl("milestone", "move", "Fullmäktige beslutar", "2019-12-03").code == 0
    assert "source" not in milestone(process, "council")


def test_a_weekday_that_is_wrong_is_refused(process: Path, rusctl: Run) -> None:
    assert rusctl("milestone", "move", "council", "onsdag 3 dec 2019").code == 1
    assert process.read_text(encoding="utf-8") == HEAD


@pytest.mark.parametrize(
    ("words", "code"),
    [("10 dec 2019 (prel.)", 1), ("ev. 10 dec 2019", 1), ("10 dec 2019?", 1), ("dec 2019 (prel.)", 0)],
)
def test_a_word_that_a_milestone_cannot_keep_is_refused(process: Path, rusctl: Run, words: str, code: int) -> None:
    result = rusctl("milestone", "move", "council", words, "--lang", "en")
    assert result.code == code, result.err
    if code:
        assert "says that the date is tentative" in result.err
        assert process.read_text(encoding="utf-8") == HEAD
    else:
        assert 'text = "dec 2019 (prel.)"' in process.read_text(encoding="utf-8")


def test_a_referral_back_is_one_command_and_the_new_round_is_done_anew(process: Path, rusctl: Run) -> None:
    words = ("milestone", "outcome", "COUNCIL", "återremiss", "--to", "board", "--next", "2019-12-03")
    result = rusctl(*words, "--reason", "utred mer", "--lang", "en")
    assert result.code == 0
    assert "to be done again: Styrelsen behandlar" in result.err
    council = plain(milestone(process, "council"))
    assert council["meeting"] == [
        {"from": "2019-10-22", "outcome": "referred-back", "to_step": "board", "reason": "utred mer"}
    ]
    assert (council["date"], council["earlier"][0]["date"]) == ("2019-12-03", "2019-10-22")
    rows = {row["id"]: row for row in json.loads(rusctl("milestones", "--all", "--json").out)}
    assert (rows["board"]["state"], rows["board"]["reopened"]) == ("open", "2019-10-22")
    assert (rows["council"]["outcome"], rows["council"]["waits_for"]) == ("referred-back", ["board"])
    assert rusctl("milestone", "move", "board", "2019-11-19").code == 0
    assert rusctl("milestone", "done", "board", "2019-11-19", "--today", "2019-11-20").code == 0
    board = plain(milestone(process, "board"))
    assert (board["date"], board["done"]) == ("2019-11-19", "2019-11-19")
    assert board["earlier"] == [{"date": "2019-09-24", "done": "2019-09-24"}]
    adopted = rusctl("milestone", "outcome", "council", "adopted", "--dnr", "RS 1", "--today", "2019-12-04")
    assert adopted.code == 0
    assert milestone(process, "council")["meeting"][1]["outcome"] == "adopted"
    rows = {row["id"]: row for row in json.loads(rusctl("milestones", "--all", "--json", "--today", "2019-12-04").out)}
    assert [rows[name]["state"] for name in ("board", "council")] == ["done", "done"]


def test_a_meeting_over_two_days_is_planned_and_gets_its_outcome(process: Path, rusctl: Run) -> None:
    assert rusctl("milestone", "move", "council", "3-4 dec 2019").code == 0
    assert plain(milestone(process, "council"))["meeting"] == [{"from": "2019-12-03", "to": "2019-12-04"}]
    assert rusctl("milestone", "outcome", "council", "bordlagd", "--today", "2019-12-05").code == 0
    assert milestone(process, "council")["meeting"][0]["outcome"] == "tabled"
    assert "done" not in milestone(process, "council")


def test_postponed_until_further_notice_has_no_date_and_comes_back_by_a_move(process: Path, rusctl: Run) -> None:
    assert rusctl("milestone", "postpone", "council", "--reason", "pandemin").code == 0
    table = plain(milestone(process, "council"))
    assert (table["postponed"], table["reason"], "date" in table) == ("2019-11-05", "pandemin", False)
    assert table["earlier"] == [{"date": "2019-10-22", "source": "kallelsen", "reason": "pandemin"}]
    row = next(one for one in json.loads(rusctl("milestones", "--json").out) if one["id"] == "council")
    assert (row["state"], row["date"], row["slip_days"]) == ("postponed", None, None)
    assert rusctl("milestone", "move", "council", "2020-09-01").code == 0
    table = milestone(process, "council")
    assert not {"postponed", "reason"} & table.keys()


def test_each_year_is_done_on_its_day_or_given_up(process: Path, rusctl: Run) -> None:
    assert rusctl("milestone", "done", "report", "2019-03-01", "--dnr", "RS 2019/7", "--source", "e").code == 0
    assert rusctl("milestone", "give-up", "report", "--year", "2020", "--reason", "beslut").code == 0
    assert plain(milestone(process, "report"))["occurrence"] == [
        {"year": 2019, "done": "2019-03-01", "dnr": "RS 2019/7", "source": "e"},
        {"year": 2020, "given_up": "2019-11-05", "reason": "beslut"},
    ]
    assert rusctl("milestone", "done", "report", "--year", "2020").code == 3
    assert rusctl("milestone", "reopen", "report", "--year", "2020").code == 0
    assert [one["year"] for one in milestone(process, "report")["occurrence"]] == [2019]


def test_add_set_and_remove(process: Path, rusctl: Run) -> None:
    words = ("--title", "Översyn av strategin", "--body", "Regionfullmäktige", "--after", "council")
    assert rusctl("milestone", "add", *words, "--date", "2022-05-03", "--promised", "--source", "planen").code == 0
    added = plain(milestone(process, "oversyn-av-strategin"))
    assert (added["body"], added["date"], added["baseline"]) == ("rf", "2022-05-03", "2022-05-03")
    assert (added["after"], added["source"]) == (["council"], "planen")
    assert rusctl("milestone", "set", "oversyn-av-strategin", "--note", "x", "--duration", "6 weeks").code == 0
    assert rusctl("milestone", "set", "oversyn-av-strategin", "--note", "", "--title", "Översyn").code == 0
    changed = milestone(process, "oversyn-av-strategin")
    assert (changed["title"], changed["duration"], "note" in changed) == ("Översyn", "6 weeks", False)
    assert rusctl("milestone", "remove", "council").code == 3
    assert rusctl("milestone", "remove", "översyn").code == 0
    assert process.read_text(encoding="utf-8") == HEAD


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("move", "board", "2019-12-01"), 3, "board is done; reopen it first: rusctl milestone reopen board"),
        (("move", "report", "2019-12-01"), 3, "report comes back every year"),
        (("move", "council", "2019-12-01 09:00-12:00"), 1, "a milestone has a day and no time of day"),
        (("done", "council", "2019-12-01"), 3, "council: Sun, 1 Dec 2019 is after today"),
        (("done", "counsil"), 1, "counsil is not a milestone; did you mean council?"),
        (("outcome", "council", "referred-back"), 2, "give with --to the step it goes back to"),
        (("outcome", "council", "tabled", "--to", "board"), 2, "--to belongs to a referral back"),
        (("outcome", "council", "yes"), 2, "yes is not an outcome"),
        (("outcome", "council", "adopted", "2019-12-03"), 3, "council: Tue, 3 Dec 2019 is after today"),
        (("reopen", "council"), 3, "council is neither done nor given up"),
        (("remove", "board"), 3, "board is named by council"),
        (("add", "--date", "2019-12-03"), 2, "give with --title the text people see"),
        (("add", "council", "--title", "x"), 2, "there is already a milestone or an event council"),
        (("set", "council"), 2, "nothing to set was given"),
        (("set", "council", "--owner", "nobody"), 1, "nobody is not a role"),
        (("set", "council", "--duration", "long"), 2, "long is no length of time"),
        (("give-up", "council", "--year", "2020"), 3, "council does not come back every year"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    words: tuple[str, ...], code: int, sentence: str, process: Path, rusctl: Run
) -> None:
    result = rusctl("milestone", *words, "--lang", "en")
    assert result.code == code
    assert sentence in result.err
    assert process.read_text(encoding="utf-8") == HEAD


@pytest.mark.parametrize(
    "words",
    [
        ("move", "council", "2019-12-03"),
        ("done", "council"),
        ("outcome", "council", "tabled"),
        ("postpone", "council"),
        ("give-up", "council"),
        ("reopen", "board"),
        ("add", "--title", "x"),
        ("set", "council", "--note", "x"),
        ("remove", "report"),
    ],
)
def test_a_dry_run_shows_the_change_and_makes_none(words: tuple[str, ...], process: Path, rusctl: Run) -> None:
    result = rusctl("milestone", *words, "--dry-run")
    assert result.code == 0
    assert result.out.startswith("--- config/process.toml\n+++ config/process.toml\n")
    assert process.read_text(encoding="utf-8") == HEAD


def test_what_show_offers_is_what_is_allowed(process: Path, rusctl: Run) -> None:
    """Every command that is offered is carried out, and every other one that changes something is refused."""
    states = ((), ("postpone", "council"), ("give-up", "council"), ("done", "council"))
    tried = {
        "move": ("2019-12-03",),
        "done": (),
        "outcome": ("tabled", "2019-10-22"),
        "postpone": (),
        "give-up": (),
        "reopen": (),
    }
    for before in states:
        process.write_text(HEAD, encoding="utf-8")
        assert not before or rusctl("milestone", *before).code == 0
        shown = rusctl("milestone", "show", "council", "--lang", "en").out
        offered = next(line for line in shown.splitlines() if line.startswith("You can")).replace(",", "").split()
        for action, more in tried.items():
            code = rusctl("milestone", action, "council", *more, "--dry-run").code
            assert (action in offered) == (code == 0), (before, action)


def test_show_tells_the_meetings_and_the_years(process: Path, rusctl: Run) -> None:
    rusctl("milestone", "outcome", "council", "referred-back", "--to", "board", "--reason", "utred")
    shown = rusctl("milestone", "show", "council", "--lang", "en").out
    assert "Tue, 22 Oct 2019, referred back, to board, because: utred" in shown
    rows = json.loads(rusctl("milestone", "show", "report", "--json").out)
    assert [(row["year"], row["overdue"]) for row in rows] == [(2019, True), (2020, False)]
    assert process.exists()


@pytest.mark.usefixtures("project")
def test_a_role_that_nobody_named_is_not_shown(rusctl: Run) -> None:
    shown = rusctl("milestone", "show", "council", "--lang", "en").out
    assert "no role" not in shown
    assert "Owner" not in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--every-year", "2028-02-21"), 0),
        (("--every-year", "2028-02-29"), 1),  # it does not come every year
        (("--every-year", "2028-02-21", "--date", "2028-03-01"), 2),
    ],
)
def test_what_comes_back_every_year_is_added_with_its_first_day(
    words: tuple[str, ...], code: int, project: Path, rusctl: Run
) -> None:
    path = project / "config/process.toml"
    before = path.read_bytes()
    assert rusctl("milestone", "add", "uppfoljning", "--title", "Uppföljning", *words).code == code
    assert (path.read_bytes() == before) is bool(code)
    rows = json.loads(rusctl("milestones", "--json", "--today", "2029-03-01").out)
    assert [one["year"] for one in rows if one["id"] == "uppfoljning"] == ([] if code else [2028, 2029, 2030])
