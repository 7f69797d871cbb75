"""What of the plan gets into a calendar, and how it is said there."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rusctl.calendar.feeds.entries import EntryOptions, feed, midnight
from rusctl.calendar.ics.entry import Entry, Feed, Organizer
from rusctl.errors import RusctlError
from rusctl.model.plan import Days, Earlier, Event, Hours, Milestone, Plan, Process, Status, Texts, Window, Yearly
from rusctl.schedule.state.milestones import standings

clock = dt.datetime.fromisoformat
DAY = dt.date(2018, 11, 26)
ONE_DAY = Days(first=DAY, last=DAY)
HOURS = Hours(start=clock("2018-11-26 09:00"), end=clock("2018-11-26 12:00"))
WINDOW = Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="early in 2019")
PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
PROCESS = Process(name="Plan", language="en", uid_domain="plan.example.org", period=PERIOD)
TODAY = dt.date(2018, 11, 8)


def entry(options: EntryOptions | None = None, process: Process = PROCESS, **event: Any) -> Entry:
    one = Event(id="a", title="Talk", **{"when": ONE_DAY, **event})
    found = feed(Plan(process=process), [one], (), options or EntryOptions())
    (given,) = found.entries
    return given


def of_milestone(milestone: Milestone, today: dt.date, options: EntryOptions | None = None) -> tuple[Entry, ...]:
    plan = Plan(process=PROCESS, milestones=(milestone,))
    return feed(plan, (), standings(plan, today), options or EntryOptions()).entries


@pytest.mark.parametrize(
    ("status", "when", "shown"),
    [
        (Status.PLANNED, ONE_DAY, ("Prelim.: Talk", "TENTATIVE", "TRANSPARENT", "TENTATIVE")),
        (Status.TENTATIVE, ONE_DAY, ("Prelim.: Talk", "TENTATIVE", "TRANSPARENT", "TENTATIVE")),
        (Status.CONFIRMED, ONE_DAY, ("Talk", "CONFIRMED", "TRANSPARENT", "FREE")),
        (Status.HELD, ONE_DAY, ("Talk", "CONFIRMED", "TRANSPARENT", "FREE")),
        (Status.CANCELLED, ONE_DAY, ("Cancelled: Talk", "CANCELLED", "TRANSPARENT", "FREE")),
        (Status.PLANNED, HOURS, ("Prelim.: Talk", "TENTATIVE", "OPAQUE", "TENTATIVE")),
        (Status.TENTATIVE, HOURS, ("Prelim.: Talk", "TENTATIVE", "OPAQUE", "TENTATIVE")),
        (Status.CONFIRMED, HOURS, ("Talk", "CONFIRMED", "OPAQUE", "BUSY")),
        (Status.HELD, HOURS, ("Talk", "CONFIRMED", "OPAQUE", "BUSY")),
        (Status.CANCELLED, HOURS, ("Cancelled: Talk", "CANCELLED", "TRANSPARENT", "FREE")),
        (Status.PLANNED, WINDOW, ("Date not set: Talk (early in 2019)", "TENTATIVE", "TRANSPARENT", "FREE")),
        (Status.CONFIRMED, WINDOW, ("Date not set: Talk (early in 2019)", "TENTATIVE", "TRANSPARENT", "FREE")),
        (Status.CANCELLED, WINDOW, ("Cancelled: Talk", "CANCELLED", "TRANSPARENT", "FREE")),
    ],
)
def test_status(status: Status, when: Any, shown: tuple[str, ...]) -> None:
    given = entry(EntryOptions(windows=True), status=status, when=when)
    assert (given.summary, given.status, given.transp, given.busystatus) == shown


def test_a_window_is_its_span_and_only_on_request() -> None:
    assert entry(EntryOptions(windows=True), when=WINDOW).when == Days(first=WINDOW.first, last=WINDOW.last)
    events = [Event(id="a", when=WINDOW), Event(id="b")]
    assert feed(Plan(process=PROCESS), events).entries == ()


def test_where_numbers_and_stamps_come_from() -> None:
    given = entry()
    assert (given.uid, given.file_name) == ("a@plan.example.org", "a.ics")
    assert (given.sequence, given.created, given.modified) == (0, midnight(PERIOD.first), midnight(PERIOD.first))
    moves = (
        Earlier(when=ONE_DAY, stated=dt.date(2018, 11, 20)),
        Earlier(when=ONE_DAY, stated=dt.date(2018, 11, 12)),
        Earlier(when=None),
    )
    given = entry(earlier=moves)
    assert (given.sequence, given.created, given.modified) == (3, midnight(PERIOD.first), clock("2018-11-20T00:00Z"))
    given = entry(earlier=(Earlier(when=ONE_DAY, stated=dt.date(2018, 10, 1)),))
    assert (given.sequence, given.created, given.modified) == (
        1,
        clock("2018-10-01T00:00Z"),
        clock("2018-10-01T00:00Z"),
    )


def test_the_description() -> None:
    moves = (
        Earlier(when=Days(first=dt.date(2018, 11, 14), last=dt.date(2018, 11, 14)), source="press release"),
        Earlier(when=HOURS, reason="the room was taken"),
        Earlier(when=None, source="x"),
    )
    given = entry(
        EntryOptions(notes=True),
        replace(PROCESS, contact="region@example.org", region="Region"),
        status=Status.TENTATIVE,
        earlier=moves,
        answer_by=dt.date(2018, 11, 20),
        note="Bring maps.",
        source="example.org",
    )
    assert given.description.split("\n") == [
        "The date is tentative.",
        "Moved from Monday, 26 November 2018 09:00–12:00: the room was taken",
        "Moved from Wednesday, 14 November 2018 (press release)",
        "Answer by Tuesday, 20 November 2018.",
        "Bring maps.",
        "Source: example.org",
        "Contact: region@example.org",
    ]
    assert given.organizer == Organizer("region@example.org", "Region")


def test_what_is_not_for_everyone_stays_out(everything: Feed) -> None:
    assert entry(note="x", crew=("y",), dnr="z", roles=("q",)) == entry()
    assert any("Bara för kollegorna." in given.description for given in everything.entries)


@pytest.mark.parametrize(
    ("event", "options", "before"),
    [
        ({}, {}, ()),
        ({"reminder": 90}, {}, (90,)),
        ({"reminder": 0}, {}, (0,)),
        ({"reminder": 90}, {"own_reminders": False}, ()),
        ({}, {"reminders": (30, 1440)}, (30, 1440)),
        ({"reminder": 90}, {"reminders": (30,)}, (90,)),
        ({"reminder": 90}, {"reminders": (30,), "own_reminders": False}, (30,)),
        ({"reminder": 90, "status": Status.CANCELLED}, {"reminders": (30,)}, ()),
        ({"reminder": 90, "when": WINDOW}, {"reminders": (30,), "windows": True}, ()),
    ],
)
def test_reminders(event: dict[str, Any], options: dict[str, Any], before: tuple[int, ...]) -> None:
    options["reminders"] = tuple(dt.timedelta(minutes=number) for number in options.get("reminders", ()))
    assert entry(EntryOptions(**options), **event).reminders == tuple(dt.timedelta(minutes=number) for number in before)


def test_a_milestone() -> None:
    milestone = Milestone(
        id="council",
        title=Texts(sv="Fullmäktige beslutar", en="The council decides"),
        baseline=dt.date(2020, 2, 18),
        when=Days(first=dt.date(2020, 6, 16), last=dt.date(2020, 6, 16)),
        earlier=(Earlier(when=Days(first=dt.date(2020, 4, 21), last=dt.date(2020, 4, 21)), stated=TODAY),),
    )
    (given,) = of_milestone(milestone, TODAY, EntryOptions(reminders=(dt.timedelta(days=1),)))
    assert given == Entry(
        uid="council@plan.example.org",
        when=Days(first=dt.date(2020, 6, 16), last=dt.date(2020, 6, 16)),
        summary="The council decides",
        status="CONFIRMED",
        transp="TRANSPARENT",
        busystatus="FREE",
        created=midnight(PERIOD.first),
        modified=midnight(TODAY),
        sequence=1,
        description="First promised for Tuesday, 18 February 2020.\nMoved from Tuesday, 21 April 2020",
        categories=("Milestone",),
        reminders=(dt.timedelta(days=1),),
    )


def test_what_is_done_after_today_is_shown_as_promised() -> None:
    day = Days(first=dt.date(2020, 6, 16), last=dt.date(2020, 6, 16))
    milestone = Milestone(id="council", title=Texts(en="C"), baseline=dt.date(2020, 2, 18), when=day, done=day)
    (given,) = of_milestone(milestone, TODAY)
    assert given.when.first == dt.date(2020, 2, 18)
    (given,) = of_milestone(milestone, day.first)
    assert (given.when, given.description.split("\n")[0]) == (day, "Done.")


def test_what_comes_back_begins_with_its_first_year_whatever_the_day() -> None:
    milestone = Milestone(id="report", title=Texts(en="Report"), every=Yearly(month=2, day=21, first=2025))
    (first,) = of_milestone(milestone, TODAY)
    (second,) = of_milestone(milestone, dt.date(2027, 2, 22))
    assert first == second
    assert (first.uid, first.when.first, first.yearly) == ("report@plan.example.org", dt.date(2025, 2, 21), True)
    assert first.description == "On a Saturday or Sunday: whether the day then moves to Monday is not known."


def test_entries_stand_in_time_order_whatever_the_order_of_the_plan(plan: Plan, everything: Feed) -> None:
    options = EntryOptions(windows=True, notes=True, reminders=(dt.timedelta(days=1), dt.timedelta(minutes=30)))
    found = feed(plan, reversed(plan.events), reversed(standings(plan, TODAY)), options)
    assert found == everything
    assert [one.uid.partition("@")[0] for one in found.entries[:4]] == [
        "held",
        "done",
        "night-back",
        "plain",
    ]


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: entry(when=HOURS, process=replace(PROCESS, timezone="Europe/Stokholm")), "Europe/Stokholm"),
    (lambda: entry(when=Hours(start=clock("2019-03-31 02:30"), end=clock("2019-03-31 04:00"))), "skips"),
    (lambda: entry(when=Hours(start=clock("2019-03-31 01:00"), end=clock("2019-03-31 02:01"))), "skips"),
    (lambda: entry(when=Hours(start=HOURS.known_end, end=HOURS.start)), "does not end after"),
    (lambda: entry(when=Hours(start=HOURS.start, end=HOURS.start)), "does not end after"),
    (lambda: entry(when=Days(first=DAY, last=dt.date(2018, 11, 25))), "ends before"),
    (lambda: entry(when=Days(first=DAY, last=dt.date.max)), "last day"),
    (lambda: entry(process=replace(PROCESS, uid_domain="")), "uid_domain"),
    (lambda: entry(process=replace(PROCESS, period=None)), "period"),
    (lambda: entry(process=replace(PROCESS, uid_domain="x\r\ny")), "cannot name"),
    (lambda: feed(Plan(process=PROCESS), [Event(id="a", when=ONE_DAY), Event(id="a", when=HOURS)]), "twice"),
]


@pytest.mark.parametrize(("ask", "word"), REFUSED)
def test_what_no_calendar_can_say_is_refused(ask: Callable[[], object], word: str) -> None:
    with pytest.raises(RusctlError) as caught:
        ask()
    assert word in caught.value.message.id.format(**caught.value.message.args)
    assert caught.value.exit_code == 1


def test_a_dated_event_needs_no_time_zone() -> None:
    found = feed(Plan(process=replace(PROCESS, timezone="Europe/Helsinki")), [Event(id="a", when=ONE_DAY)])
    assert (found.timezone, len(found.entries)) == ("Europe/Helsinki", 1)


def test_fractions_of_a_second_are_dropped() -> None:
    given = entry(when=Hours(start=HOURS.start.replace(microsecond=5), end=HOURS.end))
    assert given.when == HOURS


def test_the_language_is_the_folders(in_english: Plan, plan: Plan) -> None:
    names = {one.uid: one for one in feed(in_english, in_english.events).entries}
    assert names["plain@plan.example.org"].summary == "Municipal dialogue Örebo"
    assert names["night-back@plan.example.org"].categories == ("Night open",)
    names = {one.uid: one for one in feed(plan, plan.events).entries}
    assert names["plain@plan.example.org"].summary == "Kommundialog Örebo"
    assert names["plain@plan.example.org"].location == "Örebo"
    assert names["timed@plan.example.org"].location == "Folkets hus, stora salen, A; B, Örebo"
