"""Invitations as iTIP objects: what stands in them, line by line, and that nothing can be put into them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from rusctl.calendar.ics.entry import Entry, Feed, Organizer
from rusctl.calendar.ics.ical import read_scheduling
from rusctl.calendar.ics.scheduling import Scheduling
from rusctl.calendar.ics.zone import ZONE
from rusctl.calendar.itip import itip
from rusctl.calendar.itip.itip import cancel, request, scheduling_bytes, seen, significant
from rusctl.errors import IntegrityError
from rusctl.model.plan import Days, Hours, Status, Texts
from rusctl.model.recipients import Part, Recipient

STAMP = dt.datetime(2018, 11, 8, 12, 30, tzinfo=dt.UTC)
ETT = Recipient(address="ett@example.org", name="Testperson Ett")
Lines = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def entry(everything: Feed) -> Entry:
    return next(one for one in everything.entries if one.reminders and one.status == "CONFIRMED" and one.organizer)


def body(octets: bytes, logical_lines: Lines) -> list[str]:
    lines = logical_lines(octets)
    start = lines.index("BEGIN:VEVENT")
    return lines[start : lines.index("END:VEVENT")]


def test_a_request(entry: Entry, logical_lines: Lines) -> None:
    lines = logical_lines(scheduling_bytes(request(entry, ETT, 7, STAMP)))
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rusctl contributors//rusctl//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
    ]
    assert lines.count("BEGIN:VEVENT") == 1
    for line in (
        "SEQUENCE:7",
        "DTSTAMP:20181108T123000Z",
        f"UID:{entry.uid}",
        "STATUS:CONFIRMED",
    ):
        assert lines.count(line) == 1
    assert [line for line in lines if line.startswith("ATTENDEE")] == [
        (
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
            'CN="Testperson Ett":mailto:ett@example.org'
        )
    ]
    assert sum(line.startswith("ORGANIZER;CN=") for line in lines) == 1
    assert "BEGIN:VALARM" in lines
    assert not any(line.startswith(("X-WR-", "NAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")) for line in lines)


@pytest.mark.parametrize(
    ("part", "role", "rsvp"),
    [
        (Part.REQUIRED, "REQ-PARTICIPANT", "TRUE"),
        (Part.OPTIONAL, "OPT-PARTICIPANT", "TRUE"),
        (Part.CHAIR, "CHAIR", "TRUE"),
        (Part.INFORMED, "NON-PARTICIPANT", "FALSE"),
    ],
)
def test_ways_to_take_part(entry: Entry, part: Part, role: str, rsvp: str) -> None:
    attendee = request(entry, replace(ETT, part=part), 0, STAMP).attendee
    assert (attendee.role, attendee.rsvp, attendee.status) == (role, rsvp, "NEEDS-ACTION")


@pytest.mark.parametrize("answer", ["accepted", "tentative", "delegated"])
def test_an_answer_that_stands_is_repeated_and_not_asked_for_again(
    entry: Entry, logical_lines: Lines, answer: str
) -> None:
    scheduling = request(entry, ETT, 7, STAMP, answer)
    asking = request(entry, ETT, 7, STAMP)
    lines, before = (logical_lines(scheduling_bytes(one)) for one in (scheduling, asking))
    assert [(old, new) for old, new in zip(before, lines, strict=True) if old != new] == [
        (
            (
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
                'CN="Testperson Ett":mailto:ett@example.org'
            ),
            (
                f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer.upper()};RSVP=FALSE;"
                'CN="Testperson Ett":mailto:ett@example.org'
            ),
        )
    ]
    assert significant(scheduling.entry) == significant(asking.entry)
    assert seen(scheduling.entry, "sv") == seen(asking.entry, "sv")


def test_a_cancellation_has_no_alarm_and_asks_nothing(entry: Entry, logical_lines: Lines) -> None:
    lines = logical_lines(scheduling_bytes(cancel(replace(entry, status="CANCELLED"), ETT, 8, STAMP)))
    assert "METHOD:CANCEL" in lines
    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:8" in lines
    assert "BEGIN:VALARM" not in lines
    assert not any("RSVP=TRUE" in line for line in lines)


def test_one_who_is_left_out_is_not_told_that_the_event_is_cancelled(entry: Entry, logical_lines: Lines) -> None:
    lines = body(scheduling_bytes(cancel(entry, ETT, 8, STAMP)), logical_lines)
    assert not any(line.startswith("STATUS:") for line in lines)  # RFC 5546, 3.2.5


def test_it_reads_back_as_it_was_meant(everything: Feed) -> None:
    for one in everything.entries:
        for make in (request, cancel):
            scheduling = make(one, ETT, 3, STAMP)
            assert read_scheduling(scheduling_bytes(scheduling), ZONE) == scheduling


def test_readers_that_know_nothing_of_rusctl_agree(everything: Feed) -> None:
    for one in everything.entries:
        for make in (request, cancel):
            octets = scheduling_bytes(make(one, ETT, 3, STAMP))
            theirs = vobject.readOne(octets.decode()).vevent
            other = IcsCalendarStream.calendar_from_ics(octets.decode()).events[0]
            assert theirs.uid.value == other.uid == one.uid
            assert int(theirs.sequence.value) == other.sequence == 3
            assert theirs.attendee.value == f"mailto:{ETT.address}"
            assert [str(who.uri) for who in other.attendees] == [f"mailto:{ETT.address}"]
            assert theirs.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
            assert theirs.summary.value == other.summary == one.summary
            assert not other.alarm or make is request
            first = one.when.start if isinstance(one.when, Hours) else one.when.first
            for start in (theirs.dtstart.value, other.dtstart):
                assert (start.replace(tzinfo=None) if isinstance(start, dt.datetime) else start) == first


def test_what_does_not_read_back_is_not_given_out(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(itip, "_attendee_line", lambda _: "ATTENDEE:mailto:somebody@example.org")
    with pytest.raises(IntegrityError):
        scheduling_bytes(request(entry, ETT, 0, STAMP))


def test_a_line_break_in_an_address_breaks_the_writing_and_not_the_file(entry: Entry) -> None:
    hostile = replace(request(entry, ETT, 0, STAMP).attendee, address="a@example.org\r\nATTENDEE:mailto:b@example.org")
    with pytest.raises(IntegrityError):
        scheduling_bytes(Scheduling(method="REQUEST", entry=entry, attendee=hostile, stamp=STAMP))


@given(st.text(max_size=60))
def test_no_name_puts_in_a_property(everything: Feed, name: str) -> None:
    scheduling = request(everything.entries[0], replace(ETT, name=name), 0, STAMP)
    octets = scheduling_bytes(scheduling)
    assert octets.count(b"\r\nATTENDEE") == 1
    assert read_scheduling(octets, ZONE) == scheduling


def test_only_the_date_and_whether_it_is_held_ask_for_a_new_answer(entry: Entry) -> None:
    day = Days(first=dt.date(2018, 12, 3), last=dt.date(2018, 12, 3))
    same = [
        replace(entry, summary="Other"),
        replace(entry, location="Other"),
        replace(entry, status="TENTATIVE"),
        replace(entry, sequence=9, modified=STAMP),
    ]
    assert {significant(one) for one in same} == {significant(entry)}
    assert significant(replace(entry, when=day)) != significant(entry)
    assert significant(replace(entry, status="CANCELLED")) != significant(entry)


def test_what_people_see_is_told_and_what_they_do_not_see_is_not(entry: Entry) -> None:
    assert entry.values
    unseen = replace(
        entry, sequence=9, modified=STAMP, created=STAMP, transp="OPAQUE", busystatus="FREE", categories=("x",)
    )
    better = replace(entry, summary="A better word", description="Better words")
    note = replace(entry, values=replace(entry.values, note="For colleagues"))
    assert {seen(one, "sv") for one in (unseen, better, note)} == {seen(entry, "sv")}
    other = Organizer("other@example.org", "Other")
    for changed in (
        replace(entry, values=replace(entry.values, title=Texts({"": "Other"}))),
        replace(entry, values=replace(entry.values, venue="Other")),
        replace(entry, values=replace(entry.values, source="Other")),
        replace(entry, values=replace(entry.values, url="https://example.org/other")),
        replace(entry, values=replace(entry.values, status=Status.TENTATIVE)),
        replace(entry, organizer=other),
    ):
        assert not {*seen(changed, "sv")} & {*seen(entry, "sv")}


def test_who_was_told_in_another_language_was_told_the_same(entry: Entry) -> None:
    assert seen(entry, "sv") == tuple(reversed(seen(entry, "en")))
