"""A file that says anything else than it was to say is not handed out."""

from dataclasses import fields, replace
from typing import Any

import pytest

from rusctl.calendar.ics import ical
from rusctl.calendar.ics.entry import Entry, Feed, Organizer
from rusctl.calendar.ics.verify import calendar_bytes, verify
from rusctl.calendar.ics.zone import BLOCK
from rusctl.errors import IntegrityError
from rusctl.model.plan import Days, Hours

ZONE = "\r\n".join((*BLOCK, ""))


def test_everything_reads_back(everything: Feed) -> None:
    octets = calendar_bytes(everything)
    assert ical.read(octets) == everything


@pytest.mark.parametrize(
    ("meant", "told"),
    [
        ("UID:plain@", "UID:other@"),
        ("DTSTAMP:20180903T000000Z", "DTSTAMP:20180903T000001Z"),
        ("DTSTAMP:20180903T000000Z", "DTSTAMP:20180904T000000Z"),
        ("CREATED:20180903T000000Z", "CREATED:20180902T000000Z"),
        ("LAST-MODIFIED:20181112T000000Z", "LAST-MODIFIED:20181113T000000Z"),
        ("SEQUENCE:2", "SEQUENCE:1"),
        ("DTSTART;VALUE=DATE:20181107", "DTSTART;VALUE=DATE:20181106"),
        ("DTEND;VALUE=DATE:20181108", "DTEND;VALUE=DATE:20181107"),
        ("DTSTART;TZID=Europe/Stockholm:20181129T090000", "DTSTART;TZID=Europe/Stockholm:20181129T080000"),
        ("DTEND;TZID=Europe/Stockholm:20181129T120000", "DTEND;TZID=Europe/Stockholm:20181129T130000"),
        (";TZID=Europe/Stockholm:20181129T", ";TZID=Europe/Oslo:20181129T"),
        (";TZID=Europe/Stockholm:20181129T", ":20181129T"),
        ("Samråd", "Samtal"),
        ("STATUS:CANCELLED", "STATUS:CONFIRMED"),
        ("TRANSP:OPAQUE", "TRANSP:TRANSPARENT"),
        ("CLASS:PUBLIC", "CLASS:PRIVATE"),
        ("BUSYSTATUS:TENTATIVE", "BUSYSTATUS:BUSY"),
        ("LOCATION:Örebo", "LOCATION:Älboda"),
        ("example.org\\, 2018", "example.org\\, 2019"),
        ("CATEGORIES:Natt öppen", "CATEGORIES:Natt,öppen"),
        ("URL:https://example.org", "URL:https://example.net"),
        ('CN="Region', 'CN="Regionen'),
        (":mailto:region@", ":mailto:x@"),
        ("ORGANIZER;CN", "ORGANIZER;DIR=x;CN"),
        ("SUMMARY:", "SUMMARY;LANGUAGE=sv:"),
        ("TRIGGER:-PT90M", "TRIGGER:PT90M"),
        ("TRIGGER:-PT90M", "TRIGGER;RELATED=END:-PT90M"),
        ("ACTION:DISPLAY", "ACTION:AUDIO"),
        ("END:VALARM", "END:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-P1D\r\nEND:VALARM"),
        ("STATUS:CANCELLED", "STATUS:CANCELLED\r\nATTENDEE:mailto:x@example.org"),
        ("STATUS:CANCELLED", "STATUS:CANCELLED\r\nSTATUS:CANCELLED"),
        ("SEQUENCE:2", "SEQUENCE:two"),
        ("SEQUENCE:2\r\n", ""),
        ("END:VEVENT\r\nBEGIN:VEVENT\r\n", ""),
        ("END:VEVENT\r\n", "END:VEVENT"),
        ("METHOD:PUBLISH", "METHOD:REQUEST"),
        ("X-WR-CALNAME:S", "X-WR-CALNAME:s"),
        ("\r\nNAME:S", "\r\nNAME:s"),
        ("X-WR-TIMEZONE:Europe/Stockholm", "X-WR-TIMEZONE:Europe/Oslo"),
        ("VERSION:2.0", "VERSION:2.1"),
        ("CALSCALE:GREGORIAN", "CALSCALE:GREGORIAN\r\nX-A:b"),
        ("BEGIN:VEVENT", "BEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\nBEGIN:VEVENT"),
        ("DTSTART:19960331T020000", "DTSTART:19960331T030000"),
        (ZONE, ""),
        (ZONE, ZONE + ZONE),
        ("\r\n", "\n"),
        ("Samråd", "Samr\x07åd"),
        ("\r\n ", ""),
        ("END:VCALENDAR\r\n", ""),
        ("END:VCALENDAR\r\n", "END:VCALENDAR"),
    ],
)
def test_a_file_that_says_something_else_is_refused(everything: Feed, meant: str, told: str) -> None:
    text = calendar_bytes(everything).decode()
    assert meant in text
    for changed in {text.replace(meant, told), text.replace(meant, told, 1)}:
        with pytest.raises(IntegrityError):
            verify(changed.encode(), everything)


def test_a_zone_after_the_entries_is_refused(everything: Feed) -> None:
    text = calendar_bytes(everything).decode()
    changed = text.replace(ZONE, "").replace("END:VCALENDAR", f"{ZONE}END:VCALENDAR")
    with pytest.raises(IntegrityError):
        verify(changed.encode(), everything)


def test_every_field_of_an_entry_counts(everything: Feed) -> None:
    octets = calendar_bytes(everything)
    entry = everything.entries[0]
    other: dict[str, Any] = {
        "when": Days(first=entry.when.first, last=entry.when.first.replace(day=30)),
        "created": entry.created.replace(day=1),
        "modified": entry.modified.replace(day=1),
        "sequence": 99,
        "categories": ("x",),
        "organizer": Organizer("x@example.org", "x"),
        "reminders": (),
    }
    for field in (one for one in fields(Entry) if one.compare):
        changed = replace(entry, **{field.name: other.get(field.name, "x")})
        with pytest.raises(IntegrityError) as caught:
            verify(octets, replace(everything, entries=(changed, *everything.entries[1:])))
        assert field.name in str(caught.value.message.args)


def test_the_entry_it_is_about_is_named(everything: Feed) -> None:
    octets = calendar_bytes(everything)
    entries = list(everything.entries)
    position = next(index for index, entry in enumerate(entries) if isinstance(entry.when, Hours))
    entries[position] = replace(entries[position], summary="x")
    with pytest.raises(IntegrityError) as caught:
        verify(octets, replace(everything, entries=tuple(entries)))
    assert caught.value.message.args == {"what": f"{entries[position].uid}: summary"}
    assert caught.value.exit_code == 5


def test_what_is_unexpected_is_named(everything: Feed) -> None:
    text = calendar_bytes(everything).decode()
    doubled = text.replace("STATUS:CANCELLED", "STATUS:CANCELLED\r\nSTATUS:CANCELLED")
    with pytest.raises(ical.UnexpectedError, match=r"^STATUS$"):
        ical.read(doubled.encode())
