"""What comes back every year has a memory of its own for each year."""

import datetime as dt

import pytest

from rusctl.model.plan import Days, Milestone, Occurrence, Plan, Progress, Yearly
from rusctl.schedule.state import years as years_of
from rusctl.schedule.state.milestones import every_standing, standings
from rusctl.schedule.state.years import nearest, years

EVERY = Yearly(month=2, day=21, first=2025)
DONE_2025 = Occurrence(year=2025, done=dt.date(2025, 2, 19), dnr="RS 2025/12")


def seen(
    today: dt.date, *occurrences: Occurrence, done: dt.date | None = None
) -> list[tuple[int, Progress, int | None]]:
    milestone = Milestone(
        id="report", every=EVERY, occurrences=occurrences, done=Days(first=done, last=done) if done else None
    )
    return [(one.year, one.progress, one.days_left(today)) for one in years(milestone, today)]


OPEN, DONE, GIVEN_UP = Progress.OPEN, Progress.DONE, Progress.GIVEN_UP


def test_a_year_that_was_missed_stays_and_the_next_one_stands_beside_it() -> None:
    assert seen(dt.date(2025, 2, 20)) == [(2025, OPEN, 1)]
    assert seen(dt.date(2025, 2, 25)) == [(2025, OPEN, -4), (2026, OPEN, 361)]
    assert seen(dt.date(2027, 1, 1)) == [(2025, OPEN, -679), (2026, OPEN, -314), (2027, OPEN, 51)]


def test_two_years_are_done_each_on_its_day() -> None:
    second = Occurrence(year=2026, done=dt.date(2026, 3, 2))
    assert seen(dt.date(2026, 2, 25), DONE_2025, second) == [(2025, DONE, None), (2026, OPEN, -4), (2027, OPEN, 361)]
    found = years(Milestone(id="report", every=EVERY, occurrences=(DONE_2025, second)), dt.date(2026, 3, 2))
    assert [(one.year, one.progress, one.late) for one in found] == [
        (2025, DONE, False),
        (2026, DONE, True),
        (2027, OPEN, False),
    ]


def test_a_year_that_was_given_up_is_not_missing_any_more() -> None:
    waived = Occurrence(year=2025, given_up=dt.date(2025, 5, 2), reason="RS 2025/99")
    assert seen(dt.date(2025, 5, 1), waived) == [(2025, OPEN, -69), (2026, OPEN, 296)]
    assert seen(dt.date(2025, 5, 2), waived) == [(2025, GIVEN_UP, None), (2026, OPEN, 295)]


def test_done_at_the_milestone_is_one_year_and_says_nothing_of_those_before() -> None:
    assert seen(dt.date(2026, 2, 25), done=dt.date(2025, 2, 19)) == [
        (2025, DONE, None),
        (2026, OPEN, -4),
        (2027, OPEN, 361),
    ]
    assert seen(dt.date(2027, 1, 1), done=dt.date(2026, 3, 1)) == [(2026, DONE, None), (2027, OPEN, 51)]


def test_a_series_that_was_given_up_ends_there() -> None:
    ended = Milestone(id="report", every=EVERY, given_up=dt.date(2026, 1, 1), occurrences=(DONE_2025,))
    assert [one.year for one in years(ended, dt.date(2030, 1, 1))] == [2025]
    (found,) = standings(Plan(milestones=(ended,)), dt.date(2030, 1, 1))
    assert not found.open


@pytest.mark.parametrize(
    ("day", "year"),
    [("2025-02-19", 2025), ("2025-06-01", 2025), ("2025-10-01", 2026), ("2024-02-21", 2024)],
)
def test_a_day_belongs_to_the_year_whose_day_is_nearest(day: str, year: int) -> None:
    assert nearest(EVERY, dt.date.fromisoformat(day)) == year


def test_the_missed_year_is_the_standing_and_every_year_can_be_shown() -> None:
    plan = Plan(milestones=(Milestone(id="report", every=EVERY),))
    today = dt.date(2025, 2, 25)
    (first,) = standings(plan, today)
    assert (first.year, first.overdue, first.days_left) == (2025, True, -4)
    assert [(one.year, one.overdue) for one in every_standing(plan, today)] == [(2025, True), (2026, False)]


def test_years_that_were_done_long_ago_are_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    once = years_of.day_in

    def counted(every: Yearly, year: int) -> dt.date:
        asked.append(year)
        return once(every, year)

    monkeypatch.setattr(years_of, "day_in", counted)
    report = Milestone(
        id="report",
        every=Yearly(month=2, day=21, first=1900),
        done=Days(first=dt.date(2025, 2, 19), last=dt.date(2025, 2, 19)),
        occurrences=(Occurrence(year=1999, done=dt.date(1999, 2, 1)),),
    )
    assert [one.year for one in years(report, dt.date(2025, 6, 1))] == [1999, 2025, 2026]
    assert set(asked) <= {1999, *range(2024, 2027)}
