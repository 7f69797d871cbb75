"""The project that a service works on: which folder, which day, and a plan that is read once."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Source
from rusctl.model.wishes import Wish
from rusctl.services.project import TODAY, Project, day_of
from rusctl.storage.files.names import EVENTS, PROCESS, TARGETS, WORKDAYS
from tests.conftest import DAY
from tests.services.conftest import change, said

CLOCK = dt.date(2018, 11, 8)
WISH = Wish("folder", "webb", (("path", "/srv/www"),), (), Source(TARGETS))


def test_the_day_is_the_one_given_else_the_variables_else_the_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Project(day="2019-03-01").today == dt.date(2019, 3, 1)
    assert Project().today == dt.date.fromisoformat(DAY)
    monkeypatch.delenv(TODAY)
    before = dt.datetime.now().astimezone().date()
    assert before <= Project().today <= dt.datetime.now().astimezone().date()


def test_the_moment_is_the_beginning_of_a_day_that_was_said_and_else_the_clocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Project(day="2019-03-01").now == dt.datetime(2019, 3, 1, tzinfo=dt.UTC)
    assert Project().now == dt.datetime(2018, 11, 8, tzinfo=dt.UTC)
    monkeypatch.delenv(TODAY)
    before = dt.datetime.now(dt.UTC)
    project = Project()
    assert before <= project.now <= dt.datetime.now(dt.UTC)
    assert project.now == project.now


def test_the_folder_is_the_chosen_one_else_that_round_the_place_where_one_stands(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Project(str(project)).folder.path == project
    monkeypatch.chdir(project / "config")
    assert Project().folder.path == project
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RusctlError, match="project") as caught:
        _ = Project().folder
    assert caught.value.exit_code == 1


def test_the_plan_is_read_once_until_it_is_asked_for_again(tour: Project) -> None:
    tour.asked = lambda _: True
    tour.command = ("event", "move")
    assert len(tour.plan.events) == 10
    change(tour.folder.path, EVENTS, 'id = "sala"', 'id = "sala-2"')
    assert tour.plan.events[0].id == "sala"
    again = tour.again()
    assert again.plan.events[0].id == "sala-2"
    assert (again.chosen, again.day, again.command, again.asked(WISH)) == (tour.chosen, None, ("event", "move"), True)


def test_what_there_is_to_say_beside_a_result_is_kept_for_who_has_a_terminal(tour: Project) -> None:
    tour.tell(msg("one"))
    again = tour.again()
    again.tell(msg("two"))
    assert [said(one) for one in tour.notes] == ["one", "two"]
    assert Project().notes == []


def test_what_there_is_to_say_is_said_at_once_where_there_is_a_terminal(tour: Project) -> None:
    heard: list[Message] = []
    tour.tell = heard.append
    tour.tell(msg("one"))
    tour.again().tell(msg("two"))
    assert [said(one) for one in heard] == ["one", "two"]
    assert tour.notes == []


def test_nobody_answers_until_somebody_puts_a_terminal_there(tour: Project) -> None:
    assert tour.asked(WISH) is None


@pytest.mark.parametrize("name", [EVENTS, PROCESS])
def test_half_a_plan_is_refused(tour: Project, name: str) -> None:
    (tour.folder.path / name).write_text("this is no TOML", encoding="utf-8")
    with pytest.raises(RusctlError, match="missing = after the key") as caught:
        tour.readable()
    assert (caught.value.at.file, caught.value.exit_code) == (name, 1)
    assert tour.loaded.plan.unread == {name}


def test_a_plan_with_a_fault_elsewhere_can_be_read(tour: Project) -> None:
    (tour.folder.path / WORKDAYS).write_text("this is no TOML", encoding="utf-8")
    change(tour.folder.path, EVENTS, "date = 2018-11-09", "date = 2018-13-09 # no month")
    change(tour.folder.path, EVENTS, "date = 2018-13-09 # no month", 'date = "no day"')
    assert tour.readable() is tour.loaded
    assert {fault.at.file for fault in tour.loaded.faults} == {WORKDAYS, EVENTS}


def test_the_language_is_the_folders_without_reading_its_plan(tour: Project) -> None:
    assert tour.language() == "sv"
    assert "loaded" not in vars(tour)
    change(tour.folder.path, PROCESS, 'language = "sv"', "language = 1")
    assert tour.language() is None
    (tour.folder.path / PROCESS).write_text("this is no TOML", encoding="utf-8")
    assert tour.language() is None
    shutil.rmtree(tour.folder.path / "config")
    with pytest.raises(RusctlError) as caught:
        tour.language()
    assert caught.value.exit_code == 7


def test_the_line_of_a_place_is_looked_up_in_what_was_read(tour: Project) -> None:
    at = Source(EVENTS, ("event", 1, "date"))
    assert (tour.known_line(at), tour.known_line(at._replace(line=3))) == (0, 3)
    lines = (tour.folder.path / EVENTS).read_text(encoding="utf-8").splitlines()
    assert lines[tour.line(at) - 1] == "date = 2018-11-09"
    assert tour.known_line(at) == tour.line(at)
    assert tour.line(Source("config/none.toml", ("x",))) == 0
    change(tour.folder.path, EVENTS, "# Kommundialogerna", "#\n# Kommundialogerna")
    before = tour.line(at)
    tour.loaded = tour.again().loaded
    assert tour.line(at) == before + 1


def test_a_day_is_read_as_people_write_it() -> None:
    told: list[Message] = []
    assert day_of("2018-11-08", CLOCK, told.append) == dt.date(2018, 11, 8)
    assert day_of("9 nov", CLOCK, told.append) == dt.date(2018, 11, 9)
    assert [said(one) for one in told] == ['"9 nov" has no year; read as 2018-11-09']


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("v 45", "v 45 is no day; write it as 2018-11-08"),
        ("2018-02-30", '"2018-02-30" does not exist: the days of that month are 1 to 28'),
        ("0999-01-01", "0999-01-01: the year is not between 1900 and 2199"),
        ("2200-01-01", "2200-01-01: the year is not between 1900 and 2199"),
    ],
)
def test_what_is_no_day_or_one_that_no_plan_has_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        day_of(text, CLOCK, list[Message]().append)
    assert (said(caught.value.message), caught.value.exit_code) == (sentence, 2)
