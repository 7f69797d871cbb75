"""Questions about days, and answers from the solver."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.message import msg
from rusctl.model import NOWHERE
from rusctl.schedule import solver
from rusctl.schedule.proposals import (
    Answer,
    Apart,
    Certainty,
    Off,
    Question,
    Roads,
    Stop,
    Weekly,
    changed_weeks,
    conflict,
    irreducible,
    proposals,
)

MONDAY = dt.date(2027, 1, 11)
SPAN = (MONDAY, dt.date(2027, 1, 29))
DAY = dt.timedelta(days=1)


def day(number: int) -> dt.date:
    return dt.date(2027, 1, number)


def off(*numbers: int, stops: frozenset[str] | None = None) -> Off:
    return Off(msg("off"), NOWHERE, frozenset(map(day, numbers)), stops)


WEEKENDS = off(16, 17, 23, 24)
APART = Apart(msg("apart"), NOWHERE, 1)
ROADS = Roads({})


def ask(
    *parts: Stop | Off | Weekly | Apart, roads: Roads = ROADS, kept: dict[dt.date, tuple[str, ...]] | None = None
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
    assert answer == Answer(Certainty.BEST, {"s0": day(13)}, 0)


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
    roads = Roads(
        {frozenset(pair): 60 for pair in (("h", "p0"), ("h", "p1"), ("p0", "p1"))},
        "h",
        frozenset({frozenset({"p0", "p1"}), frozenset({"p1", "p2"})}),
    )
    days = solver.best(ask(*stops(3), APART, roads=roads)).days
    assert (days["s0"] == days["s1"], days["s2"] - days["s1"]) == (True, 2 * DAY)


def test_the_road_decides_which_pair_shares() -> None:
    minutes = {frozenset(pair): 30 for pair in (("h", "p0"), ("h", "p1"), ("h", "p2"), ("p1", "p2"))}
    minutes[frozenset({"p0", "p1"})] = 200
    roads = Roads(minutes, "h", frozenset({frozenset({"p0", "p1"}), frozenset({"p1", "p2"})}))
    days = solver.best(ask(*stops(3), APART, roads=roads)).days
    assert days["s1"] == days["s2"] != days["s0"]


def test_a_day_is_worth_some_minutes() -> None:
    roads = Roads(
        {frozenset({"h", "p0"}): 100, frozenset({"k", "h"}): 100, frozenset({"k", "p0"}): 10},
        "h",
        frozenset({frozenset({"p0", "k"})}),
    )
    question = ask(*stops(1), roads=roads, kept={day(15): ("k",)})
    assert solver.best(question).days == {"s0": day(15)}  # 190 minutes saved, for 4 days at 30
    assert roads.saved("p0", "k") == 190
    nearer = ask(*stops(1), roads=roads, kept={day(20): ("k",)})
    assert solver.best(nearer).days == {"s0": MONDAY}


def test_minutes_that_nobody_gave_are_not_made_up() -> None:
    roads = Roads({frozenset({"h", "a"}): 40, frozenset({"a", "b"}): 50}, "h")
    assert (roads.round_trip("a"), roads.round_trip("a", "b"), roads.saved("a", "b"), roads.saved("a", "c")) == (
        80,
        None,
        -50,
        0,
    )
    assert Roads({}).round_trip("a") is None


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
    assert conflict(ask(*stops(2), WEEKENDS, window, APART, rest), solver.possible) == (
        stops(1)[0],
        window,
        rest,
    )


def test_a_conflict_of_several_stops_is_irreducible() -> None:
    weekly = Weekly(msg("weekly"), NOWHERE, 1, {})
    late, odd = off(*range(18, 30)), off(20, stops=frozenset({"s4"}))
    found = conflict(ask(*stops(5), WEEKENDS, odd, late, APART, weekly), solver.possible)
    assert found == (*stops(2), late, weekly)


def test_a_possible_question_is_none() -> None:
    assert solver.best(ask(*stops(2), APART, off(*range(12, 30)))).certainty is Certainty.NONE
    assert solver.possible(ask(*stops(2), APART, off(*range(12, 30)))) is False
    assert solver.possible(ask(*stops(2), APART)) is True


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
        left = question.only(conflict(question, solver.possible))
        assert solver.possible(left) is False
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
