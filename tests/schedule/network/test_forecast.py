"""Which promises are at risk."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.baselines import Risk
from rusctl.model.consulting import Consultation
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime, LeadTimes
from rusctl.model.plan import (
    CheckSettings,
    Days,
    Earlier,
    Event,
    Meeting,
    Milestone,
    Occurrence,
    Outcome,
    Plan,
    Status,
    Texts,
    Window,
    Yearly,
)
from rusctl.model.rounds import with_rounds
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


SLIPPED_STEP = Milestone(id="slipped", baseline=dt.date(2027, 5, 11), done=on(5, 21))


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
        (on(6, 30), on(6, 29), Risk.BROKEN, None),
        (by(6, 30), by(7, 15), Risk.HOLDS, 15),
    ],
)
def test_room_against_the_largest_slip(board: Days | Window, council: Days | Window, risk: Risk, room: int) -> None:
    plan = Plan(milestones=(SLIPPED_STEP, milestone("board", board), milestone("council", council, "board")))
    found = one(plan, "council")
    assert (found.risk, found.buffer) == (risk, room)


@pytest.mark.parametrize(
    ("days", "risk", "room"), [(10, Risk.HOLDS, 12), (22, Risk.AT_RISK, 0), (23, Risk.BROKEN, None)]
)
def test_a_lead_time_of_the_region_takes_room(days: int, risk: Risk, room: int) -> None:
    council = replace(milestone("council", on(6, 30), "board"), body="council")
    leads = LeadTimes(leads=(LeadTime(id="board", body="council", before=Span(days, Unit.DAYS)),))
    found = one(Plan(milestones=(milestone("board", on(6, 8)), council), leadtimes=leads), "council")
    assert (found.risk, found.buffer) == (risk, room)


def test_while_nothing_has_slipped_what_has_less_buffer_than_the_folder_asks_for_is_at_risk() -> None:
    board = milestone("board", by(6, 30))
    for day, days, risk in ((10, 10, Risk.HOLDS), (9, 10, Risk.AT_RISK), (1, 1, Risk.HOLDS), (1, 0, Risk.HOLDS)):
        checks = CheckSettings(slack_days=days)
        plan = Plan(milestones=(board, milestone("council", on(7, day), "board")), checks=checks)
        assert one(plan, "council").risk is risk
    none_left = Plan(milestones=(board, milestone("council", on(6, 30), "board")), checks=CheckSettings(slack_days=0))
    assert one(none_left, "council").risk is Risk.AT_RISK


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
    assert [(found.record.id, found.risk, found.buffer) for found in forecasts(plan, TODAY)] == [
        ("past", Risk.BROKEN, None),
        ("e", Risk.HOLDS, 29),
    ]
    soon = replace(plan, events=(SLIPPED, Event(id="e", when=by(6, 5))))
    assert one(soon, "e").risk is Risk.AT_RISK


def test_a_ring_has_no_room_to_speak_of() -> None:
    plan = Plan(milestones=(milestone("a", on(7, 1), "b"), milestone("b", on(7, 2), "a")))
    found = one(plan, "a")
    assert (found.risk, found.buffer) == (Risk.BROKEN, None)
    assert Language("en").text(forecast_text(found, plan, TODAY)) == (
        "A: Thu, 1 Jul 2027, but it waits for itself, or for what does; rusctl check says how"
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


@pytest.mark.parametrize(("silent", "words"), [(1, "1 event has passed"), (9, "9 events have passed")])
def test_what_nobody_has_told_is_said_to_count_neither_way(silent: int, words: str) -> None:
    said = silent_text(Experience(3, (), silent))
    assert said is not None
    assert Language("en").text(said).startswith(f"{words} and ")
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
        (
            on(6, 7),
            ("late",),
            "M: Mon, 7 Jun 2027 cannot be kept; Thu, 1 Jul 2027 at the earliest, 24 days later: late > m",
        ),
    ],
)
def test_what_is_overdue_is_not_said_to_be_hard_to_keep(done_by: Days, after: tuple[str, ...], sentence: str) -> None:
    plan = Plan(milestones=(milestone("late", on(7, 1)), milestone("m", done_by, *after)))
    found = one(plan, "m")
    assert Language("en").text(forecast_text(found, plan, TODAY)) == sentence


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        (
            Experience(0, ()),
            "There is no basis for a forecast yet: no promised date has come or been changed.",
        ),
        (Experience(1, ()), "The 1 promised date with a known outcome has not slipped."),
        (Experience(4, ()), "None of the 4 promised dates with a known outcome has slipped."),
        (
            Experience(1, (7,)),
            "The one promised date with a known outcome or new date has slipped, by at least 7 days.",
        ),
        (
            Experience(9, (1,)),
            "Of 9 promised dates with a known outcome or new date, one has slipped, by at least 1 day.",
        ),
        (
            Experience(9, (3, 40)),
            (
                "Of 9 promised dates with a known outcome or new date, two have slipped: by at least 3 days, "
                "and by at least 40."
            ),
        ),
        (
            Experience(9, (3, 10, 31, 40)),
            (
                "Of 9 promised dates with a known outcome or new date, 4 have slipped: the median by at least 10 days, "
                "the longest by at least 40."
            ),
        ),
    ],
)
def test_no_more_is_made_of_it_than_it_is(seen: Experience, sentence: str) -> None:
    assert Language("en").text(experience_text(seen)) == sentence


def text(plan: Plan, name: str) -> str:
    return Language("en").text(forecast_text(one(plan, name), plan, TODAY))


def test_the_room_of_an_event_is_counted_from_what_comes_before_it() -> None:
    draft = milestone("draft", on(8, 2))
    event = Event(id="e", title="E", when=by(9, 30), after=(After("draft", Span(2, Unit.WEEKS)),))
    plan = Plan(milestones=(draft,), events=(event,))
    assert (one(plan, "e").risk, one(plan, "e").buffer) == (Risk.HOLDS, 45)
    slipped = replace(plan, milestones=(draft, replace(SLIPPED_STEP, done=on(7, 1), baseline=dt.date(2027, 5, 1))))
    assert one(slipped, "e").risk is Risk.HOLDS  # what is done after today is not known yet
    late = replace(plan, events=(replace(event, when=by(8, 10)),))
    assert one(late, "e").risk is Risk.BROKEN
    assert (
        text(late, "e")
        == "E: Tue, 10 Aug 2027 cannot be kept; Mon, 16 Aug 2027 at the earliest, 6 days later: draft > e"
    )


def test_a_stop_s_slip_says_nothing_of_a_decision_that_does_not_come_after_it() -> None:
    council = milestone("council", on(6, 25))
    plan = Plan(milestones=(council,), events=(replace(SLIPPED, earlier=(Earlier(when=on(4, 1)),)),))
    assert (one(plan, "council").risk, one(plan, "council").largest) == (Risk.HOLDS, 0)
    joined = replace(plan, milestones=(replace(council, after=(After("slipped"),)),))
    assert (one(joined, "council").risk, one(joined, "council").largest) == (Risk.AT_RISK, 50)


def test_what_is_not_kept_is_said_before_that_it_was_moved() -> None:
    late, moved = milestone("late", on(9, 1)), milestone("m", on(8, 1), "late", baseline=dt.date(2027, 7, 1))
    plan = Plan(milestones=(late, moved))
    assert text(plan, "m") == (
        "M: promised for Thu, 1 Jul 2027, moved to Sun, 1 Aug 2027, which cannot be kept; Wed, 1 Sept 2027 at the "
        "earliest, 31 days later: late > m"
    )
    over = Plan(milestones=(milestone("m", on(5, 3), baseline=dt.date(2027, 4, 1)),))
    assert text(over, "m") == (
        "M: was promised for Thu, 1 Apr 2027 and moved to Mon, 3 May 2027, 29 days ago, and is not done"
    )


def test_a_last_day_bounds_a_promise() -> None:
    limited = replace(milestone("m", on(9, 1)), not_after=dt.date(2027, 8, 2))
    assert text(Plan(milestones=(limited,)), "m") == (
        "M: cannot be: planned for Wed, 1 Sept 2027, and Mon, 2 Aug 2027 is its last day"
    )
    roomy = Plan(milestones=(replace(limited, when=on(7, 1)),))
    assert one(roomy, "m").buffer == 30
    passed = Plan(milestones=(replace(limited, when=None, not_after=dt.date(2027, 5, 30)),))
    assert text(passed, "m") == "M: Sun, 30 May 2027 was its last day, 2 days ago, and it is not done"
    draft = replace(milestone("draft", None), duration=Span(60, Unit.DAYS))
    late = replace(limited, when=None, after=(After("draft"),), not_after=dt.date(2027, 7, 1))
    assert text(Plan(milestones=(draft, late)), "m") == (
        "M: cannot be: Thu, 1 Jul 2027 is its last day; Mon, 2 Aug 2027 at the earliest, 32 days later: draft > m"
    )


def test_an_undated_step_takes_a_time_that_nobody_knows() -> None:
    council = milestone("council", on(12, 1), "board")
    steps = (milestone("opens", None), milestone("closes", None, "opens"), milestone("board", None, "closes"))
    plan = Plan(milestones=(*steps, council))
    assert (one(plan, "council").risk, one(plan, "council").buffer) == (Risk.UNKNOWN, None)
    assert text(plan, "council") == (
        "Council: Wed, 1 Dec 2027; 3 steps before it have no day, so the buffer is not known"
    )
    consultation = Consultation(id="c", opens="opens", closes="closes", days=90)
    bound = replace(plan, consultations=(consultation,))
    assert one(bound, "council").risk is Risk.UNKNOWN
    soon = replace(bound, milestones=(*steps, replace(council, when=on(8, 29))))
    assert one(soon, "council").risk is Risk.BROKEN
    assert one(soon, "council").waits_for == ("opens", "closes", "board")
    worked = replace(plan, milestones=(*(replace(step, duration=Span(1, Unit.DAYS)) for step in steps), council))
    assert (one(worked, "council").risk, one(worked, "council").buffer) == (Risk.HOLDS, 180)


def test_what_waits_for_what_was_postponed_is_at_risk() -> None:
    opens = replace(milestone("opens", None), earlier=(Earlier(when=on(5, 3), reason="pandemic"),))
    plan = Plan(milestones=(opens, milestone("council", on(12, 1), "opens")))
    assert [(found.record.id, found.risk) for found in forecasts(plan, TODAY)] == [
        ("opens", Risk.MOVED),
        ("council", Risk.AT_RISK),
    ]
    assert text(plan, "opens") == "Opens: promised for Mon, 3 May 2027, and postponed until further notice"
    assert text(plan, "council") == (
        "Council: Wed, 1 Dec 2027 waits for what has been postponed until further notice: Opens"
    )
    assert Language("en").text(experience_text(experience(plan, TODAY))) == (
        "1 promise is postponed until further notice, and no other has happened or been moved yet."
    )


def test_an_event_with_a_day_that_waits_for_what_was_postponed_is_at_risk() -> None:
    opens = replace(milestone("opens", None), earlier=(Earlier(when=on(5, 3)),))
    for day, risks in ((on(8, 2), [Risk.AT_RISK]), (on(5, 31), [])):
        event = Event(id="conference", title="Conference", when=day, status=Status.CONFIRMED, after=(After("opens"),))
        found = [one for one in forecasts(Plan(milestones=(opens,), events=(event,)), TODAY) if one.record is event]
        assert [one.risk for one in found] == risks
    plan = Plan(milestones=(opens,), events=(replace(event, when=on(8, 2)),))
    assert text(plan, "conference") == (
        "Conference: Mon, 2 Aug 2027 waits for what has been postponed until further notice: Opens"
    )


def test_what_is_postponed_puts_at_risk_what_waits_for_it_through_what_has_a_day() -> None:
    opens = replace(milestone("opens", None), earlier=(Earlier(when=on(5, 3)),))
    board, council = milestone("board", on(10, 4), "opens"), milestone("council", on(12, 1), "board")
    plan = Plan(milestones=(opens, board, council))
    assert [(found.record.id, found.risk) for found in forecasts(plan, TODAY)] == [
        ("opens", Risk.MOVED),
        ("board", Risk.AT_RISK),
        ("council", Risk.AT_RISK),
    ]
    assert (one(plan, "council").postponed, one(plan, "council").buffer) == (("opens",), None)
    assert text(plan, "council") == (
        "Council: Wed, 1 Dec 2027 waits for what has been postponed until further notice: Opens"
    )
    treated = replace(plan, milestones=(opens, replace(board, done=on(5, 31)), council))
    assert one(treated, "council").risk is Risk.HOLDS


def test_a_milestone_that_has_only_an_earlier_date_has_moved() -> None:
    moved = replace(milestone("m", on(9, 1)), earlier=(Earlier(when=on(7, 1)),))
    assert (one(Plan(milestones=(moved,)), "m").risk, experience(Plan(milestones=(moved,)), TODAY).slips) == (
        Risk.MOVED,
        (62,),
    )


def test_what_was_postponed_or_given_up_by_its_own_key() -> None:
    put_off = replace(milestone("opens", None, baseline=dt.date(2027, 5, 3)), postponed=dt.date(2027, 4, 1))
    plan = Plan(milestones=(put_off, milestone("council", on(12, 1), "opens")))
    assert [(found.record.id, found.risk) for found in forecasts(plan, TODAY)] == [
        ("opens", Risk.MOVED),
        ("council", Risk.AT_RISK),
    ]
    given_up = replace(put_off, postponed=None, given_up=dt.date(2027, 4, 1))
    plan = replace(plan, milestones=(given_up, plan.milestones[1]))
    assert [(found.record.id, found.risk) for found in forecasts(plan, TODAY)] == [("council", Risk.HOLDS)]
    assert experience(plan, TODAY) == Experience(0, ())


def test_a_matter_referred_back_is_promised_still_and_waits_for_its_new_round() -> None:
    """Region Jönköpings län, autumn 2019: the council sends the matter back to the board, which has not treated it."""
    meetings = (
        Meeting(first=dt.date(2027, 5, 25), last=dt.date(2027, 5, 25), outcome=Outcome.REFERRED_BACK, to_step="board"),
    )
    board = replace(milestone("board", on(5, 4)), done=on(5, 4))
    council = replace(milestone("council", on(9, 1), "board", baseline=dt.date(2027, 5, 25)), meetings=meetings)
    milestones = with_rounds((board, council), ())
    plan = Plan(milestones=milestones)
    assert (one(plan, "council").risk, one(plan, "council").now) == (Risk.MOVED, dt.date(2027, 9, 1))
    assert one(plan, "council").undated == ("board",)


def test_each_year_that_is_missing_was_not_kept() -> None:
    done = Occurrence(year=2025, done=dt.date(2025, 2, 19))
    report = Milestone(
        id="report", title=Texts({"": "Report"}), every=Yearly(month=2, day=21, first=2025), occurrences=(done,)
    )
    plan = Plan(milestones=(report,))
    assert [(found.promised, found.risk) for found in forecasts(plan, TODAY)] == [
        (dt.date(2026, 2, 21), Risk.BROKEN),
        (dt.date(2027, 2, 21), Risk.BROKEN),
    ]
    assert Language("en").text(forecast_text(forecasts(plan, TODAY)[1], plan, TODAY)) == (
        "Report: was promised for Sun, 21 Feb 2027, 100 days ago, and is not done"
    )
    assert forecasts(plan, dt.date(2026, 2, 20)) == ()
