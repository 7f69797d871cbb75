"""Slips against promises."""

import datetime as dt

import pytest

from rusctl.model.baselines import Promise
from rusctl.model.plan import Days, Earlier, Event, Milestone, Plan, Status, When, Window, Yearly
from rusctl.schedule.network.slips import days_late, first_promises, gone, promises, slips

TODAY = dt.date(2027, 6, 1)


def on(month: int, day: int) -> Days:
    return Days(first=dt.date(2027, month, day), last=dt.date(2027, month, day))


def between(first: tuple[int, int], last: tuple[int, int]) -> Window:
    return Window(first=dt.date(2027, *first), last=dt.date(2027, *last))


def promise(name: str, when: When) -> Promise:
    return Promise(id=name, first=when.first, last=when.last)


@pytest.mark.parametrize(
    ("then", "now", "days"),
    [
        (on(3, 1), on(3, 1), 0),
        (on(3, 1), on(3, 11), 10),
        (on(3, 11), on(3, 1), -10),
        (between((3, 1), (3, 31)), on(3, 15), 0),
        (between((3, 1), (3, 31)), on(4, 1), 1),
        (between((3, 1), (3, 31)), on(2, 27), -2),
        (between((3, 1), (3, 31)), between((2, 1), (3, 30)), 0),
        (on(3, 1), between((3, 10), (3, 31)), 30),
    ],
)
def test_days_late(then: When, now: When, days: int) -> None:
    assert days_late(promise("x", then), now) == days


PLAN = Plan(
    milestones=(
        Milestone(id="done", baseline=dt.date(2027, 3, 1), when=on(4, 1), done=on(4, 1)),
        Milestone(id="open", baseline=dt.date(2027, 7, 1), when=on(8, 1)),
        Milestone(id="unknown", baseline=dt.date(2027, 7, 1), when=on(9, 1), done=on(9, 1)),
        Milestone(id="yearly", every=Yearly(month=2, day=21, first=2027)),
        Milestone(id="none"),
    ),
    events=(
        Event(id="moved", when=on(5, 8), earlier=(Earlier(when=on(5, 1), reason="snö"), Earlier(when=on(5, 4)))),
        Event(id="cancelled", when=on(5, 9), status=Status.CANCELLED),
        Event(id="held", when=on(5, 10), status=Status.HELD),
    ),
)


def test_what_is_promised_on_a_day() -> None:
    assert promises(PLAN, TODAY) == (
        promise("done", on(4, 1)),
        promise("open", on(8, 1)),
        promise("unknown", on(7, 1)),
        promise("moved", on(5, 8)),
        promise("held", on(5, 10)),
    )


def test_what_was_promised_first() -> None:
    assert [(one.id, one.first) for one in first_promises(PLAN)] == [
        ("done", dt.date(2027, 3, 1)),
        ("open", dt.date(2027, 7, 1)),
        ("unknown", dt.date(2027, 7, 1)),
        ("moved", dt.date(2027, 5, 1)),
        ("cancelled", dt.date(2027, 5, 9)),
        ("held", dt.date(2027, 5, 10)),
    ]


def test_slips_and_their_reasons() -> None:
    found = slips(PLAN, first_promises(PLAN), TODAY)
    assert [(one.record.id, one.days, one.done, [why.reason for why in one.reasons]) for one in found] == [
        ("done", 31, True, []),
        ("open", 31, False, []),
        ("unknown", 0, False, []),
        ("moved", 7, False, ["snö", ""]),
        ("cancelled", None, False, []),
        ("held", 0, True, []),
    ]


def test_only_reasons_since_a_baseline() -> None:
    event = Event(
        id="e",
        when=on(5, 8),
        earlier=(
            Earlier(when=on(4, 1), stated=dt.date(2027, 1, 1)),
            Earlier(when=on(5, 1), stated=dt.date(2027, 2, 1)),
            Earlier(when=on(5, 4), stated=dt.date(2027, 3, 1)),
        ),
    )
    (found,) = slips(Plan(events=(event,)), [promise("e", on(5, 1))], TODAY, dt.date(2027, 2, 15))
    assert [one.when for one in found.reasons] == [on(5, 1), on(5, 4)]


def test_what_is_gone() -> None:
    assert gone(PLAN, [promise("x", on(1, 1)), promise("open", on(1, 1))]) == (promise("x", on(1, 1)),)
