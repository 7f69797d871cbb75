"""What has been kept long enough: whom a class is about, and what removing it leaves."""

import pytest

from rusctl.mail.history import State
from rusctl.services import selection
from rusctl.services.people import erasing, persons, retention, taking_part
from rusctl.services.people.retention import Overdue
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from tests.services.people.conftest import RETENTION, draft_to, drafted, refused, stored
from tests.services.planning.conftest import written

CLASSES = (("kontakter", "contact", 6), ("personer", "person", 12), ("angra", "history", 1))


@pytest.fixture
def kept(people: Project) -> Project:
    """Person 1 was in Sala, 2 is asked to Västerås, which has no day yet; the folder has a class of each kind."""
    taking_part.attend(people, selection.event(people.plan, "sala"), [1])
    taking_part.enter(people, selection.event(people.plan, "vasteras"), [2], PartSaid())
    persons.correct(people, 1, {"organisation": "Sala kommun"})
    (people.folder.path / RETENTION).write_text(
        "".join(f'[[class]]\nid = "{a}"\nwhat = "{b}"\nmonths = {c}\ndecision = "D-{a}"\n' for a, b, c in CLASSES),
        encoding="utf-8",
    )
    return people.again()


def on(project: Project, day: str) -> Project:
    return Project(str(project.folder.path), day)


def numbers(found: Overdue) -> dict[str, int]:
    return {one.kept.id: one.number for one in found.classes}


def test_a_folder_without_a_class_removes_nothing(people: Project) -> None:
    with refused("config/retention.toml has no [[class]]"):
        retention.find(people)


def test_who_has_an_event_to_come_is_kept(kept: Project) -> None:
    found = retention.find(on(kept, "2019-05-20"))
    assert numbers(found) == {"kontakter": 1, "personer": 0, "angra": 0}
    assert ([one.number for one in found.who], found.gone, found.nothing) == ([1], frozenset(), False)
    assert retention.find(kept).nothing


def test_finding_changes_nothing_and_nothing_is_removed_where_nothing_is_due(kept: Project) -> None:
    before = stored(kept, "person", "name", "email")
    retention.find(on(kept, "2019-05-20"))
    assert retention.carry_out(kept, retention.find(kept)) is None
    assert stored(kept, "person", "name", "email") == before
    assert retention.logged(kept) == []


def test_contacts_go_and_the_person_stays(kept: Project) -> None:
    draft_to(kept.folder.path, "ett@example.org", b"Subject: Dialog\r\n\r\nHej")
    later = on(kept, "2019-05-20")
    found = retention.carry_out(later, retention.find(later))
    assert found is not None
    assert found.places == ()
    assert stored(kept, "person", "name", "email", "phone")[:2] == [
        ("Testperson Ett", "", ""),
        ("Testperson Två", "tva@example.org", ""),
    ]
    assert drafted(kept.folder.path) == []
    assert [(one["kind"], one["number"], one["decision"]) for one in retention.logged(kept)] == [
        ("kontakter", 1, "D-kontakter")
    ]


def test_a_person_goes_whole_and_their_part_stays_as_a_count(kept: Project) -> None:
    later = on(kept, "2019-12-05")
    found = retention.find(later)
    assert (numbers(found)["personer"], found.gone) == (1, frozenset({1}))
    retention.carry_out(later, found)
    assert [number for (number,) in stored(kept, "person", "id")] == [2, 3, 4]
    assert sorted(stored(kept, "participation", "event", "kind")) == [("sala", "erased"), ("vasteras", "person")]
    assert stored(kept, "erased", "number", "decision") == [(1, "D-personer")]


def test_who_is_restricted_is_kept_and_not_used(kept: Project) -> None:
    persons.restrict(kept, 1)
    found = retention.find(on(kept, "2019-12-05"))
    assert numbers(found) == {"kontakter": 0, "personer": 0, "angra": 0}


def test_the_history_of_changes_goes_when_its_months_are_over(kept: Project) -> None:
    later = on(kept, "2038-01-01")
    found = retention.find(later)
    assert numbers(found)["angra"] == len(stored(kept, "history", "id")) > 0
    retention.carry_out(later, found)
    assert stored(kept, "history", "id") == []


def test_who_was_written_to_and_is_nobodys_in_the_register_goes_too(kept: Project) -> None:
    project = written(kept, "norberg", State.SENT)
    later = on(project, "2019-12-05")
    found = retention.find(later)
    assert [one.addresses for one in found.classes if one.addresses] == [("person0@example.org",)] * 2
    retention.carry_out(later, found)
    assert stored(project, "message", "key") == []


def test_the_digests_of_the_erased_go_when_their_months_are_over(kept: Project) -> None:
    erasing.carry_out(kept, erasing.propose(kept, 1), "DNR-1")
    (kept.folder.path / RETENTION).write_text(
        '[[class]]\nid = "raderade"\nwhat = "erased"\nmonths = 12\ndecision = "D-raderade"\n', encoding="utf-8"
    )
    later = on(kept, "2038-01-01")
    found = retention.find(later)
    assert numbers(found) == {"raderade": 1}
    retention.carry_out(later, found)
    assert stored(kept, "erased", "number", "digest") == [(1, "")]


def test_where_digests_are_switched_off_none_is_kept(kept: Project) -> None:
    path = kept.folder.path / RETENTION
    path.write_text(f"erased_digests = false\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    later = on(kept, "2019-12-05")
    retention.carry_out(later, retention.find(later))
    assert stored(kept, "erased", "number", "digest") == [(1, "")]
