"""A register that is made, opened, or not there."""

import subprocess

import pytest

from rusctl.database import making
from rusctl.errors import PolicyError, PrivacyError, RusctlError
from rusctl.model.people import Person
from rusctl.services.people import new_register, persons, register_access
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files.names import PROCESS
from tests.services.conftest import said
from tests.services.people.conftest import refused, stored

URL = "postgresql://db.example.org/rusctl"


def test_where_there_is_no_register_it_is_not_opened_but_one_that_holds_nobody_is(tour: Project) -> None:
    assert not register_access.is_there(tour)
    with pytest.raises(RusctlError), register_access.opened(tour).reading():
        pass
    register = register_access.opened_or_empty(tour)
    with register.reading():
        pass
    assert not (tour.folder.path / "register").exists()


def test_it_is_made_when_something_is_first_written_and_that_is_said(tour: Project) -> None:
    register = register_access.opened_or_empty(tour, made_when_written=True)
    assert tour.notes == []
    register.change("test", lambda one: one.number)
    assert register_access.is_there(tour)
    assert said(tour.notes[0]).startswith("who is invited, what is sent and what is answered is kept in register/")


def test_one_that_is_there_is_opened(people: Project) -> None:
    register = register_access.opened_or_empty(people, made_when_written=True)
    with register.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 4
    assert people.notes == []


def test_what_an_older_one_kept_of_mail_is_taken_in_first(people: Project) -> None:
    (people.folder.path / "register/outbox.sqlite3").touch()
    assert register_access.is_there(people)
    with refused("take it into the register with rusctl register migrate"):
        register_access.opened(people)


def test_another_register_in_its_place_is_said_when_something_is_written(people: Project) -> None:
    persons.add(people, Person(name="Testperson Fem"))
    file = people.folder.path / "register/register.sqlite3"
    file.unlink()
    making.make_beside(people.folder.path, PIECES)
    assert persons.add(people, Person(name="Testperson Sex")).number == 6
    assert said(people.notes[0]).startswith("note: this is another register than the one that was used here before")


def test_a_variable_or_the_plan_says_that_it_is_elsewhere(tour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert register_access.declared(tour) == ""
    monkeypatch.setenv("RUSCTL_REGISTER", URL)
    assert register_access.is_there(tour)
    assert new_register.where(tour).shown == "postgresql://db.example.org/rusctl"


def test_a_server_that_the_folder_names_is_used_after_a_yes_alone(tour: Project) -> None:
    _declare(tour, f'register = "{URL}"')
    with pytest.raises(PolicyError):
        register_access.declared(tour)
    tour.asked = lambda _: True
    assert register_access.declared(tour) == URL
    assert register_access.is_there(tour)


def test_a_place_that_cannot_be_read_is_refused_so_that_no_other_is_taken(tour: Project) -> None:
    _declare(tour, "register = 7")
    with pytest.raises(RusctlError) as caught:
        register_access.is_there(tour)
    assert caught.value.at.file == PROCESS


def _declare(project: Project, line: str) -> None:
    """Write a key above all tables of config/process.toml."""
    path = project.folder.path / PROCESS
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def test_roles_and_municipalities_are_chosen_by_id_or_name(tour: Project) -> None:
    role, municipality = register_access.role_chooser(tour.plan), register_access.municipality_chooser(tour.plan)
    assert (role("politiker"), role("Politiker"), role("elected politicians"), role("")) == ("politiker",) * 3 + ("",)
    assert (municipality("sala"), municipality("SALA"), municipality("")) == ("sala", "sala", "")
    with pytest.raises(RusctlError):
        municipality("Stockholm")


def test_a_register_is_made_once_and_says_how_much_it_holds(tour: Project) -> None:
    before = new_register.state(tour)
    assert (before.place, before.database, before.schema) == ("register/register.sqlite3", "SQLite", None)
    assert new_register.make(tour).shown == new_register.where(tour).shown == "register/register.sqlite3"
    persons.add(tour, Person(name="Testperson"))
    after = new_register.state(tour)
    assert (after.current, after.rows["person"]) == (True, 1)
    assert stored(tour, "person", "name") == [("Testperson",)]
    with refused("there is a register already"):
        new_register.make(tour)


def test_no_register_is_made_where_git_keeps_its_folder(tour: Project) -> None:
    folder = tour.folder.path
    (folder / "register").mkdir()
    (folder / "register/lista.csv").touch()
    for words in (["init", "-q"], ["add", "-f", "register/lista.csv"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    with refused("git keeps files of the folder register/ (register/lista.csv)", PrivacyError):
        new_register.where(tour)
