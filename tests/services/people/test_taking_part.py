"""Who takes part in an event: what an answer does, what attendance does, and what a list of them shows."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.errors import RusctlError
from rusctl.model.people import Person, RoleAssignment
from rusctl.model.plan import Event, Status
from rusctl.services import selection
from rusctl.services.people import counting, erasing, persons, taking_part
from rusctl.services.people.taking_part import Entered, PartSaid
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.people.conftest import refused, stored

NOTHING = PartSaid()


def event(project: Project, name: str) -> Event:
    return selection.event(project.plan, name)


def parts(project: Project) -> list[tuple[Any, ...]]:
    return stored(project, "participation", "event", "person", "role", "answer", "attendance", "walk_in")


def test_who_is_entered_takes_part_in_the_role_they_hold_that_day(people: Project) -> None:
    assert taking_part.enter(people, event(people, "norberg"), [1, 2, 1], NOTHING) == Entered(2, 0)
    assert parts(people) == [
        ("norberg", 1, "politiker", "none", "unknown", False),
        ("norberg", 2, "politiker", "none", "unknown", False),
    ]
    assert stored(people, "participation", "municipality") == [("sala",), ("",)]


def test_who_holds_no_role_or_several_is_said_in_which(people: Project) -> None:
    with refused("holds no role on that day"):
        taking_part.enter(people, event(people, "norberg"), [3], NOTHING)
    persons.correct(people, 1, {}, RoleAssignment(role="naringsliv"))
    with refused("holds several roles on that day"):
        taking_part.enter(people, event(people, "norberg"), [1], NOTHING)
    assert taking_part.enter(people, event(people, "vasteras"), [3], NOTHING, role="Näringsliv") == Entered(1, 0)
    assert parts(people) == [("vasteras", 3, "naringsliv", "none", "unknown", False)]


def test_an_answer_changes_what_was_said_and_nothing_else(people: Project) -> None:
    where = event(people, "norberg")
    taking_part.enter(people, where, [1], PartSaid(told=dt.date(2018, 10, 1), told_how="  e-post "))
    assert taking_part.enter(people, where, [1, 2], PartSaid(answer="accepted")) == Entered(1, 1)
    assert taking_part.enter(people, where, [2], PartSaid(answer="delegated"), role="naringsliv") == Entered(0, 1)
    assert stored(people, "participation", "person", "role", "answer", "told", "told_how") == [
        (1, "politiker", "accepted", dt.date(2018, 10, 1), "e-post"),
        (2, "naringsliv", "delegated", None, ""),
    ]


def test_a_substitute_is_somebody_else_who_is_there(people: Project) -> None:
    where = event(people, "norberg")
    taking_part.enter(people, where, [2], PartSaid(substitute_for=1))
    assert stored(people, "participation", "person", "substitute_for") == [(2, 1)]
    with refused("nobody is their own substitute"):
        taking_part.enter(people, where, [1], PartSaid(substitute_for=1))
    with refused("there is no person 9"):
        taking_part.enter(people, where, [1], PartSaid(substitute_for=9))


@pytest.mark.parametrize(
    ("numbers", "part", "why"),
    [
        ([], NOTHING, "give register numbers"),
        ([9], NOTHING, "there is no person 9"),
        ([1], PartSaid(answer="nja"), "nja is not an answer"),
    ],
)
def test_what_cannot_be_entered_is_refused(people: Project, numbers: list[int], part: PartSaid, why: str) -> None:
    with refused(why):
        taking_part.enter(people, event(people, "norberg"), numbers, part)
    assert parts(people) == []


def test_a_dry_run_enters_nobody_and_counts_as_if(people: Project) -> None:
    assert taking_part.enter(people, event(people, "norberg"), [1], NOTHING, dry_run=True) == Entered(1, 0)
    assert taking_part.attend(people, event(people, "sala"), [1], dry_run=True) == 1
    assert parts(people) == []


def test_who_came_uninvited_is_a_walk_in_and_who_did_not_come_is_none(people: Project) -> None:
    sala = event(people, "sala")
    taking_part.enter(people, sala, [1], PartSaid(answer="accepted"))
    assert taking_part.attend(people, sala, [1, 2]) == 2
    assert taking_part.attend(people, sala, [3], absent=True, role="naringsliv") == 1
    assert parts(people) == [
        ("sala", 1, "politiker", "accepted", "attended", False),
        ("sala", 2, "politiker", "none", "attended", True),
        ("sala", 3, "naringsliv", "none", "absent", False),
    ]


def test_everybody_is_who_said_yes_and_of_whom_nothing_is_noted(people: Project) -> None:
    sala = event(people, "sala")
    with refused("give register numbers, or --all"):
        taking_part.attend(people, sala, [], everybody=True)
    taking_part.enter(people, sala, [1, 2], PartSaid(answer="accepted"))
    taking_part.enter(people, sala, [3], PartSaid(answer="declined"), role="naringsliv")
    taking_part.attend(people, sala, [2], absent=True)
    numbers = counting.read(people.plan, "coming", ["politiker", "7"])
    counting.count(people, sala, numbers)
    assert taking_part.attend(people, sala, [], everybody=True) == 1
    assert [(one[1], one[4]) for one in parts(people)] == [
        (1, "attended"),
        (2, "absent"),
        (3, "unknown"),
        (None, "unknown"),
    ]
    assert taking_part.attend(people, sala, [3], everybody=True) == 1


def test_that_an_event_has_not_been_is_said(people: Project) -> None:
    assert taking_part.doubt(event(people, "sala"), people.today) is None
    note = taking_part.doubt(event(people, "norberg"), people.today)
    assert note
    assert said(note).startswith("norberg is still to come (2018-11-26); ")
    cancelled = taking_part.doubt(replace(event(people, "sala"), status=Status.CANCELLED), people.today)
    assert cancelled
    assert said(cancelled) == "note: sala is cancelled, so who came to it is counted in no report"
    assert taking_part.doubt(replace(event(people, "norberg"), when=None), people.today) is None


def test_a_list_has_persons_by_name_then_counts_and_says_how_many_it_leaves_out(people: Project) -> None:
    sala = event(people, "sala")
    assert taking_part.listed(people, sala) == ([], {}, [], 0, {})
    taking_part.enter(people, sala, [2, 1, 4], NOTHING)
    taking_part.enter(people, sala, [3], PartSaid(substitute_for=4), role="naringsliv")
    counting.count(people, sala, counting.read(people.plan, "came", ["tjansteman", "5"]))
    found = taking_part.listed(people, sala)
    assert [one.person for one in found.shown] == [1, 3, 2, None]
    assert found.left_out == 1
    assert found.known[4].name == "Testperson Skyddad"
    assert {one.role for one in found.sums} == {"politiker", "naringsliv", "tjansteman"}
    assert [one.person for one in taking_part.listed(people, sala, hidden=True).shown] == [1, 4, 3, 2, None]
    chosen = taking_part.listed(people, sala, ["Näringsliv"])
    assert [one.person for one in chosen.shown] == [3]
    assert [one.role for one in chosen.sums] == ["naringsliv"]
    with pytest.raises(RusctlError):
        taking_part.listed(people, sala, ["ingen-roll"])


def test_who_has_no_municipality_is_entered_with_none(house: Project) -> None:
    held = RoleAssignment(role="politiker", last_day=dt.date(2018, 11, 30))
    persons.add(house, Person(name="Testperson", mandates=(held,)))
    with refused("holds no role on that day"):
        taking_part.enter(house, event(house, "koping"), [1], NOTHING)
    assert taking_part.enter(house, event(house, "norberg"), [1], NOTHING) == Entered(1, 0)


def test_how_somebody_was_told_says_nothing_hard(people: Project) -> None:
    with refused("told how says something of health"):
        taking_part.enter(people, event(people, "norberg"), [1], PartSaid(told_how="telefon, hon är sjukskriven"))


def test_who_was_erased_is_in_the_sums_and_no_line(people: Project) -> None:
    taking_part.attend(people, event(people, "sala"), [1, 2])
    erasing.carry_out(people, erasing.propose(people, 1), "DNR-1")
    found = taking_part.listed(people, event(people, "sala"))
    assert ([one.person for one in found.shown], found.left_out) == ([2], 0)
    assert sum(one.attended for one in found.sums) == 2


def test_a_part_has_the_organisation_and_the_municipality_of_its_time(house: Project) -> None:
    """What is to come has those of today; what has been keeps them."""
    number = persons.add(house, Person(name="Testperson Ett", organisation="Sala kommun", municipality="sala")).number
    for name in ("sala", "hallstahammar"):  # held, and to come
        taking_part.enter(house, event(house, name), [number], NOTHING, role="politiker")
    persons.correct(house, number, {"organisation": "Norbergs kommun", "municipality": "norberg"})

    def shown(name: str) -> tuple[str, str]:
        (one,) = taking_part.listed(house, event(house, name)).shown
        return one.organisation, one.municipality

    assert shown("sala") == ("Sala kommun", "sala")
    assert shown("hallstahammar") == ("Norbergs kommun", "norberg")
