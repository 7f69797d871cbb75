"""What comes after what: orders against plain ones, and networks so deep that nothing may be walked by recursion."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from rusctl.language.names import way
from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Days, Milestone, Plan
from rusctl.schedule.network.conflicts import contradictions
from rusctl.schedule.network.links import in_order, in_rounds
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import loops

TODAY = dt.date(2018, 11, 8)
DEEP = 10_000
graphs = st.integers(0, 7).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, max(size - 1, 0)), max_size=3), min_size=size, max_size=size)
)


@given(graphs)
def test_each_stands_after_what_it_waits_for_and_what_waits_in_a_ring_is_left_out(graph: list[list[int]]) -> None:
    begin = [sum(map(len, graph[:at])) for at in range(len(graph) + 1)]
    order = in_order(begin, [other for others in graph for other in others])
    for place, at in enumerate(order):
        assert set(graph[at]) <= {*order[:place]}
    placed: set[int] = set()
    for _ in graph:
        placed |= {at for at, others in enumerate(graph) if {*others} <= placed}
    assert {*order} == placed
    assert len(order) == len(placed)


@given(graphs)
def test_rounds_are_those_of_looking_through_all_that_is_left(graph: list[list[int]]) -> None:
    waits_for = {str(at): [str(other) for other in others] for at, others in enumerate(graph)}
    assert [*in_rounds(waits_for)] == [*rounds_by_looking(waits_for)]


def rounds_by_looking(waits_for: Mapping[str, Sequence[str]]) -> Iterator[str]:
    left = list(waits_for)
    while left:
        ready = [name for name in left if not {*waits_for[name]} & {*left}] or left[:1]
        yield from ready
        left = [name for name in left if name not in ready]


@given(graphs)
def test_loops_are_real_and_are_found_until_none_is_left(graph: list[list[int]]) -> None:
    waits_for = {str(at): {str(other) for other in others} for at, others in enumerate(graph)}
    while found := loops(milestones(waits_for)):
        assert len(set(found)) == len(found)
        for path in found:
            assert path[0] == path[-1]
            assert len(set(path)) == len(path) - 1
            assert all(later in waits_for[name] for name, later in pairwise(path))
        waits_for[found[0][-2]].discard(found[0][-1])
    assert nx.is_directed_acyclic_graph(nx.DiGraph(waits_for))


def milestones(waits_for: Mapping[str, set[str]]) -> tuple[Milestone, ...]:
    return tuple(Milestone(id=name, after=tuple(map(After, sorted(after)))) for name, after in waits_for.items())


def chain(size: int, last: Milestone) -> Plan:
    """Give a chain that stands the wrong way round in its file, each a working day after the one before it."""
    day = Span(1, Unit.WORKDAYS)
    others = [Milestone(id=f"m{at}", after=(After(f"m{at + 1}", day),)) for at in range(1, size)]
    return Plan(milestones=(last, *others))


def test_a_chain_of_ten_thousand_is_walked_to_its_end() -> None:
    on = dt.date(2060, 1, 2)
    last = Milestone(id="m0", after=(After("m1"),), when=Days(first=on, last=on), not_after=dt.date(2056, 1, 3))
    plan = chain(DEEP, last)
    found = network(plan, TODAY)
    assert len(found.chain) == DEEP
    assert found.timings["m0"].planned == on
    assert (found.slack_days or 0) < 0
    assert loops(plan.records) == ()
    assert [one.id for one in contradictions(plan, TODAY)] == ["m0"]


def test_rings_of_any_size_and_number_are_told_once_each() -> None:
    ring = chain(DEEP, Milestone(id="m0", after=(After("m1"),))).milestones
    (path,) = loops((*ring, Milestone(id=f"m{DEEP}", after=(After("m0"),))))
    assert len(path) == DEEP + 2
    pairs = [Milestone(id=f"m{at}", after=(After(f"m{at ^ 1}"),)) for at in range(DEEP)]
    assert loops(pairs) == tuple((f"m{at}", f"m{at + 1}", f"m{at}") for at in range(0, DEEP, 2))


def test_the_middle_of_a_long_way_is_left_out() -> None:
    names = [f"m{at}" for at in range(25)]
    assert way(names[:24]) == " > ".join(names[:24])
    assert way(names) == "m0 > m1 > m2 > m3 > m4 > m5 > … 13 … > m19 > m20 > m21 > m22 > m23 > m24"
