"""Baselines of the shipped plan, and what has slipped against them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Golden = Callable[[str, str], None]
FILE = "config/baselines.toml"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("day", ["2018-11-08", "2026-11-23"])
def test_what_was_promised_first(day: str, lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl("baseline", "diff", "--today", day, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"screens/baseline-diff-{day}.{lang}.txt", result.out)


def test_the_council_slipped_by_119_days(project: Path, rusctl: Run) -> None:
    assert rusctl("baseline", "set", "promise").code == 0
    (council,) = (
        row
        for row in json.loads(rusctl("baseline", "diff", "promise", "--json", "--today", "2026-11-23").out)
        if row["id"] == "council"
    )
    assert (council["promised_to"], council["now_to"], council["slip_days"], council["done"]) == (
        "2020-02-18",
        "2020-06-16",
        119,
        True,
    )
    assert (project / FILE).exists()


def test_set_list_and_undo(project: Path, rusctl: Run) -> None:
    dry = rusctl("baseline", "set", "start", "--dry-run", "--lang", "en")
    assert (dry.code, dry.err, (project / FILE).exists()) == (0, "nothing was changed: this was --dry-run\n", False)
    done = rusctl("baseline", "set", "start", "--lang", "en")
    assert (done.code, done.err, done.out) == (0, "15 dates are kept as start\n", dry.out)
    assert rusctl("check").code == 0
    first = (project / FILE).read_bytes()
    assert rusctl("baseline", "set", "later", "--today", "2019-06-01").code == 0
    rows = json.loads(rusctl("baseline", "list", "--json").out)
    assert rows == [
        {"id": "start", "set": "2018-11-08", "milestones": 5, "events": 10, "gone": 0},
        {"id": "later", "set": "2019-06-01", "milestones": 5, "events": 10, "gone": 0},
    ]
    assert rusctl("undo").code == 0
    assert (project / FILE).read_bytes() == first
    assert rusctl("undo").code == 0
    assert not (project / FILE).exists()


def test_a_move_is_told_with_its_reason(rusctl: Run, project: Path, golden: Golden) -> None:
    assert rusctl("baseline", "set", "start").code == 0
    assert (
        rusctl(
            "event", "move", "norberg", "2018-12-03", "--reason", "kommunstyrelsen möts", "--source", "kommunen"
        ).code
        == 0
    )
    assert rusctl("event", "cancel", "arboga").code == 0
    assert rusctl("event", "remove", "vasteras").code == 0
    result = rusctl("baseline", "diff", "start", "--lang", "en")
    golden("screens/baseline-diff-moved.en.txt", result.out)
    assert result.err == "vasteras was promised and is no longer in the plan\n"
    row = json.loads(rusctl("baseline", "diff", "start", "--json").out)[1]
    assert (row["id"], row["slip_days"], row["reasons"], row["sources"]) == (
        "norberg",
        7,
        ["kommunstyrelsen möts"],
        ["regionvastmanland.se, 2018"],
    )
    assert (project / FILE).read_text(encoding="utf-8").count("[[baseline]]") == 1


@pytest.mark.usefixtures("project")
def test_what_is_refused(rusctl: Run) -> None:
    assert rusctl("baseline", "set", "start").code == 0
    cases = [
        (["set", "start"], 3, f"{FILE}:3: there is a baseline start already, of Thu, 8 Nov 2018; "),
        (["set", "Första"], 2, "Första is no id: write small letters a to z, digits and hyphens, such as koping-2"),
        (["diff", "strat"], 1, "strat is not a baseline; did you mean start?"),
    ]
    for words, code, sentence in cases:
        result = rusctl("baseline", *words, "--lang", "en")
        assert (result.code, result.out) == (code, "")
        assert result.err.startswith(f"rusctl: {sentence}")


def test_a_file_that_cannot_be_read_is_not_written_over(project: Path, rusctl: Run) -> None:
    (project / FILE).write_text('[[baseline]]\nid = "x"\nset = "then"\n', encoding="utf-8")
    before = (project / FILE).read_bytes()
    result = rusctl("baseline", "set", "start", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"rusctl: {FILE}:3: set must be a day")
    assert (project / FILE).read_bytes() == before


@pytest.mark.usefixtures("project")
def test_nothing_slipped(rusctl: Run) -> None:
    assert rusctl("baseline", "set", "start").code == 0
    result = rusctl("baseline", "diff", "start", "--lang", "en")
    assert (result.code, result.out) == (0, "")
    assert result.err == "nothing has slipped; rusctl baseline diff --all shows all dates\n"
    assert rusctl("baseline", "list", "--lang", "en").out.splitlines()[2].split() == [
        "start", "Thu,", "8", "Nov", "2018", "5", "10", "0",
    ]  # fmt: skip
