"""The days that a search leaves out: no better answer lies there."""

import datetime as dt
from collections.abc import Mapping
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.message import msg
from rusctl.model.plan import NOWHERE
from rusctl.schedule.proposing import horizon, solver
from rusctl.schedule.proposing.proposals import (
    DAYS_FOR_KEEPING,
    Apart,
    Certainty,
    Limit,
    Off,
    Ordered,
    Question,
    Stop,
    Weekly,
)
from rusctl.schedule.proposing.travel import TravelTimes, Visit

MONDAY = dt.date(2027, 1, 11)
SPAN = (MONDAY, MONDAY + dt.timedelta(days=18))
MINUTES = {("h", "a"): 90, ("h", "b"): 90, ("a", "b"): 10, ("h", "k"): 60, ("b", "k"): 5}
ROADS = TravelTimes(
    {frozenset(pair): minutes for pair, minutes in MINUTES.items()},
    "h",
    frozenset({frozenset({"a", "b"}), frozenset({"b", "k"})}),
)


def cost(question: Question, days: Mapping[str, dt.date]) -> int:
    """Reckon what an answer costs, in another way than the solver does."""
    visits = {stop.id: stop.visit for stop in question.stops}
    total = sum(question.minutes_a_day * (day - horizon.start(question)).days for day in days.values())
    for stop in question.stops:
        total -= DAYS_FOR_KEEPING * question.minutes_a_day * (stop.now == days[stop.id])
        for visit in question.kept.get(days[stop.id], ()):
            if question.roads.may_share(stop.visit, visit):
                total -= question.roads.saved(stop.place, visit.place)
    for one, other in combinations(days, 2):
        if days[one] == days[other] and question.roads.may_share(visits[one], visits[other]):
            total -= question.roads.saved(visits[one].place, visits[other].place)
    return total


def allowed(question: Question, days: Mapping[str, dt.date]) -> bool:
    for limit in question.limits:
        weeks = [day.isocalendar()[:2] for day in days.values()]
        if isinstance(limit, Weekly) and any(
            weeks.count(week) + limit.kept.get(week, 0) > limit.most for week in weeks
        ):
            return False
        if isinstance(limit, Ordered) and days[limit.then] < days[limit.first] + dt.timedelta(days=2):
            return False
        if isinstance(limit, Apart):
            visits = {stop.id: stop.visit for stop in question.stops}
            for one, other in combinations(days, 2):
                apart = abs((days[one] - days[other]).days)
                third = [
                    visit
                    for visit in question.kept.get(days[one], ())
                    if any(question.roads.may_share(visits[name], visit) for name in (one, other))
                ]
                shares = apart == 0 and question.roads.may_share(visits[one], visits[other]) and not third
                if apart <= limit.rest and not shares:
                    return False
    return True


def least(question: Question) -> int | None:
    """Try every answer there is."""
    names = [stop.id for stop in question.stops]
    answers = (dict(zip(names, days, strict=True)) for days in product(*(question.days[name] for name in names)))
    return min((cost(question, days) for days in answers if allowed(question, days)), default=None)


DAY_NUMBERS = st.sets(st.integers(0, 18), max_size=12)


@pytest.mark.parametrize("weeks", [-2, 4])
@settings(max_examples=40, deadline=None)
@given(
    off=st.lists(DAY_NUMBERS, min_size=2, max_size=3),
    now=st.none() | st.integers(0, 18),
    rest=st.integers(0, 2),
    most=st.integers(1, 3),
    minutes=st.sampled_from([0, 1, 30]),
    visited=st.none() | st.integers(0, 18),
    ordered=st.sampled_from([("s0", "s1"), ("s1", "s0"), None]),
    hours=st.lists(st.none() | st.sampled_from([(540, 720), (725, 900), (735, 900)]), min_size=4, max_size=4),
)
def test_the_best_answer_is_the_best_of_all(  # noqa: PLR0917 - what hypothesis draws
    weeks: int,
    off: list[set[int]],
    now: int | None,
    rest: int,
    most: int,
    minutes: int,
    visited: int | None,
    hours: list[tuple[int, int] | None],
    ordered: tuple[str, str] | None,
) -> None:
    def day(number: int | None) -> dt.date | None:
        return None if number is None else MONDAY + dt.timedelta(days=number)

    stops = tuple(
        Stop(f"s{n}", place, frozenset(), day(now) if n == 0 else None, minutes=hours[n])
        for n, place in zip(range(len(off)), "abc", strict=False)
    )
    offs: list[Limit] = [
        Off(msg("off"), NOWHERE, frozenset(MONDAY + dt.timedelta(days=one) for one in numbers), frozenset({f"s{n}"}))
        for n, numbers in enumerate(off)
    ]
    kept = {MONDAY + dt.timedelta(days=visited): (Visit("k", minutes=hours[3]),)} if visited is not None else {}
    if ordered:
        reaches = tuple(MONDAY.toordinal() + number + 2 for number in range(19))
        offs = [*offs, Ordered(msg("ordered"), NOWHERE, *ordered, MONDAY, reaches)]
    question = Question(
        stops=stops,
        limits=(*offs, Apart(msg("apart"), NOWHERE, rest), Weekly(msg("weekly"), NOWHERE, most, {})),
        span=SPAN,
        roads=ROADS,
        kept=kept,
        minutes_a_day=minutes,
    )
    before = horizon.WEEKS_MORE, horizon.DAYS_EACH
    horizon.WEEKS_MORE, horizon.DAYS_EACH = weeks, 1
    try:
        answer = solver.best(question)
    finally:
        horizon.WEEKS_MORE, horizon.DAYS_EACH = before
    expected = least(question)
    if expected is None:
        assert answer.certainty is Certainty.NONE
    else:
        assert (answer.certainty, cost(question, answer.days)) == (Certainty.BEST, expected)
        assert allowed(question, answer.days)
