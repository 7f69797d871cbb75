"""What was changed in the register, never of whom; and what undoing brings back."""

from pathlib import Path

import pytest

from rusctl.errors import ConflictError, PolicyError
from rusctl.model.people import Person
from rusctl.services.people import changes, persons, read_list, take_list
from rusctl.services.people.read_list import Purpose
from rusctl.services.project import Project
from tests.services.people.conftest import refused, stored


def imported(project: Project, folder: Path) -> int:
    path = folder / "lista.csv"
    path.write_text("Namn;E-post\nÅsa Ek;asa@example.org\nBo Ek;bo@example.org", encoding="utf-8")
    reading = read_list.from_file(project, path, Purpose.PERSONS)
    return take_list.carry_out(take_list.propose(project, reading, take_list.choice(project))).number


def test_changes_are_listed_the_latest_first_and_name_nobody(people: Project) -> None:
    persons.correct(people, 1, {"name": "Hemlig Ändring"})
    found = changes.made(people)
    assert [(one.number, one.what, one.rows) for one in found[:2]] == [(5, "person set", 1), (4, "person add", 2)]
    assert "Hemlig" not in repr(found)
    assert len(changes.made(people, 2)) == 2


def test_the_last_change_is_undone_or_a_numbered_one(people: Project) -> None:
    persons.correct(people, 3, {"name": "Annan"})
    assert changes.undo(people, dry_run=True) == (5, "person set", 1)
    assert stored(people, "person", "name")[2] == ("Annan",)
    assert changes.undo(people) == (5, "person set", 1)
    assert stored(people, "person", "name")[2] == ("Testperson Tre",)
    assert changes.undo(people, 3) == (3, "person add", 1)
    assert [number for (number,) in stored(people, "person", "id")] == [1, 2, 4]
    assert [one.undone for one in changes.made(people) if one.number in {3, 5}] == [True, True]
    with refused("is undone already"):
        changes.undo(people, 3)


def test_an_import_is_undone_whole_while_nobody_has_changed_it(people: Project, tmp_path: Path) -> None:
    number = imported(people, tmp_path)
    assert changes.undo_import(people, number, dry_run=True) == 2
    assert len(stored(people, "person", "id")) == 6
    assert changes.undo_import(people, number) == 2
    assert len(stored(people, "person", "id")) == 4


def test_an_import_on_which_something_builds_is_not_undone(people: Project, tmp_path: Path) -> None:
    number = imported(people, tmp_path)
    persons.correct(people, 5, {"phone": "021-17 45 00"})
    with pytest.raises(ConflictError):
        changes.undo_import(people, number)
    assert len(stored(people, "person", "id")) == 6


def test_what_is_no_import_is_not_undone_as_one(people: Project) -> None:
    with refused("there is no import 1"):
        changes.undo_import(people, 1)
    with refused("there is no import 99"):
        changes.undo_import(people, 99)


def test_what_has_left_the_house_is_not_undone(people: Project) -> None:
    people_before = len(changes.made(people))
    persons.add(people, Person(name="Ny"), dry_run=True)
    assert len(changes.made(people)) == people_before
    persons.merge(people, 1, 2)
    assert changes.undo(people).what == "person merge"
    with refused("cannot be undone", PolicyError):
        changes.undo(people, changes.made(people)[0].number)
