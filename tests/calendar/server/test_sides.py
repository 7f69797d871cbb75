"""Versions of an event are compared by what they say, however a server writes it down."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.server.remote import Seen
from rusctl.calendar.server.remote_diff import (
    ContentHash,
    differences,
    fingerprint,
    is_marked,
    mark,
    read_mark,
    reading,
    uids,
)
from rusctl.calendar.server.sync import DeliveredState, DesiredEntry, Situation, SyncAction, SyncKind, steps
from rusctl.language import dates
from tests.calendar.server.conftest import entry, octets
from tests.examples import examples

SALA = octets(entry("sala"))


@pytest.mark.parametrize(
    "there",
    [
        SALA.replace(b"\r\n", b"\n"),
        SALA.replace(b"\r\n ", b""),
        re.sub(rb"(?m)^(DTSTAMP|LAST-MODIFIED|CREATED|PRODID):.*\r\n", b"", SALA),
        SALA.replace(b'CN="Region Ett"', b"CN=Region Ett"),
        SALA.replace(b"TRIGGER:-PT90M", b"TRIGGER:-PT1H30M").replace(b"-P1D", b"-PT24H"),
        SALA.replace(b"END:VEVENT", b"X-MOZ-GENERATION:3\r\nEND:VEVENT"),
        SALA.replace(b"SUMMARY", b"summary"),
        re.sub(rb"(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", SALA),
        re.sub(rb"(?s)(SUMMARY:[^\r]*(?:\r\n [^\r]*)*\r\n)(STATUS:[^\r]*\r\n)", rb"\2\1", SALA),
    ],
)
def test_written_otherwise(there: bytes) -> None:
    assert differences(there, SALA) == {}
    assert fingerprint(there) == fingerprint(SALA)
    assert is_marked(there, mark(SALA))


@pytest.mark.parametrize(
    ("there", "names"),
    [
        (SALA.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED"), ["STATUS"]),
        (
            SALA.replace(b"DTSTART;TZID=Europe/Stockholm:20181107T09", b"DTSTART;TZID=Europe/Stockholm:20181107T08"),
            ["DTSTART"],
        ),
        (SALA.replace(b"DTEND;TZID=Europe/Stockholm:2018110", b"DTEND;TZID=Europe/Stockholm:2018111"), ["DTEND"]),
        (SALA.replace(b"SUMMARY:", b"SUMMARY;LANGUAGE=sv:Nytt "), ["SUMMARY"]),
        (SALA.replace(b"CLASS:PUBLIC", b"CLASS:PRIVATE"), ["CLASS"]),
        (SALA.replace(b"TRANSP:OPAQUE", b"TRANSP:TRANSPARENT"), ["TRANSP"]),
        (SALA.replace(b"END:VEVENT", b"PRIORITY:1\r\nEND:VEVENT"), ["PRIORITY"]),
        (SALA.replace(b"TRIGGER:-P1D", b"TRIGGER;RELATED=END:-P1D"), ["VALARM"]),
        (
            SALA.replace(
                b"END:VCALENDAR",
                b"BEGIN:VEVENT\r\nUID:sala@plan.example.org\r\nRECURRENCE-ID:20181107T080000Z\r\n"
                b"DTSTART:20181108T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
            ),
            ["RRULE"],
        ),
        (SALA.replace(b"LOCATION:Folkets hus\\, stora salen\r\n", b""), ["LOCATION"]),
        (SALA.replace(b"-P1D", b"-P2D"), ["VALARM"]),
        (SALA.replace(b"BUSYSTATUS:BUSY", b"BUSYSTATUS:FREE"), ["X-MICROSOFT-CDO-BUSYSTATUS"]),
        (SALA.replace(b"END:VEVENT", b"ATTENDEE:mailto:ett@example.org\r\nEND:VEVENT"), ["ATTENDEE"]),
        (SALA.replace(b"END:VEVENT", b"RRULE:FREQ=DAILY\r\nEND:VEVENT"), ["RRULE"]),
    ],
)
def test_said_otherwise(there: bytes, names: list[str]) -> None:
    assert there != SALA
    assert list(differences(there, SALA)) == names
    assert not is_marked(there, mark(SALA))


# What another program writes without anybody having changed anything of what people see.
HOUSEKEEPING = {
    "an alarm acknowledged (RFC 9074, 6.1)": (b"TRIGGER:", b"ACKNOWLEDGED:20261202T100000Z\r\nTRIGGER:"),
    "an alarm with a UID (RFC 9074, 4)": (b"TRIGGER:", b"UID:0B1C-22\r\nTRIGGER:"),
    "an alarm put off (RFC 9074, 7)": (
        b"END:VEVENT",
        b"BEGIN:VALARM\r\nRELATED-TO;RELTYPE=SNOOZE:0B1C-22\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT",
    ),
    "an alarm that is none": (
        b"END:VEVENT",
        b"BEGIN:VALARM\r\nACTION:NONE\r\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\r\nEND:VALARM\r\nEND:VEVENT",
    ),
    "the value type of an alarm": (b"TRIGGER:", b"TRIGGER;VALUE=DURATION:"),
    "what an alarm is related to": (b"TRIGGER:", b"TRIGGER;RELATED=START:"),
    "the text of an alarm": (b"ACTION:DISPLAY\r\nDESCRIPTION:", b"ACTION:DISPLAY\r\nDESCRIPTION:Reminder "),
    "the value type of a time": (b"DTSTART;", b"DTSTART;VALUE=DATE-TIME;"),
    "what became of scheduling (RFC 6638, 7.3)": (b"ORGANIZER;", b"ORGANIZER;SCHEDULE-STATUS=1.1;"),
    "the language of a text": (b"SUMMARY:", b"SUMMARY;LANGUAGE=sv:"),
    "capitals": (b"mailto:", b"MAILTO:"),
    "CLASS left out": (b"CLASS:PUBLIC\r\n", b""),
    "TRANSP left out": (b"TRANSP:OPAQUE\r\n", b""),
    "STATUS left out": (b"STATUS:CONFIRMED\r\n", b""),
    "what Outlook is told left out": (b"X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n", b""),
    "PRIORITY, the default": (b"CLASS:", b"PRIORITY:0\r\nCLASS:"),
    "the same instant in UTC": (b";TZID=Europe/Stockholm:20181107T090000", b":20181107T080000Z"),
    "the same instant of another zone": (b";TZID=Europe/Stockholm:20181107T09", b";TZID=Europe/Helsinki:20181107T10"),
    "the zone with its vendor": (b"TZID=Europe/Stockholm", b"TZID=/vendor.example.org/Europe/Stockholm"),
    "a duration for the end": (b"DTEND;TZID=Europe/Stockholm:20181107T120000", b"DURATION:PT3H"),
    "SEQUENCE": (b"SEQUENCE:0", b"SEQUENCE:1"),
    "spaces": (b"Folkets hus\\, stora salen", b"Folkets hus\\,  stora salen "),
}
MOVED = octets(entry("sala", 1))


@pytest.mark.parametrize("name", HOUSEKEEPING)
def test_housekeeping_is_no_conflict_and_the_plan_s_news_arrive(name: str) -> None:
    old, new = HOUSEKEEPING[name]
    there = SALA.replace(old, new)
    assert there != SALA
    assert differences(there, SALA) == {}
    assert fingerprint(there) == fingerprint(SALA)
    for wanted, kind in ((SALA, SyncKind.SAME), (MOVED, SyncKind.CHANGE), (None, SyncKind.DELETE)):
        assert step(there, wanted).kind is kind


CHANGED = {
    "DTSTART": (b"DTSTART;TZID=Europe/Stockholm:20181107T09", b"DTSTART;TZID=Europe/Stockholm:20181107T08"),
    "SUMMARY": (b"SUMMARY:", b"SUMMARY:Nytt "),
    "LOCATION": (b"Folkets hus", b"Kommunhuset"),
    "STATUS": (b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
    "VALARM": (b"TRIGGER:-P1D", b"TRIGGER:-P2D"),
    "ATTENDEE": (b"END:VEVENT", b"ATTENDEE:mailto:ett@example.org\r\nEND:VEVENT"),
    "GEO": (b"END:VEVENT", b"GEO:59.9;16.6\r\nEND:VEVENT"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_people_see_changed_there_is_a_conflict_and_is_named_alone(name: str) -> None:
    """Whether the plan has news or none, and though a program has kept house besides."""
    old, new = CHANGED[name]
    there = SALA.replace(old, new).replace(b"CLASS:PUBLIC\r\n", b"")
    for wanted in (SALA, MOVED, None):
        found = step(there, wanted)
        assert (found.kind, found.changed) == (SyncKind.CHANGED_THERE, (name,))


def test_what_was_changed_there_as_the_plan_has_it_by_now_is_none() -> None:
    there = re.sub(rb"(?s)SUMMARY:.*?(?=\r\n[A-Z])", b"SUMMARY:Nytt", SALA)
    wanted = re.sub(rb"(?s)SUMMARY:.*?(?=\r\n[A-Z])", b"SUMMARY:Nytt", MOVED)
    assert step(there, wanted).kind is SyncKind.CHANGE


def test_a_ledger_from_before_there_were_fields_knows_what_it_gave_as_a_whole() -> None:
    before = read_mark("ighllhaalfgbmkigafhpbjchgkjjjjia-x")._replace(says=mark(SALA).says)
    assert before.fields == ""
    assert step(SALA.replace(b"\r\n", b"\n"), MOVED, before).kind is SyncKind.CHANGE
    assert step(SALA.replace(b"CLASS:PUBLIC\r\n", b""), SALA, before).kind is SyncKind.SAME
    assert step(SALA.replace(b"CLASS:PUBLIC\r\n", b""), MOVED, before).kind is SyncKind.CHANGED_THERE


def step(there: bytes, wanted: bytes | None, given: ContentHash | None = None) -> SyncAction:
    """Decide about the event, which was given as SALA and has another ETag since."""
    uid, path = "sala@plan.example.org", "/sala.ics"
    to_hold = {} if wanted is None else {uid: DesiredEntry(uid, path, 0, wanted)}
    had = DeliveredState(uid, path, '"1"', given or mark(SALA), 0)
    seen = {path: Seen(path, '"2"', there)}
    return steps(Situation(wanted=to_hold, had={uid: had}, listed=seen, seen=seen))[0]


def test_marks() -> None:
    made = mark(SALA)
    assert read_mark(str(made)) == made
    assert not re.search(r"\d", str(made))
    assert not is_marked(SALA, read_mark(""))
    assert uids(SALA) == {"sala@plan.example.org"}


@settings(deadline=None, max_examples=examples(200))
@given(st.binary(max_size=400))
def test_any_octets_can_be_compared(there: bytes) -> None:
    for data in (there, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + there):
        fingerprint(data)
        differences(data, SALA)
        uids(data)


TIMES = (
    *(":20181107T090000", ";TZID=Europe/Stockholm:20181107T090000", ":00010101T000000Z", ":99991231T235959Z"),
    *(";VALUE=DATE:20181107", ";VALUE=DATE:99991231", ";VALUE=DATE:00000000", ":x", ";TZID=UTC:20181107T090000", ":"),
    *(";TZID=Europe/Stockholm:00010101T000000", ";TZID=Europe/Stockholm:99991231T235959", ";VALUE=DATE:00010101"),
)
MOMENTS = st.sampled_from(TIMES)


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_any_time_can_be_said(start: str, end: str) -> None:
    there = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART{start}\r\nDTEND{end}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    when = reading(there.encode(), "Europe/Stockholm").when
    for code in ("sv", "en"):
        assert when is None or dates.medium(when, code)


def test_times_are_on_the_clock_of_the_plan() -> None:
    there = SALA.replace(b"DTSTART;TZID=Europe/Stockholm:20181107T090000", b"DTSTART:20181107T080000Z")
    assert reading(there, "Europe/Stockholm").when == reading(SALA, "Europe/Stockholm").when == entry("sala").when
