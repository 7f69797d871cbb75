"""Deadlines round a meeting and roles at events, asked of the services themselves."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.register import coverage, headcounts, participants
from rusctl.services.project import Project
from rusctl.services.reporting import deadlines, roles

EN = Language("en")
MEETING = dt.date(2020, 2, 18)


def test_deadlines_are_counted_from_the_day_of_the_file_or_the_one_that_is_given(tour: Project) -> None:
    plan = tour.readable().plan
    found = deadlines.round_meeting(plan, "council", tour.today, None, None, None)
    assert found.day == MEETING
    assert next(one.day for one in found.found if one.id == "meeting") == MEETING
    later = MEETING + dt.timedelta(7)
    moved = deadlines.round_meeting(plan, "council", tour.today, later, None, None)
    assert {after.day - before.day for before, after in zip(found.found, moved.found, strict=True)} >= {later - MEETING}


def test_the_day_the_minutes_were_adjusted_may_be_given(tour: Project) -> None:
    adjusted = MEETING + dt.timedelta(2)
    found = deadlines.round_meeting(tour.readable().plan, "council", tour.today, None, adjusted, None)
    assert found.milestone.adjusted == adjusted
    assert adjusted in [one.known for one in found.found]


def test_what_is_no_milestone_or_has_no_day_is_refused(tour: Project) -> None:
    plan = tour.readable().plan
    for name, said in (
        ("counsil", 'did you mean "council"?'),
        ("x", "rusctl milestones --all lists them"),
        ("replies-compiled", "give one with --on"),
    ):
        with pytest.raises(RusctlError) as refused:
            deadlines.round_meeting(plan, name, tour.today, None, None, None)
        assert said in EN.text(refused.value.message)


def test_what_is_known_of_the_law_is_said(tour: Project) -> None:
    plan = tour.readable().plan
    of_council = deadlines.round_meeting(plan, "council", tour.today, None, None, None)
    assert "wording in force from" in EN.text(deadlines.of_the_law(plan, of_council))
    before = of_council._replace(day=dt.date(1990, 1, 1))
    assert "are known for meetings from" in EN.text(deadlines.of_the_law(plan, before))
    nobody = of_council._replace(milestone=replace(of_council.milestone, body=""))
    assert "is not marked as one" in EN.text(deadlines.of_the_law(plan, nobody))


def test_why_a_deadline_is_on_its_day(tour: Project) -> None:
    found = deadlines.round_meeting(tour.readable().plan, "council", tour.today, None, None, None).found
    law = next(one for one in found if one.law)
    assert EN.value(deadlines.why(law)[0]) == law.law.text if law.law else ""


def places(tour: Project, register: Register) -> list[coverage.RoleCoverage]:
    with register.reading() as connection:
        return coverage.places(tour.readable().plan, headcounts.by_role(connection), tour.today)


def test_gaps_are_counted_and_marked(tour: Project, register: Register) -> None:
    def work(change: Any) -> None:
        participants.count(change, "sala", "came", role="politiker", municipality="sala", number=7)

    register.change("test", work)
    found = places(tour, register)
    one = next(one for one in found if one.event.id == "sala" and one.role == "politiker")
    assert roles.number(one) == "7"
    gap = one._replace(asked_for=True, needs=9, after=True)
    assert roles.number(gap) == "7/9 !"
    assert [EN.text(note) for note in roles.notes([gap])] == ["! 1 gap"]
    assert [EN.text(note)[:31] for note in roles.notes([gap._replace(asked_for=False, after=False)])] == [
        "1 event is still to come: its n"
    ]
    assert roles.with_gaps([gap, gap._replace(role="other", needs=1)]) == [gap, gap._replace(role="other", needs=1)]
    assert roles.with_gaps([gap._replace(needs=7)]) == []
    assert "7 (2 lack)" in roles.chart([gap], tour.plan, EN)


def test_why_nobody_lacks_is_said(tour: Project, register: Register) -> None:
    assert "nobody is counted yet" in EN.text(roles.nobody_lacks([]))
    for one in places(tour, register)[:1]:
        assert "none lacks" in EN.text(roles.nobody_lacks([one._replace(asked_for=False)]))
        assert "nobody lacks" in EN.text(roles.nobody_lacks([one._replace(asked_for=True)]))
