"""Questions about days, and answers from the solver."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.message import msg
from rusctl.model.plan import NOWHERE
from rusctl.schedule.proposing import solver
from rusctl.schedule.proposing.dead_ends import InfeasibleSubset, conflict, irreducible
from rusctl.schedule.proposing.proposals import (
    Apart,
    Certainty,
    NotAll,
    Off,
    ProposalAnswer,
    Question,
    Stop,
    Weekly,
    changed_weeks,
    proposals,
)
from rusctl.schedule.proposing.travel import TravelTimes, Visit

MONDAY = dt.date(2027, 1, 11)
SPAN = (MONDAY, dt.date(2027, 1, 29))
DAY = dt.timedelta(days=1)


def day(number: int) -> dt.date:
    return dt.date(2027, 1, number)


def off(*numbers: int, stops: frozenset[str] | None = None) -> Off:
    return Off(msg("off"), NOWHERE, frozenset(map(day, numbers)), stops)


WEEKENDS = off(16, 17, 23, 24)
APART = Apart(msg("apart"), NOWHERE, 1)
ROADS = TravelTimes({})


def ask(
    *parts: Stop | Off | Weekly | Apart,
    roads: TravelTimes = ROADS,
    kept: dict[dt.date, tuple[Visit, ...]] | None = None,
) -> Question:
    return Question(
        stops=tuple(part for part in parts if isinstance(part, Stop)),
        limits=tuple(part for part in parts if not isinstance(part, Stop)),
        span=SPAN,
        roads=roads,
        kept=kept or {},
    )


def stops(count: int, crew: str = "") -> list[Stop]:
    return [Stop(f"s{index}", f"p{index}", frozenset({crew} if crew else ())) for index in range(count)]


def test_one_stop_gets_the_first_day_that_is_not_taken() -> None:
    answer = solver.best(ask(*stops(1), WEEKENDS, off(11, 12)))
    assert answer == ProposalAnswer(Certainty.BEST, {"s0": day(13)}, 0)


def test_a_crew_rests_and_the_week_is_not_too_full() -> None:
    weekly = Weekly(msg("weekly"), NOWHERE, 2, {MONDAY.isocalendar()[:2]: 1})
    answer = solver.best(ask(*stops(4), WEEKENDS, APART, weekly))
    assert (answer.certainty, sorted(answer.days.values())) == (
        Certainty.BEST,
        [day(11), day(18), day(20), day(25)],
    )


def test_crews_apart_do_not_wait_for_each_other() -> None:
    first, second = Stop("a", "a", frozenset({"x"})), Stop("b", "b", frozenset({"y"}))
    assert solver.best(ask(first, second, APART)).days == {"a": MONDAY, "b": MONDAY}
    assert sorted(solver.best(ask(first, second._replace(crew=frozenset()), APART)).days.values()) == [day(11), day(13)]


def test_a_pair_shares_a_day_and_no_third_stop_joins() -> None:
    roads = TravelTimes(
        {frozenset(pair): 60 for pair in (("h", "p0"), ("h", "p1"), ("p0", "p1"))},
        "h",
        frozenset({frozenset({"p0", "p1"}), frozenset({"p1", "p2"})}),
    )
    days = solver.best(ask(*stops(3), APART, roads=roads)).days
    assert (days["s0"] == days["s1"], days["s2"] - days["s1"]) == (True, 2 * DAY)


def test_the_road_decides_which_pair_shares() -> None:
    minutes = {frozenset(pair): 30 for pair in (("h", "p0"), ("h", "p1"), ("h", "p2"), ("p1", "p2"))}
    minutes[frozenset({"p0", "p1"})] = 200
    roads = TravelTimes(minutes, "h", frozenset({frozenset({"p0", "p1"}), frozenset({"p1", "p2"})}))
    days = solver.best(ask(*stops(3), APART, roads=roads)).days
    assert days["s1"] == days["s2"] != days["s0"]


def test_a_day_is_worth_some_minutes() -> None:
    roads = TravelTimes(
        {frozenset({"h", "p0"}): 100, frozenset({"k", "h"}): 100, frozenset({"k", "p0"}): 10},
        "h",
        frozenset({frozenset({"p0", "k"})}),
    )
    question = ask(*stops(1), roads=roads, kept={day(15): (Visit("k"),)})
    assert solver.best(question).days == {"s0": day(15)}  # 190 minutes saved, for 4 days at 30
    assert roads.saved("p0", "k") == 190
    nearer = ask(*stops(1), roads=roads, kept={day(20): (Visit("k"),)})
    assert solver.best(nearer).days == {"s0": MONDAY}


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (None, None, True),
        ((540, 720), None, True),
        ((540, 720), (780, 900), True),
        ((780, 900), (540, 720), True),
        ((540, 720), (779, 900), False),
        ((540, 720), (600, 660), False),
        ((540, 720), (540, 720), False),
    ],
)
def test_two_visits_on_one_day_need_the_way_between_their_times(
    one: tuple[int, int] | None, other: tuple[int, int] | None, *, fits: bool
) -> None:
    minutes = {frozenset({"a", "b"}): 60, frozenset({"a", "h"}): 100, frozenset({"b", "h"}): 100}
    roads = TravelTimes(minutes, "h", frozenset({frozenset({"a", "b"})}))
    assert roads.may_share(Visit("a", minutes=one), Visit("b", minutes=other)) is fits
    days = solver.best(ask(Stop("a", "a", minutes=one), Stop("b", "b", minutes=other), APART, roads=roads)).days
    assert (days["a"] == days["b"]) is fits


def test_crews_that_share_nobody_share_no_journey() -> None:
    minutes = {frozenset(pair): 60 for pair in (("h", "a"), ("h", "b"), ("a", "b"))}
    roads = TravelTimes(minutes, "h", frozenset({frozenset({"a", "b"})}))
    x, y = frozenset({"x"}), frozenset({"y"})
    assert not roads.may_share(Visit("a", x), Visit("b", y))
    apart = ask(Stop("a", "a", x), Stop("b", "b", y), APART, roads=roads)
    together = ask(Stop("a", "a", x), Stop("b", "b", x), APART, roads=roads)
    same_day = {"a": MONDAY, "b": MONDAY}
    assert solver.best(apart).days == solver.best(together).days == same_day
    assert (apart.minutes_on_the_road(same_day), together.minutes_on_the_road(same_day)) == (240, 180)
    assert together.minutes_on_the_road({"a": MONDAY, "b": day(13)}) == 240


def test_no_third_visit_joins_one_that_stands_and_a_stop() -> None:
    pairs = [frozenset(pair) for pair in (("k", "p0"), ("k", "p1"), ("p0", "p1"))]
    roads = TravelTimes(
        dict.fromkeys([*pairs, *(frozenset({"h", place}) for place in ("k", "p0", "p1"))], 60), "h", frozenset(pairs)
    )
    days = solver.best(ask(*stops(2), APART, roads=roads, kept={MONDAY: (Visit("k"),)})).days
    assert sorted(days.values()) == [day(11), day(13)]


def test_minutes_that_nobody_gave_are_not_made_up() -> None:
    roads = TravelTimes({frozenset({"h", "a"}): 40, frozenset({"a", "b"}): 50}, "h")
    assert (roads.round_trip("a"), roads.round_trip("a", "b"), roads.saved("a", "b"), roads.saved("a", "c")) == (
        80,
        None,
        -50,
        0,
    )
    assert TravelTimes({}).round_trip("a") is None


def test_proposals_really_differ() -> None:
    found = proposals(ask(*stops(4), WEEKENDS, APART), solver.best, 3)
    assert len(found) == 3
    for one, other in ((0, 1), (0, 2), (1, 2)):
        weeks = [
            found[one].days[stop].isocalendar().week != found[other].days[stop].isocalendar().week
            for stop in ("s0", "s1", "s2", "s3")
        ]
        assert sum(weeks) >= changed_weeks(4) == 1


def test_fewer_proposals_where_there_are_no_more() -> None:
    found = proposals(ask(*stops(1), off(*range(18, 30))), solver.best, 3)
    assert [one.days for one in found] == [{"s0": MONDAY}]


def test_the_same_question_gets_the_same_answer() -> None:
    question = ask(*stops(6), WEEKENDS, APART)
    assert len({tuple(sorted(solver.best(question).days.items())) for _ in range(3)}) == 1


def test_a_gap_is_stated_where_the_limit_comes_first() -> None:
    answer = solver.best(ask(*stops(6), WEEKENDS, APART), steps=1e-9)
    assert answer.certainty in {Certainty.UNKNOWN, Certainty.FOUND}
    assert (answer.certainty is Certainty.UNKNOWN) == (answer.days == {})


def test_a_conflict_of_one_stop_names_the_limits_that_take_its_days() -> None:
    window, rest = off(*range(13, 30)), off(11, 12, 13)
    found = conflict(ask(*stops(2), WEEKENDS, window, APART, rest), solver.Possible())
    assert found == InfeasibleSubset((stops(1)[0], window, rest), least=True)


def test_a_conflict_of_several_stops_is_irreducible() -> None:
    weekly = Weekly(msg("weekly"), NOWHERE, 1, {})
    late, odd = off(*range(18, 30)), off(20, stops=frozenset({"s4"}))
    found = conflict(ask(*stops(5), WEEKENDS, odd, late, APART, weekly), solver.Possible())
    assert found == InfeasibleSubset((*stops(3)[1:], late, weekly), least=True)


def test_a_crew_in_conflict_is_told_rather_than_all_the_stops() -> None:
    """Three stops of one crew cannot be had in a week of two days; two others have nothing to do with it."""
    asked = [*stops(3, "x"), Stop("t0", "t0", frozenset({"y"})), Stop("t1", "t1", frozenset({"z"}))]
    few = off(*range(13, 30))
    found = conflict(ask(*asked, few, Apart(msg("apart"), NOWHERE, 0)), solver.Possible())
    assert found == InfeasibleSubset((*stops(3, "x"), few, Apart(msg("apart"), NOWHERE, 0)), least=True)


def test_one_stop_whose_week_is_full_is_a_conflict_too() -> None:
    weeks = {(2027, week): 1 for week in (2, 3, 4)}
    weekly = Weekly(msg("weekly"), NOWHERE, 1, weeks)
    found = conflict(ask(*stops(2), WEEKENDS, APART, weekly), solver.Possible())
    assert found == InfeasibleSubset((stops(2)[0], weekly), least=True)


def test_a_search_that_is_given_up_says_so() -> None:
    weekly = Weekly(msg("weekly"), NOWHERE, 1, {})
    question = ask(*stops(5), WEEKENDS, off(*range(18, 30)), APART, weekly)
    assert conflict(question, solver.Possible(0)) == InfeasibleSubset(question.parts, least=False)
    assert conflict(question, solver.Possible()).least


def test_a_possible_question_is_none() -> None:
    assert solver.best(ask(*stops(2), APART, off(*range(12, 30)))).certainty is Certainty.NONE
    possible = solver.Possible()
    assert possible(ask(*stops(2), APART, off(*range(12, 30)))) is False
    assert possible(ask(*stops(2), APART)) is True
    assert 0 < possible.left < solver.STEPS_TO_EXPLAIN
    possible.left = 0
    assert possible(ask(*stops(2), APART)) is None


@given(st.sets(st.integers(0, 12)), st.lists(st.sets(st.integers(0, 12), min_size=1), min_size=1, max_size=3))
def test_what_is_irreducible(parts: set[int], cores: list[set[int]]) -> None:
    def fails(some: Sequence[int]) -> bool:
        return any(core <= set(some) for core in cores)

    everything = sorted(parts | cores[0])
    found = irreducible(everything, fails)
    assert fails(found)
    assert [part for part in found if fails([other for other in found if other != part])] == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "x", "y"]), st.sets(st.integers(11, 29), max_size=8)), min_size=1, max_size=6
    ),
    st.integers(0, 3),
    st.integers(1, 3),
)
def test_every_answer_keeps_every_limit(wishes: list[tuple[str, set[int]]], rest: int, most: int) -> None:
    asked = [Stop(f"s{n}", "", frozenset({crew} if crew else ())) for n, (crew, _) in enumerate(wishes)]
    taken = [off(*numbers, stops=frozenset({f"s{n}"})) for n, (_, numbers) in enumerate(wishes)]
    question = ask(*asked, WEEKENDS, *taken, Apart(msg("apart"), NOWHERE, rest), Weekly(msg("w"), NOWHERE, most, {}))
    answer = solver.best(question)
    if answer.certainty is Certainty.NONE:
        found = conflict(question, solver.Possible())
        assert found.least
        possible = solver.Possible(1_000)
        assert not all(question.only(found.parts).days.values()) or possible(question.only(found.parts)) is False
        for part in found.parts:
            fewer = question.only([one for one in found.parts if one is not part])
            assert all(fewer.days.values())
            assert possible(fewer) is True
        return
    assert answer.certainty is Certainty.BEST
    assert all(answer.days[stop.id] in question.days[stop.id] for stop in asked)
    for group in question.groups():
        days = sorted(answer.days[stop.id] for stop in group)
        assert all((later - sooner).days > rest for sooner, later in pairwise(days))
    weeks = [one.isocalendar()[:2] for one in answer.days.values()]
    assert max(map(weeks.count, weeks)) <= most


@pytest.mark.parametrize(("count", "least"), [(1, 1), (2, 1), (3, 1), (10, 3)])
def test_how_much_another_proposal_differs(count: int, least: int) -> None:
    assert changed_weeks(count) == least


def test_days_that_go_ill_together_are_not_chosen_together() -> None:
    ill = NotAll(msg("ill"), NOWHERE, {"s0": frozenset({day(11)}), "s1": frozenset({day(11), day(12), day(13)})})
    question = ask(*stops(2), off(*range(12, 30), stops=frozenset({"s0"})))
    limited = replace(question, limits=(*question.limits, ill))
    assert solver.best(question).days == {"s0": day(11), "s1": day(11)}
    assert solver.best(limited).days == {"s0": day(11), "s1": day(14)}
    assert solver.best(limited.only([stops(2)[1], ill])).days == {"s1": day(11)}
