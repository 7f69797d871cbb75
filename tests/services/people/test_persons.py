"""Persons added, corrected, restricted, merged and found; what a list never shows."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.people import Audience, Person, RoleAssignment
from rusctl.services import selection
from rusctl.services.people import disclosure, erasing, persons, taking_part
from rusctl.services.people.exposure import lists_with_hidden
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from tests.services.conftest import add, said
from tests.services.people.conftest import draft_to, drafted, refused, stored


def names(found: list[Person]) -> list[str]:
    return [one.name for one in found]


def draft(project: Project, address: str) -> None:
    draft_to(project.folder.path, address, b"Subject: Dialog\r\n\r\nHej")


def test_a_person_is_added_with_the_role_they_hold(house: Project) -> None:
    held = RoleAssignment(role="politiker", first_day=dt.date(2018, 1, 1), public=True, party="P")
    assert persons.add(house, Person(name="Testperson", email="t@example.org", mandates=(held,))) == (1, ())
    assert stored(house, "person", "name", "email", "protected") == [("Testperson", "t@example.org", False)]
    assert stored(house, "mandate", "person", "role", "first_day", "party") == [
        (1, "politiker", dt.date(2018, 1, 1), "P")
    ]


def test_a_dry_run_adds_nobody(house: Project) -> None:
    persons.add(house, Person(name="Testperson"), dry_run=True)
    assert stored(house, "person", "name") == []


def test_the_same_address_is_refused_unless_it_is_to_be(people: Project) -> None:
    twin = Person(name="Testperson Ett", email="ett@example.org")
    with refused("person 1 has the same email address", PolicyError):
        persons.add(people, twin)
    assert persons.add(people, twin, anyway=True).number == 5


def test_who_was_erased_is_said_when_they_are_entered_again(people: Project) -> None:
    erasing.carry_out(people, erasing.propose(people, 1), "DNR-1")
    added = persons.add(people, Person(name="Testperson Ett", email="ett@example.org"))
    assert added.number == 5
    (note,) = added.notes
    assert "was erased on " in said(note)
    assert "by decision DNR-1; see that there is a reason" in said(note)
    assert persons.add(people, Person(name="Annan")).notes == ()


def test_a_person_is_corrected_under_the_version_that_was_seen(people: Project) -> None:
    assert persons.correct(people, 3, {"phone": "021-17 45 00"}) == ()
    assert persons.correct(people, 3, {"name": "Testperson III"}, version=2) == ()
    with pytest.raises(ConflictError):
        persons.correct(people, 3, {"name": "Testperson 3"}, version=2)
    with pytest.raises(ConflictError):
        persons.correct(people, 3, {}, version=2)
    persons.correct(people, 3, {"name": "Ingen"}, dry_run=True)
    assert stored(people, "person", "name", "phone")[2] == ("Testperson III", "021-17 45 00")
    with refused("there is no person 9"):
        persons.correct(people, 9, {"name": "Ingen"})


def test_a_role_ends_with_a_last_day_and_begins_with_a_first(people: Project) -> None:
    last, first = dt.date(2018, 12, 31), dt.date(2019, 1, 1)
    persons.correct(people, 1, {}, RoleAssignment(role="politiker", last_day=last))
    persons.correct(people, 1, {}, RoleAssignment(role="politiker", first_day=first))
    persons.correct(people, 3, {}, RoleAssignment(role="naringsliv"))
    rows = stored(people, "mandate", "person", "role", "first_day", "last_day")
    assert rows[0] == (1, "politiker", None, last)
    assert rows[3:] == [(1, "politiker", first, None), (3, "naringsliv", None, None)]
    with refused("nothing to end", PolicyError):
        persons.correct(people, 3, {}, RoleAssignment(role="politiker", last_day=last))


def test_who_is_protected_keeps_no_draft(people: Project) -> None:
    for address in ("ett@example.org", "tva@example.org"):
        draft(people, address)
    assert persons.correct(people, 1, {"protected": True}, dry_run=True) == ()
    assert persons.correct(people, 3, {"protected": True}) == ()
    (note,) = persons.correct(people, 1, {"protected": True})
    assert said(note).startswith("1 draft to the person is removed")
    assert drafted(people.folder.path) == ["tva@example.org"]


def test_who_is_restricted_is_kept_and_used_no_more(people: Project) -> None:
    draft(people, "ett@example.org")
    add(people.folder.path, "events.toml", "# ring ett@example.org")
    assert persons.restrict(people, 1, dry_run=True) == ()
    assert names(persons.listed(people, None, None)) == ["Testperson Ett", "Testperson Tre", "Testperson Två"]
    removed, beside = map(said, persons.restrict(people, 1))
    assert removed.startswith("1 draft to the person is removed")
    assert beside.startswith("the person is named in these files; remove or create them again: events.toml:")
    assert "register/" not in beside
    assert names(persons.listed(people, None, None)) == ["Testperson Tre", "Testperson Två"]
    assert persons.restrict(people, 1, lift=True) == ()
    assert "Testperson Ett" in names(persons.listed(people, None, None))
    assert persons.restrict(people, 3) == ()


def test_persons_are_listed_by_municipality_and_by_the_role_they_hold_today(people: Project) -> None:
    assert names(persons.listed(people, ["sala"], None)) == ["Testperson Ett"]
    assert names(persons.listed(people, None, ["Politiker"])) == ["Testperson Ett", "Testperson Två"]
    assert "Testperson Skyddad" in names(persons.listed(people, None, None, hidden=True))
    persons.correct(people, 1, {}, RoleAssignment(role="politiker", last_day=dt.date(2018, 11, 7)))
    assert names(persons.listed(people, None, ["politiker"])) == ["Testperson Två"]
    with refused("is not a municipality"):
        persons.listed(people, ["salo"], None)
    with pytest.raises(RusctlError):
        persons.listed(people, None, ["ingen-roll"])


def test_persons_are_found_by_a_part_of_what_is_known_of_them(people: Project) -> None:
    assert names(persons.find(people, "sala KOMMUN")) == ["Testperson Två"]
    assert names(persons.find(people, "skyddad")) == []
    assert names(persons.find(people, "skyddad", hidden=True)) == ["Testperson Skyddad"]
    with refused("missing: a name, organisation, email address or number to search for"):
        persons.find(people, "  ")


def test_two_that_may_be_one_are_named_and_made_one(people: Project) -> None:
    assert persons.duplicates(people) == []
    persons.add(people, Person(name="Ett Testperson", email="ett@example.org"), anyway=True)
    (found,) = persons.duplicates(people)
    assert (found.one.id, found.other.id, found.certain) == (1, 5, True)
    persons.merge(people, 1, 5, dry_run=True)
    assert len(persons.listed(people, None, None)) == 4
    persons.merge(people, 1, 5)
    assert [one.id for one in persons.listed(people, None, None)] == [1, 3, 2]


def test_who_is_hidden_is_named_with_the_lists_that_hold_them(people: Project) -> None:
    event = selection.event(people.plan, "norberg")
    taking_part.enter(people, event, [1, 2], taking_part.PartSaid())
    handout = disclosure.prepare(people, None, Audience.INTERNAL, Language("sv"), form="xlsx")
    disclosure.write(people, handout)
    place = handout.path.relative_to(people.folder.path).as_posix()
    with opened(people).reading() as connection:
        assert lists_with_hidden(connection, people.folder.path) == ()
    for notes in (persons.correct(people, 1, {"protected": True}), persons.restrict(people, 2)):
        assert said(notes[-1]) == f"the person is named in these files; remove or create them again: {place}"
    with opened(people).reading() as connection:
        assert lists_with_hidden(connection, people.folder.path) == (place,)
    handout.path.unlink()
    with opened(people).reading() as connection:
        assert lists_with_hidden(connection, people.folder.path) == ()


def test_lists_that_were_written_elsewhere_are_looked_through_or_named(people: Project, tmp_path: Path) -> None:
    """Who is hidden or erased is named with the lists that hold them outside the folder, and with those gone."""
    where = selection.event(people.plan, "norberg")
    taking_part.enter(people, where, [1, 2], taking_part.PartSaid())
    places = []
    for name in ("ut", "bort"):
        handout = disclosure.prepare(
            people, None, Audience.INTERNAL, Language("sv"), form="csv", output=str(tmp_path / name)
        )
        disclosure.write(people, handout)
        places.append(handout.path)
    there, gone = places
    gone.unlink()
    kept = (people.folder.path / "register" / "handed-out.list").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2] for line in kept] == [str(there), str(gone)]
    assert all(len(line.partition(" ")[0]) == 64 for line in kept)
    shown = [said(note) for note in persons.correct(people, 1, {"protected": True})]
    assert f"the person is named in these files; remove or create them again: {there}" in shown
    assert any("cannot be looked at" in one and one.endswith(str(gone)) for one in shown)
    with opened(people).reading() as connection:
        assert lists_with_hidden(connection, people.folder.path) == (str(there),)
    left = erasing.carry_out(people, erasing.propose(people, 2), "DNR-1")
    assert str(there) in left.places
    assert left.unseen == (str(gone),)


def test_a_list_in_the_folder_is_not_kept_as_one_elsewhere(people: Project) -> None:
    taking_part.enter(people, selection.event(people.plan, "norberg"), [1], taking_part.PartSaid())
    handout = disclosure.prepare(people, None, Audience.INTERNAL, Language("sv"), form="csv")
    disclosure.write(people, handout)
    assert not (people.folder.path / "register" / "handed-out.list").exists()
