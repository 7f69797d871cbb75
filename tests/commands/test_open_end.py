"""An event that begins at a time and ends nobody knows when: written, shown, published, moved, checked."""

import json
import tomllib
from pathlib import Path
from typing import Any

from tests.conftest import Run


def event_of(folder: Path, name: str) -> dict[str, Any]:
    events = tomllib.loads((folder / "events.toml").read_text(encoding="utf-8"))["event"]
    return next(event for event in events if event["id"] == name)


def test_a_start_is_kept_without_an_end_and_shown(project: Path, rusctl: Run) -> None:
    result = rusctl("--lang", "en", "event", "move", "norberg", "28 nov 2018 kl 14")
    assert result.code == 0, result.err
    event = event_of(project, "norberg")
    assert event["start"].isoformat() == "2018-11-28T14:00:00"
    assert "end" not in event
    assert "Wednesday, 28 November 2018 14:00 " in rusctl("--lang", "en", "event", "show", "norberg").out
    row = json.loads(rusctl("event", "show", "norberg", "--json").out)[0]
    assert (row["start"], row["end"]) == ("2018-11-28T14:00:00+01:00", None)
    assert "RUS006" not in rusctl("check").out


def test_an_end_is_taken_away_with_the_date_it_belonged_to(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "2018-11-27 09:00-12:00").code == 0
    assert rusctl("event", "move", "norberg", "2018-11-28 14:00").code == 0
    event = event_of(project, "norberg")
    assert "end" not in event
    assert event["earlier"][-1]["end"].isoformat() == "2018-11-27T12:00:00"
    # On another day it begins at the same time.
    assert rusctl("event", "move", "norberg", "2018-11-30").code == 0
    moved = event_of(project, "norberg")
    assert (moved["start"].isoformat(), "end" in moved) == ("2018-11-30T14:00:00", False)
    assert rusctl("undo").code == 0
    assert event_of(project, "norberg")["start"].isoformat() == "2018-11-28T14:00:00"


def test_the_calendar_says_that_the_end_is_not_set(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "2018-11-28 14:00").code == 0
    target = '[[target]]\nid = "web"\nkind = "folder"\npath = "out"\n'
    (project / "config" / "targets.toml").write_text(target, encoding="utf-8")
    published = rusctl("publish")
    assert published.code == 0, published.err
    feed = next(path for path in project.rglob("*.ics") if b"norberg@" in path.read_bytes())
    text = feed.read_bytes().decode().replace("\r\n ", "")
    entry = next(part for part in text.split("BEGIN:VEVENT") if "UID:norberg@" in part)
    assert "DTSTART;TZID=Europe/Stockholm:20181128T140000" in entry
    assert "DTEND" not in entry
    assert "Sluttiden är inte bestämd." in entry
    # What was told is kept, and told once.
    again = rusctl("publish")
    assert again.code == 0, again.err
    assert feed.read_bytes().decode().replace("\r\n ", "") == text


def test_two_that_begin_at_the_same_time_clash(project: Path, rusctl: Run) -> None:
    for name in ("norberg", "koping"):
        assert rusctl("event", "move", name, "2018-11-28 14:00").code == 0
    events = (project / "events.toml").read_text(encoding="utf-8")
    for name in ("norberg", "koping"):
        events = events.replace(f'id = "{name}"\n', f'id = "{name}"\ncrew = ["projektledare"]\n', 1)
    (project / "events.toml").write_text(events, encoding="utf-8")
    assert "crew-clash" in rusctl("check").out
    assert rusctl("event", "move", "koping", "2018-11-28 15:00").code == 0
    assert "crew-clash" not in rusctl("check").out


def test_days_have_an_end(project: Path, rusctl: Run) -> None:
    events = (project / "events.toml").read_text(encoding="utf-8")
    (project / "events.toml").write_text(events.replace("date = 2018-11-26", "start = 2018-11-26"), encoding="utf-8")
    assert "end is missing: start stands alone" in rusctl("--lang", "en", "check").out
