"""What follows from another date."""

import datetime as dt
from dataclasses import replace

from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime, LeadTimes
from rusctl.model.plan import Body, Days, Event, Hours, Milestone, Plan, Process, Texts, Window
from rusctl.model.workdays import CalendarSettings, MeetingDays
from rusctl.schedule.network.whatif import Record, WhatIfOutcome, due, later, moved_deadlines, outcome
from rusctl.schedule.state.deadlines import with_lead_times

TODAY = dt.date(2027, 1, 4)


def on(month: int, day: int) -> Days:
    return Days(first=dt.date(2027, month, day), last=dt.date(2027, month, day))


def milestone(name: str, when: Days | Window | None, *after: After, body: str = "") -> Milestone:
    return Milestone(id=name, when=when, after=after, body=body)


TWO_WEEKS = Span(2, Unit.WEEKS)
DRAFT = milestone("draft", on(2, 1))
BOARD = milestone("board", Window(first=dt.date(2027, 2, 1), last=dt.date(2027, 3, 1)), After("draft"))
COUNCIL = milestone("council", on(3, 16), After("board", TWO_WEEKS), body="council")
LAST = milestone("last", None, After("council"))
PLAN = Plan(
    process=Process(),
    milestones=(DRAFT, BOARD, COUNCIL, LAST),
    workyear=CalendarSettings(
        meetings=(MeetingDays(body="council", days=(dt.date(2027, 3, 16), dt.date(2027, 4, 20))),)
    ),
)


def pushed(found: WhatIfOutcome) -> list[tuple[str, dt.date, dt.date | None, dt.date | None]]:
    return [(push.record.id, push.after, push.promised, push.meeting) for push in found.pushes]


def test_what_has_room_pushes_no_promise() -> None:
    found = outcome(PLAN, DRAFT, on(2, 8), TODAY)
    assert pushed(found) == [("board", dt.date(2027, 2, 8), None, None)]
    assert found.settled == found.changed


def test_a_slip_counts_with_the_last_day_of_a_window_and_goes_on_along_the_chain() -> None:
    found = outcome(PLAN, BOARD, later(BOARD.when, Span(7, Unit.DAYS)), TODAY)  # type: ignore[arg-type]
    assert pushed(found) == [
        ("council", dt.date(2027, 3, 22), dt.date(2027, 3, 16), dt.date(2027, 4, 20)),
        ("last", dt.date(2027, 3, 22), None, None),
    ]
    assert [one.when for one in found.settled.milestones] == [
        on(2, 1),
        Window(first=dt.date(2027, 2, 8), last=dt.date(2027, 3, 8)),
        on(3, 22),
        None,
    ]
    assert found.changed.milestones[2] == COUNCIL
    assert (found.buffer_before, found.buffer_after) == (1, -6)


def test_the_plan_itself_is_left_alone() -> None:
    before = repr(PLAN)
    outcome(PLAN, BOARD, on(6, 1), TODAY)
    assert repr(PLAN) == before


def test_an_event_that_something_waits_for() -> None:
    event = Event(id="stop", when=on(1, 20))
    plan = Plan(events=(event,), milestones=(milestone("end", on(1, 22), After("stop")),))
    assert pushed(outcome(plan, event, on(1, 21), TODAY)) == []
    assert pushed(outcome(plan, event, on(1, 25), TODAY)) == [("end", dt.date(2027, 1, 25), dt.date(2027, 1, 22), None)]


def morning(day: int) -> Hours:
    nine, noon = dt.time(9), dt.time(12)
    date = dt.date(2027, 1, day)
    return Hours(start=dt.datetime.combine(date, nine), end=dt.datetime.combine(date, noon))


def test_later_keeps_what_a_date_is() -> None:
    assert later(morning(8), Span(1, Unit.WORKDAYS)) == morning(11)
    two_days = Days(first=dt.date(2027, 1, 7), last=dt.date(2027, 1, 8))
    assert later(two_days, Span(1, Unit.WEEKS)) == Days(first=dt.date(2027, 1, 14), last=dt.date(2027, 1, 15))
    window = Window(first=dt.date(2027, 1, 1), last=dt.date(2027, 1, 31), text="januari")
    assert later(window, Span(28, Unit.DAYS)) == Window(first=dt.date(2027, 1, 29), last=dt.date(2027, 2, 28))


def test_what_was_only_known_later_is_not_known() -> None:
    outcome_later = Milestone(id="m", baseline=dt.date(2027, 2, 1), when=on(5, 1), done=on(5, 1))
    assert due(outcome_later, TODAY) == on(2, 1)
    plan = Plan(milestones=(outcome_later,))
    found = outcome(plan, outcome_later, on(5, 1), TODAY)
    assert (found.known.milestones[0].when, found.changed.milestones[0].when) == (on(2, 1), on(5, 1))


PAPERS = replace(PLAN, leadtimes=LeadTimes(leads=(LeadTime(id="papers", body="council", before=TWO_WEEKS),)))


def moved(record: Record, when: Days | Window) -> list[tuple[str, str, dt.date | None, dt.date | None]]:
    found = moved_deadlines(PAPERS, outcome(PAPERS, record, when, TODAY), record, TODAY)
    return [(one.milestone.id, one.deadline.id, one.before, one.after) for one in found]


def test_the_deadlines_of_what_is_moved_and_of_what_it_pushes_move_too() -> None:
    assert moved(COUNCIL, on(4, 20)) == [("council", "papers", dt.date(2027, 3, 2), dt.date(2027, 4, 6))]
    pushed_to_the_next_meeting = [("council", "papers", dt.date(2027, 3, 2), dt.date(2027, 4, 6))]
    assert moved(BOARD, on(3, 8)) == pushed_to_the_next_meeting
    assert moved(DRAFT, on(2, 8)) == []
    assert moved(COUNCIL, on(3, 16)) == []


def test_a_deadline_goes_with_its_day_and_comes_with_it() -> None:
    march = Window(first=dt.date(2027, 3, 1), last=dt.date(2027, 3, 31))
    assert moved(COUNCIL, march) == [("council", "papers", dt.date(2027, 3, 2), None)]
    open_yet = replace(PAPERS, milestones=(DRAFT, BOARD, replace(COUNCIL, when=march)))
    found = moved_deadlines(
        open_yet, outcome(open_yet, open_yet.milestones[2], on(3, 16), TODAY), open_yet.milestones[2], TODAY
    )
    assert [(one.before, one.after) for one in found] == [(None, dt.date(2027, 3, 2))]


def bound(*leads: LeadTime, council: Milestone = COUNCIL, draft: Milestone = DRAFT) -> Plan:
    """Give a plan in which the council has lead times of its own."""
    return replace(
        PLAN, milestones=(draft, BOARD, replace(council, body="council"), LAST), leadtimes=LeadTimes(leads=leads)
    )


FOUR_WEEKS = Span(4, Unit.WEEKS)


def test_a_lead_time_of_the_region_pushes_its_meeting() -> None:
    plan = bound(LeadTime(id="draft", body="council", before=FOUR_WEEKS))
    assert pushed(outcome(plan, DRAFT, on(2, 15), TODAY)) == [("board", dt.date(2027, 2, 15), None, None)]
    found = outcome(plan, DRAFT, on(2, 19), TODAY)
    assert pushed(found) == [
        ("board", dt.date(2027, 2, 19), None, None),
        ("council", dt.date(2027, 3, 19), dt.date(2027, 3, 16), dt.date(2027, 4, 20)),
        ("last", dt.date(2027, 3, 19), None, None),
    ]
    assert found.changed.milestones[2].after == COUNCIL.after


def test_a_lead_time_that_is_counted_from_another() -> None:
    leads = (
        LeadTime(id="board", body="council", before=TWO_WEEKS),
        LeadTime(id="draft", body="council", before=FOUR_WEEKS, of="board"),
    )
    found = outcome(bound(*leads), DRAFT, on(2, 8), TODAY)
    assert pushed(found) == [
        ("board", dt.date(2027, 3, 8), None, None),
        ("council", dt.date(2027, 3, 22), dt.date(2027, 3, 16), dt.date(2027, 4, 20)),
        ("last", dt.date(2027, 3, 22), None, None),
    ]


def test_lead_times_that_bind_nothing() -> None:
    draft = LeadTime(id="draft", body="council", before=FOUR_WEEKS)
    for plan in (
        bound(replace(draft, body="board")),
        bound(replace(draft, id="papers")),
        bound(replace(draft, of="papers")),
        bound(draft, council=replace(COUNCIL, after=())),
        bound(draft, draft=replace(DRAFT, id="other")),
        bound(replace(draft, id="last")),
    ):
        assert with_lead_times(plan, TODAY) == plan
    reached = bound(draft, draft=replace(DRAFT, done=on(1, 2)))
    assert with_lead_times(reached, TODAY) == reached
    assert with_lead_times(bound(draft), TODAY) != bound(draft)


COUNCIL_BODY = Body(id="council", name=Texts({"": "Council"}), kind="council")
SUMMONS = Milestone(id="summons", title=Texts({"": "Summons"}), when=on(3, 9))


def lawful(*bodies: Body, day: dt.date = dt.date(2027, 3, 16)) -> Plan:
    """Give a plan in which the council meets after its members have been summoned."""
    council = replace(COUNCIL, when=Days(first=day, last=day), after=(After("summons"),))
    return Plan(milestones=(SUMMONS, council), bodies=bodies)


def test_the_law_s_least_time_before_a_council_pushes_its_meeting() -> None:
    plan = lawful(COUNCIL_BODY)
    assert pushed(outcome(plan, SUMMONS, on(3, 9), TODAY)) == []
    found = pushed(outcome(plan, SUMMONS, on(3, 10), TODAY))
    assert [(name, day) for name, day, *_ in found] == [("council", dt.date(2027, 3, 17))]
    assert pushed(outcome(lawful(replace(COUNCIL_BODY, kind="board")), SUMMONS, on(3, 10), TODAY)) == []
    assert pushed(outcome(lawful(), SUMMONS, on(3, 10), TODAY)) == []


def test_a_lead_time_below_the_law_s_does_not_hold() -> None:
    short = LeadTimes(leads=(LeadTime(id="summons", body="council", before=Span(2, Unit.DAYS)),))
    plan = replace(lawful(COUNCIL_BODY), leadtimes=short)
    assert [name for name, *_ in pushed(outcome(plan, SUMMONS, on(3, 10), TODAY))] == ["council"]


def test_before_the_act_nothing_is_known_of_the_law() -> None:
    day = dt.date(2017, 11, 14)
    plan = lawful(COUNCIL_BODY, day=day)
    assert with_lead_times(plan, dt.date(2017, 1, 9)) == plan
