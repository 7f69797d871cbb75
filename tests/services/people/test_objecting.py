"""Who objects to the use of their data: restricted until it is decided, and written down with day and decision."""

import datetime as dt

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.model.people import Person
from rusctl.register import merging, objecting
from rusctl.register import persons as kept
from rusctl.services.people import extract, persons
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from tests.services.mailing.conftest import entered, invite, registered
from tests.services.planning.conftest import register

DAY, LATER = dt.date(2018, 11, 5), dt.date(2018, 11, 20)


def restricted(project: Project, number: int = 1) -> bool:
    with register(project.folder.path).reading() as connection:
        return kept.get(connection, number).restricted


def told(project: Project, number: int = 1) -> list[tuple[object, ...]]:
    """Give what the extract says of objections."""
    rows = [one.values for one in extract.held(project.again(), number) if one.table == "objection"]
    return [tuple(row[name] for name in ("received", "decided", "decision", "upheld")) for row in rows]


def test_nothing_is_sent_until_it_is_decided(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"))
    persons.objects(tour.again(), 1, DAY)
    assert restricted(tour)
    assert invite(tour).told == ["norberg tva invitation 0"]
    assert told(tour) == [(DAY, None, "", False)]
    assert register_summary(tour.again()).objections == 1
    with pytest.raises(PolicyError):
        persons.objects(tour.again(), 1, LATER)
    persons.decide_objection(tour.again(), 1, LATER, "D 1", upheld=False)
    assert not restricted(tour)
    assert told(tour) == [(DAY, LATER, "D 1", False)]
    assert register_summary(tour.again()).objections == 0
    with pytest.raises(RusctlError):
        persons.decide_objection(tour.again(), 1, LATER, "D 2", upheld=True)


def test_what_is_upheld_stays_restricted_and_erases_nobody(tour: Project) -> None:
    entered(tour, registered("ett"))
    persons.objects(tour.again(), 1, DAY)
    persons.decide_objection(tour.again(), 1, LATER, "D 1", upheld=True)
    assert restricted(tour)
    assert told(tour) == [(DAY, LATER, "D 1", True)]


def test_who_was_restricted_before_stays_so(tour: Project) -> None:
    entered(tour, registered("ett"))
    persons.restrict(tour.again(), 1)
    persons.objects(tour.again(), 1, DAY)
    persons.decide_objection(tour.again(), 1, LATER, "D 1", upheld=False)
    assert restricted(tour)


def test_a_dry_run_writes_nothing_down(tour: Project) -> None:
    entered(tour, registered("ett"))
    assert persons.objects(tour.again(), 1, DAY, dry_run=True) == ()
    assert not restricted(tour)
    assert told(tour) == []


def test_of_two_who_are_one_the_objection_stays(tour: Project) -> None:
    entered(tour, registered("ett"), Person(name="Testperson Ett", email="annan@example.org"))
    persons.objects(tour.again(), 2, DAY)
    found = register(tour.folder.path)
    found.change("person merge", lambda change: merging.merge(change, 1, 2))
    assert told(tour) == [(DAY, None, "", False)]
    with found.reading() as connection:
        assert objecting.undecided(connection) == 1
