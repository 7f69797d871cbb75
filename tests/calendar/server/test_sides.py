"""Versions of an event are compared by what they say, however a server writes it down."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.server.remote_diff import differences, fingerprint, is_marked, mark, read_mark, reading, uids
from rusctl.language import dates
from tests.calendar.server.conftest import entry, octets

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
        (SALA.replace(b"DTSTART;TZID=Europe/Stockholm:20181107T090000", b"DTSTART:20181107T080000Z"), ["DTSTART"]),
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


def test_marks() -> None:
    made = mark(SALA)
    assert read_mark(str(made)) == made
    assert not re.search(r"\d", str(made))
    assert not is_marked(SALA, read_mark(""))
    assert uids(SALA) == {"sala@plan.example.org"}


@settings(deadline=None, max_examples=200)
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
