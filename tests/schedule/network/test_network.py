"""The network against oracles: trying day after day, networkx's longest path, and small plans worked out by hand."""

import datetime as dt
import os
from dataclasses import replace

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Days, Event, Milestone, Plan, Status, Window, Yearly
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import DAY, working
from rusctl.schedule.days.worktable import table_round
from rusctl.schedule.network.network import Timing, network
from tests.schedule.network.networks import (
    TODAY,
    allowed,
    any_plans,
    begins,
    days_anywhere,
    earliest_by_walking,
    in_order,
    plans,
    shift,
    spans,
    spans_of_any_length,
)
from tests.schedule.network.slow_network import slow_network

EXAMPLES = 3000 if os.environ.get("RUSCTL_NIGHTLY") else 200


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> Days:
    return Days(first=day(text), last=day(text))


@settings(deadline=None, max_examples=EXAMPLES)
@given(plans(size=5))
def test_the_earliest_days_are_those_found_by_walking(plan: Plan) -> None:
    found = {name: (one.earliest, one.planned) for name, one in network(plan, TODAY).timings.items()}
    assert found == earliest_by_walking(plan, TODAY)


@settings(deadline=None, max_examples=EXAMPLES)
@given(any_plans())
def test_whatever_can_be_written_comes_out_as_by_the_plain_calculation(plan: Plan) -> None:
    timings, end = slow_network(plan, TODAY)
    found = network(plan, TODAY)
    assert dict(found.timings) == timings
    assert len(found.timings) == len(timings)
    assert found.chain[-1:] == ((end,) if end else ())
    assert found.critical == {*found.chain}


@settings(deadline=None, max_examples=EXAMPLES)
@given(days_anywhere, spans_of_any_length, st.integers(dt.MINYEAR, dt.MAXYEAR))
def test_a_table_of_working_days_counts_as_the_years_do(start: dt.date, span: Span, year: int) -> None:
    """Within the table, at its ends and beyond it."""
    day, length = start.toordinal(), workcount.signed(span)
    for table in (table_round(dt.date(year, 1, 1)), table_round(start), table_round(TODAY, day)):
        assert table.ahead(day, length) == workcount.plus(day, span)
        assert table.back(day, length) == workcount.minus(day, span)
        assert table.on_or_after(day) == workcount.on_or_after(day)
        assert table.on_or_before(day) == workcount.on_or_before(day)


@given(st.integers(1, 1100), st.data())
def test_within_its_reach_a_table_is_looked_up_without_going_off_its_ends(length: int, data: st.DataObject) -> None:
    table = table_round(TODAY)
    since, until = table.reach(length)
    if since < until:
        day = data.draw(st.sampled_from([since, until - 1]) | st.integers(since, until - 1))
        number = table.numbers[day - table.first]
        assert table.days[number + length] == workcount.ahead(day, length)
        assert number >= length
        assert table.days[number - length + 1] - 1 == workcount.back(day, length)


@settings(deadline=None, max_examples=EXAMPLES)
@given(plans(size=5))
def test_the_latest_days_hold_and_a_later_one_does_not(plan: Plan) -> None:
    """Each milestone on its latest day keeps all that waits for it in time; on the next day it may be, it does not."""
    timings = network(plan, TODAY).timings
    for milestone in plan.milestones:
        last = timings[milestone.id].latest
        if last is None:
            continue
        assert in_time(milestone, last, plan)
        later = last + DAY
        while not allowed(replace(milestone, not_before=None), later, None):
            later += DAY
        assert not in_time(milestone, later, plan)


def in_time(milestone: Milestone, on_day: dt.date, plan: Plan) -> bool:
    """Whether all that follows from a milestone being on a day keeps its own dates and limits, other things aside."""
    reached = {milestone.id: on_day}
    for one in in_order(plan.milestones):
        known = [a for a in one.after if a.id in reached]
        if one.id == milestone.id or known:
            start = begins(replace(one, after=tuple(known)), reached)
            here = on_day if one.id == milestone.id else start or on_day
            while one.id != milestone.id and not allowed(replace(one, not_before=None), here, start):
                here += DAY
            reached[one.id] = here
            limits = [limit for limit in (one.not_after, one.when.last if one.when else None) if limit]
            if any(here > limit for limit in limits):
                return False
    return True


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 9)), max_size=20), st.data())
def test_the_longest_path_is_the_one_networkx_finds(edges: list[tuple[int, int, int]], data: st.DataObject) -> None:
    """On working days alone a network is a graph with weights: the earliest end is its longest path."""
    durations = data.draw(st.lists(st.integers(0, 9), min_size=8, max_size=8))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(8))
    for one, other, gap in edges:
        if one < other:
            graph.add_edge(
                one, other, weight=max(gap + durations[other], graph.get_edge_data(one, other, {"weight": 0})["weight"])
            )
    workdays = [here for here in (TODAY + n * DAY for n in range(400)) if working(here)]
    milestones = []
    for node in graph:
        gaps = [(one, graph[one][node]["weight"] - durations[node]) for one in graph.predecessors(node)]
        after = tuple(After(f"m{one}", Span(gap, Unit.WORKDAYS)) for one, gap in gaps)
        duration = Span(durations[node], Unit.WORKDAYS) if after else None
        milestones.append(Milestone(id=f"m{node}", after=after, duration=duration))
    timings = network(Plan(milestones=tuple(milestones)), TODAY).timings
    assert max(one.earliest for one in timings.values()) == workdays[nx.dag_longest_path_length(graph)]


@settings(deadline=None, max_examples=EXAMPLES)
@given(plans(size=5))
def test_the_chain_is_made_of_what_decides(plan: Plan) -> None:
    """On the chain each day follows from the one before it, and the end is no earlier than any other end that waits."""
    found = network(plan, TODAY)
    by_id = {milestone.id: milestone for milestone in plan.milestones}
    for before, name in zip(found.chain, found.chain[1:], strict=False):
        timing, milestone = found.timings[name], by_id[name]
        (gap,) = (one.gap for one in milestone.after if one.id == before)
        here = shift(shift(found.timings[before].planned, gap), milestone.duration)
        while not allowed(replace(milestone, not_before=None), here, None):
            here += DAY
        assert here == timing.earliest
    waited_for = {one.id for milestone in plan.milestones for one in milestone.after}
    ends = [one.id for one in plan.milestones if one.id not in waited_for and one.after]
    assert bool(found.chain) == bool(ends)
    if ends:
        assert found.timings[found.chain[-1]].planned == max(found.timings[name].planned for name in ends)


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)), spans)
def test_counting_back_is_the_other_way_round_of_counting_forward(start: dt.date, span: Span) -> None:
    assert workcount.plus(start.toordinal(), span) == shift(start, span).toordinal()
    last = dt.date.fromordinal(workcount.minus(start.toordinal(), span))
    assert shift(last, span) <= start < shift(last + DAY, span)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)))
def test_the_next_and_the_last_working_day(start: dt.date) -> None:
    first, last = (
        dt.date.fromordinal(one(start.toordinal())) for one in (workcount.on_or_after, workcount.on_or_before)
    )
    assert last <= start <= first
    assert working(first)
    assert working(last)
    assert not any(working(last + n * DAY) for n in range(1, (first - last).days))


def test_counting_stops_at_the_ends_of_the_calendar() -> None:
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    assert workcount.plus(last, Span(9999, Unit.WORKDAYS)) == workcount.plus(last, Span(9999, Unit.WEEKS)) == last
    assert workcount.minus(first, Span(9999, Unit.WORKDAYS)) == workcount.minus(first, Span(9999, Unit.WEEKS)) == first
    assert workcount.on_or_after(last) == last
    assert workcount.on_or_before(first) == first


SHIPPED = Plan(
    milestones=(
        Milestone(id="opens", when=Window(first=day("2019-05-01"), last=day("2019-05-31"))),
        Milestone(id="closes", when=on("2019-10-15"), after=(After("opens"),)),
        Milestone(id="compiled", duration=Span(6, Unit.WEEKS), after=(After("closes"),)),
        Milestone(id="board", after=(After("compiled", Span(5, Unit.WORKDAYS)),)),
        Milestone(id="council", baseline=day("2020-02-18"), after=(After("board", Span(3, Unit.WEEKS)),)),
        Milestone(id="report", every=Yearly(month=2, day=21, first=2025), after=(After("council"),)),
    )
)


def test_a_process_worked_out_by_hand() -> None:
    found = network(SHIPPED, day("2018-11-08"))
    assert found.timings == {
        "opens": Timing("opens", day("2019-05-02"), day("2019-05-02"), day("2019-05-31"), 29, ""),
        "closes": Timing("closes", day("2019-05-02"), day("2019-10-15"), day("2019-10-15"), 166, "opens"),
        "compiled": Timing("compiled", day("2019-11-26"), day("2019-11-26"), day("2020-01-21"), 56, "closes"),
        "board": Timing("board", day("2019-12-03"), day("2019-12-03"), day("2020-01-28"), 56, "compiled"),
        "council": Timing("council", day("2019-12-27"), day("2020-02-18"), day("2020-02-18"), 53, "board"),
    }
    assert found.chain == ("closes", "compiled", "board", "council")
    assert found.slack_days == 53


def test_what_has_happened_is_a_fact_and_what_is_open_is_not_before_today() -> None:
    closes = replace(SHIPPED.milestones[1], done=on("2019-10-15"))
    plan = replace(SHIPPED, milestones=(closes, *SHIPPED.milestones[2:]))
    found = network(plan, day("2019-12-23"))
    assert "closes" not in found.timings
    assert found.timings["compiled"] == Timing(
        "compiled", day("2019-12-23"), day("2019-12-23"), day("2020-01-21"), 29, ""
    )
    assert found.chain == ("compiled", "board", "council")


def test_a_fact_after_today_is_not_known_yet() -> None:
    council = replace(SHIPPED.milestones[4], when=on("2020-06-16"), done=on("2020-06-16"))
    found = network(replace(SHIPPED, milestones=(council,)), day("2018-11-08"))
    assert found.timings["council"].latest == day("2020-02-18")


def test_an_event_holds_up_what_comes_after_it_unless_it_is_cancelled() -> None:
    def plan(status: Status) -> Plan:
        sala = Event(id="sala", status=status, when=Days(first=day("2018-11-29"), last=day("2018-11-30")))
        council = Milestone(id="council", after=(After("sala", Span(1, Unit.DAYS)),))
        return Plan(events=(sala,), milestones=(council,))

    today = day("2018-11-08")
    assert network(plan(Status.CONFIRMED), today).timings["council"].earliest == day("2018-12-03")
    cancelled = network(plan(Status.CANCELLED), today)
    assert (cancelled.timings["council"].earliest, list(cancelled.timings)) == (today, ["council"])
    assert network(plan(Status.HELD), day("2018-12-10")).timings["council"].earliest == day("2018-12-10")


def test_an_event_waits_for_what_it_comes_after_and_lasts_as_long_as_it_lasts() -> None:
    plan = Plan(
        milestones=(Milestone(id="ready", when=on("2018-11-19")),),
        events=(
            Event(
                id="fair",
                when=Days(first=day("2018-11-26"), last=day("2018-11-28")),
                after=(After("ready", Span(1, Unit.WORKDAYS)),),
            ),
        ),
    )
    assert network(plan, day("2018-11-08")).timings["fair"] == Timing(
        "fair", day("2018-11-22"), day("2018-11-28"), day("2018-11-28"), 6, "ready"
    )
    assert network(plan, day("2018-11-08")).timings["ready"].latest == day("2018-11-19")


def test_a_date_on_a_day_off_is_taken_as_it_is() -> None:
    saturday = Milestone(id="fair", when=on("2018-11-10"))
    weekend = Milestone(id="fair-2", when=Window(first=day("2018-11-10"), last=day("2018-11-11")))
    found = network(Plan(milestones=(saturday, weekend)), day("2018-11-10")).timings
    assert [(one.earliest, one.latest, one.slack_days) for one in found.values()] == [
        (day("2018-11-10"), day("2018-11-10"), 0),
        (day("2018-11-10"), day("2018-11-11"), 1),
    ]


def test_what_is_in_a_ring_or_waits_for_one_has_no_timing() -> None:
    plan = Plan(
        milestones=(
            Milestone(id="a", after=(After("b"),)),
            Milestone(id="b", after=(After("a"),)),
            Milestone(id="c", after=(After("b"),)),
            Milestone(id="d", when=on("2018-11-12"), after=(After("nobody"),)),
        )
    )
    found = network(plan, day("2018-11-08"))
    assert list(found.timings) == ["d"]
    assert found.chain == ()


def test_a_date_that_has_passed_leaves_a_negative_slack() -> None:
    plan = Plan(milestones=(Milestone(id="board", when=on("2018-11-05")),))
    assert network(plan, day("2018-11-08")).timings["board"].slack_days == -3


def test_own_work_without_anything_before_it_begins_today() -> None:
    plan = Plan(milestones=(Milestone(id="draft", duration=Span(2, Unit.WEEKS), when=on("2018-11-20")),))
    assert network(plan, day("2018-11-08")).timings["draft"] == Timing(
        "draft", day("2018-11-22"), day("2018-11-22"), day("2018-11-20"), -2, ""
    )


def test_a_chain_that_leads_beyond_the_calendar_ends_where_it_ends() -> None:
    fair = Event(id="fair", when=Days(first=day("2018-11-12"), last=dt.date.max))
    far = Milestone(id="far", after=(After("fair", Span(9999, Unit.WEEKS)),), duration=Span(9999, Unit.WORKDAYS))
    found = network(Plan(milestones=(far,), events=(fair,)), day("2018-11-08"))
    assert found.timings["far"].earliest == dt.date.max


def test_of_two_with_one_id_the_first_counts() -> None:
    plan = Plan(
        milestones=(Milestone(id="sala", when=on("2018-11-12")),),
        events=(Event(id="sala", when=on("2018-11-19")),),
    )
    assert network(plan, day("2018-11-08")).timings["sala"].planned == day("2018-11-12")


def test_nothing_is_nothing() -> None:
    found = network(Plan(), day("2018-11-08"))
    assert (dict(found.timings), found.chain, found.slack_days) == ({}, (), None)


def test_a_day_that_is_near_has_no_slack_to_lose_where_nothing_is_left_to_wait_for() -> None:
    board = Milestone(id="board", done=on("2020-02-10"))
    council = Milestone(id="council", when=on("2020-02-18"), after=(After("board"),))
    for today in ("2020-02-13", "2020-02-18"):
        found = network(Plan(milestones=(board, council)), day(today))
        assert (found.chain, found.slack_days) == (("council",), None)
