"""A plan as it could be known on a day."""

import datetime as dt
from dataclasses import replace

from rusctl.model.follow_up import FollowedUp, Indicator, ProjectResult, YearFigures
from rusctl.model.plan import Days, Earlier, Event, Plan, Status, Texts
from rusctl.model.strategy import Commitment, CommitmentState, FollowUp
from rusctl.schedule.state.known import known_on

DAY = dt.date(2019, 11, 15)
LATER = DAY + dt.timedelta(1)


def day(month: int) -> Days:
    return Days(first=dt.date(2019, month, 1), last=dt.date(2019, month, 1))


def event(**values: object) -> Event:
    plan = Plan(events=(Event(id="a", kind="k", **values),))  # type: ignore[arg-type]
    return known_on(plan, DAY).events[0]


def test_a_date_that_was_stated_later_gives_way_to_the_one_before() -> None:
    earlier = (
        Earlier(when=day(1), stated=dt.date(2018, 1, 1)),
        Earlier(when=day(2), stated=dt.date(2018, 6, 1)),
        Earlier(when=day(3), stated=LATER),
    )
    found = event(when=day(4), stated=LATER, earlier=earlier, status=Status.TENTATIVE)
    assert (found.when, found.earlier, found.status) == (day(2), earlier[:1], Status.TENTATIVE)
    assert event(when=day(4), stated=DAY, earlier=earlier[:2]).when == day(4)
    assert event(when=day(4), earlier=earlier[:2]).when == day(4)  # nobody has said when it was stated


def test_what_was_cancelled_later_is_not_cancelled() -> None:
    assert event(when=day(12), stated=LATER, status=Status.CANCELLED).status is Status.CONFIRMED
    assert event(when=day(12), stated=LATER, status=Status.CANCELLED, was=Status.TENTATIVE).status is Status.TENTATIVE
    assert event(when=day(12), stated=DAY, status=Status.CANCELLED).status is Status.CANCELLED


def test_of_a_commitment_the_last_that_was_said_holds() -> None:
    said = tuple(
        FollowUp(date=when, state=state)
        for when, state in ((DAY, CommitmentState.UNDER_WAY), (LATER, CommitmentState.DONE))
    )
    done = Commitment(id="a", what="x", state=CommitmentState.DONE, done=LATER, follow_ups=said)
    (found,) = known_on(Plan(commitments=(done,)), DAY).commitments
    assert (found.state, found.done, found.follow_ups) == (CommitmentState.UNDER_WAY, None, said[:1])
    (found,) = known_on(Plan(commitments=(replace(done, follow_ups=()),)), DAY).commitments
    assert (found.state, found.done) == (CommitmentState.AGREED, None)
    (found,) = known_on(Plan(commitments=(done,)), LATER).commitments
    assert found == done


def test_figures_and_results_of_later_years_are_not_there() -> None:
    years = tuple(YearFigures(year=year, total=1) for year in (2018, 2019, 2020))
    results = tuple(ProjectResult(id=str(year), project="p", what="w", year=year) for year in (None, 2019, 2020))
    found = FollowedUp(indicators=(Indicator(id="a", name=Texts({"sv": "a"}), years=years),), results=results)
    known = known_on(Plan(follow_up=found), DAY).follow_up
    assert [one.year for one in known.indicators[0].years] == [2018, 2019]
    assert [one.year for one in known.results] == [None, 2019]
