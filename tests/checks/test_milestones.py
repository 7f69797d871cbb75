import datetime as dt
import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks import order
from rusctl.checks.rules import rule_named
from rusctl.model.plan import Days, Facts, Milestone, Plan, Source, Window
from tests.examples import examples

Ask = Callable[..., list[tuple[int, str]]]
TODAY = "2018-11-08"


def milestone(name: str, *lines: str) -> str:
    return "\n".join(("[[milestone]]", f'id = "{name}"', f'title = "{name}"', *lines, ""))


COUNCIL = ("date = 2020-02-18", 'after = ["board"]')


@pytest.mark.parametrize(
    ("board", "count"),
    [
        ("date = 2020-02-18", 0),
        ("date = 2020-02-19", 1),
        ("window = { from = 2020-01-01, to = 2020-12-31 }", 0),
        ("window = { from = 2020-02-18, to = 2020-12-31 }", 0),
        ("window = { from = 2020-02-19, to = 2020-12-31 }", 1),
        ("date = 2018-10-01\ndone = 2018-10-02", 0),
        ("", 0),
        ('every = "year"\nmonth = 3\nday = 1\nfirst = 2020', 0),
    ],
)
def test_the_council_comes_after_the_board(ask: Ask, board: str, count: int) -> None:
    process = milestone("board", board) + milestone("council", *COUNCIL)
    assert len(ask("after-order", process=process)) == count


def test_what_the_order_says(ask: Ask) -> None:
    process = milestone("board", "date = 2020-05-20") + milestone("council", *COUNCIL)
    assert ask("after-order", process=process) == [
        (8, "council is due 2020-02-18, before board, 2020-05-20, which it comes after; move one of them")
    ]


def test_a_milestone_may_be_due_before_an_event(ask: Ask) -> None:
    events = '[[event]]\nid = "board"\nkind = "k"\nstatus = "{}"\ndate = 2020-03-01\n'
    process = milestone("council", *COUNCIL)
    assert len(ask("after-order", process=process, events=events.format("planned"))) == 1
    assert ask("after-order", process=process, events=events.format("cancelled")) == []


def test_an_outcome_is_not_argued_with(ask: Ask) -> None:
    process = milestone("board", "date = 2020-05-20") + milestone("council", *COUNCIL, "done = 2018-11-01")
    assert ask("after-order", process=process) == []


def test_a_loop_is_told_with_its_path(ask: Ask) -> None:
    process = milestone("a", 'after = ["c"]') + milestone("b", 'after = ["a"]') + milestone("c", 'after = ["b"]')
    assert ask("dependency-loop", process=process) == [
        (4, "these wait for one another in a ring: a > c > b > a; take one out of after")
    ]


def test_overdue_from_the_day_after(ask: Ask) -> None:
    for when in ("date = 2018-11-08", "window = { from = 2018-10-01, to = 2018-11-08 }", "baseline = 2018-11-08"):
        process = milestone("board", when)
        assert ask("milestone-overdue", today="2018-11-08", process=process) == []
        assert [line for line, _ in ask("milestone-overdue", today="2018-11-09", process=process)] == [4]
        assert ask("milestone-overdue", today="2018-11-09", process=process + "done = 2018-11-01\n") == []


def test_each_year_that_was_missed_is_overdue(ask: Ask) -> None:
    process = milestone("report", 'every = "year"', "month = 2", "day = 21", "first = 2017")
    assert [line for line, _ in ask("milestone-overdue", process=process)] == [4, 4]
    done = f"{process}\n[[milestone.occurrence]]\nyear = 2018\ndone = 2018-02-20\n"
    said = "report was due 2017-02-21; write the day it was done, or that it was given up that year"
    assert [text.partition(",")[0] for _, text in ask("milestone-overdue", process=done)] == [said.partition(",")[0]]


@pytest.mark.parametrize("fault", ["date = 1", "done = 1", 'date = 2018-11-01\ndonne = "x"', 'baseline = ""'])
def test_a_milestone_whose_dates_are_faulty_is_not_called_overdue(ask: Ask, fault: str) -> None:
    rest = "baseline = 2018-11-01" if "baseline" not in fault else "date = 2018-11-01"
    assert len(ask("milestone-overdue", process=milestone("board", rest))) == 1
    assert ask("milestone-overdue", process=milestone("board", rest, fault)) == []


@pytest.mark.parametrize(("date", "count"), [("2020-03-19", 0), ("2020-03-20", 1), ("2020-01-01", 0)])
def test_thirty_days_are_let_pass(ask: Ask, date: str, count: int) -> None:
    process = milestone("council", "baseline = 2020-02-18", f"date = {date}")
    assert len(ask("milestone-slipped", process=process)) == count


def test_the_folder_says_how_much_may_slip(ask: Ask) -> None:
    process = milestone("council", "baseline = 2020-02-18", "date = 2020-02-20")
    assert ask("milestone-slipped", process=process, checks="slip_days = 2\n") == []
    assert ask("milestone-slipped", process=process, checks="slip_days = 1\n") == [
        (5, "council is 2 days later than first promised, 2020-02-18; tell those who wait for it")
    ]
    assert ask("milestone-slipped", process=process + "done = 2018-11-01\n", checks="slip_days = 1\n") == []


def test_what_was_reached_late_is_no_longer_slipping(ask: Ask) -> None:
    process = milestone("council", "baseline = 2018-01-01", "date = 2018-10-01")
    assert len(ask("milestone-slipped", process=process)) == 1
    assert ask("milestone-slipped", process=process + "done = 2018-10-01\n") == []


def test_one_day_is_one_day(ask: Ask) -> None:
    process = milestone("council", "baseline = 2020-02-18", "date = 2020-02-19")
    assert ask("milestone-slipped", process=process, checks="slip_days = 0\n") == [
        (5, "council is 1 day later than first promised, 2020-02-18; tell those who wait for it")
    ]


def out_of_order(*dates: str) -> list[str]:
    """Give the milestones, named by their place, that stand out of order; a window is written first/last."""

    def dated(number: int, text: str) -> Milestone:
        first, _, last = text.partition("/")
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        at = Source("config/process.toml", ("milestone", number), str(number))
        when = Window(first=day, last=end) if last else Days(first=day, last=end)
        return Milestone(id=str(number), when=when, at=at)

    rule = rule_named("milestone-out-of-order")
    assert rule
    milestones = tuple(dated(number, text) for number, text in enumerate(dates))
    facts = Facts(plan=Plan(milestones=milestones), today=dt.date(2018, 11, 8))
    return [problem.at.record for problem in rule.find(facts)]


def test_the_one_that_stands_out_is_found() -> None:
    assert out_of_order("2025-11-14", "2025-01-20", "2026-04-21") == ["1"]
    assert out_of_order("2027-01-20", "2025-11-14", "2026-04-21") == ["0"]
    assert out_of_order("2025-11-14", "2026-04-21", "2025-01-20") == ["2"]
    assert out_of_order("2025-11-14", "2025-11-14", "2026-04-21") == []
    assert out_of_order() == []


def test_a_window_is_out_of_order_only_when_it_cannot_be_in_order(ask: Ask) -> None:
    first, last = milestone("a", "date = 2019-03-01"), milestone("c", "date = 2019-09-01")
    for span, end in (
        ("from = 2019-01-01, to = 2019-02-28", " after a, 2019-03-01; correct the date or move it up"),
        ("from = 2019-01-01, to = 2019-12-31", ""),
        ("from = 2019-09-02, to = 2019-12-31", " before c, 2019-09-01; correct the date or move it down"),
    ):
        found = ask("milestone-out-of-order", process=first + milestone("b", f"window = {{ {span} }}") + last)
        assert [text.partition(", stands")[2] for _, text in found] == ([end] if end else [])


DATES = [f"2019-{month:02}-01" for month in range(1, 8)]


@settings(deadline=None, max_examples=examples(200))
@given(st.lists(st.sampled_from(DATES), max_size=7))
def test_as_few_as_can_be_are_called_wrong(dates: list[str]) -> None:
    wrong = out_of_order(*dates)
    kept = [date for number, date in enumerate(dates) if str(number) not in wrong]
    assert kept == sorted(kept)
    more = (chosen for chosen in itertools.combinations(dates, len(kept) + 1) if list(chosen) == sorted(chosen))
    assert next(more, None) is None


def test_a_month_with_the_wrong_year_is_found_and_the_innocent_are_not_blamed() -> None:
    """Region Dalarna's published plan of its review 2025–26: January 2025 in the place of January 2026."""
    months = ["2025-04-01/2025-05-31", "2025-10-01/2025-10-31", "2025-11-01/2025-11-30", "", "2026-04-01/2026-04-30"]
    for wrong in ("2025-01-01/2025-01-31", "2025-01-31"):
        months[3] = wrong
        assert out_of_order(*months) == ["3"]
    months[3] = "2026-01-01/2026-01-31"
    assert out_of_order(*months) == []
    months[1] = "2025-10-15"
    assert out_of_order(*months) == []


SPANS = st.tuples(st.integers(1, 7), st.integers(0, 3)).map(
    lambda span: f"2019-{span[0]:02}-01" + (f"/2019-{span[0] + span[1]:02}-01" if span[1] else "")
)


def stands_in_order(spans: list[str]) -> bool:
    """Try to choose a day in each span, none before the one above it."""
    reached = ""
    for span in spans:
        first, _, last = span.partition("/")
        reached = max(reached, first)
        if reached > (last or first):
            return False
    return True


@pytest.mark.parametrize("large", [0, order.LARGE])
@settings(deadline=None, max_examples=examples(300))
@given(spans=st.lists(SPANS, max_size=7))
def test_of_windows_too_as_few_as_can_be_are_called_wrong(spans: list[str], large: int) -> None:
    if not large:
        spans = [span for span in spans if "/" not in span]
    choices = itertools.product((True, False), repeat=len(spans))
    right = max(
        (chosen for chosen in choices if stands_in_order(list(itertools.compress(spans, chosen)))),
        key=lambda chosen: (sum(chosen), sum("/" not in span for span in itertools.compress(spans, chosen)), chosen),
    )
    before, order.LARGE = order.LARGE, large
    try:
        wrong = out_of_order(*spans)
    finally:
        order.LARGE = before
    assert wrong == [str(number) for number, stands in enumerate(right) if not stands]
