"""Which promises are at risk."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.baselines import Risk
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime, LeadTimes
from rusctl.model.plan import Days, Earlier, Event, Milestone, Plan, Status, Texts, Window
from rusctl.output.forecast import experience_text, forecast_text, silent_text
from rusctl.schedule.network.forecast import Experience, Forecast, experience, forecasts

TODAY = dt.date(2027, 6, 1)


def on(month: int, day: int) -> Days:
    return Days(first=dt.date(2027, month, day), last=dt.date(2027, month, day))


def by(month: int, day: int) -> Window:
    return Window(first=TODAY, last=dt.date(2027, month, day))


def milestone(name: str, when: Days | Window | None, *after: str, baseline: dt.date | None = None) -> Milestone:
    return Milestone(
        id=name, title=Texts({"": name.title()}), when=when, baseline=baseline, after=tuple(map(After, after))
    )


SLIPPED = Event(id="slipped", when=on(5, 21), status=Status.HELD, earlier=(Earlier(when=on(5, 11)),))


def one(plan: Plan, name: str) -> Forecast:
    (found,) = (forecast for forecast in forecasts(plan, TODAY) if forecast.record.id == name)
    return found


@pytest.mark.parametrize(
    ("board", "council", "risk", "room"),
    [
        (by(6, 30), on(7, 15), Risk.HOLDS, 15),
        (by(6, 30), on(7, 10), Risk.HOLDS, 10),
        (by(6, 30), on(7, 9), Risk.AT_RISK, 9),
        (by(6, 30), on(6, 30), Risk.AT_RISK, 0),
        (on(6, 30), on(6, 29), Risk.BROKEN, -1),
        (by(6, 30), by(7, 15), Risk.HOLDS, 15),
    ],
)
def test_room_against_the_largest_slip(board: Days | Window, council: Days | Window, risk: Risk, room: int) -> None:
    plan = Plan(milestones=(milestone("board", board), milestone("council", council, "board")), events=(SLIPPED,))
    found = one(plan, "council")
    assert (found.risk, found.room) == (risk, room)


@pytest.mark.parametrize(("days", "risk", "room"), [(10, Risk.HOLDS, 12), (22, Risk.AT_RISK, 0), (23, Risk.BROKEN, -1)])
def test_a_lead_time_of_the_region_takes_room(days: int, risk: Risk, room: int) -> None:
    council = replace(milestone("council", on(6, 30), "board"), body="council")
    leads = LeadTimes(leads=(LeadTime(id="board", body="council", before=Span(days, Unit.DAYS)),))
    found = one(Plan(milestones=(milestone("board", on(6, 8)), council), leadtimes=leads), "council")
    assert (found.risk, found.room) == (risk, room)


def test_while_nothing_has_slipped_only_what_has_no_room_is_at_risk() -> None:
    board = milestone("board", by(6, 30))
    assert one(Plan(milestones=(board, milestone("council", on(7, 1), "board"))), "council").risk is Risk.HOLDS
    assert one(Plan(milestones=(board, milestone("council", on(6, 30), "board"))), "council").risk is Risk.AT_RISK


def test_the_first_promise_is_what_counts() -> None:
    found = one(Plan(milestones=(milestone("m", on(9, 1), baseline=dt.date(2027, 8, 1)),)), "m")
    assert (found.risk, found.promised, found.now) == (Risk.MOVED, dt.date(2027, 8, 1), dt.date(2027, 9, 1))


def test_what_is_overdue_cannot_be_kept() -> None:
    found = one(Plan(milestones=(milestone("m", on(5, 3)),)), "m")
    assert (found.risk, found.earliest) == (Risk.BROKEN, TODAY)


def test_an_event_without_a_day() -> None:
    plan = Plan(
        events=(
            SLIPPED,
            Event(id="e", when=by(6, 30)),
            Event(id="past", when=Window(first=dt.date(2027, 1, 1), last=dt.date(2027, 5, 1))),
        )
    )
    assert [(found.record.id, found.risk, found.room) for found in forecasts(plan, TODAY)] == [
        ("past", Risk.BROKEN, -31),
        ("e", Risk.HOLDS, 29),
    ]
    soon = replace(plan, events=(SLIPPED, Event(id="e", when=by(6, 5))))
    assert one(soon, "e").risk is Risk.AT_RISK


def test_a_ring_has_no_room_to_speak_of() -> None:
    plan = Plan(milestones=(milestone("a", on(7, 1), "b"), milestone("b", on(7, 2), "a")))
    found = one(plan, "a")
    assert (found.risk, found.room) == (Risk.AT_RISK, None)
    assert Language("en").text(forecast_text(found, plan, Experience(0, ()), TODAY)) == (
        "A: Thu, 1 Jul 2027, but it waits for itself; rusctl check says how"
    )


def test_what_this_process_has_shown() -> None:
    events = (
        SLIPPED,
        Event(id="kept", when=on(5, 20), status=Status.CONFIRMED),
        Event(id="coming", when=on(7, 20), status=Status.CONFIRMED),
        Event(id="open", when=by(8, 30), earlier=(Earlier(when=on(5, 12)),)),
    )
    late = Milestone(id="late", baseline=dt.date(2027, 3, 1), done=on(4, 1))
    held = Event(id="held", when=on(5, 19), status=Status.HELD)
    assert experience(Plan(events=(*events, held), milestones=(late,)), TODAY) == Experience(4, (10, 20, 31), silent=1)
    assert experience(Plan(), TODAY) == Experience(0, ())


@pytest.mark.parametrize(("silent", "words"), [(1, "1 event has had its day"), (9, "9 events have had their day")])
def test_what_nobody_has_told_is_said_to_count_neither_way(silent: int, words: str) -> None:
    said = silent_text(Experience(3, (), silent))
    assert said is not None
    assert Language("en").text(said).startswith(f"{words}, and nobody has said whether")
    assert silent_text(Experience(3, ())) is None


@pytest.mark.parametrize(
    ("done_by", "after", "sentence"),
    [
        (on(5, 31), (), "M: was promised for Mon, 31 May 2027, 1 day ago, and is not done"),
        (on(5, 3), (), "M: was promised for Mon, 3 May 2027, 29 days ago, and is not done"),
        (
            on(5, 3),
            ("late",),
            "M: was promised for Mon, 3 May 2027, 29 days ago, and is not done; Thu, 1 Jul 2027 at the earliest",
        ),
        (on(6, 7), ("late",), "M: Mon, 7 Jun 2027 cannot be kept; Thu, 1 Jul 2027 at the earliest, 24 days later"),
    ],
)
def test_what_is_overdue_is_not_said_to_be_hard_to_keep(done_by: Days, after: tuple[str, ...], sentence: str) -> None:
    plan = Plan(milestones=(milestone("late", on(7, 1)), milestone("m", done_by, *after)))
    found = one(plan, "m")
    assert Language("en").text(forecast_text(found, plan, Experience(0, ()), TODAY)) == sentence


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (
            Experience(0, ()),
            "Nothing that was promised has happened or been moved yet, so there is nothing to judge by.",
        ),
        (Experience(1, ()), "The 1 promise whose outcome is known has not slipped."),
        (Experience(4, ()), "None of the 4 promises whose outcome is known has slipped."),
        (Experience(1, (7,)), "The one promise whose outcome or new date is known has slipped, by at least 7 days."),
        (Experience(9, (1,)), "Of 9 promises whose outcome or new date is known, one has slipped, by at least 1 day."),
        (
            Experience(9, (3, 40)),
            (
                "Of 9 promises whose outcome or new date is known, two have slipped: by at least 3 days, "
                "and by at least 40."
            ),
        ),
        (
            Experience(9, (3, 10, 31, 40)),
            (
                "Of 9 promises whose outcome or new date is known, 4 have slipped: the middle one by at least 10 days, "
                "the largest by at least 40."
            ),
        ),
    ],
)
def test_no_more_is_made_of_it_than_it_is(seen: Experience, sentence: str) -> None:
    assert Language("en").text(experience_text(seen)) == sentence
