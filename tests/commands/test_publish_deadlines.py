"""The feed of the deadlines round meetings: only where a folder asks for it, and always as they are counted now."""

import json
from pathlib import Path

import icalendar
import pytest

from tests.commands.test_meetings import calendar, event
from tests.conftest import Run

TARGET = '\n[[target]]\nid = "webb"\nkind = "folder"\npath = "out"\ndeadlines = true\n'


@pytest.fixture
def out(project: Path) -> Path:
    with (project / "config/targets.toml").open("a", encoding="utf-8") as file:
        file.write(TARGET)
    return project / "out"


def days(out: Path) -> dict[str, tuple[str, int]]:
    found = icalendar.Calendar.from_ical((out / "deadlines.ics").read_bytes()).walk("VEVENT")
    return {
        str(one["UID"]).partition("@")[0]: (one.decoded("DTSTART").isoformat(), one.decoded("SEQUENCE"))
        for one in found
    }


def test_the_feed_says_what_the_export_says(out: Path, rusctl: Run) -> None:
    assert rusctl("publish").code == 0
    assert days(out) == {
        "council.notice": ("2020-02-11", 0),
        "council.summons": ("2020-02-11", 0),
        "council.board": ("2020-02-17", 0),
        "council.adjusted": ("2020-03-03", 0),
        "council.announced": ("2020-03-05", 0),
        "council.appeal": ("2020-03-26", 0),
        "council.force": ("2020-03-27", 0),
    }
    assert not any("." in line.partition("@")[0] for line in (out / "all.ics").read_text().split("UID:")[1:])
    assert rusctl("publish", "--lang", "en").err.splitlines()[0] == "nobody who has a feed will see a change"


def test_it_follows_the_lead_times_and_the_meeting(out: Path, project: Path, rusctl: Run) -> None:
    assert rusctl("publish").code == 0
    (project / "config/deadlines.toml").write_text(
        '[[lead]]\nid = "papers"\nbody = "regionfullmaktige"\nbefore = "11 dagar"\n', encoding="utf-8"
    )
    rows = json.loads(rusctl("publish", "--json").out)
    assert [(row["target"], row["feed"], row["change"]) for row in rows] == [("webb", "deadlines", "changed")]
    assert days(out)["council.papers"] == ("2020-02-07", 0)
    process = project / "config/process.toml"
    process.write_text(process.read_text(encoding="utf-8").replace("2020-02-18", "2020-04-21"), encoding="utf-8")
    said = rusctl("publish", "--lang", "en").out.splitlines()
    assert "  the deadlines as they are counted now" in said
    assert days(out)["council.papers"] == ("2020-04-10", 1)


def test_meeting_days_out_of_a_calendar_count(out: Path, project: Path, rusctl: Run) -> None:
    with (project / "config/workdays.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[meeting_day]]\nbody = "regionstyrelsen"\nics = "busy/board.ics"\n')
    (project / "busy").mkdir(exist_ok=True)
    (project / "busy/board.ics").write_bytes(calendar(event("e", "DTSTART:20200128T090000", "DTEND:20200128T120000")))
    assert rusctl("publish").code == 0
    assert days(out)["council.board"] == ("2020-01-28", 0)
    (project / "busy/board.ics").unlink()
    refused = rusctl("publish", "--lang", "en")
    assert (refused.code, "busy/board.ics is not there" in refused.err) == (1, True)


def test_without_being_asked_for_it_is_not_there_and_once_there_it_is_kept(
    out: Path, project: Path, rusctl: Run
) -> None:
    targets = project / "config/targets.toml"
    asked = targets.read_text(encoding="utf-8")
    targets.write_text(asked.replace("deadlines = true\n", ""), encoding="utf-8")
    assert rusctl("publish").code == 0
    assert not (out / "deadlines.ics").exists()
    targets.write_text(asked, encoding="utf-8")
    assert rusctl("publish").code == 0
    targets.write_text(asked.replace("deadlines = true\n", ""), encoding="utf-8")
    process = project / "config/process.toml"
    process.write_text(process.read_text(encoding="utf-8").replace("2020-02-18", "2020-04-21"), encoding="utf-8")
    assert rusctl("publish").code == 0
    assert days(out)["council.notice"] == ("2020-04-14", 1)  # people subscribe to it, so it stays true
