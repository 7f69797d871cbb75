import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.model.durations import After
from rusctl.model.plan import Days, Event, Milestone, Plan, Progress, Status, Window, Yearly
from rusctl.schedule.state.milestones import Standing, loops, standings
from tests.examples import examples

TODAY = dt.date(2018, 11, 8)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> Days:
    return Days(first=day(text), last=day(text))


COUNCIL = Milestone(id="council", baseline=day("2020-02-18"), when=on("2020-06-16"), done=on("2020-06-16"))
REPORT = Milestone(id="report", every=Yearly(month=2, day=21, first=2025))


def standing(milestone: Milestone, today: dt.date, *events: Event) -> Standing:
    return standings(Plan(milestones=(milestone,), events=events), today)[0]


def test_the_council_afterwards() -> None:
    assert standing(COUNCIL, day("2026-11-23")) == Standing(
        milestone=COUNCIL,
        due=on("2020-06-16"),
        done=on("2020-06-16"),
        days_left=None,
        slip_days=119,
        overdue=False,
        waits_for=(),
        progress=Progress.DONE,
    )


def test_the_council_as_it_stood_in_2018() -> None:
    assert standing(COUNCIL, TODAY) == Standing(
        milestone=COUNCIL,
        due=on("2020-02-18"),
        done=None,
        days_left=467,
        slip_days=0,
        overdue=False,
        waits_for=(),
    )


def test_an_outcome_is_known_from_its_day_on() -> None:
    assert standing(COUNCIL, day("2020-06-15")).overdue
    assert standing(COUNCIL, day("2020-06-16")).done == on("2020-06-16")


def test_an_open_milestone_that_was_moved_has_slipped() -> None:
    moved = Milestone(id="council", baseline=day("2020-02-18"), when=on("2020-06-16"))
    found = standing(moved, TODAY)
    assert (found.due, found.slip_days, found.open) == (on("2020-06-16"), 119, True)


def test_a_milestone_without_a_baseline_stands_at_its_date() -> None:
    milestone = Milestone(id="closes", when=on("2019-10-15"), done=on("2019-10-15"))
    found = standing(milestone, TODAY)
    assert (found.due, found.done, found.slip_days) == (on("2019-10-15"), None, None)


def test_a_milestone_with_a_baseline_alone_stands_there() -> None:
    assert standing(Milestone(id="council", baseline=day("2020-02-18")), TODAY).due == on("2020-02-18")


def test_a_milestone_without_any_date() -> None:
    found = standing(Milestone(id="board"), TODAY)
    assert (found.due, found.days_left, found.slip_days, found.overdue) == (None, None, None, False)


def test_a_window_counts_to_its_last_day_and_has_no_slip() -> None:
    window = Window(first=day("2018-11-01"), last=day("2018-11-10"))
    found = standing(Milestone(id="board", baseline=day("2018-10-01"), when=window), TODAY)
    assert (found.due, found.days_left, found.slip_days, found.overdue) == (window, 2, None, False)
    assert standing(Milestone(id="board", when=window), day("2018-11-11")).overdue


def test_an_outcome_that_is_a_window_has_no_slip() -> None:
    window = Window(first=day("2018-10-01"), last=day("2018-10-31"))
    found = standing(Milestone(id="board", baseline=day("2018-10-01"), done=window), TODAY)
    assert (found.done, found.slip_days, found.open) == (window, None, False)


@pytest.mark.parametrize(
    ("today", "done", "due"),
    [
        ("2018-11-08", None, "2025-02-21"),
        ("2025-02-21", None, "2025-02-21"),
        ("2025-02-24", None, "2025-02-21"),
        ("2025-02-15", "2025-02-10", "2026-02-21"),
        ("2025-02-15", "2025-02-20", "2025-02-21"),
        ("2025-02-15", "2024-02-21", "2025-02-21"),
        ("2025-02-15", "2024-02-22", "2025-02-21"),
        ("2025-06-01", "2025-03-20", "2026-02-21"),
        ("2026-11-23", "2026-03-01", "2027-02-21"),
    ],
)
def test_what_comes_back_every_year(today: str, done: str | None, due: str) -> None:
    milestone = Milestone(id="report", every=REPORT.every, done=on(done) if done else None)
    found = standing(milestone, day(today))
    assert found.due == on(due)
    assert found.open
    assert found.days_left == (day(due) - day(today)).days


def test_a_recurring_day_on_a_weekend_shows_the_monday_too() -> None:
    done = Milestone(id="report", every=REPORT.every, done=on("2025-02-21"))
    found = standing(done, day("2025-03-01"))
    assert found.alternatives == (day("2026-02-21"), day("2026-02-23"))
    assert standing(REPORT, day("2025-01-01")).alternatives == ()


@pytest.mark.parametrize(
    ("today", "left", "overdue"),
    [("2026-02-20", 1, False), ("2026-02-22", 1, False), ("2026-02-23", 0, False), ("2026-02-24", -3, True)],
)
def test_a_day_that_may_move_is_overdue_after_the_later_one(today: str, left: int, overdue: bool) -> None:
    done = Milestone(id="report", every=REPORT.every, done=on("2025-02-21"))
    found = standing(done, day(today))
    assert (found.days_left, found.overdue) == (left, overdue)


def test_the_29th_of_february_in_a_common_year_is_the_28th() -> None:
    leap = Milestone(id="leap", every=Yearly(month=2, day=29, first=2019))
    assert standing(leap, TODAY).due == on("2019-02-28")
    done = replace(leap, done=on("2019-02-28"))
    assert standing(done, day("2019-03-01")).due == on("2020-02-29")


def test_the_calendar_ends_with_the_year_9999() -> None:
    last = replace(REPORT, done=Days(first=day("9999-02-21"), last=day("9999-02-21")))
    assert standing(last, dt.date.max).due == Days(first=day("9999-02-21"), last=day("9999-02-21"))
    assert standing(replace(REPORT, every=Yearly(month=2, day=21, first=10_000)), dt.date.max).due is None


def test_what_a_milestone_waits_for() -> None:
    def event(name: str, status: Status, date: str) -> Event:
        return Event(id=name, status=status, when=on(date))

    names = ("closes", "opens", "sala", "kungsor", "arboga", "norberg", "nobody")
    board = Milestone(id="board", after=tuple(map(After, names)))
    plan = Plan(
        events=(
            event("sala", Status.HELD, "2018-11-07"),
            event("kungsor", Status.HELD, "2018-11-09"),
            event("arboga", Status.CANCELLED, "2018-11-19"),
            event("norberg", Status.TENTATIVE, "2018-11-26"),
        ),
        milestones=(
            board,
            Milestone(id="opens", done=on("2018-11-01")),
            Milestone(id="closes", done=on("2019-10-15")),
        ),
    )
    waits = {found.milestone.id: found.waits_for for found in standings(plan, TODAY)}
    assert waits == {"board": ("closes", "kungsor", "norberg"), "opens": (), "closes": ()}


def test_the_overdue_come_first_and_then_the_days() -> None:
    plan = Plan(
        milestones=(
            Milestone(id="nobody-knows"),
            REPORT,
            Milestone(id="done", when=on("2018-01-01"), done=on("2018-01-01")),
            Milestone(id="late", when=on("2018-11-01")),
            Milestone(id="later", when=on("2018-11-07")),
            Milestone(id="window", when=Window(first=day("2018-11-01"), last=day("2019-01-01"))),
            Milestone(id="sooner", when=on("2018-12-01")),
        )
    )
    order = [found.milestone.id for found in standings(plan, TODAY)]
    assert order == ["late", "later", "done", "sooner", "window", "report", "nobody-knows"]


def chain(**after: str) -> tuple[Milestone, ...]:
    return tuple(Milestone(id=name, after=tuple(map(After, text.split()))) for name, text in after.items())


def test_no_loop() -> None:
    assert loops(chain(council="board", board="closes", closes="")) == ()


def test_a_loop_is_told_with_its_path() -> None:
    assert loops(chain(council="board", board="closes", closes="council")) == (
        ("council", "board", "closes", "council"),
    )


def test_a_milestone_that_waits_for_itself() -> None:
    assert loops(chain(council="board council", board="")) == (("council", "council"),)


def test_every_loop_is_told() -> None:
    found = loops(chain(a="b", b="a c", c="b", x="y", y="x"))
    assert set(found) == {("a", "b", "a"), ("b", "c", "b"), ("x", "y", "x")}
    assert len(found) == 3


NAMES = ("a", "b", "c", "d", "e")


@settings(deadline=None, max_examples=examples(200))
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12))
def test_loops_are_paths_that_exist_and_breaking_them_leaves_none(pairs: list[tuple[str, str]]) -> None:
    waits = {name: [after for one, after in pairs if one == name] for name in NAMES}
    found = loops(tuple(Milestone(id=name, after=tuple(map(After, after))) for name, after in waits.items()))
    for path in found:
        assert path[0] == path[-1] == min(path)
        for one, other in itertools.pairwise(path):
            assert other in waits[one]
    reachable = {name: set(after) for name, after in waits.items()}
    for _ in NAMES:
        for name in NAMES:
            reachable[name].update(*(reachable[other] for other in tuple(reachable[name])))
    assert bool(found) == any(name in reachable[name] for name in NAMES)
