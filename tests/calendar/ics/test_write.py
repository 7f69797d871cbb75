"""Lines as RFC 5545 wants them, whatever they hold."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.feeds.entries import midnight
from rusctl.calendar.ics import ical
from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.calendar.ics.write import folded, write
from rusctl.errors import IntegrityError
from rusctl.model.plan import Days
from tests.calendar.ics import strict
from tests.examples import examples

DAY = dt.date(2018, 11, 7)
ENTRY = Entry(
    uid="sala@plan.example.org",
    when=Days(first=DAY, last=DAY),
    summary="Sala",
    status="CONFIRMED",
    transp="TRANSPARENT",
    busystatus="FREE",
    created=midnight(DAY),
    modified=midnight(DAY),
)
FEED = Feed(name="Tour", entries=(ENTRY,))


def test_a_file() -> None:
    assert write(FEED).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//rusctl contributors//rusctl//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Tour",
        "NAME:Tour",
        "X-WR-TIMEZONE:Europe/Stockholm",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "BEGIN:VEVENT",
        "UID:sala@plan.example.org",
        "DTSTAMP:20181107T000000Z",
        "CREATED:20181107T000000Z",
        "LAST-MODIFIED:20181107T000000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20181107",
        "DTEND;VALUE=DATE:20181108",
        "SUMMARY:Sala",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_map_point_is_written_and_read_back() -> None:
    feed = replace(FEED, entries=(replace(ENTRY, location="Rådhuset", geo="59.920500;-16.604200"),))
    octets = write(feed)
    assert b"LOCATION:R\xc3\xa5dhuset\r\nGEO:59.920500;-16.604200\r\n" in octets
    assert ical.read(octets) == feed
    assert strict.problems(octets) == []
    with pytest.raises(ical.UnexpectedError):
        ical.read(octets.replace(b"GEO:59.", b"GEO:99."))


def test_a_file_for_a_store_has_no_method() -> None:
    assert b"METHOD" not in calendar_bytes(replace(FEED, method=""))


@pytest.mark.parametrize(
    ("before", "trigger"),
    [
        (dt.timedelta(), "TRIGGER:PT0S"),
        (dt.timedelta(minutes=30), "TRIGGER:-PT30M"),
        (dt.timedelta(hours=25), "TRIGGER:-PT1500M"),
        (dt.timedelta(days=14), "TRIGGER:-P14D"),
    ],
)
def test_a_reminder(before: dt.timedelta, trigger: str) -> None:
    octets = calendar_bytes(replace(FEED, entries=(replace(ENTRY, reminders=(before,)),)))
    assert ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Sala", trigger, "END:VALARM"] == octets.decode().split(
        "\r\n"
    )[-8:-3]


@given(st.text("aå€🎉\\,;n ", max_size=400))
@settings(deadline=None, max_examples=examples(500))
def test_folding_keeps_characters_and_escapes_whole(text: str) -> None:
    octets = folded(f"SUMMARY:{text}")
    pieces = octets.removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(pieces).decode() == f"SUMMARY:{text}"
    assert max(map(len, pieces[1:]), default=0) <= 74
    assert len(pieces[0]) <= 75
    for piece in pieces:
        piece.decode()
    # No line is cut shorter than a character and a backslash demand.
    assert all(len(piece) >= 70 for piece in pieces[:-1])


def test_an_escape_is_not_parted_by_a_fold() -> None:
    line = "SUMMARY:" + "a" * 66 + "\\,b"
    assert folded(line) == b"SUMMARY:" + b"a" * 66 + b"\r\n \\,b\r\n"


@pytest.mark.parametrize("character", ["\r", "\n", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
@pytest.mark.parametrize("field", ["status", "transp", "busystatus", "url"])
def test_a_control_character_is_refused_wherever_it_stands(field: str, character: str) -> None:
    changed: dict[str, str] = {field: f"a{character}ATTENDEE:mailto:x@example.org"}
    with pytest.raises(IntegrityError):
        write(replace(FEED, entries=(replace(ENTRY, **changed),)))  # type: ignore[arg-type]
