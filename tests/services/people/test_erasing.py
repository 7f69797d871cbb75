"""Who is erased: what goes, what stays as a count, and that they do not come back."""

from pathlib import Path

import pytest

from rusctl.database import identity
from rusctl.database.erased import digest, known
from rusctl.mail.history import REQUEST, State, Version
from rusctl.mail.outbox import New, Outbox
from rusctl.model.people import Person
from rusctl.model.recipients import Recipient
from rusctl.services import selection
from rusctl.services.people import draft_files, erasing, persons, taking_part
from rusctl.services.people.erasing import Remains
from rusctl.services.people.register_access import opened
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from rusctl.storage.files import erased_list, journal, sent_list
from rusctl.storage.files.atomic import FileChange
from tests.services.conftest import add, said
from tests.services.people.conftest import draft_to, drafted, refused, stored
from tests.services.planning.conftest import NOW, written

LETTER = b"Subject: Dialog\r\n\r\nHej"


@pytest.fixture
def invited(people: Project) -> Project:
    """Person 1 was in Sala and is to be in Norberg, where 2 comes instead; both have a draft and an export."""
    taking_part.attend(people, selection.event(people.plan, "sala"), [1, 2])
    taking_part.enter(people, selection.event(people.plan, "norberg"), [1], PartSaid(answer="accepted"))
    taking_part.enter(people, selection.event(people.plan, "norberg"), [2], PartSaid(substitute_for=1))
    draft_to(people.folder.path, "ett@example.org", LETTER)
    draft_to(people.folder.path, "tva@example.org", LETTER)
    exports = people.folder.path / "register/exports"
    exports.mkdir()
    for name, text in (("alla.csv", "Testperson Ett"), ("andra.csv", "Testperson Två")):
        (exports / name).write_text(text, encoding="utf-8")
    return people


def erase(project: Project, number: int) -> Remains:
    return erasing.carry_out(project, erasing.propose(project, number), "DNR-1")


def test_what_goes_is_said_before_anything_is_changed(invited: Project) -> None:
    persons.correct(invited, 1, {"organisation": "Sala kommun"})
    proposal = erasing.propose(invited, 1)
    assert [said(one) for one in erasing.shown(proposal)] == [
        "1 part in an event stays as a count",
        "3 rows are deleted",
        "2 entries of undo are removed",
        "1 record of a message is removed",
    ]
    assert len(stored(invited, "person", "id")) == 4
    assert drafted(invited.folder.path).count("ett@example.org") == 1
    assert len(erasing.shown(erasing.propose(invited, 3))) == 3
    with refused("there is no person 9"):
        erasing.propose(invited, 9)


def test_what_was_held_stays_as_a_count_and_all_else_goes(invited: Project) -> None:
    found = erase(invited, 1)
    assert [number for (number,) in stored(invited, "person", "id")] == [2, 3, 4]
    assert sorted(stored(invited, "participation", "event", "kind", "person", "substitute_for"), key=str) == [
        ("norberg", "person", 2, None),
        ("sala", "erased", None, None),
        ("sala", "person", 2, None),
    ]
    assert stored(invited, "disposal", "kind", "number", "decision") == [("person erase", 1, "DNR-1")]
    assert (1,) not in stored(invited, "history", "person")
    assert drafted(invited.folder.path) == ["tva@example.org"]
    assert [path.name for path in (invited.folder.path / "register/exports").iterdir()] == ["andra.csv"]
    assert (found.places, found.shared) == ((), False)
    assert said(erasing.still_there(found)) == "nothing of it is left in the folder"


def test_what_is_left_and_what_is_out_of_reach_is_named(invited: Project) -> None:
    persons.add(invited, Person(name="Testperson Ett"))
    add(invited.folder.path, "events.toml", "# ring ett@example.org, Testperson Ett")
    found = erase(invited, 1)
    assert found.shared
    (place,) = found.places
    assert place.startswith("events.toml:")
    first, *more = map(said, erasing.told(found))
    assert first == "erased; rusctl cannot reach:"
    assert "- backups made by others than rusctl" in more
    assert more[-1].startswith("others in the register have the same name")
    assert said(erasing.still_there(found)).startswith("still found in: events.toml:")


def test_what_undo_has_of_files_loses_the_person(invited: Project) -> None:
    folder = invited.folder.path
    path = folder / "events.toml"
    before = path.read_bytes()
    with journal.changing(folder):
        after = before + b"# ett@example.org\n"
        journal.commit(folder, {"events.toml": FileChange(before, after)}, ("event", "edit", "ett@example.org"), NOW)
    path.write_bytes(before)
    assert erase(invited, 1).places == ()


def test_the_erased_are_listed_beside_the_register_by_marks_alone(invited: Project) -> None:
    erase(invited, 1)
    (line,) = erased_list.read(invited.folder.path)
    assert (line.number, line.decision, len(line.digests)) == (1, "DNR-1", 1)
    with opened(invited).reading() as connection:
        secret = identity.secret(connection)
    assert line.digests == (digest(secret, "ett@example.org"),)


def test_who_is_back_from_an_older_copy_is_erased_again_and_that_is_said(invited: Project) -> None:
    file = invited.folder.path / "register/register.sqlite3"
    older = file.read_bytes()
    erase(invited, 1)
    erasing.erase_listed(invited, opened(invited))
    assert invited.notes == []
    file.write_bytes(older)
    erasing.erase_listed(invited, opened(invited))
    assert [number for (number,) in stored(invited, "person", "id")] == [2, 3, 4]
    assert said(invited.notes[-1]).startswith("1 person who was erased was there again, from an older copy")


def test_where_nobody_was_erased_nobody_is_looked_for(people: Project) -> None:
    erasing.erase_listed(people, opened(people), everywhere=True)
    assert (people.notes, len(stored(people, "person", "id"))) == ([], 4)


def test_in_another_register_they_are_known_by_their_addresses(invited: Project, empty_register: Path) -> None:
    erase(invited, 1)
    file = invited.folder.path / "register/register.sqlite3"
    file.write_bytes((empty_register / file.name).read_bytes())
    persons.add(invited, Person(name="Testperson Ett", email="ett@example.org"))
    erasing.erase_listed(invited, opened(invited))
    assert len(stored(invited, "person", "id")) == 1
    erasing.erase_listed(invited, opened(invited), everywhere=True)
    assert stored(invited, "person", "id") == []


def test_drafts_to_the_erased_go_in_whatever_folder(invited: Project) -> None:
    erase(invited, 1)
    draft_to(invited.folder.path, "ett@example.org", LETTER)
    with opened(invited).reading() as connection:
        marks = known(connection)
    draft_files.tidy(invited, opened(invited), marks)
    assert drafted(invited.folder.path) == ["tva@example.org"]


def test_mail_is_erased_by_address_also_where_there_is_no_register(tour: Project) -> None:
    folder = tour.folder.path
    for address in ("a@example.org", "b@example.org"):
        draft_to(folder, address, LETTER)
    assert erasing.erase_mail(tour, ["a@example.org"], dry_run=True) == 1
    assert drafted(folder) == ["a@example.org", "b@example.org"]
    assert erasing.erase_mail(tour, ["a@example.org"]) == 1
    assert drafted(folder) == ["b@example.org"]
    assert not (folder / "register/register.sqlite3").exists()


def test_mail_to_an_address_goes_from_the_database_the_drafts_and_the_list_of_what_was_sent(people: Project) -> None:
    folder, address = people.folder.path, "person0@example.org"
    project = written(people, "norberg", State.SENT, State.QUEUED)
    draft_to(folder, address, LETTER)
    with opened(project).reading() as connection:
        key = erased_list.made(folder, identity.secret(connection))
    sent_list.add(folder, digest(key, "<norberg-0@example.org>"))
    sent_list.add(folder, digest(key, "<norberg-1@example.org>"))
    assert erasing.erase_mail(project, [address], dry_run=True) == 2
    assert len(stored(project, "message", "id")) == 2
    assert erasing.erase_mail(project, [address]) == 2
    assert stored(project, "message", "key") == [("person1@example.org",)]
    assert sent_list.read(folder) == {digest(key, "<norberg-1@example.org>")}
    assert drafted(folder) == []


def test_a_person_who_was_written_to_is_erased_with_their_messages(people: Project) -> None:
    box = Outbox(opened(people), NOW)
    new = New(
        recipient=Recipient(address="ett@example.org"),
        ordinal=1,
        kind="invitation",
        method=REQUEST,
        version=Version(0, "", ""),
        identity="<norberg-ett@example.org>",
        state=State.SENT,
        octets=b"",
    )
    box.add("norberg@example.org", "norberg", [new])
    proposal = erasing.propose(people, 1)
    assert proposal.removed.mail == 1
    erasing.carry_out(people, proposal, "DNR-1")
    assert stored(people, "message", "id") == []


def test_what_has_been_is_what_was_held_or_whose_day_has_passed(tour: Project) -> None:
    assert erasing.held_events(tour.plan, tour.today) == {"sala"}
