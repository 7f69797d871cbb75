"""Meeting days out of a calendar file in the folder: for those who ask for them, and what cannot be read said."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.diagnostics import Problem
from rusctl.model.plan import Source
from rusctl.services.planning import meeting_days
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.project import Project
from rusctl.storage.files.names import PROCESS, WORKDAYS
from rusctl.storage.untrusted import sandbox
from tests.services.conftest import add, change, said

COUNCIL = '[[meeting_day]]\nbody = "regionfullmaktige"\nics = "busy/council.ics"\n'
BOARD = '[[meeting_day]]\nbody = "regionstyrelsen"\nics = "busy/board.ics"\n'
BY_DAY = '[[meeting_day]]\nbody = "regionen"\ndays = [2019-03-05]\n'


def event(uid: str, *lines: str) -> str:
    parts = ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20180101T000000Z", *lines, "END:VEVENT")
    return "".join(f"{line}\r\n" for line in parts)


def write(folder: Path, name: str, *events: str) -> None:
    (folder / "busy").mkdir(exist_ok=True)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n"
    (folder / "busy" / name).write_bytes((head + "".join(events) + "END:VCALENDAR\r\n").encode())


@pytest.fixture
def meetings(tour: Project) -> Project:
    add(tour.folder.path, WORKDAYS, COUNCIL + BOARD + BY_DAY)
    free = event("a", "DTSTART;VALUE=DATE:20200218", "DTEND;VALUE=DATE:20200220", "TRANSP:TRANSPARENT")
    midnight = event("b", "DTSTART:20200421T200000", "DTEND:20200422T000000")
    yearly = event("c", "DTSTART:20100601T090000", "DTEND:20100601T120000", "RRULE:FREQ=YEARLY")
    write(tour.folder.path, "council.ics", midnight, free, yearly)
    write(tour.folder.path, "board.ics", event("d", "DTSTART:20200128T230000", "DTEND:20200129T010000"))
    return tour


def days(project: Project) -> dict[str, list[str]]:
    return {one.body: [f"{day}" for day in one.days] for one in project.plan.workyear.meetings}


def test_the_days_are_the_calendars_busy_or_free_and_what_ends_at_midnight_is_over(meetings: Project) -> None:
    before = meetings.loaded
    assert read_meetings(meetings) is meetings
    yearly = [f"{year}-06-01" for year in range(2016, 2023)]  # two years around the process's
    assert days(meetings) == {
        "regionfullmaktige": sorted(["2020-02-18", "2020-02-19", "2020-04-21", *yearly]),
        "regionstyrelsen": ["2020-01-28", "2020-01-29"],
        "regionen": ["2019-03-05"],
    }
    assert meetings.loaded.faults == before.faults
    assert meetings.again().loaded == before


def test_they_are_read_for_the_years_that_are_asked_for(meetings: Project) -> None:
    found = days(read_meetings(meetings, 2025))["regionfullmaktige"]
    assert [day[:4] for day in found if day.endswith("06-01")] == [str(year) for year in range(2016, 2028)]


def test_without_a_period_they_are_read_around_today(meetings: Project) -> None:
    change(meetings.folder.path, PROCESS, "period = { from = 2018-11-06, to = 2020-06-16 }", "")
    project = Project(str(meetings.folder.path), "2012-05-05")
    found = days(read_meetings(project))["regionfullmaktige"]
    assert [day[:4] for day in found] == ["2010", "2011", "2012", "2013", "2014"]


def test_the_first_and_the_last_year_there_is_are_no_error(meetings: Project) -> None:
    found = days(read_meetings(meetings, dt.MINYEAR, dt.MAXYEAR))
    assert found["regionstyrelsen"] == ["2020-01-28", "2020-01-29"]


def test_a_plan_without_such_files_reads_none(tour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tour.folder.path, WORKDAYS, BY_DAY)
    monkeypatch.setattr(sandbox, "run", None)
    before = tour.loaded
    assert read_meetings(tour).loaded is before


def test_what_is_not_there_or_cannot_be_read_is_a_fault_of_the_plan(meetings: Project) -> None:
    folder = meetings.folder.path
    (folder / "busy/council.ics").unlink()
    (folder / "busy/board.ics").write_bytes(b"no calendar")
    missing, unread = read_meetings(meetings).loaded.faults
    at = Source(WORKDAYS, ("meeting_day", 0, "ics"), missing.at.record)
    assert missing == Problem(at, missing.message, "missing-file")
    assert said(missing.message) == "busy/council.ics is not there"
    assert (unread.at.route, unread.rule) == (("meeting_day", 1, "ics"), "unreadable-file")
    assert said(unread.message).startswith("busy/board.ics is not read: ")
    assert str(folder) not in said(unread.message)
    assert days(meetings) == {"regionfullmaktige": [], "regionstyrelsen": [], "regionen": ["2019-03-05"]}


def test_a_line_that_cannot_be_read_is_a_fault_at_its_line_and_the_rest_counts(meetings: Project) -> None:
    good = event("a", "DTSTART;VALUE=DATE:20200218")
    write(
        meetings.folder.path, "council.ics", good, event("b", "DTSTART;TZID=Nowhere:20190401T090000", "DURATION:PT1H")
    )
    (fault,) = read_meetings(meetings).loaded.faults
    assert (fault.at.file, fault.at.line, fault.rule) == ("busy/council.ics", 9, "unreadable-file")
    assert days(meetings)["regionfullmaktige"] == ["2020-02-18"]


def test_how_many_years_around_is_said_once() -> None:
    assert meeting_days.YEARS_AROUND == 2
