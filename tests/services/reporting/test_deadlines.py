"""Deadlines round a meeting and roles at events, asked of the services themselves."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.plan import Body, Meeting, Outcome, Plan, Review, Texts
from rusctl.register import coverage, headcounts, participants
from rusctl.services.project import Project
from rusctl.services.reporting import deadlines, roles

EN = Language("en")
MEETING = dt.date(2020, 2, 18)
TODAY = dt.date(2018, 11, 8)


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
    said, urgent = notes(plan)
    assert "wording in force from" in said
    assert urgent == (
        "a matter that is urgent is announced at the latest the weekday before the meeting, Mon, 17 Feb 2020 "
        "(5 kap. 14 § kommunallagen (2017:725))"
    )
    (said,) = notes(plan, on=dt.date(1990, 1, 1))
    assert "are known for meetings from" in said
    nobody = replace(plan, milestones=tuple(replace(one, body="regeringen") for one in plan.milestones))
    said, dropped = notes(nobody, adjusted=MEETING)
    assert said == (
        "the law's deadlines round the meetings of The Government are not known here: say with kind in "
        "config/process.toml what body it is"
    )
    assert dropped == "nothing is counted from --adjusted and --announced here"


def test_what_else_the_law_asks_round_a_meeting_is_said_where_it_may_concern_it(tour: Project) -> None:
    plan = tour.readable().plan
    board = of_body(plan, Body(id="direktionen", name=Texts(sv="Direktionen"), kind="federation-board"))
    *_, said = notes(board)
    assert said == (
        "where the budget is decided, the meeting is announced by Tue, 9 Jun 2020 at the latest, a week before "
        "(9 kap. 10 § kommunallagen (2017:725))"
    )
    adopts = replace(plan, checks=replace(plan.checks, reviews=(Review(adopted="council", review="review"),)))
    assert not any("handed over" in one for one in notes(adopts))  # what the act said in 2020 has not been looked up
    *_, said = notes(adopts, on=dt.date(2026, 6, 16))
    assert said.startswith("when the strategy has been adopted it is handed over to the Government, Tillväxtverket and")
    assert "13 § förordningen (2017:583) om regionalt utvecklingsarbete" in said
    assert "handed over" not in notes(plan, on=dt.date(2026, 6, 16))[-1]
    assert len(deadlines.round_meeting(plan, "council", dt.date(2020, 3, 1), None, None, None).notes) == 1


def notes(plan: Plan, on: dt.date | None = None, adjusted: dt.date | None = None) -> list[str]:
    return [EN.text(one) for one in deadlines.round_meeting(plan, "council", TODAY, on, adjusted, None).notes]


def of_body(plan: Plan, body: Body, **changes: Any) -> Plan:
    council = next(one for one in plan.milestones if one.id == "council")
    milestone = replace(council, body=body.id, done=None, **changes)
    return replace(plan, bodies=(*plan.bodies, body), milestones=(milestone,))


def test_a_body_that_is_called_a_committee_is_taken_for_one_and_that_is_said(tour: Project) -> None:
    plan = of_body(tour.readable().plan, Body(id="run", name=Texts(sv="Regionala utvecklingsnämnden")))
    taken, wording = notes(plan)
    assert taken == (
        "Regionala utvecklingsnämnden is taken for a committee (nämnd) by its name; kind in config/process.toml says "
        "what body it is"
    )
    assert wording.startswith("kommunallagen (2017:725)")
    said = of_body(tour.readable().plan, Body(id="run", name=Texts(sv="Nämnden"), kind="other"))
    assert "are not known here" in notes(said)[0]


def test_what_nobody_can_appeal_is_said_with_its_paragraph(tour: Project) -> None:
    board = Body(id="rs", name=Texts(sv="Styrelsen"), kind="board")
    *_, said = notes(of_body(tour.readable().plan, board, preparatory=True))
    assert said == (
        "the decision only prepares or carries out another, so nobody can appeal it (13 kap. 2 § kommunallagen "
        "(2017:725))"
    )
    assert len(notes(of_body(tour.readable().plan, board))) == 1


def test_days_of_minutes_that_cannot_be_are_not_counted_from_and_that_is_said(tour: Project) -> None:
    plan = tour.readable().plan
    *_, said = notes(plan, adjusted=MEETING - dt.timedelta(1))
    assert said == (
        "nothing is counted from adjusted, Mon, 17 Feb 2020: it is before Tue, 18 Feb 2020; correct one of the days"
    )
    tabled = Meeting(first=MEETING, last=MEETING, outcome=Outcome.TABLED)
    *_, said = notes(of_body(plan, Body(id="rf", name=Texts(sv="Rf"), kind="council"), meetings=(tabled,)), MEETING)
    assert said == "tabled: no decision was made that can be appealed"


def test_why_names_the_milestone_that_a_deadline_is_the_day_of(tour: Project) -> None:
    found = deadlines.round_meeting(tour.readable().plan, "council", tour.today, None, None, None).found
    board = next(one for one in found if one.id == "board")
    assert [EN.value(part) for part in deadlines.why(board)] == [
        "5 kap. 26–28 §§ kommunallagen (2017:725)",
        "the milestone board",
    ]


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
    assert "7 (2 missing)" in roles.chart([gap], tour.plan, EN)


def test_why_nobody_lacks_is_said(tour: Project, register: Register) -> None:
    assert "nobody is counted yet" in EN.text(roles.nobody_lacks([]))
    for one in places(tour, register)[:1]:
        assert "none is missing" in EN.text(roles.nobody_lacks([one._replace(asked_for=False)]))
        assert "nobody is missing" in EN.text(roles.nobody_lacks([one._replace(asked_for=True)]))
