"""The validator finds each fault it is there to find: one is put into a file that has none."""

from dataclasses import replace

import pytest

from rusctl.calendar.ics.entry import Feed, Task
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.calendar.itip.itip import cancel, request, scheduling_bytes
from rusctl.model.recipients import Recipient
from tests.calendar.ics.strict import problems
from tests.calendar.judges import JUDGES, NIGHTLY
from tests.calendar.seen import meant
from tests.calendar.test_judges import STAMP

EVENTS = [
    ("\r\n", "\n", "a bare CR or LF"),
    ("END:VCALENDAR\r\n", "END:VCALENDAR", "the last line has no end"),
    ("VERSION:2.0", "VERSION:2.0\r\n", "empty"),
    ("VERSION:2.0", "VERSION:2.0\r\nX-WR-CALDESC:" + "a" * 63, "76 octets"),
    ("SUMMARY:", "SUMMARY:\x07", "a control character"),
    ("SUMMARY:", "SUMMARY:\x85", "take for a line break"),
    ("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR", "byte order mark"),
    ("SUMMARY:", "SUMMARY:\\\r\n n", "an escape is split"),
    ("SUMMARY:", "\r\n\tSUMMARY:", "empty"),
    ("CALSCALE:", "CALSCALE", "no content line"),
    ("CALSCALE:", "calscale:", "no content line"),
    ('CN="', 'CN="a";CN="', "a parameter twice"),
    ('CN="', 'CN="a"b"', "no content line"),
    ("BEGIN:VEVENT", "BEGIN:VJOURNAL", "VJOURNAL in VCALENDAR"),
    ("END:VEVENT", "END:VTODO", "END:VTODO of something else"),
    ("END:VCALENDAR", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR", "more than one VCALENDAR"),
    ("END:VCALENDAR", "END:VCALENDAR\r\nX-A:b", "outside of VCALENDAR"),
    ("END:VCALENDAR", "METHOD:PUBLISH\r\nEND:VCALENDAR", "METHOD after a component"),
    ("\r\nEND:VCALENDAR", "", "VCALENDAR is not ended"),
    ("VERSION:2.0", "VERSION:1.0", "VERSION cannot be 1.0"),
    ("UID:", "COMMENT:a\r\nUID:", "COMMENT is unknown in VEVENT"),
    ("SEQUENCE:", "SEQUENCE:1\r\nSEQUENCE:", "SEQUENCE 2 times"),
    ("DTSTAMP:20180903T000000Z\r\n", "", "DTSTAMP 0 times"),
    ("DTSTAMP:20180903T000000Z", "DTSTAMP:20180903T000000", "DTSTAMP cannot be"),
    ("CREATED:20180903T000000Z", "CREATED:20180931T000000Z", "CREATED cannot be"),
    ("STATUS:CONFIRMED", "STATUS:HELD", "STATUS cannot be HELD"),
    ("STATUS:CONFIRMED\r\n", "", "no STATUS"),
    ("SUMMARY:", "SUMMARY:a,", "SUMMARY cannot be"),
    ("SUMMARY:", "SUMMARY:a\\x", "SUMMARY cannot be"),
    ("SUMMARY:", "SUMMARY;LANGUAGE=sv:", "SUMMARY cannot have LANGUAGE=sv"),
    ("TRIGGER:-P1D", "TRIGGER:-P1DT", "TRIGGER cannot be"),
    ("ACTION:DISPLAY\r\n", "", "ACTION 0 times"),
    ("mailto:region", "region", "ORGANIZER cannot be"),
    ("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL", "without VALUE=DURATION"),
    ("DTSTART;TZID=Europe/Stockholm:", "DTSTART:", "a time that floats"),
    ("DTSTART;TZID=Europe/Stockholm:", "DTSTART;TZID=Europe/Oslo:", "the zone is not in the file"),
    ("T003000\r\n", "T003000Z\r\n", "a time in UTC has no zone"),
    ("DTSTART;VALUE=DATE:", "DTSTART:", "VALUE=DATE and a date go together"),
    ("DTSTART;VALUE=DATE:20180928", "DTSTART;TZID=Europe/Stockholm:20180928T090000", "of different kinds"),
    ("DTEND;VALUE=DATE:20180929", "DTEND;VALUE=DATE:20180928", "it ends before it begins"),
    ("TZID:Europe/Stockholm", "TZID:Europe/Oslo", "the zone is not in the file"),
    ("BEGIN:STANDARD", "BEGIN:DAYLIGHT", "END:STANDARD of something else"),
    ("UID:held@", "UID:plain@", "UID plain@plan.example.org 2 times"),
    ("UID:held@plan", "UID:he ld@plan", "UID cannot be"),
    ("CLASS:PUBLIC", "CLASS:PUBLIC\r\nATTENDEE:mailto:x@example.org", "ATTENDEE 1 times"),
]


@pytest.mark.parametrize(("old", "new", "fault"), EVENTS)
def test_a_fault_in_events_is_found(everything: Feed, old: str, new: str, fault: str) -> None:
    text = calendar_bytes(everything).decode()
    assert problems(text.encode()) == []
    assert old in text
    assert any(fault in one for one in problems(text.replace(old, new, 1 if old != "\r\n" else -1).encode()))


def test_a_split_character_is_found(everything: Feed) -> None:
    octets = calendar_bytes(everything).replace("Örebo".encode(), b"\xc3\r\n \x96rebo", 1)
    assert any("a character is split" in one for one in problems(octets))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("DUE;VALUE=DATE:20181108\r\n", "", "DUE or DURATION"),
        ("DUE;", "DURATION:P1D\r\nDUE;", "DUE or DURATION"),
        ("DUE;VALUE=DATE:20181108", "DURATION:P1D", "DURATION needs DTSTART"),
        ("STATUS:COMPLETED", "STATUS:NEEDS-ACTION", "COMPLETED of what is not"),
        ("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:x@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR", "events and tasks"),
        ("CALSCALE:GREGORIAN", "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH", "needs DTSTART and PRIORITY"),
    ],
)
def test_a_fault_in_tasks_is_found(everything: Feed, old: str, new: str, fault: str) -> None:
    day = STAMP.date()
    task = Task(
        uid="a@example.org",
        due=day,
        summary="A",
        status="COMPLETED",
        created=STAMP,
        modified=STAMP,
        completed=day,
    )
    text = calendar_bytes(replace(everything, entries=(), tasks=(task,), method="")).decode()
    assert problems(text.encode()) == []
    assert old in text
    assert any(fault in one for one in problems(text.replace(old, new).encode()))


def test_a_fault_in_an_invitation_is_found(everything: Feed) -> None:
    entry = next(one for one in everything.entries if one.reminders and one.organizer)
    ett = Recipient(address="ett@example.org")
    asked = scheduling_bytes(request(entry, ett, 1, STAMP))
    called_off = scheduling_bytes(cancel(entry, ett, 1, STAMP))
    assert problems(asked) == problems(called_off) == []
    assert problems(asked.replace(b"METHOD:REQUEST", b"METHOD:PUBLISH")) == ["VEVENT: ATTENDEE 1 times"]
    assert problems(asked.replace(b"METHOD:REQUEST", b"METHOD:CANCEL")) == ["VEVENT: an alarm in a cancellation"]
    assert problems(called_off.replace(b"METHOD:CANCEL", b"METHOD:REQUEST")) == ["VEVENT: no STATUS"]
    assert problems(asked.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED")) == [
        "VEVENT: an invitation to what is cancelled"
    ]
    without = asked[: asked.index(b"ORGANIZER")] + asked[asked.index(b"ATTENDEE") :]
    assert problems(without) == ["VEVENT: nobody invites"]


@pytest.mark.parametrize("judge", [*JUDGES, *(one.read for one in NIGHTLY.values() if one.is_there())])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("UID:held@", "UID:other@"),
        ("DTSTART;VALUE=DATE:20180928", "DTSTART;VALUE=DATE:20180927"),
        ("DTEND;TZID=Europe/Stockholm:20181028T043000", "DTEND;TZID=Europe/Stockholm:20181028T033000"),
        ("STATUS:CANCELLED", "STATUS:CONFIRMED"),
        ("SEQUENCE:0", "SEQUENCE:1"),
        ("TRIGGER:-P1D", "TRIGGER:-P2D"),
        ("Örebo", "Orebo"),
    ],
)
def test_a_judge_sees_a_change(judge: object, everything: Feed, old: str, new: str) -> None:
    assert callable(judge)
    text = calendar_bytes(everything).decode()
    assert old in text
    assert judge(text.replace(old, new, 1).encode()) != judge(text.encode())


@pytest.mark.parametrize("before", range(80))
def test_no_fold_splits_an_escape_of_several_backslashes(everything: Feed, before: int) -> None:
    entry = replace(everything.entries[0], summary="a" * before + "\\" * 200)
    octets = calendar_bytes(replace(everything, entries=(entry,)))
    assert problems(octets) == []
    assert [judge(octets) for judge in JUDGES] == [[meant(entry)]] * len(JUDGES)
