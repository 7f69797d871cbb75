"""Meeting days out of a calendar file in the folder."""

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

COUNCIL = '[[meeting_day]]\nbody = "regionfullmaktige"\nics = "busy/council.ics"\n'
BOARD = '[[meeting_day]]\nbody = "regionstyrelsen"\nics = "busy/board.ics"\n'


def event(uid: str, *lines: str) -> str:
    return "".join(
        f"{line}\r\n" for line in ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20180101T000000Z", *lines, "END:VEVENT")
    )


def calendar(*events: str) -> bytes:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n"
    return (head + "".join(events) + "END:VCALENDAR\r\n").encode()


FREE_AND_WHOLE_DAY = event("a", "DTSTART;VALUE=DATE:20200218", "DTEND;VALUE=DATE:20200219", "TRANSP:TRANSPARENT")
UNTIL_MIDNIGHT = event("b", "DTSTART:20200421T200000", "DTEND:20200422T000000")
MONTHLY = event("c", "DTSTART:20190108T090000", "DTEND:20190108T120000", "RRULE:FREQ=MONTHLY;COUNT=3")
GONE = event("d", "DTSTART:20190219T090000", "DTEND:20190219T120000", "STATUS:CANCELLED")


@pytest.fixture(name="meetings")
def meetings_fixture(project: Path) -> Path:
    with (project / "config/workdays.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{COUNCIL}\n{BOARD}")
    (project / "busy").mkdir(exist_ok=True)
    (project / "busy/council.ics").write_bytes(calendar(FREE_AND_WHOLE_DAY, UNTIL_MIDNIGHT, MONTHLY, GONE))
    (project / "busy/board.ics").write_bytes(calendar(event("e", "DTSTART:20200128T090000", "DTEND:20200128T120000")))
    return project


def days(rusctl: Run, year: str) -> list[tuple[str, str]]:
    result = rusctl("calendar", year, "--json")
    assert (result.code, result.err) == (0, "")
    return [(row["first"], row["name"]) for row in json.loads(result.out) if row["kind"] == "meeting"]


@pytest.mark.usefixtures("meetings")
def test_the_calendar_shows_them(rusctl: Run) -> None:
    assert [day for day, _ in days(rusctl, "2019")] == ["2019-01-08", "2019-02-08", "2019-03-08"]
    assert [day for day, _ in days(rusctl, "2020")] == ["2020-01-28", "2020-02-18", "2020-04-21"]
    assert days(rusctl, "2190") == []


@pytest.mark.usefixtures("meetings")
def test_the_board_has_commented_at_its_last_meeting_before(rusctl: Run) -> None:
    rows = json.loads(rusctl("deadlines", "council", "--json").out)
    assert [row["date"] for row in rows if row["id"] == "board"] == ["2020-01-28"]
    report = rusctl("report", "status", "--lang", "en").out
    assert "| Tue, 28 Jan 2020 | The council decides: The board has commented |" in report


@pytest.mark.usefixtures("meetings")
def test_what_is_pushed_goes_to_the_next_meeting(rusctl: Run) -> None:
    result = rusctl("whatif", "slip", "board", "14d", "--lang", "en")
    assert "and the first meeting known then is Tue, 21 Apr 2020" in result.out
    assert "Members summoned: from Tue, 11 Feb 2020 to Tue, 14 Apr 2020" in result.out


@pytest.mark.usefixtures("meetings")
def test_no_date_is_proposed_on_one(rusctl: Run) -> None:
    words = ("propose", "vasteras", "--from", "2019-02-08", "--to", "2019-02-08", "--lang", "en")
    result = rusctl(*words)
    assert result.code == 1
    assert "meets that day" in result.out + result.err


def test_the_check_looks_at_them_as_status_and_what_if_do(meetings: Path, rusctl: Run) -> None:
    (meetings / "busy/council.ics").write_bytes(calendar(UNTIL_MIDNIGHT))
    rows = json.loads(rusctl("check", "--format", "json").out)
    said = [row["message"] for row in rows if row["name"] == "not-a-meeting-day"]
    assert len(said) == 1
    assert said[0].endswith("its nearest meeting is 2020-04-21")
    foretold = json.loads(rusctl("whatif", "move", "council", "2020-04-21", "--json").out)
    assert [row["id"] for row in foretold if row["kind"] == "resolved" and "nearest meeting" in row["message"]]


def test_a_file_that_is_missing_or_unread_is_a_finding_and_said(meetings: Path, rusctl: Run) -> None:
    (meetings / "busy/council.ics").unlink()
    (meetings / "busy/board.ics").write_bytes(b"no calendar")
    rows = json.loads(rusctl("check", "--format", "json").out)
    found = {row["name"]: row["message"] for row in rows}
    assert found["missing-file"] == "busy/council.ics is not there"
    assert found["unreadable-file"].startswith("busy/board.ics is not read: ")
    result = rusctl("calendar", "2020", "--lang", "en")
    assert result.code == 0
    assert "2 faults in the plan" in result.err
    assert "2 faults in the plan" in rusctl("report", "status", "--lang", "en").err
    shown = json.loads(rusctl("status", "--json").out)[0]
    assert shown["errors"] == sum(row["severity"] == "error" for row in rows)
    assert str(meetings) not in result.err


@pytest.mark.usefixtures("meetings")
def test_the_deadlines_that_are_exported_know_them(rusctl: Run) -> None:
    found = rusctl("export", "--deadlines").out
    commented = found.partition("UID:council.board@")[2].partition("END:VEVENT")[0]
    assert "DTSTART;VALUE=DATE:20200128" in commented


def test_a_change_is_checked_against_them(meetings: Path, rusctl: Run) -> None:
    """The findings after a move, and after an edit, are those of the check."""
    moved = rusctl("event", "move", "norberg", "2019-02-08", "--lang", "en")
    assert "[on-a-meeting-day]" in moved.err
    assert "on-a-meeting-day" in rusctl("check", "--lang", "en").out
    assert "[on-a-meeting-day]" not in rusctl("event", "move", "norberg", "2019-02-11", "--lang", "en").err
    editor = meetings / "editor.py"
    editor.write_text(
        "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text('utf-8').replace('2019-02-11', '2019-02-08'), 'utf-8')\n",
        encoding="utf-8",
    )
    edited = run_with_editor(rusctl, f"{sys.executable} {editor}")
    assert "on-a-meeting-day" in edited


def run_with_editor(rusctl: Run, editor: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITOR", editor)
        return rusctl("event", "edit", "--lang", "en").out


def test_a_plan_without_such_files_reads_none(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("rusctl.storage.untrusted.sandbox.run", never)
    assert (project / "config/workdays.toml").exists()
    assert rusctl("check").code == 0
    assert rusctl("calendar", "2020").code == 0
