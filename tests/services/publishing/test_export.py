"""Calendars written once, asked of the service itself: what they hold, and what writing them changes."""

from pathlib import Path

import pytest

from rusctl.errors import PrivacyError, RusctlError, UsageError
from rusctl.services.project import Project
from rusctl.services.publishing import export
from rusctl.services.publishing.export import CalendarChoice
from tests.conftest import DAY


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    return Project(str(project), DAY)


def titles(tour: Project, choice: CalendarChoice) -> list[str]:
    whole = export.chosen(tour, choice)
    return [*(one.summary for one in whole.entries), *(one.summary for one in whole.tasks)]


def test_milestones_come_along_unless_events_are_chosen_or_it_is_said(tour: Project) -> None:
    everything, one = titles(tour, CalendarChoice()), titles(tour, CalendarChoice(ids=["norberg"]))
    assert len(one) == 1
    assert set(one) < set(everything)
    assert len(titles(tour, CalendarChoice(ids=["norberg"], milestones=True))) > 1
    assert len(titles(tour, CalendarChoice(milestones=False))) < len(everything)


def test_tasks_stand_alone(tour: Project) -> None:
    whole = export.chosen(tour, CalendarChoice(todo=True))
    assert whole.tasks
    assert (whole.entries, whole.method) == ((), "")
    for choice in (CalendarChoice(todo=True, kinds=["kommundialog"]), CalendarChoice(todo=True, milestones=False)):
        with pytest.raises(UsageError):
            export.chosen(tour, choice)


def test_windows_and_reminders_are_there_where_they_are_asked_for(tour: Project) -> None:
    assert len(titles(tour, CalendarChoice(windows=True))) > len(titles(tour, CalendarChoice()))
    (entry,) = export.chosen(tour, CalendarChoice(ids=["norberg"], remind=["1d"])).entries
    assert len(entry.reminders) == 1
    assert export.chosen(tour, CalendarChoice(method=False)).method == ""


def test_a_plan_with_faults_gives_no_calendar(tour: Project) -> None:
    path = tour.folder.path / "events.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")
    with pytest.raises(RusctlError):
        export.chosen(tour, CalendarChoice())


def test_a_calendar_holds_no_person_wherever_it_is_written(tour: Project) -> None:
    path = tour.folder.path / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('id = "sala"\n', 'id = "sala"\nvenue = "anmälan a.ek@example.se"\n', 1), encoding="utf-8"
    )
    with pytest.raises(PrivacyError):
        export.chosen(tour.again(), CalendarChoice())


def test_nothing_with_a_date_gives_no_calendar(tour: Project) -> None:
    with pytest.raises(RusctlError):
        export.chosen(tour, CalendarChoice(statuses=["cancelled"]))


def test_files_are_one_or_one_for_each_entry_and_what_is_as_before_is_not_written(
    tour: Project, tmp_path: Path
) -> None:
    whole = export.chosen(tour, CalendarChoice())
    assert list(export.parts(whole, str(tmp_path / "a.ics"), split=False)) == [tmp_path / "a.ics"]
    with pytest.raises(RusctlError):
        export.parts(whole, export.STDOUT, split=True)
    files = export.files(export.parts(whole, f"{tmp_path / 'all'}/", split=False))
    assert len(files) == len(whole.entries)
    export.write(export.changes(files))
    assert export.changes(files) == {}
    assert all(path.read_bytes() == octets for path, octets in files.items())


def test_a_file_that_is_no_calendar_stays(tour: Project, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Hej!", encoding="utf-8")
    with pytest.raises(RusctlError):
        export.changes(export.files(export.parts(export.chosen(tour, CalendarChoice()), str(path), split=False)))
    assert path.read_text(encoding="utf-8") == "Hej!"
