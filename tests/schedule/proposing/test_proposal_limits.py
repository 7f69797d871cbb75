"""What a folder says about the days of stops."""

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.busy import BusyCalendar, BusyTime, BusyTimes
from rusctl.model.consulting import Consultation
from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import (
    Days,
    Event,
    Hours,
    Meeting,
    Milestone,
    Municipality,
    Plan,
    Process,
    Role,
    Status,
    Texts,
    Travel,
    Window,
)
from rusctl.model.proposing import Preferences, Quiet
from rusctl.model.workdays import CalendarSettings, MeetingDays, SchoolBreak
from rusctl.schedule.proposing import solver
from rusctl.schedule.proposing.dead_ends import conflict
from rusctl.schedule.proposing.limits import DateWish, question
from rusctl.schedule.proposing.proposals import Certainty, Question, Stop

TODAY = dt.date(2027, 2, 1)
PERIOD = Window(first=dt.date(2027, 1, 1), last=dt.date(2027, 12, 31))
EASY = Preferences(notice_days=0, rest_days=0, quiet=())
A = Event(id="a", municipality="ma")
B = Event(id="b", municipality="mb")


def on(month: int, day: int) -> Days:
    return Days(first=dt.date(2027, month, day), last=dt.date(2027, month, day))


def march(*days: int) -> list[dt.date]:
    return [dt.date(2027, 3, day) for day in days]


WEEK = Window(first=dt.date(2027, 3, 8), last=dt.date(2027, 3, 12))


def ask(
    plan: Plan, *events: Event, preferences: Preferences = EASY, busy: Mapping[str, BusyTimes] | None = None
) -> Question:
    whole = replace(plan, process=Process(period=PERIOD), events=(*plan.events, *events))
    return question(whole, DateWish(events=events, today=TODAY, preferences=preferences, busy=busy or {}))


def days(asked: Question, name: str = "a") -> list[dt.date]:
    return [day for day in asked.days[name] if WEEK.first <= day <= WEEK.last]


def test_a_week_without_anything_in_it_is_free() -> None:
    asked = ask(Plan(), A)
    assert days(asked) == march(8, 9, 10, 11, 12)
    assert asked.days["a"][0] == TODAY
    assert asked.days["a"][-1] == dt.date(2027, 12, 30)


@pytest.mark.parametrize(
    ("preferences", "first"),
    [
        (EASY, dt.date(2027, 2, 1)),
        (replace(EASY, notice_days=14), dt.date(2027, 2, 15)),
        (replace(EASY, notice_days=14, rest_days=3, most_a_week=1), dt.date(2027, 2, 15)),
    ],
)
def test_notice(preferences: Preferences, first: dt.date) -> None:
    assert ask(Plan(), A, preferences=preferences).days["a"][0] == first


def test_window_and_own_bounds() -> None:
    assert days(ask(Plan(), replace(A, when=WEEK))) == list(ask(Plan(), replace(A, when=WEEK)).days["a"])
    bounded = replace(A, not_before=dt.date(2027, 3, 9), not_after=dt.date(2027, 3, 10))
    assert list(ask(Plan(), bounded).days["a"]) == march(9, 10)


def test_days_off() -> None:
    every = set(ask(Plan(), A).days["a"])
    assert {dt.date(2027, 3, 26), dt.date(2027, 5, 6), dt.date(2027, 6, 25), dt.date(2027, 12, 24)} & every == set()
    bridge, short = dt.date(2027, 5, 7), dt.date(2027, 3, 25)
    assert {bridge, short} & every == set()
    assert {bridge, short} <= set(
        ask(Plan(), A, preferences=replace(EASY, bridge_days=True, short_days=True)).days["a"]
    )


def test_quiet_weeks() -> None:
    asked = ask(Plan(), A, preferences=replace(EASY, quiet=(Quiet.JULY, Quiet.CHRISTMAS)))
    assert [day for day in asked.days["a"] if day.month == 7] == []
    assert asked.days["a"][-1] == dt.date(2027, 12, 22)


def test_school_breaks_are_where_they_are() -> None:
    spring = SchoolBreak(name="Sportlov", first=march(8)[0], last=march(10)[0], municipalities=("ma",))
    plan = Plan(workyear=CalendarSettings(school_breaks=(spring,)))
    assert (days(ask(plan, A, B), "a"), days(ask(plan, A, B), "b")) == (march(11, 12), march(8, 9, 10, 11, 12))
    everywhere = replace(plan, workyear=CalendarSettings(school_breaks=(replace(spring, municipalities=()),)))
    assert days(ask(everywhere, A, B), "b") == march(11, 12)


def test_council_and_board_days() -> None:
    council = Milestone(id="council", title=Texts({"": "Council"}), body="council", when=on(3, 9))
    plan = Plan(
        workyear=CalendarSettings(meetings=(MeetingDays(body="board", days=tuple(march(11))),)), milestones=(council,)
    )
    assert days(ask(plan, A)) == march(8, 10, 12)
    promised = replace(council, when=None, baseline=dt.date(2027, 3, 9))
    assert days(ask(replace(plan, milestones=(promised,)), A)) == march(8, 10, 12)
    moved = replace(promised, when=on(3, 10))
    assert days(ask(replace(plan, milestones=(moved,)), A)) == march(8, 9, 12)
    two = replace(council, when=None, meetings=(Meeting(first=dt.date(2027, 3, 9), last=dt.date(2027, 3, 10)),))
    assert days(ask(replace(plan, milestones=(two,)), A)) == march(8, 12)


def calendar(name: str, *times: BusyTime) -> tuple[str, BusyTimes]:
    return name, BusyTimes(PERIOD.first, PERIOD.last, times)


def at(day: int, first: int, last: int) -> BusyTime:
    date = dt.date(2027, 3, day)
    return BusyTime(dt.datetime.combine(date, dt.time(first)), dt.datetime.combine(date, dt.time(last)))


def test_what_is_busy() -> None:
    plan = Plan(
        busy=(
            BusyCalendar(id="who", file="", crew=("leader",)),
            BusyCalendar(id="where", file="", municipality="mb"),
            BusyCalendar(id="all", file=""),
            BusyCalendar(id="guests", file="", roles=("politicians",)),
            BusyCalendar(id="unread", file=""),
        )
    )
    busy = dict(
        [
            calendar("who", at(8, 9, 10)),
            calendar("where", BusyTime(march(9)[0], march(9)[0])),
            calendar("all", at(10, 9, 10)),
            calendar("guests", BusyTime(march(11)[0], march(12)[0])),
        ]
    )
    asked = ask(plan, replace(A, crew=("leader",)), replace(B, crew=("other",)), busy=busy)
    assert (days(asked, "a"), days(asked, "b")) == (march(9, 11, 12), march(8, 11, 12))
    assert days(ask(plan, A, busy=busy)) == march(9, 11, 12)  # no crew: whom it takes is not known
    assert days(ask(plan, replace(A, crew=("other",), roles=("politicians",)), busy=busy)) == march(8, 9)


def test_an_event_with_times_meets_what_is_busy_then() -> None:
    plan = Plan(busy=(BusyCalendar(id="all", file=""),))
    morning = Hours(
        start=dt.datetime.combine(dt.date(2027, 2, 9), dt.time(9)),
        end=dt.datetime.combine(dt.date(2027, 2, 9), dt.time(12)),
    )
    night = BusyTime(dt.datetime.combine(march(9)[0], dt.time(20)), dt.datetime.combine(march(11)[0], dt.time()))
    busy = dict([calendar("all", at(8, 13, 15), at(11, 11, 13), night)])
    assert days(ask(plan, replace(A, when=morning), busy=busy)) == march(8, 9, 12)
    assert days(ask(plan, A, busy=busy)) == march(12)


def test_what_stands_takes_its_day_and_the_rest_round_it() -> None:
    stands = Event(id="k", municipality="mk", when=on(3, 10), status=Status.CONFIRMED, crew=("x",))
    plan = Plan(events=(stands,))
    assert days(ask(plan, A)) == march(8, 9, 11, 12)
    assert days(ask(plan, A, preferences=replace(EASY, rest_days=1))) == march(8, 12)
    assert days(ask(plan, replace(A, crew=("y",)), preferences=replace(EASY, rest_days=1))) == march(8, 9, 10, 11, 12)
    shared = replace(EASY, rest_days=1, share=(("ma", "mk"),))
    assert days(ask(plan, A, preferences=shared)) == march(8, 10, 12)
    cancelled = Plan(events=(replace(stands, status=Status.CANCELLED),))
    assert days(ask(cancelled, A)) == march(8, 9, 10, 11, 12)


def test_what_stands_counts_in_its_week() -> None:
    stands = Event(id="k", when=on(3, 10), status=Status.CONFIRMED)
    asked = ask(Plan(events=(stands,)), replace(A, when=WEEK), preferences=replace(EASY, most_a_week=1))
    assert solver.best(asked).certainty is Certainty.NONE


def test_what_comes_before_and_after() -> None:
    opens = Milestone(id="opens", title=Texts({"": "Opens"}), when=on(3, 8), body="")
    draft = Milestone(
        id="draft", title=Texts({"": "Draft"}), when=on(3, 12), after=(After("a", Span(1, Unit.WORKDAYS)),)
    )
    event = replace(A, after=(After("opens", Span(1, Unit.WORKDAYS)),))
    asked = ask(Plan(milestones=(opens, draft)), event)
    assert list(asked.days["a"]) == march(9, 10, 11)
    english = Language("en")
    reasons = [english.text(limit.why) for limit in asked.limits[:2]]
    assert reasons == [
        "ma comes after Opens, so not before Tue, 9 Mar 2027",
        "Draft comes after ma, so ma not after Thu, 11 Mar 2027",
    ]


def test_a_stop_waits_until_its_crew_is_no_longer_vacant() -> None:
    role = Role(id="x", name=Texts({"": "Leader"}), group="crew", vacant_from=march(9)[0], vacant_until=march(10)[0])
    plan = Plan(roles=(role,))
    assert days(ask(plan, replace(A, crew=("x",)))) == march(8, 11, 12)
    assert days(ask(plan, replace(A, crew=("y",)))) == days(ask(plan, A)) == march(8, 9, 10, 11, 12)
    gone = Plan(roles=(replace(role, vacant_from=None, vacant_until=None),))
    assert days(ask(gone, replace(A, crew=("x",)))) == march(8, 9, 10, 11, 12)
    window = Window(first=march(9)[0], last=march(10)[0])
    parts = conflict(ask(plan, replace(A, crew=("x",), when=window)), solver.Possible()).parts
    assert [Language("en").text(part.why) for part in parts if not isinstance(part, Stop)] == [
        "ma is to be within 9–10 Mar 2027",
        "Leader is vacant from Tue, 9 Mar 2027 to Wed, 10 Mar 2027",
    ]


def test_stops_that_come_after_each_other_stay_in_order() -> None:
    later = replace(A, after=(After("b", Span(2, Unit.WORKDAYS)),), duration=Span(1, Unit.DAYS))
    asked = ask(Plan(), later, replace(B, not_before=march(11)[0]))
    assert solver.best(asked).days == {"b": march(11)[0], "a": march(16)[0]}
    last = replace(later, not_after=march(15)[0])
    parts = conflict(ask(Plan(), last, replace(B, not_before=march(11)[0])), solver.Possible()).parts
    assert [Language("en").text(part.why) for part in parts if not isinstance(part, Stop)] == [
        "ma may not be after Mon, 15 Mar 2027",
        "mb may not be before Thu, 11 Mar 2027",
        "ma comes after mb",
    ]


def test_two_stops_with_times_share_a_day_only_where_the_way_fits() -> None:
    def times(start: int, end: int) -> Hours:
        day = march(9)[0]
        return Hours(start=dt.datetime.combine(day, dt.time(start)), end=dt.datetime.combine(day, dt.time(end)))

    roads = {("ma", "mb"): 61, ("h", "ma"): 100, ("h", "mb"): 100}
    plan = Plan(travels=tuple(Travel(between=pair, minutes=minutes) for pair, minutes in roads.items()))
    shared = replace(EASY, share=(("ma", "mb"),), rest_days=1, home="h")
    stands = replace(B, when=times(13, 15), status=Status.CONFIRMED)
    for end, fits in ((11, True), (12, False)):
        asked = ask(plan, replace(A, when=times(9, end)), replace(B, when=times(13, 15)), preferences=shared)
        answer = solver.best(asked).days
        assert (answer["a"] == answer["b"]) is fits
        kept = ask(replace(plan, events=(stands,)), replace(A, when=times(9, end)), preferences=shared)
        assert (march(9)[0] in kept.days["a"]) is fits


def test_a_day_with_two_stops_of_the_crew_takes_no_third() -> None:
    other = Event(id="k", municipality="mk", when=on(3, 9), status=Status.CONFIRMED)
    shared = replace(EASY, share=(("ma", "mb"), ("mb", "mk"), ("ma", "mk")))
    stands = replace(B, when=on(3, 9), status=Status.CONFIRMED)
    assert march(9)[0] in days(ask(Plan(events=(stands,)), A, preferences=shared))
    assert march(9)[0] not in days(ask(Plan(events=(stands, other)), A, preferences=shared))


def test_a_conflict_in_words_with_its_places() -> None:
    plan = Plan(
        municipalities=(Municipality(id="ma", name="Aby"),),
        workyear=CalendarSettings(
            school_breaks=(SchoolBreak(name="Lov", first=march(8)[0], last=march(10)[0], municipalities=("ma",)),),
            meetings=(MeetingDays(body="board", days=tuple(march(11, 12))),),
        ),
    )
    parts = conflict(ask(plan, replace(A, when=WEEK), B), solver.Possible()).parts
    assert [part.id for part in parts if isinstance(part, Stop)] == ["a"]
    assert [Language("en").text(part.why) for part in parts if not isinstance(part, Stop)] == [
        "Aby is to be within 8–12 Mar 2027",
        "board meets that day",
        "Lov, 8–10 Mar 2027, in Aby",
    ]


def test_the_road() -> None:
    plan = Plan(travels=(Travel(between=("ma", "mb"), minutes=50), Travel(between=("h", "ma"), minutes=30)))
    asked = ask(plan, A, B, preferences=replace(EASY, home="h", share=(("ma", "mb"),)))
    answer = {"a": march(8)[0], "b": march(9)[0]}
    assert asked.minutes_on_the_road(answer) is None
    assert (
        question(
            replace(plan, events=(A,)), DateWish(events=(A,), today=TODAY, preferences=replace(EASY, home="h"))
        ).minutes_on_the_road({"a": march(8)[0]})
        == 60
    )


def test_four_thousand_events_that_stand_are_looked_at_in_a_second() -> None:
    kept = [
        Event(id=f"k{n}", municipality=f"m{n}", when=on(1 + n % 12, 1 + n % 28), crew=(f"c{n}",)) for n in range(4000)
    ]
    pairs = tuple((kept[n].municipality, "ma") for n in range(4000))
    start = time.process_time()
    asked = ask(Plan(events=tuple(kept)), A, preferences=replace(EASY, rest_days=1, share=pairs))
    assert time.process_time() - start < 2
    assert sum(map(len, asked.kept.values())) == len(kept)


def said(asked: Question) -> list[str]:
    """Give what cannot all hold, each with the rows behind it."""
    english = Language("en")
    parts = [part for part in conflict(asked, solver.Possible()).parts if not isinstance(part, Stop)]
    rows = [(part.why, *(row.text for row in getattr(part, "more", ()))) for part in parts]
    return [english.text(text) for some in rows for text in some]


COMPILED = Milestone(id="m", title=Texts({"": "Compiled"}), after=(After("a", Span(3, Unit.WEEKS)),))


def test_what_comes_after_a_stop_through_a_milestone_keeps_the_order_and_the_gaps() -> None:
    plan = Plan(milestones=(COMPILED,))
    first, later = replace(A, not_before=march(1)[0]), replace(B, after=(After("m"),))
    assert solver.best(ask(plan, first, later)).days == {"a": march(1)[0], "b": march(22)[0]}
    slow = Plan(milestones=(replace(COMPILED, duration=Span(2, Unit.WORKDAYS)),))
    assert solver.best(ask(slow, first, later)).days == {"a": march(1)[0], "b": march(24)[0]}
    dated = Plan(milestones=(replace(COMPILED, when=on(4, 6)),))
    assert solver.best(ask(dated, first, later)).days == {"a": march(1)[0], "b": dt.date(2027, 4, 6)}
    with_two_ways = Plan(milestones=(COMPILED, replace(COMPILED, id="n", after=(After("a", Span(4, Unit.WEEKS)),))))
    both = replace(later, after=(After("m"), After("n")))
    assert solver.best(ask(with_two_ways, first, both)).days == {
        "a": march(1)[0],
        "b": dt.date(2027, 3, 30),
    }  # the Tuesday after Easter
    assert said(ask(plan, first, replace(later, not_after=march(19)[0]))) == [
        "ma may not be before Mon, 1 Mar 2027",
        "mb may not be after Fri, 19 Mar 2027",
        "Compiled comes after ma",
        "mb comes after Compiled",
    ]


def test_the_work_of_a_stop_that_comes_after_nothing_begins_today() -> None:
    asked = ask(Plan(), replace(A, duration=Span(5, Unit.WEEKS)))
    assert asked.days["a"][0] == march(8)[0]
    late = replace(A, duration=Span(5, Unit.WEEKS), not_after=march(5)[0])
    assert said(ask(Plan(), late)) == [
        "ma may not be after Fri, 5 Mar 2027",
        "ma takes 5 weeks from today, so not before Mon, 8 Mar 2027",
    ]


def test_the_row_that_binds_is_named_and_not_one_before_it() -> None:
    free = Milestone(id="free", title=Texts({"": "Free"}), after=(After("a"),))
    bound = Milestone(id="bound", title=Texts({"": "Bound"}), after=(After("step"),), not_after=march(10)[0])
    step = Milestone(id="step", title=Texts({"": "Step"}), after=(After("a", Span(1, Unit.WORKDAYS)),))
    plan = Plan(milestones=(free, step, bound))
    asked = ask(plan, replace(A, not_before=march(10)[0]))
    assert said(asked) == [
        "ma may not be before Wed, 10 Mar 2027",
        "Step comes after ma, so ma not after Tue, 9 Mar 2027",
        "Bound comes after Step",
        "Bound may not be after Wed, 10 Mar 2027",
    ]


def test_a_stop_that_waits_for_itself_has_no_day() -> None:
    ring = Milestone(id="m", title=Texts({"": "Compiled"}), after=(After("a"),))
    assert said(ask(Plan(milestones=(ring,)), replace(A, after=(After("m"),)))) == [
        "ma waits for itself, or for what does; rusctl check says how"
    ]


def test_the_days_of_a_consultation_and_a_first_promise_of_the_council_count() -> None:
    opens, closes = Milestone(id="opens", when=on(3, 1)), Milestone(id="closes")
    lasts = Consultation(id="c", opens="opens", closes="closes", days=9)
    plan = Plan(milestones=(opens, closes), consultations=(lasts,))
    assert ask(plan, replace(A, after=(After("closes"),))).days["a"][0] == march(9)[0]
    council = Milestone(id="council", body="council", baseline=march(10)[0])
    assert days(ask(Plan(milestones=(council,)), A)) == march(8, 9, 11, 12)


def test_a_stop_waits_for_its_owner_too() -> None:
    role = Role(id="x", name=Texts({"": "Leader"}), vacant_from=march(8)[0], vacant_until=march(10)[0])
    assert days(ask(Plan(roles=(role,)), replace(A, owner="x"))) == march(11, 12)


def test_two_stops_are_not_in_one_room_at_one_time() -> None:
    def held(event: Event, start: int, room: str = "") -> Event:
        nine = dt.datetime.combine(march(9)[0], dt.time(start))
        when = Hours(start=nine, end=nine + dt.timedelta(hours=3))
        return replace(event, municipality="ma", venue="Hall", room=room, when=when, crew=(event.id,))

    stands = replace(held(B, 10), status=Status.CONFIRMED)
    assert march(9)[0] not in ask(Plan(events=(stands,)), held(A, 9)).days["a"]
    for one, other, together in ((held(A, 9), held(B, 11), 1), (held(A, 9), held(B, 12), 2)):
        answer = solver.best(ask(Plan(), one, other)).days
        assert len(answer) - len(set(answer.values())) == together - 1
    rooms = solver.best(ask(Plan(), held(A, 9, "1"), held(B, 9, "2"))).days
    assert rooms["a"] == rooms["b"]


ASKS = {"municipality": "ma", "roles": ("politiker",)}
NINE = dt.datetime(2027, 3, 9, 9)  # noqa: DTZ001 - a local time
MORNING = Hours(start=NINE, end=NINE + dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"venue": "Hall"}, {"venue": "Hall"}, False),
        ({"venue": "Hall"}, {"venue": "Hall", "when": MORNING}, False),
        ({"venue": "Hall", "room": "1"}, {"venue": "Hall", "room": "2"}, True),
        (ASKS, ASKS, False),
        (ASKS, {**ASKS, "when": MORNING}, False),
        (
            {**ASKS, "when": MORNING},
            {**ASKS, "when": replace(MORNING, start=NINE + dt.timedelta(hours=2), end=None)},
            False,
        ),
        (ASKS, {**ASKS, "municipality": "mb"}, True),
        (ASKS, {**ASKS, "municipalities": ("mb", "ma"), "municipality": "mb"}, False),
        (ASKS, {**ASKS, "roles": ("naringsliv",)}, True),
    ],
)
def test_what_two_events_need_is_taken_for_the_day_where_hours_are_not_known(
    one: dict[str, Any], other: dict[str, Any], together: bool
) -> None:
    first, second = Event(id="a", crew=("x",), **one), Event(id="b", crew=("y",), **other)
    answer = solver.best(ask(Plan(), first, second)).days
    assert (answer["a"] == answer["b"]) is together
    stands = replace(second, when=second.when or on(3, 9), status=Status.CONFIRMED)
    assert (march(9)[0] in ask(Plan(events=(stands,)), first).days["a"]) is together


def test_a_pair_of_the_command_line_alone_shares_no_day_of_one_crew_without_times() -> None:
    one, other = replace(A, crew=("x",)), replace(B, crew=("x",))
    shared = replace(EASY, share=(("ma", "mb"),))
    told = solver.best(ask(Plan(), one, other, preferences=shared)).days
    assert told["a"] != told["b"]
    kept = [ask(Plan(preferences=one), A, B).roads.written for one in (EASY, shared)]
    assert kept == [frozenset(), frozenset({frozenset({"ma", "mb"})})]
