"""Importing events: idempotent by UID, a diff first, no persons, and nothing else in the file moves."""

import datetime as dt
import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rusctl.calendar.foreign import incoming_work, read
from rusctl.calendar.foreign.incoming import ImportPeriod
from rusctl.storage.untrusted.sandbox import Refused
from tests.calendar.foreign.test_busy import calendar, event
from tests.calendar.foreign.test_components import CORPUS, OWN
from tests.commands.test_busy import files
from tests.conftest import Run, golden

REFERENCE = event(
    "DTSTART;TZID=W. Europe Standard Time:20190205T090000",
    "DTEND;TZID=W. Europe Standard Time:20190205T120000",
    "SUMMARY:Referensgrupp\\, hållbar tillväxt",
    "LOCATION:Västerås\\, sal 3",
    "STATUS:CONFIRMED",
    "URL:https://example.org/mote",
    "ORGANIZER;CN=Testperson Ett:mailto:ett@example.org",
    "ATTENDEE;CN=Testperson Två:mailto:tva@example.org",
    "DESCRIPTION:Ring 021-17 45 00",
    uid="ett.testperson@example.org",
)
TABLE = {
    "id": "referensgrupp-hallbar-tillvaxt",
    "kind": "kommundialog",
    "title": "Referensgrupp, hållbar tillväxt",
    "status": "confirmed",
    "venue": "Västerås, sal 3",
    "url": "https://example.org/mote",
    "imported_uid": hashlib.sha256(b"ett.testperson@example.org\n").hexdigest()[:20],
}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.ics"
    path.write_bytes(calendar(REFERENCE))
    return path


def events(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((folder / "events.toml").read_text(encoding="utf-8"))["event"]
    return found


def test_a_new_event_is_added_at_the_end_without_persons(project: Path, other: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    assert rusctl("import", str(other), "--yes").code == 0
    after = (project / "events.toml").read_bytes()
    assert after.startswith(before)
    added = events(project)[-1]
    moments = {key: str(added.pop(key)) for key in ("start", "end", "stated")}
    assert moments == {"start": "2019-02-05 09:00:00", "end": "2019-02-05 12:00:00", "stated": "2018-11-08"}
    assert added == TABLE
    for secret in (b"Testperson", b"021", b"mailto", b"ett.testperson"):
        assert secret not in after[len(before) :]


def test_the_same_again_changes_nothing(project: Path, other: Path, rusctl: Run) -> None:
    assert rusctl("import", str(other), "--yes").code == 0
    before = files(project)
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[-1] == "nothing to change: the plan already has everything that can be imported"
    assert files(project) == before


def test_a_calendar_of_which_nothing_can_be_read_is_no_calendar_that_is_there_already(
    project: Path, other: Path, rusctl: Run
) -> None:
    before = files(project)
    other.write_bytes(calendar(event("DTSTART:20190205T090000Z", uid="1")))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert (result.code, result.out, files(project)) == (0, "", before)
    assert result.err.splitlines()[-1] == "nothing could be imported"


def test_an_event_keeps_its_own_uid_in_our_calendars(project: Path, other: Path, rusctl: Run) -> None:
    assert rusctl("import", str(other), "--yes").code == 0
    exported = rusctl("export", "--event", TABLE["id"]).out
    domain = tomllib.loads((project / "config/process.toml").read_text(encoding="utf-8"))["uid_domain"]
    assert f"UID:{TABLE['id']}@{domain}\r\n" in exported.replace("\r\n ", "")
    assert "imported" not in exported


def test_our_own_calendar_changes_nothing(project: Path, rusctl: Run) -> None:
    assert rusctl("export", "--output", "own.ics", "--windows").code == 0
    before = files(project)
    result = rusctl("import", "own.ics", "--yes", "--lang", "en")
    assert result.code == 0
    assert "entries are this plan's own and are passed over" in result.err
    assert files(project) == before


def test_a_new_date_keeps_the_old_one_with_its_reason(project: Path, other: Path, rusctl: Run) -> None:
    assert rusctl("import", str(other), "--yes").code == 0
    (project / "events.toml").write_bytes(
        (project / "events.toml").read_bytes().replace("Referensgrupp, hållbar".encode(), b"Var egen titel")
    )
    other.write_bytes(calendar(REFERENCE.replace("20190205", "20190212").replace("SUMMARY:", "SUMMARY:Ny ")))
    assert rusctl("import", str(other), "--yes", "--reason", "salen var upptagen", "--source", "mejl").code == 0
    last = events(project)[-1]
    assert (str(last["start"]), last["title"]) == ("2019-02-12 09:00:00", "Var egen titel tillväxt")
    assert [{key: str(value) for key, value in one.items()} for one in last["earlier"]] == [
        {
            "start": "2019-02-05 09:00:00",
            "end": "2019-02-05 12:00:00",
            "stated": "2018-11-08",
            "reason": "salen var upptagen",
        }
    ]
    assert last["source"] == "mejl"


def test_what_was_moved_by_hand_is_not_moved_back(project: Path, other: Path, rusctl: Run) -> None:
    """The calendar has not changed, so nothing does; and when it has, that counts."""
    assert rusctl("import", str(other), "--yes").code == 0
    assert rusctl("event", "move", TABLE["id"], "2019-02-07", "--yes", "--reason", "lokalen").code == 0
    before = files(project)
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert (result.out, files(project)) == ("", before)
    assert (
        f"{TABLE['id']} was moved in the plan, and this calendar still says Tue, 5 Feb 2019 09:00–12:00; it stays"
        in result.err
    )
    for day in ("20190212", "20190205"):  # there and back again
        other.write_bytes(calendar(REFERENCE.replace("20190205", day)))
        assert rusctl("import", str(other), "--yes").code == 0
        assert f"{events(project)[-1]['start']:%Y%m%d}" == day


def test_a_cancellation_follows_the_legal_transitions(project: Path, other: Path, rusctl: Run) -> None:
    assert rusctl("import", str(other), "--yes").code == 0
    other.write_bytes(calendar(REFERENCE.replace("STATUS:CONFIRMED", "STATUS:CANCELLED")))
    assert rusctl("import", str(other), "--yes").code == 0
    last = events(project)[-1]
    assert (last["status"], last["was"]) == ("cancelled", "confirmed")
    assert rusctl("import", str(other), "--yes").out == ""
    other.write_bytes(calendar(REFERENCE.replace("20190205", "20190212")))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert result.out == ""
    assert f"other.ics:3: {TABLE['id']} is cancelled, so it stays as it is" in result.err


@pytest.mark.usefixtures("project")
def test_what_was_held_is_not_cancelled(other: Path, rusctl: Run) -> None:
    assert rusctl("import", str(other), "--yes").code == 0
    assert rusctl("event", "held", TABLE["id"], "--today", "2019-02-06").code == 0
    other.write_bytes(calendar(REFERENCE.replace("STATUS:CONFIRMED", "STATUS:CANCELLED")))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert (result.out, "is held, so it is not cancelled" in result.err) == ("", True)


def test_a_whole_calendar_of_cancellations(project: Path, other: Path, rusctl: Run) -> None:
    other.write_bytes(calendar(REFERENCE, head="METHOD:CANCEL\r\n"))
    before = files(project)
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert "other.ics:4: it is cancelled, so it is not added" in result.err
    assert files(project) == before


def test_each_time_of_a_series_is_an_event_that_can_move(project: Path, other: Path, rusctl: Run) -> None:
    series = event("DTSTART:20190301T080000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=3", "SUMMARY:Grupp")
    other.write_bytes(calendar(series))
    assert rusctl("import", str(other), "--yes").code == 0
    assert [(one["id"], str(one["start"])) for one in events(project)[-3:]] == [
        ("grupp", "2019-03-01 09:00:00"),
        ("grupp-2", "2019-04-01 10:00:00"),
        ("grupp-3", "2019-05-01 10:00:00"),
    ]
    moved = event("RECURRENCE-ID:20190401T080000Z", "DTSTART:20190403T080000Z", "DURATION:PT1H", "SUMMARY:Grupp")
    other.write_bytes(calendar(series, moved))
    assert rusctl("import", str(other), "--yes").code == 0
    assert [(one["id"], str(one["start"]), len(one.get("earlier", []))) for one in events(project)[-3:]] == [
        ("grupp", "2019-03-01 09:00:00", 0),
        ("grupp-2", "2019-04-03 10:00:00", 1),
        ("grupp-3", "2019-05-01 10:00:00", 0),
    ]


def test_a_change_onwards_moves_the_rest_of_a_series(project: Path, other: Path, rusctl: Run) -> None:
    series = event("DTSTART:20190301T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4", "SUMMARY:Grupp")
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20190303T080000Z",
        "DTSTART:20190303T100000Z",
        "DURATION:PT1H",
        "SUMMARY:Grupp",
    )
    other.write_bytes(calendar(series, later))
    assert rusctl("import", str(other), "--yes").code == 0
    added = events(project)[-4:]
    assert [str(one["start"])[5:16] for one in added] == ["03-01 09:00", "03-02 09:00", "03-03 11:00", "03-04 11:00"]
    assert len({one["imported_uid"] for one in added}) == 4


def test_undo_takes_all_of_it_back(project: Path, other: Path, rusctl: Run) -> None:
    before = files(project)
    assert rusctl("import", str(other), "--yes").code == 0
    assert rusctl("undo").code == 0
    assert files(project) == before


@pytest.mark.parametrize(("words", "code"), [(["--dry-run"], 0), ([], 1)])
def test_a_diff_comes_first_and_a_script_says_yes(
    words: list[str], code: int, project: Path, other: Path, rusctl: Run
) -> None:
    before = files(project)
    result = rusctl("import", str(other), *words)
    assert (result.code, result.out.startswith("--- events.toml\n+++ events.toml\n")) == (code, True)
    assert files(project) == before


@pytest.mark.parametrize("answer", ["ja", "nej"])
def test_in_a_terminal_it_asks(
    answer: str, project: Path, other: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return f"{answer}\n"

    monkeypatch.setattr("sys.stdin", Terminal())
    before = len(events(project))
    assert rusctl("import", str(other)).code == (0 if answer == "ja" else 1)
    assert len(events(project)) == before + (answer == "ja")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_people_see(lang: str, project: Path, other: Path, rusctl: Run) -> None:
    parts = (
        REFERENCE,
        event("DTSTART:20190401", "SUMMARY:Möte med ett@example.org", "LOCATION:Ring 021-17 45 00", uid="2"),
        event("DTSTART:20100401", "SUMMARY:Gammalt", uid="3"),
        event("DTSTART;TZID=Nowhere:20190401T090000", "DURATION:PT1H", uid="4"),
        event("DTSTART:20190401T090000", uid="5"),
        event("DTSTART:20190402T090000", "DTEND:20190402T100000", "SUMMARY:Lokal tid", uid="6"),
        event("DTSTART:20190401", uid=""),
    )
    other.write_bytes(calendar(*parts))
    result = rusctl("import", str(other), "--dry-run", "--municipality", "sala", "--lang", lang)
    told = f"{result.code}\n{result.out}{result.err}".replace(str(other), "other.ics").replace(str(project), "PLAN")
    golden(f"import/dry-run.{lang}.txt", told)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nosuch.ics"], 1, "nosuch.ics is not there"),
        (["events.toml"], 1, "there is no calendar in it"),
        (["FILE", "--kind", "möte"], 1, "möte is not a kind of event"),
        (["FILE", "--municipality", "umea"], 1, "umea is not a municipality"),
    ],
)
def test_what_is_refused(words: list[str], code: int, said: str, other: Path, project: Path, rusctl: Run) -> None:  # noqa: PLR0917
    before = files(project)
    result = rusctl("import", *(str(other) if word == "FILE" else word for word in words), "--yes", "--lang", "en")
    assert (result.code, said in result.err) == (code, True)
    assert files(project) == before


@pytest.mark.usefixtures("project")
def test_more_than_five_hundred_are_refused(other: Path, rusctl: Run) -> None:
    other.write_bytes(calendar(*(event("DTSTART:20190401", uid=str(number)) for number in range(501))))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert (result.code, "it holds more than 500 events between those days" in result.err) == (1, True)


def test_what_a_value_loses_is_said(project: Path, other: Path, rusctl: Run) -> None:
    parts = (
        event("DTSTART:20190401", "SUMMARY:Ett", "URL:https://example.org/?to=ett@example.org", uid="1"),
        event("DTSTART:20190402", "SUMMARY:Två", "URL:message:%3Cx%3E", uid="2"),
        event("DTSTART:20190403", "SUMMARY:" + "Tre" * 101, uid="3"),
        event("DTSTART:20190404", "SUMMARY:Fy\u200bra", "LOCATION:\u202eSalen", "RRULE:FREQ=DAILY;COUNT=2", uid="4"),
    )
    other.write_bytes(calendar(*parts))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    told = [line.partition("other.ics:")[2] for line in result.err.splitlines() if "other.ics:" in line]
    assert told == [
        "9: its URL is no web address and is left out",
        "15: its SUMMARY is longer than 300 characters, and the rest is left out",
        "20: its SUMMARY holds invisible characters, which are taken out",
        "20: its LOCATION holds invisible characters, which are taken out",
        "3: its url holds personal data and is left out",
    ]
    assert [(one["title"], one.get("venue", ""), one.get("url", "")) for one in events(project)[-5:]] == [
        ("Ett", "", ""),
        ("Två", "", ""),
        ("Tre" * 100, "", ""),
        ("Fyra", "Salen", ""),
        ("Fyra", "Salen", ""),
    ]


def test_faults_are_counted_beyond_what_is_listed(project: Path, other: Path, rusctl: Run) -> None:
    other.write_bytes(calendar(event("DTSTART:20190401", "SUMMARY:Ett"), "garbage\r\n" * 250))
    result = rusctl("import", str(other), "--yes", "--lang", "en")
    assert "and 240 faults more" in result.err
    assert len(events(project)) > 1


def test_hostile_titles_stay_text(project: Path, other: Path, rusctl: Run) -> None:
    title = 'a"\\n[[event]]\\nid = "b"\\n\u202e\u2028# \\\\'
    other.write_bytes(calendar(event("DTSTART:20190401", f"SUMMARY:{title}")))
    count = len(events(project))
    assert rusctl("import", str(other), "--yes").code == 0
    assert len(events(project)) == count + 1
    assert events(project)[-1]["title"] == 'a" [[event]] id = "b" # \\'


def test_every_file_of_the_corpus_arrives_or_is_refused() -> None:
    asked = ImportPeriod(dt.date(1990, 1, 1), dt.date(2035, 12, 31), "Europe/Stockholm", "example.invalid")
    arrived = 0
    for path in [*OWN, *sorted(CORPUS.rglob("*.ics"))]:
        try:
            arrived += len(incoming_work.read(path.read_bytes(), asked).events)
        except Refused as refused:
            arrived += refused.message is None
    assert arrived >= 15
    data = calendar(REFERENCE, event("DTSTART;TZID=X:2", uid="b"))
    assert read.events(data, "x.ics", asked) == incoming_work.read(data, asked)
