"""A series of events and a tour's event with several municipalities, made, moved and undone by the command line."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Run

ADD = ("event", "add", "styrgrupp", "--title", "Styrgruppen", "--date", "2018-11-20 9:00-11:00", "--papers", "14 days")


def rows(rusctl: Run) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in json.loads(rusctl("tour", "--json").out)}


def test_a_series_is_made_by_one_command_moved_and_undone(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    assert rusctl(*ADD, "--every", "2 weeks", "--times", "3", "--dry-run").code == 0
    assert (project / "events.toml").read_bytes() == before
    made = rusctl(*ADD, "--every", "2 weeks", "--times", "3", "--lang", "en")
    assert (made.code, "3 events of styrgrupp are added" in made.err) == (0, True)
    found = rows(rusctl)
    days = {name: (row["start"], row["papers"]) for name, row in found.items() if row["series"] == "styrgrupp"}
    assert days == {
        "styrgrupp-1": ("2018-11-20T09:00:00+01:00", "2018-11-06"),
        "styrgrupp-2": ("2018-12-04T09:00:00+01:00", "2018-11-20"),
        "styrgrupp-3": ("2018-12-18T09:00:00+01:00", "2018-12-04"),
    }
    moved = rusctl("event", "move", "styrgrupp-2", "2018-12-05", "--series", "--reason", "val", "--lang", "en")
    assert "2 events of styrgrupp are moved" in moved.err
    assert [rows(rusctl)[f"styrgrupp-{n}"]["papers"] for n in (1, 2, 3)] == ["2018-11-06", "2018-11-21", "2018-12-05"]
    alone = rusctl("event", "move", "styrgrupp-3", "2018-12-20")
    assert alone.code == 0
    assert rows(rusctl)["styrgrupp-2"]["papers"] == "2018-11-21"
    for _ in range(3):
        assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_an_event_for_several_municipalities_has_all_of_them(project: Path, rusctl: Run) -> None:
    words = ("event", "add", "gemensam", "--municipality", "sala", "--municipality", "vasteras", "--date", "2018-12-12")
    more = ("--round", "2", "--theme", "klimat", "--partner", "Studieförbundet", "--count", "40", "--people", "600")
    assert rusctl(*words, *more).code == 0
    added = tomllib.loads((project / "events.toml").read_text(encoding="utf-8"))["event"][-1]
    assert (added["municipality"], added["municipalities"]) == ("sala", ["sala", "vasteras"])
    row = rows(rusctl)["gemensam"]
    assert [row[key] for key in ("municipalities", "round", "themes", "partner", "count", "people")] == [
        *(["sala", "vasteras"], 2, ["klimat"], "Studieförbundet", 40, 600)
    ]
    assert row["title"] == "Kommundialog Sala, Västerås"
    listed = json.loads(rusctl("tour", "--municipality", "vasteras", "--json").out)
    assert "gemensam" in [one["id"] for one in listed]
    shown = rusctl("event", "show", "gemensam", "--lang", "en").out
    assert "Studieförbundet" in shown
    assert "Sala, Västerås" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--municipality", "sala", "--municipality", "nowhere"), 1, "nowhere is not a municipality"),
        (("--theme", "sport"), 1, "sport is not a theme"),
        (("--papers", "soon"), 2, '"soon" is no time'),
        (("--times", "3"), 2, "give with --every"),
        (("--every", "2 weeks"), 2, "give with --times or --until"),
        (("--every", "2 weeks", "--times", "3"), 2, "needs the day of the first one"),
        (("--every", "2 weeks", "--until", "soon"), 2, "--until: "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    words: tuple[str, ...], code: int, said: str, project: Path, rusctl: Run
) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl("event", "add", "ny", "--title", "Ny", *words, "--lang", "en")
    assert (result.code, said in result.err) == (code, True)
    assert (project / "events.toml").read_bytes() == before
    assert rusctl("event", "move", "sala", "2018-12-03", "--series", "--lang", "en").code != 0


def test_days_of_minutes_that_count_for_nothing_are_said_to_programs_too(project: Path, rusctl: Run) -> None:
    words = ("deadlines", "consultation-closes", "--json", "--adjusted", "2019-10-16", "--lang", "en")
    result = rusctl(*words, "--today", "2019-11-01")
    assert "nothing is counted from --adjusted and --announced here" in result.err
    assert json.loads(result.out)[0]["id"] == "meeting"
    assert rusctl("deadlines", "council", "--json").err == ""
    assert project.exists()


def test_status_and_tour_name_the_municipality_that_a_tour_lacks(project: Path, rusctl: Run) -> None:
    path = project / "config/process.toml"
    rounds = '[[tour]]\nid = "varen"\nname = "Våren"\nkind = "kommundialog"\nround = 2\nmunicipalities = ["sala"]\n'
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{rounds}", encoding="utf-8")
    for command in ("status", "tour"):
        assert "Sala is missing" in " ".join(rusctl(command, "--lang", "en").out.split())
    assert json.loads(rusctl("status", "--json").out)[0]["municipalities_missing"] == ["sala"]
    assert "Våren" not in rusctl("check", "--lang", "en").out  # one tour alone needs no name
