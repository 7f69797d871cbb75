"""Phases of a process: which a day is in, which overlap, and which stand in the wrong order."""

import datetime as dt

import pytest

from rusctl.model.phases import Phase
from rusctl.model.plan import Plan, Texts
from rusctl.schedule.state.phases import next_phase, overlapping, phase_state, turned_round, under_way


def phase(name: str, first: int, last: int, *overlaps: str) -> Phase:
    days = dt.date(2019, 1, first), dt.date(2019, 1, last)
    return Phase(id=name, name=Texts({"": name}), first=days[0], last=days[1], overlaps=overlaps)


@pytest.mark.parametrize(
    ("phases", "overlaps", "turned"),
    [
        ([], [], []),
        ([phase("a", 1, 9), phase("b", 10, 20)], [], []),
        ([phase("a", 1, 10), phase("b", 10, 20)], [("a", "b")], []),
        ([phase("a", 1, 10), phase("b", 10, 20, "a")], [], []),
        ([phase("a", 1, 10, "b"), phase("b", 10, 20)], [], []),
        ([phase("a", 1, 20), phase("b", 2, 3), phase("c", 4, 5, "a")], [("a", "b")], []),
        ([phase("b", 10, 20), phase("a", 1, 9)], [], [("b", "a")]),
        ([phase("b", 10, 20), phase("a", 1, 12)], [("b", "a")], [("b", "a")]),
        ([phase("a", 10, 2), phase("b", 11, 12)], [], []),  # one that ends before it begins has no days
    ],
)
def test_phases_are_in_order_and_overlap_only_where_it_is_said(
    phases: list[Phase], overlaps: list[tuple[str, str]], turned: list[tuple[str, str]]
) -> None:
    assert [(one.id, other.id) for one, other in overlapping(phases)] == overlaps
    assert [(one.id, other.id) for one, other in turned_round(phases)] == turned


def test_a_day_is_in_a_phase_from_its_first_day_to_its_last() -> None:
    plan = Plan(phases=(phase("a", 5, 9), phase("b", 9, 12, "a"), phase("c", 20, 30)))
    found = {}
    for number in (4, 5, 9, 10, 13, 30, 31):
        day = dt.date(2019, 1, number)
        following = next_phase(plan, day)
        found[number] = ([one.id for one in under_way(plan, day)], following and following.id)
    assert found == {
        4: ([], "a"),
        5: (["a"], "b"),
        9: (["a", "b"], "c"),
        10: (["b"], "c"),
        13: ([], "c"),
        30: (["c"], None),
        31: ([], None),
    }
    assert [phase_state(plan.phases[0], dt.date(2019, 1, day)).value for day in (4, 5, 10)] == [
        *("to-come", "under-way", "over")
    ]
