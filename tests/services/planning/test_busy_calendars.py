"""Busy calendars read, bound, written and taken away, asked of the service itself."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.plan import Plan
from rusctl.services.planning import busy_calendars
from rusctl.services.planning.busy_calendars import Binds
from rusctl.services.project import Project
from tests.conftest import DAY

EN = Language("en")
EVENT = "BEGIN:VEVENT\nUID:{0}\nDTSTART:201811{0}T090000{1}\nDTEND:201811{0}T110000{1}\n{2}SUMMARY:Anna\nEND:VEVENT\n"


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    return Project(str(project), DAY)


@pytest.fixture(name="council")
def council_fixture(tmp_path: Path) -> str:
    """A calendar with a time, one without a zone, one marked as free and one cancelled."""
    events = (("20", "Z", ""), ("21", "", ""), ("22", "Z", "TRANSP:TRANSPARENT\n"), ("23", "Z", "STATUS:CANCELLED\n"))
    return calendar(tmp_path / "council.ics", *events)


def calendar(path: Path, *events: tuple[str, str, str]) -> str:
    body = "".join(EVENT.format(*one) for one in events)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n", encoding="utf-8")
    return str(path)


def propose(tour: Project, file: str, binds: Binds, title: str = "") -> busy_calendars.BusyCalendarEdit:
    plan = tour.readable().plan
    found, _ = busy_calendars.read(plan, file, titles=False, free=False)
    table = busy_calendars.entry(plan, "council", title, binds)
    return busy_calendars.propose(tour, table, found, everyone=binds.everyone, titles=False)


def test_what_is_left_out_is_said(tour: Project, council: str) -> None:
    found, notes = busy_calendars.read(tour.readable().plan, council, titles=False, free=False)
    assert len(found.times) == 2
    assert [EN.text(one) for one in notes] == [
        "1 entry is marked as free and left out",
        "1 entry is cancelled and left out",
        "2 times name no zone and are read by the clock of Europe/Stockholm",
    ]


def test_a_calendar_without_a_busy_time_is_refused(tour: Project, tmp_path: Path) -> None:
    plan = tour.readable().plan
    for events, said in (((), "holds no busy time"), ((("22", "Z", "TRANSP:TRANSPARENT\n"),), "--free takes it")):
        file = calendar(tmp_path / "x.ics", *events)
        found, _ = busy_calendars.read(plan, file, titles=False, free=False)
        with pytest.raises(RusctlError) as refused:
            busy_calendars.refuse_empty(plan, file, found)
        assert said in EN.text(refused.value.message)


def test_a_calendar_is_proposed_then_written_without_titles_then_removed(tour: Project, council: str) -> None:
    workdays = tour.folder.path / "config/workdays.toml"
    before = workdays.read_bytes() if workdays.exists() else b""
    proposal = propose(tour, council, Binds(everyone=True))
    assert not (tour.folder.path / "busy").exists()
    busy_calendars.carry_out(tour, proposal)
    assert "Anna" not in (tour.folder.path / "busy/council.txt").read_text(encoding="utf-8")
    again = tour.again()
    assert [one.id for one in again.readable().plan.busy] == ["council"]
    removal = busy_calendars.propose_removal(again, "council")
    assert (removal.path, removal.times.after) == ("busy/council.txt", None)
    busy_calendars.carry_out(again, removal)
    assert not (tour.folder.path / "busy/council.txt").exists()
    assert workdays.read_bytes().strip() == before.strip()


def test_whom_it_binds_stays_unless_it_is_said_anew(tour: Project, council: str) -> None:
    busy_calendars.carry_out(tour, propose(tour, council, Binds(municipality="sala")))
    again = tour.again()
    kept = propose(again, council, Binds(), "Fullmäktige").config.after
    assert kept is not None
    assert b'municipality = "sala"' in kept
    anew = propose(again, council, Binds(everyone=True)).config.after
    assert anew is not None
    assert b"municipality" not in anew.partition(b'id = "council"')[2]


@pytest.mark.parametrize("binds", [Binds(), Binds(municipality="sala", everyone=True)])
def test_a_new_one_binds_somebody_or_everyone(tour: Project, binds: Binds) -> None:
    with pytest.raises(UsageError):
        busy_calendars.entry(tour.readable().plan, "council", "", binds)


@pytest.mark.parametrize(
    "binds", [Binds(municipality="nowhere"), Binds(body="none"), Binds(crew=["none"]), Binds(roles=["none"])]
)
def test_an_id_that_is_none_is_refused(tour: Project, binds: Binds) -> None:
    with pytest.raises(RusctlError) as refused:
        busy_calendars.entry(tour.readable().plan, "council", "", binds)
    assert " is not a" in EN.text(refused.value.message)


def test_its_name_is_said_or_made_and_is_an_id() -> None:
    assert busy_calendars.new_name("", "Fullmäktige i Sala") == "fullmaktige-i-sala"
    for name, title in (("", ""), ("K", ""), ("", "x" * 201)):
        with pytest.raises(UsageError):
            busy_calendars.new_name(name, title)


def test_without_a_period_nothing_is_read() -> None:
    with pytest.raises(RusctlError):
        busy_calendars.period(Plan())
