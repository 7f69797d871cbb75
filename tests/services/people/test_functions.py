"""A functional mailbox is no person: written to, listed and handed out, and counted nowhere."""

from dataclasses import replace

import pytest

from rusctl.errors import PolicyError
from rusctl.language.catalogue import Language
from rusctl.model.people import Answer, Audience, Person, RoleAssignment
from rusctl.output.registered import person_row
from rusctl.register import headcounts, inviting
from rusctl.services import selection
from rusctl.services.mailing import chosen_participants
from rusctl.services.mailing.by_mail import by_mail
from rusctl.services.people import disclosure, erasing, extract, persons, taking_part
from rusctl.services.people.register_access import opened
from rusctl.services.people.taking_part import Entered, PartSaid
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from rusctl.services.reporting import event_papers
from tests.services.people.conftest import refused, stored

BOX = Person(name="Registrator", organisation="Sala kommun", email="kommun@example.org", function=True)
NUMBER = 5  # after the four persons
EVENT = "norberg"


@pytest.fixture
def mixed(people: Project) -> Project:
    """Four persons and a mailbox, of whom two persons and the mailbox are invited to an event and have said yes."""
    assert persons.add(people, BOX).number == NUMBER
    where = selection.event(people.plan, EVENT)
    taking_part.enter(people, where, [1, 3], PartSaid(answer="accepted"), role="politiker")
    assert taking_part.enter(people, where, [NUMBER], PartSaid(answer="accepted")) == Entered(1, 0, 1)
    return people


def test_it_is_entered_and_shown_as_what_it_is(mixed: Project) -> None:
    assert stored(mixed, "person", "id", "function")[-2:] == [(4, False), (NUMBER, True)]
    (found,) = persons.find(mixed, "registrator")
    assert person_row(found, ())["function"] is True
    assert ("function", True) in extract.held(mixed, NUMBER)[0].values.items()


def test_it_has_no_role_and_none_of_the_rights_of_a_person(mixed: Project) -> None:
    held = RoleAssignment(role="politiker")
    with refused("holds no role", PolicyError):
        persons.add(mixed, replace(BOX, email="", mandates=(held,)))
    with refused("holds no role", PolicyError):
        persons.correct(mixed, NUMBER, {}, held)
    with refused("neither protected nor restricted", PolicyError):
        persons.restrict(mixed, NUMBER)
    with refused("neither protected nor restricted", PolicyError):
        persons.correct(mixed, 4, {"function": True})
    assert len(stored(mixed, "person", "id")) == NUMBER


@pytest.mark.parametrize("name", ["Testperson Ett", "TESTPERSON TVÅ"])
def test_it_has_the_name_of_nobody_who_is_here(mixed: Project, name: str) -> None:
    with refused("a person here has this name", PolicyError):
        persons.correct(mixed, NUMBER, {"name": name})
    with refused("a person here has this name", PolicyError):
        persons.add(mixed, replace(BOX, name=name), anyway=True)


def test_who_was_entered_as_a_person_becomes_one_and_back(mixed: Project) -> None:
    persons.correct(mixed, 3, {"name": "Kansliet", "function": True})
    assert register_summary(mixed).persons == 3
    persons.correct(mixed, 3, {"function": False})
    assert register_summary(mixed).persons == 4


def test_no_sum_has_it(mixed: Project) -> None:
    with opened(mixed).reading() as connection:
        for sums in (headcounts.of_all(connection), headcounts.by_role(connection)):
            assert sum(one.asked for one in sums) == sum(one.accepted for one in sums) == 2
    found = taking_part.listed(mixed, selection.event(mixed.plan, EVENT))
    assert [one.person for one in found.shown] == [NUMBER, 1, 3]
    assert sum(one.accepted for one in found.sums) == 2
    summary = register_summary(mixed)
    assert (summary.persons, [one.coming for one in summary.named]) == (4, [2])
    taking_part.enter(mixed, selection.event(mixed.plan, EVENT), [NUMBER], PartSaid(answer="none"))
    assert register_summary(mixed).silent == ()


def test_it_is_written_to_and_what_it_answers_is_counted_nowhere(mixed: Project) -> None:
    asked = chosen_participants.asked(mixed, EVENT, inviting.ParticipantSelection())
    assert "kommun@example.org" in {one.address for one in asked.recipients}
    assert asked.answers[NUMBER] is Answer.ACCEPTED
    assert by_mail(mixed, set(), {NUMBER}) == ()


def test_it_does_not_come_to_an_event(mixed: Project) -> None:
    where = selection.event(mixed.plan, EVENT)
    with refused("5 is a functional mailbox and comes to no event", PolicyError):
        taking_part.attend(mixed, where, [1, NUMBER])
    assert taking_part.attend(mixed, where, [], everybody=True) == 2
    for numbers, other in (([NUMBER], 1), ([1], NUMBER)):
        with refused("nobody comes instead of it", PolicyError):
            taking_part.enter(mixed, where, numbers, PartSaid(substitute_for=other))
    sheet = event_papers.sign_in_sheet(mixed, where, Language("en"))
    assert "Testperson Ett" in str(sheet)
    assert "Registrator" not in str(sheet)


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.REQUEST])
def test_it_may_stand_in_what_is_handed_out(mixed: Project, audience: Audience) -> None:
    handout = disclosure.prepare(mixed, [EVENT], audience, Language("en"), form="csv")
    assert "Registrator" in handout.data.decode()
    public = disclosure.prepare(mixed, [EVENT], Audience.PUBLIC, Language("en"), form="csv")
    assert "<5" in public.data.decode()


def test_it_is_no_person_entered_twice(mixed: Project) -> None:
    persons.add(mixed, Person(name="Annan", email=BOX.email), anyway=True)
    assert persons.duplicates(mixed) == []
    with refused("they are not the same", PolicyError):
        persons.merge(mixed, NUMBER, 6)
    persons.add(mixed, BOX, anyway=True)
    assert [(one.one.id, one.other.id) for one in persons.duplicates(mixed)] == [(NUMBER, 7)]


def test_it_is_erased_as_anybody(mixed: Project) -> None:
    erasing.carry_out(mixed, erasing.propose(mixed, NUMBER), "DNR-1")
    assert NUMBER not in {row[0] for row in stored(mixed, "person", "id")}
