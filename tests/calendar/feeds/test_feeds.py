"""The feeds of a folder: what stands in each, for how long, and that independent readers see it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import vobject
import webcolors
from ical.calendar_stream import IcsCalendarStream

from rusctl.calendar.feeds.feeds import feeds, names, with_feeds
from rusctl.calendar.feeds.ledger import decide, next_ledger
from rusctl.calendar.ics import ical
from rusctl.calendar.ics.colors import HEX, color_of
from rusctl.calendar.ics.entry import Entry, Feed, Task
from rusctl.calendar.ics.verify import all_calendar_bytes, calendar_bytes, verify
from rusctl.errors import IntegrityError
from rusctl.model.ledger import Ledger
from rusctl.model.plan import (
    Days,
    Event,
    Hours,
    Milestone,
    Municipality,
    Plan,
    Process,
    Publishing,
    Role,
    Status,
    Target,
    Texts,
    Window,
    Yearly,
)

clock = dt.datetime.fromisoformat
TODAY = dt.date(2018, 11, 8)
NOW = clock("2018-11-08T12:00:00Z")
DAY = Days(first=dt.date(2018, 11, 26), last=dt.date(2018, 11, 26))
HOURS = Hours(start=clock("2018-11-27 09:00"), end=clock("2018-11-27 12:00"))
WINDOW = Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="i början av 2019")
PROCESS = Process(
    name="RUS",
    language="sv",
    region="Region Exempel",
    contact="region@example.org",
    uid_domain="rus.example.org",
    url="https://example.org/rus",
    period=Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16)),
    kinds={"d": Texts(sv="Dialog")},
)
SALA = Event(id="sala", kind="d", municipality="sala", when=DAY, status=Status.CONFIRMED, roles=("politiker",))
KOPING = Event(id="koping", kind="d", municipality="koping", when=HOURS, status=Status.TENTATIVE, reminder=30)
VASTERAS = Event(id="vasteras", kind="d", municipality="vasteras", when=WINDOW)
COUNCIL = Milestone(
    id="council", title=Texts(sv="Beslut"), when=Days(first=dt.date(2018, 11, 7), last=dt.date(2018, 11, 7))
)
REPORT = Milestone(id="report", title=Texts(sv="Rapport"), every=Yearly(month=2, day=21, first=2025))
FOLDER = Target(id="webb", kind="folder", path="feeds")


def plan(*events: Event, **more: Any) -> Plan:
    values: dict[str, Any] = {
        "process": PROCESS,
        "events": events or (SALA, KOPING, VASTERAS),
        "milestones": (COUNCIL, REPORT),
        "municipalities": (
            Municipality(id="sala", name="Sala"),
            Municipality(id="koping", name="Köping"),
            Municipality(id="vasteras", name="Västerås"),
        ),
        "roles": (Role(id="politiker", name=Texts(sv="Politiker")),),
    }
    return Plan(**{**values, **more})


def made(one: Plan, target: Target = FOLDER, today: dt.date = TODAY) -> tuple[dict[str, Feed], Ledger]:
    decisions = with_feeds(one, decide(one, today, NOW), today)
    ledger = next_ledger(one.published, decisions)
    kept = one.published.feeds if one.published else {}
    return feeds(one, decisions, target, kept, today), replace(ledger, feeds={**kept, **names(one)})


def ids(found: dict[str, Feed]) -> dict[str, list[str]]:
    return {name: [one.uid.partition("@")[0] for one in parts_of(feed)] for name, feed in found.items()}


def test_what_stands_in_which_feed() -> None:
    found, _ = made(plan())
    assert ids(found) == {
        "all": ["council", "sala", "koping", "report"],
        "confirmed": ["sala"],
        "milestones": ["council", "report"],
        "municipality-koping": ["koping"],
        "municipality-sala": ["sala"],
        "municipality-vasteras": [],
        "role-politiker": ["sala"],
    }
    with_all, _ = made(plan(), replace(FOLDER, windows=True, todo=True))
    assert ids(with_all)["municipality-vasteras"] == ["vasteras"]
    assert ids(with_all)["milestones-todo"] == ["council.todo", "report.todo"]


def test_what_a_feed_is_called_and_says() -> None:
    found, _ = made(plan())
    assert {name: feed.name for name, feed in found.items()} == {
        "all": "RUS",
        "confirmed": "RUS – bekräftade händelser",
        "milestones": "RUS – milstolpar",
        "municipality-koping": "RUS – Köping",
        "municipality-sala": "RUS – Sala",
        "municipality-vasteras": "RUS – Västerås",
        "role-politiker": "RUS – Politiker",
    }
    assert found["all"].description == (
        "Allt som har ett datum.\nMer: https://example.org/rus\nKontakt: region@example.org"
    )
    assert (found["all"].color, found["confirmed"].color, found["milestones"].color) == (
        "steelblue",
        "seagreen",
        "goldenrod",
    )
    assert found["municipality-sala"].color == color_of("municipality-sala") == "slateblue"
    assert all(feed.color in HEX for feed in found.values())


def test_a_feed_reminds_nobody_and_names_nobody() -> None:
    secret = replace(KOPING, note="Hemligt", crew=("projektledare",))
    octets = b"".join(calendar_bytes(feed) for feed in made(plan(secret))[0].values())
    for word in (b"VALARM", b"ATTENDEE", b"Hemligt", b"projektledare"):
        assert word not in octets


def test_what_is_no_longer_confirmed_or_has_moved_stays_for_a_time_and_says_so() -> None:
    _, ledger = made(plan(SALA))
    changed = replace(SALA, status=Status.TENTATIVE, municipality="koping", roles=())
    later = plan(changed, published=ledger)
    found, ledger = made(later)
    assert ids(found) == {
        "all": ["council", "sala", "report"],
        "confirmed": ["sala"],
        "milestones": ["council", "report"],
        "municipality-koping": ["sala"],
        "municipality-sala": ["sala"],
        "role-politiker": ["sala"],
    }
    (entry,) = found["confirmed"].entries
    assert (entry.summary, entry.location, entry.status, entry.sequence) == (
        "Prel.: Dialog Köping",
        "Köping",
        "TENTATIVE",
        1,
    )
    assert found["municipality-sala"].entries == found["confirmed"].entries
    assert found["municipality-sala"].name == "RUS – Sala"
    last_day, after = dt.date(2018, 12, 8), dt.date(2018, 12, 9)
    still, _ = made(replace(later, published=ledger), today=last_day)
    assert ids(still) == ids(found)
    gone, ledger = made(replace(later, published=ledger), today=after)
    assert (ids(gone)["confirmed"], ids(gone)["municipality-sala"], ids(gone)["all"][1]) == ([], [], "sala")
    assert ledger.entries["sala@rus.example.org"].left == {}


def test_what_comes_back_to_a_feed_is_no_longer_leaving_it() -> None:
    _, ledger = made(plan(SALA))
    _, ledger = made(plan(replace(SALA, status=Status.TENTATIVE), published=ledger))
    assert ledger.entries["sala@rus.example.org"].left == {"confirmed": TODAY}
    _, ledger = made(plan(SALA, published=ledger))
    told = ledger.entries["sala@rus.example.org"]
    assert (told.left, told.feeds) == ({}, ("all", "confirmed", "municipality-sala", "role-politiker"))


@pytest.mark.parametrize("events", [(KOPING,), (KOPING, replace(SALA, status=Status.CANCELLED))])
def test_a_cancellation_stands_wherever_the_event_stood(events: tuple[Event, ...]) -> None:
    before, ledger = made(plan(SALA, KOPING))
    found, ledger = made(plan(*events, published=ledger))
    for name in ("all", "confirmed", "municipality-sala", "role-politiker"):
        (entry,) = (one for one in found[name].entries if one.uid == "sala@rus.example.org")
        assert (entry.status, entry.summary, entry.transp, entry.sequence) == (
            "CANCELLED",
            "Inställt: Dialog Sala",
            "TRANSPARENT",
            1,
        )
    assert found.keys() == before.keys()
    expired, _ = made(plan(*events, published=ledger), today=dt.date(2018, 12, 27))
    assert expired.keys() == before.keys()
    assert ids(expired)["municipality-sala"] == []


def test_what_was_never_confirmed_is_not_among_the_confirmed_when_it_is_cancelled() -> None:
    _, ledger = made(plan(KOPING))
    found, _ = made(plan(replace(KOPING, status=Status.CANCELLED), published=ledger))
    assert (ids(found)["confirmed"], "koping" in ids(found)["all"]) == ([], True)


def test_only_a_municipality_where_something_is_planned_has_a_feed() -> None:
    assert "municipality-sala" not in names(plan(KOPING))


def test_tasks() -> None:
    done = replace(COUNCIL, done=Days(first=dt.date(2018, 11, 7), last=dt.date(2018, 11, 7)))
    around = replace(COUNCIL, id="around", done=WINDOW, when=WINDOW)
    target = replace(FOLDER, todo=True, windows=True)
    (feed,) = (made(plan(milestones=(done, around, REPORT)), target)[0][name] for name in ("milestones-todo",))
    assert feed.entries == ()
    first, second, report = feed.tasks
    assert first == Task(
        uid="council.todo@rus.example.org",
        due=dt.date(2018, 11, 7),
        summary="Beslut",
        status="COMPLETED",
        created=clock("2018-11-06T00:00Z"),
        modified=clock("2018-11-06T00:00Z"),
        completed=dt.date(2018, 11, 7),
        description="Klart.\nKontakt: region@example.org",
        categories=("Milstolpe",),
        organizer=first.organizer,
    )
    assert (second.status, second.completed, second.due) == ("NEEDS-ACTION", None, WINDOW.last)
    assert (report.yearly, report.due, report.status) == (True, dt.date(2025, 2, 21), "NEEDS-ACTION")
    later = made(plan(milestones=(done, around, REPORT)), target, dt.date(2019, 4, 1))[0]["milestones-todo"]
    assert [(one.status, one.completed) for one in later.tasks] == [
        ("COMPLETED", dt.date(2018, 11, 7)),
        ("COMPLETED", None),
        ("NEEDS-ACTION", None),
    ]


def test_readers_see_the_feeds() -> None:
    found, _ = made(plan(), replace(FOLDER, todo=True, windows=True))
    for octets, feed in zip(all_calendar_bytes(list(found.values())), found.values(), strict=True):
        assert octets == calendar_bytes(feed)
        (calendar,) = IcsCalendarStream.from_ics(octets.decode()).calendars
        other = vobject.readOne(octets.decode())
        meant = [(one.uid, one.summary, one.sequence) for one in parts_of(feed)]
        read: list[Any] = [*calendar.events, *calendar.todos]
        assert [(one.uid, one.summary, one.sequence) for one in read] == meant
        parts = [*other.contents.get("vevent", []), *other.contents.get("vtodo", [])]
        assert [(one.uid.value, one.summary.value, int(one.sequence.value)) for one in parts] == meant
        assert other.contents["x-wr-calname"][0].value == other.contents["name"][0].value == feed.name
        assert other.contents["description"][0].value == feed.description
        assert other.contents["color"][0].value == feed.color
        assert other.contents["x-apple-calendar-color"][0].value == HEX[feed.color]
    for task, meant_task in zip(
        calendar_of(found["milestones-todo"]).todos, found["milestones-todo"].tasks, strict=True
    ):
        assert str(task.status.value) == meant_task.status
        assert (task.dtstart if meant_task.yearly else task.due) == meant_task.due


def parts_of(feed: Feed) -> list[Entry | Task]:
    return [*feed.entries, *feed.tasks]


def calendar_of(feed: Feed) -> Any:
    (calendar,) = IcsCalendarStream.from_ics(calendar_bytes(feed).decode()).calendars
    return calendar


def test_the_colours_are_css_names_and_their_figures() -> None:
    assert {name: webcolors.name_to_hex(name).upper() for name in HEX} == HEX


@pytest.mark.parametrize(
    ("meant", "told"),
    [
        ("COLOR:goldenrod", "COLOR:seagreen"),
        ("X-APPLE-CALENDAR-COLOR:#DAA520", "X-APPLE-CALENDAR-COLOR:#DAA521"),
        ("X-APPLE-CALENDAR-COLOR:#DAA520\r\n", ""),
        ("\r\nDESCRIPTION:Processens", "\r\nDESCRIPTION:En"),
        ("X-WR-CALDESC:Processens", "X-WR-CALDESC:En"),
        ("BEGIN:VTODO", "BEGIN:VEVENT"),
        ("DUE;VALUE=DATE:20181107", "DUE;VALUE=DATE:20181108"),
        ("DUE;VALUE=DATE:20181107", "DUE:20181107T000000Z"),
        ("DUE;VALUE=DATE:20181107", "DTSTART;VALUE=DATE:20181107\r\nDURATION:P1D"),
        ("DURATION:P1D", "DURATION:P2D"),
        ("DURATION:P1D\r\n", ""),
        ("RRULE:FREQ=YEARLY", "RRULE:FREQ=DAILY"),
        ("STATUS:COMPLETED", "STATUS:NEEDS-ACTION"),
        ("COMPLETED:20181107T000000Z", "COMPLETED:20181108T000000Z"),
        ("SUMMARY:Beslut", "SUMMARY:Besluta"),
        ("CLASS:PUBLIC", "CLASS:PRIVATE"),
        ("SEQUENCE:0", "SEQUENCE:1"),
        ("DTSTAMP:20181106T000000Z", "DTSTAMP:20181107T000000Z"),
        (
            "END:VTODO",
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Beslut\r\nTRIGGER:-P1D\r\nEND:VALARM\r\nEND:VTODO",
        ),
    ],
)
def test_a_feed_that_says_something_else_is_refused(meant: str, told: str) -> None:
    done = replace(COUNCIL, done=COUNCIL.when)
    feed = made(plan(milestones=(done, REPORT)), replace(FOLDER, todo=True))[0]["milestones-todo"]
    text = calendar_bytes(feed).decode()
    assert meant in text
    with pytest.raises(IntegrityError):
        verify(text.replace(meant, told).encode(), feed)


def test_an_empty_feed_is_still_a_calendar() -> None:
    feed = made(plan())[0]["municipality-vasteras"]
    octets = calendar_bytes(feed)
    assert octets.count(b"BEGIN:VTIMEZONE") == 1
    assert ical.read(octets) == feed
    with pytest.raises(IntegrityError):
        verify(octets.replace(b"BEGIN:VTIMEZONE", b"BEGIN:VEVENT"), feed)


def test_what_is_read_back_once_is_the_same_as_what_is_read_back_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(made(plan(), replace(FOLDER, todo=True))[0].values())
    whole = all_calendar_bytes(found)
    assert whole == [calendar_bytes(feed) for feed in found]
    read, seen = ical.read, []

    def counting(octets: bytes) -> Feed:
        seen.append(octets.count(b"BEGIN:V"))
        return read(octets)

    monkeypatch.setattr(ical, "read", counting)
    all_calendar_bytes(found)
    assert seen == [1 + 1 + 4 + 2, *(1 for _ in found)]  # the zone is the same in each, and read once


def test_publishing_setting_of_days() -> None:
    _, ledger = made(plan(SALA, KOPING))
    short = plan(KOPING, published=ledger, publishing=Publishing(keep_days=0))
    found, ledger = made(short, today=dt.date(2018, 11, 26))
    assert "sala" in ids(found)["all"]
    assert "sala" not in ids(made(replace(short, published=ledger), today=dt.date(2018, 11, 27))[0])["all"]
