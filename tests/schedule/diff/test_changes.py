import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.catalogue import Language
from rusctl.model.asked import FixedQuestion, InputKind
from rusctl.model.busy import BusyCalendar
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime, LeadTimes
from rusctl.model.own_rules import OwnRule
from rusctl.model.phases import Phase
from rusctl.model.plan import (
    Body,
    CheckSettings,
    Days,
    Earlier,
    Event,
    FrameItem,
    Hours,
    Level,
    Meeting,
    Milestone,
    MilestoneNote,
    Minimum,
    Municipality,
    Occurrence,
    Outcome,
    Plan,
    Process,
    Role,
    SeverityChange,
    Status,
    Texts,
    Travel,
    Waiver,
    Window,
    Yearly,
)
from rusctl.model.tours import Tour
from rusctl.model.venues import Venue
from rusctl.model.workdays import CalendarSettings, Election, MeetingDays, SchoolBreak
from rusctl.schedule.diff.changes import RecordChange, changes
from rusctl.schedule.diff.fields import LABELS

ENGLISH = Language("en")


def day(text: str) -> Days:
    return Days(first=dt.date.fromisoformat(text), last=dt.date.fromisoformat(text))


def hours(first: str, last: str) -> Hours:
    return Hours(start=moment(first), end=moment(last))


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


SPRING = Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="i början av 2019")
NORBERG = Event(id="norberg", kind="kommundialog", municipality="norberg", when=day("2018-11-26"))
COUNCIL = Milestone(id="council", title=Texts(sv="Fullmäktige", en="The council"), when=day("2020-02-18"))
PLAN = Plan(
    process=Process(name="RUS", region="Region Exempel", kinds={"kommundialog": Texts(sv="Kommundialog")}),
    events=(NORBERG,),
    milestones=(COUNCIL,),
    bodies=(Body(id="board", name=Texts(en="The board")),),
    municipalities=(Municipality(id="norberg", name="Norberg"), Municipality(id="sala", name="Sala")),
    travels=(Travel(between=("norberg", "sala"), minutes=60),),
    roles=(Role(id="business", name=Texts(sv="Näringsliv", en="Business")),),
    questions=(FixedQuestion(id="framtid", text=Texts(en="What next?"), kinds=("dialog",)),),
    input_kinds=(InputKind(id="utmaning", name=Texts(en="Challenge")),),
    minimums=(Minimum(role="business", number=2),),
    frame=(FrameItem(id="klimat", kind="challenge", name=Texts(en="Climate")),),
)


def words(old: Plan, new: Plan) -> list[str]:
    return [ENGLISH.text(change.message) for change in changes(old, new)]


def event_words(**different: Any) -> list[str]:
    return words(PLAN, replace(PLAN, events=(replace(NORBERG, **different),)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (day("2018-11-26"), day("2018-12-03"), "Norberg moved from 26 Nov to 3 Dec 2018"),
        (day("2018-12-03"), day("2019-01-07"), "Norberg moved from Mon, 3 Dec 2018 to Mon, 7 Jan 2019"),
        (None, day("2018-12-03"), "Norberg now has a date: Mon, 3 Dec 2018"),
        (None, SPRING, "Norberg now has a date: i början av 2019"),
        (day("2018-12-03"), None, "Norberg no longer has a date, was Mon, 3 Dec 2018"),
        (SPRING, day("2019-01-23"), "Norberg now has a day: Wed, 23 Jan 2019, was i början av 2019"),
        (day("2018-11-14"), SPRING, "Norberg moved from Wed, 14 Nov 2018 to i början av 2019"),
        (
            SPRING,
            replace(SPRING, text="under våren"),
            "Norberg: window now under våren, was i början av 2019",
        ),
        (SPRING, replace(SPRING, text=""), "Norberg: window now 1 Jan – 31 Mar 2019, was i början av 2019"),
        (
            day("2018-11-26"),
            hours("2018-11-26T09:00", "2018-11-26T12:00"),
            "Norberg now has a time: Mon, 26 Nov 2018 09:00–12:00",
        ),
        (
            hours("2018-11-26T09:00", "2018-11-26T12:00"),
            day("2018-11-26"),
            "Norberg no longer has a time, was Mon, 26 Nov 2018 09:00–12:00",
        ),
        (
            hours("2018-11-26T09:00", "2018-11-26T12:00"),
            hours("2018-11-26T13:00", "2018-11-26T15:00"),
            "Norberg: now Mon, 26 Nov 2018 13:00–15:00, was Mon, 26 Nov 2018 09:00–12:00",
        ),
        (
            Days(first=dt.date(2018, 11, 26), last=dt.date(2018, 11, 27)),
            day("2018-12-03"),
            "Norberg moved from 26–27 Nov 2018 to Mon, 3 Dec 2018",
        ),
    ],
)
def test_a_date(before: Any, after: Any, said: str) -> None:
    old = replace(PLAN, events=(replace(NORBERG, when=before),))
    new = replace(PLAN, events=(replace(NORBERG, when=after),))
    assert words(old, new) == [said]


def test_a_move_says_the_reason_and_keeps_quiet_about_the_date_it_kept() -> None:
    kept = Earlier(when=NORBERG.when, stated=dt.date(2018, 11, 8), reason="salen var upptagen")
    moved = {"when": day("2018-12-03"), "stated": dt.date(2018, 11, 8), "earlier": (kept,)}
    assert event_words(**moved) == ["Norberg moved from 26 Nov to 3 Dec 2018: salen var upptagen"]


TABLED = Meeting(first=dt.date(2020, 2, 18), last=dt.date(2020, 2, 19), outcome=Outcome.TABLED)
REPORTED = Occurrence(year=2025, done=dt.date(2025, 2, 19))
YEARLY = Milestone(id="report", title=Texts({"": "Report"}), every=Yearly(month=2, day=21, first=2025))
OWN = OwnRule(name="own-late", over="milestones", when="overdue", severity="note", sentence=Texts({"": "Late"}))
BREAK = SchoolBreak(name="Sportlov", first=dt.date(2019, 2, 25), last=dt.date(2019, 3, 1))


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"status": Status.TENTATIVE}, ["Norberg is now tentative, was planned"]),
        ({"status": Status.CANCELLED, "was": Status.PLANNED}, ["Norberg is now cancelled, was planned"]),
        ({"was": Status.PLANNED}, ["Norberg: status before it was cancelled planned"]),
        ({"venue": "Konstmuseet"}, ["Norberg: venue Konstmuseet"]),
        ({"municipality": "sala"}, ["Sala: municipality Sala, was Norberg"]),
        ({"kind": "hearing"}, ["Norberg: kind hearing, was Kommundialog"]),
        ({"roles": ("business", "other")}, ["Norberg: roles Business, other"]),
        ({"answer_by": dt.date(2018, 11, 19)}, ["Norberg: last day to answer Mon, 19 Nov 2018"]),
        ({"decide_by": dt.date(2018, 11, 19)}, ["Norberg: last day to decide Mon, 19 Nov 2018"]),
        ({"capacity": 0}, ["Norberg: capacity 0"]),
        ({"stated": dt.date(2018, 11, 8)}, ["Norberg: day the date was stated Thu, 8 Nov 2018"]),
        (
            {"earlier": (Earlier(when=day("2018-11-14")),)},
            ["Norberg: an earlier date was written down, Wed, 14 Nov 2018"],
        ),
    ],
)
def test_other_keys_of_an_event(different: dict[str, Any], said: list[str]) -> None:
    assert event_words(**different) == said


def test_a_key_changed_and_taken_out() -> None:
    old = replace(PLAN, events=(replace(NORBERG, venue="Konstmuseet"),))
    assert words(old, replace(PLAN, events=(replace(NORBERG, venue="Folkets hus"),))) == [
        "Norberg: venue Folkets hus, was Konstmuseet"
    ]
    assert words(old, PLAN) == ["Norberg: venue is gone, was Konstmuseet"]


def test_events_new_and_removed_and_two_in_one_municipality() -> None:
    again = replace(NORBERG, id="norberg-2", when=None)
    assert words(PLAN, replace(PLAN, events=(again,))) == [
        "new: Norberg (norberg-2), no date, planned",
        "removed: Norberg (norberg), Mon, 26 Nov 2018, planned",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (COUNCIL, replace(COUNCIL, when=day("2020-06-16")), "The council moved from 18 Feb to 16 Jun 2020"),
        (COUNCIL, replace(COUNCIL, done=day("2020-06-16")), "done: The council, Tue, 16 Jun 2020"),
        (replace(COUNCIL, done=day("2020-06-16")), COUNCIL, "no longer done: The council, was Tue, 16 Jun 2020"),
        (COUNCIL, replace(COUNCIL, meetings=(TABLED,)), "The council: tabled 18–19 Feb 2020"),
        (
            replace(COUNCIL, meetings=(replace(TABLED, outcome=None),)),
            COUNCIL,
            "The council: the meeting 18–19 Feb 2020 was taken out",
        ),
        (
            COUNCIL,
            replace(COUNCIL, meetings=(replace(TABLED, outcome=None),)),
            "The council: is treated 18–19 Feb 2020",
        ),
        (YEARLY, replace(YEARLY, occurrences=(REPORTED,)), "Report 2025: done Wed, 19 Feb 2025"),
        (
            replace(YEARLY, occurrences=(REPORTED,)),
            replace(YEARLY, occurrences=(replace(REPORTED, done=None, given_up=REPORTED.done),)),
            "Report 2025: given up Wed, 19 Feb 2025",
        ),
        (replace(YEARLY, occurrences=(REPORTED,)), YEARLY, "Report 2025: open"),
        (
            replace(COUNCIL, done=day("2020-06-16")),
            replace(COUNCIL, done=day("2020-06-17")),
            "The council: done Wed, 17 Jun 2020, was Tue, 16 Jun 2020",
        ),
        (
            COUNCIL,
            replace(COUNCIL, title=Texts(sv="Beslut", en="The council")),
            "The council: title (sv) Beslut, was Fullmäktige",
        ),
        (COUNCIL, replace(COUNCIL, after=(After("council"), After("x"))), "The council: comes after The council, x"),
        (
            COUNCIL,
            replace(COUNCIL, after=(After("council", Span(2, Unit.WEEKS)),)),
            "The council: comes after The council and 2 weeks",
        ),
        (COUNCIL, replace(COUNCIL, duration=Span(1, Unit.WORKDAYS)), "The council: duration 1 working day"),
        (COUNCIL, replace(COUNCIL, body="board"), "The council: body The board"),
        (COUNCIL, replace(COUNCIL, owner="business"), "The council: owner Business"),
        (
            replace(COUNCIL, when=None),
            replace(COUNCIL, when=None, every=Yearly(month=2, day=21, first=2025)),
            "The council: day of every year 21 Feb from 2025 on",
        ),
        (None, COUNCIL, "new: The council, Tue, 18 Feb 2020"),
        (COUNCIL, None, "removed: The council, Tue, 18 Feb 2020"),
    ],
)
def test_milestones(old: Milestone | None, new: Milestone | None, said: str) -> None:
    plans = [replace(PLAN, milestones=(one,) if one else ()) for one in (old, new)]
    assert words(*plans) == [said]


BREAK = SchoolBreak(name="Sportlov", first=dt.date(2019, 2, 25), last=dt.date(2019, 3, 1))


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"process": replace(PLAN.process, name="RUS 2030")}, "the process: name RUS 2030, was RUS"),
        (
            {"process": replace(PLAN.process, kinds={"kommundialog": Texts(sv="Dialog")})},
            "the process: kinds of events (kommundialog.sv) Dialog, was Kommundialog",
        ),
        ({"bodies": ()}, "removed: body The board"),
        ({"municipalities": PLAN.municipalities[:1]}, "removed: municipality Sala"),
        (
            {"municipalities": (replace(PLAN.municipalities[0], population=5795), PLAN.municipalities[1])},
            "municipality Norberg: inhabitants 5795",
        ),
        ({"travels": ()}, "removed: travel time between Norberg, Sala, 60"),
        (
            {"travels": (Travel(between=("sala", "norberg"), minutes=75),)},
            "travel time between Sala, Norberg: minutes 75, was 60",
        ),
        ({"roles": (replace(PLAN.roles[0], counts_as="samråd"),)}, "role Business: counts as samråd"),
        ({"minimums": ()}, "removed: least number of Business from each municipality, 2"),
        (
            {"minimums": (*PLAN.minimums, Minimum(role="business", municipality="sala", number=5))},
            "new: least number of Business from Sala, 5",
        ),
        (
            {"minimums": (replace(PLAN.minimums[0], number=4),)},
            "least number of Business from each municipality: at least 4, was 2",
        ),
        ({"frame": ()}, "removed: heading Climate"),
        ({"questions": ()}, "removed: question What next?"),
        ({"input_kinds": ()}, "removed: kind of inputs Challenge"),
        (
            {"workyear": CalendarSettings(school_breaks=(replace(BREAK, municipalities=("sala",)),))},
            "new: school break Sportlov in Sala, 25 Feb – 1 Mar 2019",
        ),
        ({"workyear": CalendarSettings(school_breaks=(BREAK,))}, "new: Sportlov, 25 Feb – 1 Mar 2019"),
        (
            {"workyear": CalendarSettings(meetings=(MeetingDays(body="board", days=(dt.date(2019, 2, 4),)),))},
            "new: meetings of The board, Mon, 4 Feb 2019",
        ),
        (
            {"workyear": CalendarSettings(meetings=(MeetingDays(body="board", ics="busy/board.ics"),))},
            "new: meetings of The board, busy/board.ics",
        ),
        (
            {"workyear": CalendarSettings(elections=(Election(day=dt.date(2018, 9, 9)),))},
            "new: election, Sun, 9 Sept 2018",
        ),
        ({"checks": CheckSettings(slip_days=60)}, "the checks: days of slip 60, was 30"),
        (
            {"checks": CheckSettings(waivers=(Waiver(rule="weekend", reason="de bad", until=dt.date(2019, 6, 30)),))},
            "new: waiver of weekend, de bad, Sun, 30 Jun 2019",
        ),
        ({"checks": CheckSettings(rules=(OWN,))}, "new: rule own-late, overdue"),
        (
            {
                "checks": CheckSettings(
                    severities=(
                        SeverityChange(rule="weekend", severity="note", reason="de bad", until=dt.date(2019, 6, 30)),
                    )
                )
            },
            "new: severity of weekend, de bad, Sun, 30 Jun 2019",
        ),
    ],
)
def test_the_rest_of_the_plan(different: dict[str, Any], said: str) -> None:
    assert words(PLAN, replace(PLAN, **different)) == [said]


def test_where_there_was_nothing_the_process_is_one_change() -> None:
    found = changes(Plan(), PLAN)
    assert [(one.what, one.change) for one in found][:3] == [("event", "new"), ("milestone", "new"), ("process", "new")]
    assert {one.change for one in found} == {"new"}


def test_the_order_in_the_files_does_not_count() -> None:
    assert changes(PLAN, replace(PLAN, municipalities=PLAN.municipalities[::-1])) == ()


def test_every_key_has_a_label() -> None:
    told = {"id", "at", "role", "when", "status", "earlier", "done", "between", "severities", "waivers", "unread"}
    told |= {
        "reviews",
        "meetings",
        "journal",
        "occurrences",
        "reopened",
        "goes_on",
        "rules",
        "country_assumed",
        "site",
    }
    dated = (Event, Milestone, Tour, Phase, Body, Municipality, Travel, Role, Process, CheckSettings, BusyCalendar)
    kinds: tuple[type, ...] = (*dated, FrameItem, FixedQuestion, InputKind, Minimum, Venue)
    assert {field.name for kind in kinds for field in fields(kind)} - told == LABELS.keys()


dates = st.dates(dt.date(2018, 1, 1), dt.date(2020, 12, 31))
names = st.sampled_from(["", "norberg", "sala", "business", "Å {x}"])
whens = st.one_of(
    st.none(),
    st.builds(Days, first=dates, last=dates),
    st.builds(
        Hours,
        start=st.datetimes(moment("2018-01-01"), moment("2019-01-01")),
        end=st.just(moment("2019-01-01")),
    ),
    st.builds(Window, first=dates, last=dates, text=names),
)
earlier = st.lists(st.builds(Earlier, when=whens, stated=st.none() | dates, reason=names), max_size=2).map(tuple)
tuples = st.lists(names, max_size=2).map(tuple)
spans = st.none() | st.builds(Span, st.integers(1, 3), st.sampled_from(Unit))
NETWORK: dict[str, st.SearchStrategy[Any]] = {
    "after": st.lists(st.builds(After, names, spans), max_size=2).map(tuple),
    "duration": spans,
    "not_before": st.none() | dates,
    "not_after": st.none() | dates,
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "when": whens,
    "status": st.sampled_from(Status),
    "was": st.none() | st.sampled_from(Status),
    "roles": tuples,
    "crew": tuples,
    "questions": tuples,
    "stated": st.none() | dates,
    "answer_by": st.none() | dates,
    "decide_by": st.none() | dates,
    "reminder": st.none() | st.integers(0, 3),
    "capacity": st.none() | st.integers(0, 3),
    "earlier": earlier,
    "titles": st.dictionaries(st.sampled_from(["sv", "en"]), st.sampled_from(["a", "b"])).map(Texts),
    **NETWORK,
}
KEYS = [field.name for field in fields(Event) if field.name not in {"id", "at"}]
events = st.builds(
    lambda values: Event(id="x", **values), st.fixed_dictionaries({key: VALUES.get(key, names) for key in KEYS})
)


def told(found: tuple[RecordChange, ...]) -> list[str]:
    return [Language(code).text(change.message) for change in found for code in ("sv", "en")]


@settings(deadline=None)
@given(events)
def test_nothing_changes_without_a_change(event: Event) -> None:
    plan = replace(PLAN, events=(event,))
    assert changes(plan, plan) == ()


@settings(deadline=None)
@given(events, st.data())
def test_every_change_of_a_key_is_told(event: Event, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(KEYS))
    other = replace(event, **{key: data.draw(VALUES.get(key, names))})
    found = changes(replace(PLAN, events=(event,)), replace(PLAN, events=(other,)))
    assert bool(found) == (event != other)
    assert all(told(found))


@settings(deadline=None)
@given(events, events)
def test_two_events_differ_if_and_only_if_something_is_told(old: Event, new: Event) -> None:
    found = changes(replace(PLAN, events=(old,)), replace(PLAN, events=(new,)))
    assert bool(found) == (old != new)
    assert all(told(found))


meetings = st.dictionaries(
    dates,
    st.builds(Meeting, first=dates, last=dates, outcome=st.none() | st.sampled_from(Outcome), dnr=names),
    max_size=3,
).map(lambda found: tuple(replace(found[first], first=first, last=first) for first in sorted(found)))
occurrences = st.dictionaries(
    st.integers(2018, 2020), st.builds(Occurrence, year=st.just(0), done=st.none() | dates, reason=names), max_size=3
).map(lambda found: tuple(replace(found[year], year=year) for year in sorted(found)))
journals = st.dictionaries(
    dates, st.builds(MilestoneNote, date=dates, level=st.sampled_from(Level), text=names), max_size=3
).map(lambda found: tuple(replace(found[day], date=day) for day in sorted(found)))
MILESTONE_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "meetings": meetings,
    "occurrences": occurrences,
    "journal": journals,
    "title": st.dictionaries(st.sampled_from(["", "sv", "en"]), st.sampled_from(["a", "b"])).map(Texts),
    "when": whens.filter(lambda when: not isinstance(when, Hours)),
    "done": whens.filter(lambda when: not isinstance(when, Hours)),
    "every": st.none() | st.builds(Yearly, month=st.integers(1, 12), day=st.integers(1, 28), first=st.just(2025)),
    **NETWORK,
    "earlier": earlier,
    "baseline": st.none() | dates,
}
MILESTONE_KEYS = [field.name for field in fields(Milestone) if field.name != "id" and field.compare]
milestones = st.builds(
    lambda values: Milestone(id="x", **values),
    st.fixed_dictionaries({key: MILESTONE_VALUES.get(key, names) for key in MILESTONE_KEYS}),
)


def test_a_lead_time_with_a_title_is_told_and_does_not_stop_the_rest() -> None:
    """A text in two languages can be counted, as the records are that have no ids."""
    lead = LeadTime(id="papers", body="board", before=Span(11, Unit.DAYS), title=Texts(sv="Handlingar", en="Papers"))
    found = changes(PLAN, replace(PLAN, leadtimes=LeadTimes(leads=(lead,))))
    assert told(found)[1::2] == ["new: Papers before The board, 11 days"]


@settings(deadline=None)
@given(milestones, st.data())
def test_every_change_of_a_milestone_s_key_is_told(milestone: Milestone, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(MILESTONE_KEYS))
    other = replace(milestone, **{key: data.draw(MILESTONE_VALUES.get(key, names))})
    found = changes(replace(PLAN, milestones=(milestone,)), replace(PLAN, milestones=(other,)))
    assert bool(found) == (milestone != other)
    assert all(told(found))
