"""Contradictions against an oracle that tries every day: they are found when there are any, and none can be smaller."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Days, Event, Milestone, Plan, Status, Window
from rusctl.schedule.days.workdays import DAY
from rusctl.schedule.network.conflicts import ConflictRow, Contradiction, contradictions
from tests.schedule.network.networks import can_hold, plans

EXAMPLES = 2000 if os.environ.get("RUSCTL_NIGHTLY") else 150
# from the Wednesday before Christmas: of the first week only three days are working days
FIRST = dt.date(2018, 12, 19)
HORIZON = [FIRST + n * DAY for n in range(-16, 30)]
small = plans(
    size=3,
    days=st.integers(0, 9).map(lambda number: FIRST + number * DAY),
    spans=st.builds(Span, st.integers(0, 2), st.sampled_from([Unit.DAYS, Unit.WORKDAYS])),
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> Days:
    return Days(first=day(text), last=day(text))


@settings(deadline=None, max_examples=EXAMPLES)
@given(small)
def test_a_contradiction_is_told_where_there_is_one_and_only_there(plan: Plan) -> None:
    assert bool([*contradictions(plan, FIRST)]) != can_hold(plan, HORIZON, anything)


def anything(*_row: object) -> bool:
    return True


@settings(deadline=None, max_examples=EXAMPLES)
@given(small)
def test_the_rows_told_cannot_all_hold_and_without_any_one_of_them_the_others_can(plan: Plan) -> None:
    for found in contradictions(plan, FIRST):
        assert len(set(found.rows)) == len(found.rows)
        assert not can_hold(plan, HORIZON, only(found.rows))
        for left_out in found.rows:
            assert can_hold(plan, HORIZON, only(row for row in found.rows if row != left_out))


def only(rows: Iterable[ConflictRow]) -> Callable[[str, str, int | None], bool]:
    known = set(rows)
    return lambda *row: ConflictRow(*row) in known


def told(plan: Plan, today: str = "2018-11-08") -> list[Contradiction]:
    return [*contradictions(plan, day(today))]


BOARD = Milestone(id="board", not_before=day("2020-02-03"), duration=Span(1, Unit.WEEKS), when=None)
COUNCIL = Milestone(
    id="council", after=(After("board", Span(3, Unit.WEEKS)),), not_after=day("2020-02-18"), baseline=day("2020-02-18")
)


def test_a_limit_before_what_comes_before_it_can_end() -> None:
    assert told(Plan(milestones=(BOARD, COUNCIL))) == [
        Contradiction(
            "council",
            (
                ConflictRow("board", "not_before"),
                ConflictRow("council", "after", 0),
                ConflictRow("council", "not_after"),
            ),
            day("2020-02-24"),
            day("2020-02-18"),
        )
    ]


def test_a_duration_is_told_only_where_it_matters() -> None:
    slow = replace(COUNCIL, duration=Span(1, Unit.DAYS))
    assert [row.key for row in told(Plan(milestones=(BOARD, slow)))[0].rows] == ["not_before", "after", "not_after"]
    near = replace(slow, after=(After("board", Span(2, Unit.WEEKS)),), duration=Span(2, Unit.DAYS))
    rows = told(Plan(milestones=(BOARD, near)))[0].rows
    assert [row.key for row in rows] == ["not_before", "after", "duration", "not_after"]


def test_a_date_and_a_window_hold_back_and_limit() -> None:
    closes = Milestone(id="closes", when=on("2019-10-15"))
    compiled = Milestone(
        id="compiled",
        after=(After("closes"),),
        duration=Span(6, Unit.WEEKS),
        when=Window(first=day("2019-10-01"), last=day("2019-10-31")),
    )
    assert [found.rows for found in told(Plan(milestones=(closes, compiled)))] == [
        (
            ConflictRow("closes", "date"),
            ConflictRow("compiled", "after", 0),
            ConflictRow("compiled", "duration"),
            ConflictRow("compiled", "window"),
        )
    ]


def test_what_has_happened_holds_back_and_is_held_back_by_nothing() -> None:
    board = replace(BOARD, done=on("2020-02-05"), not_before=day("2020-03-01"))
    assert told(Plan(milestones=(board, COUNCIL)), "2020-02-06")[0].rows == (
        ConflictRow("board", "done"),
        ConflictRow("council", "after", 0),
        ConflictRow("council", "not_after"),
    )


def test_an_event_s_own_dates_are_told_by_their_keys() -> None:
    fair = Event(id="fair", when=Days(first=day("2020-02-10"), last=day("2020-02-14")), status=Status.CONFIRMED)
    council = replace(COUNCIL, after=(After("fair", Span(1, Unit.WEEKS)),))
    assert told(Plan(milestones=(council,), events=(fair,)))[0].rows[0] == ConflictRow("fair", "end")
    late = replace(fair, not_after=day("2020-02-12"))
    assert told(Plan(events=(late,)))[0].rows == (ConflictRow("fair", "end"), ConflictRow("fair", "not_after"))


def test_what_follows_from_a_contradiction_is_not_told_again() -> None:
    later = Milestone(id="later", after=(After("council"),), not_after=day("2020-02-19"))
    assert [found.id for found in told(Plan(milestones=(BOARD, COUNCIL, later)))] == ["council"]


def test_two_limits_with_no_working_day_between_them() -> None:
    weekend = Milestone(id="fair", not_before=day("2018-11-10"), not_after=day("2018-11-11"))
    assert [found.rows for found in told(Plan(milestones=(weekend,)))] == [
        (ConflictRow("fair", "not_before"), ConflictRow("fair", "not_after"))
    ]


def test_a_window_that_ends_before_it_begins_is_told_by_another_rule() -> None:
    assert (
        told(Plan(milestones=(Milestone(id="x", when=Window(first=day("2019-02-01"), last=day("2019-01-01"))),))) == []
    )


def test_how_long_something_lasts_is_told_where_it_matters() -> None:
    begun = Milestone(id="a", not_before=day("2019-05-06"))
    two_days = Days(first=day("2019-05-02"), last=day("2019-05-03"))
    event = Event(id="e", when=two_days, status=Status.TENTATIVE, after=(After("a"),))
    end = Milestone(id="b", after=(After("e"),), not_after=day("2019-05-06"))
    rows = [
        ("a", "not_before", None),
        ("e", "after", 0),
        ("e", "length", None),
        ("b", "after", 0),
        ("b", "not_after", None),
    ]
    assert [tuple(row) for row in told(Plan(milestones=(begun, end), events=(event,)))[0].rows] == rows
    later = replace(begun, not_before=day("2019-05-07"))
    assert [tuple(row) for row in told(Plan(milestones=(later, end), events=(event,)))[0].rows] == [
        row for row in rows if row[1] != "length"
    ]
    own = replace(event, after=(), not_before=day("2019-05-06"))
    assert [tuple(row) for row in told(Plan(milestones=(end,), events=(own,)))[0].rows] == [
        ("e", "not_before", None),
        ("e", "length", None),
        ("b", "after", 0),
        ("b", "not_after", None),
    ]
