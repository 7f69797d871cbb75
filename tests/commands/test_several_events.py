"""Several events changed by one command, events postponed until further notice, and all that an event has set."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run


def event_of(folder: Path, name: str) -> dict[str, Any]:
    events = tomllib.loads((folder / "events.toml").read_text(encoding="utf-8"))["event"]
    return dict(json.loads(json.dumps(next(one for one in events if one["id"] == name), default=str)))


def test_several_are_one_change_and_one_undo(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl("event", "cancel", "Norberg", "ARBOGA", "köping", "--reason", "kommunerna bad om det")
    assert result.code == 0
    found = [event_of(project, name) for name in ("norberg", "arboga", "koping")]
    assert {(one["status"], one["reason"]) for one in found} == {("cancelled", "kommunerna bad om det")}
    assert len(json.loads(rusctl("log", "--json").out)) == 1
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_one_that_is_refused_refuses_all_and_each_is_named(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl("event", "confirm", "norberg", "vasteras", "sala", "--lang", "en")
    assert result.code == 3
    assert "vasteras has no day yet" in result.err
    assert "sala is confirmed, so rusctl event confirm is not possible" in result.err
    assert (project / "events.toml").read_bytes() == before


def test_the_reason_of_a_cancellation_is_shown_and_goes_with_a_reopening(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "cancel", "arboga", "--reason", "salen brann").code == 0
    assert "salen brann" in rusctl("event", "show", "arboga").out
    assert "salen brann" in rusctl("report", "status").out
    assert "salen brann" in rusctl("export").out
    assert rusctl("event", "reopen", "arboga").code == 0
    assert "reason" not in event_of(project, "arboga")


def test_what_was_tentative_is_confirmed_and_held_in_one_step(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    words = ("event", "held", "norberg", "--today", "2018-11-27", "--lang", "en")
    refused = rusctl(*words)
    assert (refused.code, "say --yes" in refused.err) == (3, True)
    assert (project / "events.toml").read_bytes() == before
    assert rusctl(*words, "--yes").code == 0
    assert event_of(project, "norberg")["status"] == "held"
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_postponed_until_further_notice_and_back_on_a_new_day(project: Path, rusctl: Run) -> None:
    result = rusctl("event", "postpone", "arboga", "--reason", "pandemin", "--lang", "en")
    assert result.code == 0
    event = event_of(project, "arboga")
    assert (event["status"], event["postponed"], event["reason"]) == ("planned", "2018-11-08", "pandemin")
    assert not {"date", "start", "end", "window"} & event.keys()
    assert (event["earlier"][-1]["date"], event["earlier"][-1]["reason"]) == ("2018-11-19", "pandemin")
    assert "postponed" in rusctl("tour", "--lang", "en").out
    assert "postponed" in rusctl("event", "show", "arboga", "--lang", "en").out
    assert "postponed" in rusctl("check", "--lang", "en").out
    row = next(one for one in json.loads(rusctl("tour", "--json").out) if one["id"] == "arboga")
    assert (row["status"], row["postponed"], row["reason"]) == ("planned", "2018-11-08", "pandemin")
    assert rusctl("event", "postpone", "arboga").code == 3
    assert rusctl("event", "move", "arboga", "2019-03-05").code == 0
    assert not {"postponed", "reason"} & event_of(project, "arboga").keys()


def test_all_that_an_event_has_is_set_in_several_at_once(project: Path, rusctl: Run) -> None:
    words = ("--venue", "Folkets hus", "--room", "A", "--capacity", "40", "--answer-by", "2018-11-15")
    result = rusctl("event", "set", "norberg", "arboga", *words, "--url", "https://example.se", "--note", "x")
    assert result.code == 0
    for name in ("norberg", "arboga"):
        event = event_of(project, name)
        assert (event["venue"], event["room"], event["capacity"]) == ("Folkets hus", "A", 40)
        assert (event["answer_by"], event["url"], event["note"]) == ("2018-11-15", "https://example.se", "x")
    assert rusctl("event", "set", "norberg", "--room", "", "--capacity", "0").code == 0
    assert not {"room", "capacity"} & event_of(project, "norberg").keys()
    assert rusctl("event", "set", "norberg", "arboga", "--time", "9-12").code == 0
    assert event_of(project, "arboga")["start"] == "2018-11-19 09:00:00"
    assert len(json.loads(rusctl("log", "--json").out)) == 3


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("norberg",), 2, "nothing to set was given"),
        (("norberg", "--date", "2018-12-03"), 2, "--date"),
        (("norberg", "--status", "confirmed"), 2, "--status"),
        (("norberg", "--role", "nobody"), 1, "nobody is not a role"),
        (("norberg", "--municipality", "nowhere"), 1, "nowhere is not a municipality"),
        (("norberg", "--url", "www.example.se"), 1, "url must be"),
        (("norberg", "--answer-by", "soon"), 2, "--answer-by: "),
        (("norberg", "--time", "soon"), 1, "soon"),
        (("norberg", "nobody", "--room", "A"), 1, "nobody is not an event"),
    ],
)
def test_what_cannot_be_set_is_refused(
    words: tuple[str, ...], code: int, sentence: str, project: Path, rusctl: Run
) -> None:
    before = (project / "events.toml").read_bytes()
    result = rusctl("event", "set", *words, "--lang", "en")
    assert (result.code, sentence in result.err) == (code, True), result.err
    assert (project / "events.toml").read_bytes() == before


def test_calendars_hear_that_the_day_does_not_hold_and_get_it_back_under_the_same_uid(
    project: Path, rusctl: Run
) -> None:
    (project / "config" / "published.toml").unlink(missing_ok=True)
    target = '[[target]]\nid = "site"\nkind = "folder"\npath = "out"\n'
    (project / "config" / "targets.toml").write_text(target, encoding="utf-8")

    def entry() -> str:
        assert rusctl("publish").code == 0
        text = (project / "out" / "all.ics").read_bytes().decode()
        (found,) = [one for one in text.split("BEGIN:VEVENT") if "UID:arboga@" in one]
        return found

    assert "STATUS:CONFIRMED" in entry()
    assert rusctl("event", "postpone", "arboga", "--reason", "pandemin").code == 0
    off = entry()
    assert "STATUS:CANCELLED" in off
    assert "SEQUENCE:1" in off
    assert rusctl("event", "move", "arboga", "2019-03-05").code == 0
    back = entry()
    assert "DTSTART;VALUE=DATE:20190305" in back
    assert "SEQUENCE:2" in back
    assert "CANCELLED" not in back
