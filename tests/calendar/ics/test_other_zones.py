"""Calendars and invitations in any time zone: with a block where one is true, in UTC where none is, read back."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from rusctl.calendar.ics import verify as verifying
from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.calendar.ics.utc_note import utc_note
from rusctl.calendar.ics.verify import all_calendar_bytes, calendar_bytes, verify
from rusctl.calendar.ics.zone import zone_for
from rusctl.calendar.itip.itip import cancel, request, scheduling_bytes
from rusctl.calendar.itip.letter import letter
from rusctl.errors import IntegrityError
from rusctl.language.catalogue import Language
from rusctl.model.messages import MessageKind
from rusctl.model.plan import Days, Hours
from rusctl.model.recipients import Recipient
from tests.calendar.judges import JUDGES
from tests.calendar.seen import Seen

STAMP = dt.datetime(2027, 1, 8, 12, 30, tzinfo=dt.UTC)
ETT = Recipient(address="ett@example.org", name="Testperson Ett")
WITH_BLOCK = ("Europe/Helsinki", "Europe/Oslo", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu")
IN_UTC = ("Africa/Casablanca",)


def entry(name: str, when: Days | Hours) -> Entry:
    return Entry(
        uid=f"{name}@plan.example.org",
        when=when,
        summary=name,
        status="CONFIRMED",
        transp="OPAQUE",
        busystatus="BUSY",
        created=STAMP,
        modified=STAMP,
    )


def hours(day: str) -> Hours:
    start = dt.datetime.fromisoformat(f"{day} 09:00")
    return Hours(start=start, end=start.replace(hour=12))


ENTRIES = tuple(
    entry(f"a{number}", hours(day)) for number, day in enumerate(("2027-01-26", "2027-07-06", "2028-11-07"))
)
ALL_DAY = entry("day", Days(first=dt.date(2027, 3, 1), last=dt.date(2027, 3, 1)))


def starts(octets: bytes) -> list[dt.datetime]:
    calendar: Any = icalendar.Calendar.from_ical(octets)
    return [event["DTSTART"].dt.astimezone(dt.UTC) for event in calendar.walk("VEVENT")]


@pytest.mark.parametrize("name", [*WITH_BLOCK, *IN_UTC])
def test_times_are_those_of_the_place(name: str) -> None:
    octets = calendar_bytes(Feed(name="Turen", entries=ENTRIES, timezone=name))
    meant = [one.when.start.replace(tzinfo=ZoneInfo(name)) for one in ENTRIES if isinstance(one.when, Hours)]
    assert starts(octets) == meant
    assert (octets.count(b"BEGIN:VTIMEZONE"), f"TZID={name}:".encode() in octets) == (
        (1, True) if name in WITH_BLOCK else (0, False)
    )
    assert f"X-WR-TIMEZONE:{name}\r\n".encode() in octets


def test_each_calendar_has_a_block_for_its_own_years() -> None:
    steady, gone = (replace(ENTRIES[0], when=hours(day)) for day in ("2027-02-01", "2010-02-01"))
    whole = Feed(name="Hela", entries=(steady, replace(gone, uid="b@plan.example.org")), timezone="Europe/Moscow")
    part = replace(whole, entries=(steady,))
    empty, days = replace(whole, entries=()), replace(whole, entries=(ALL_DAY,))
    octets = all_calendar_bytes([whole, part, empty, days])
    assert [one.count(b"BEGIN:VTIMEZONE") for one in octets] == [0, 1, 1, 0]
    assert [b";TZID=Europe/Moscow:" in one for one in octets] == [False, True, False, False]
    assert octets == [calendar_bytes(one) for one in (whole, part, empty, days)]
    assert [bool(utc_note([one])) for one in (whole, part, empty, days)] == [True, False, False, False]
    assert len(utc_note([whole, whole])) == 1


def test_an_empty_calendar_holds_something_in_every_zone() -> None:
    for name in (*WITH_BLOCK, *IN_UTC):
        octets = calendar_bytes(Feed(name="Tom", entries=(), timezone=name))
        assert octets.count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize("name", [*WITH_BLOCK, *IN_UTC])
def test_an_invitation_is_by_the_same_clock(name: str) -> None:
    scheduling = request(ENTRIES[0], ETT, 3, STAMP, timezone=name)
    octets = scheduling_bytes(scheduling)
    meant = ENTRIES[0].when
    assert isinstance(meant, Hours)
    assert starts(octets) == [meant.start.replace(tzinfo=ZoneInfo(name))]
    scheduling_bytes(cancel(ENTRIES[0], ETT, 4, STAMP, timezone=name))


def test_a_block_that_is_another_one_is_refused() -> None:
    feed = Feed(name="Turen", entries=ENTRIES, timezone="Europe/Helsinki")
    octets = calendar_bytes(feed)
    for wrong in (
        octets.replace(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0100"),
        re.sub(rb"DTSTART;TZID=Europe/Helsinki:(\S+)", rb"DTSTART:\1Z", octets),
        octets.replace(b"Europe/Helsinki", b"Europe/Vilnius"),
    ):
        assert wrong != octets
        with pytest.raises(IntegrityError):
            verify(wrong, feed)


def test_local_times_without_a_block_are_refused() -> None:
    feed = Feed(name="Turen", entries=ENTRIES, timezone="Africa/Casablanca")
    assert not feed.zone.block
    wrong = re.sub(rb"(DTSTART|DTEND):(\S+)Z", rb"\1;TZID=Africa/Casablanca:\2", calendar_bytes(feed))
    with pytest.raises(IntegrityError):
        verify(wrong, feed)


@pytest.mark.parametrize(
    ("name", "swedish", "english"),
    [
        ("Europe/Stockholm", "(svensk tid)", "(Swedish time)"),
        ("Europe/Helsinki", "(finsk tid)", "(Finnish time)"),
        ("Europe/Mariehamn", "(finsk tid)", "(Finnish time)"),
        ("Europe/Oslo", "(norsk tid)", "(Norwegian time)"),
        ("Europe/Copenhagen", "(dansk tid)", "(Danish time)"),
        ("Atlantic/Reykjavik", "(isländsk tid)", "(Icelandic time)"),
        ("Europe/Riga", "(tidszon Europe/Riga)", "(time zone Europe/Riga)"),
    ],
)
def test_a_letter_names_the_clock(name: str, swedish: str, english: str) -> None:
    scheduling = request(ENTRIES[0], ETT, 0, STAMP, timezone=name)
    for code, words in (("sv", swedish), ("en", english)):
        mail = letter(MessageKind.INVITATION, scheduling, Language(code))
        assert f"09:00–12:00 {words}" in mail.text
        assert mail.subject.endswith(words)
    day = letter(MessageKind.INVITATION, request(ALL_DAY, ETT, 0, STAMP, timezone=name), Language("sv"))
    assert "tid" not in day.subject


def test_a_zone_is_worked_out_once() -> None:
    assert zone_for("Europe/Helsinki", [2027]) is zone_for("Europe/Helsinki", [2027])


def test_what_stands_in_many_calendars_is_read_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    as_before = verifying.verify

    def counting(octets: bytes, feed: Feed) -> None:
        read.append(len(feed.entries))
        as_before(octets, feed)

    monkeypatch.setattr(verifying, "verify", counting)
    whole = Feed(name="Hela", entries=(*ENTRIES, ALL_DAY), timezone="Europe/Helsinki")
    all_calendar_bytes([whole, replace(whole, name="Också hela"), replace(whole, entries=ENTRIES[:1])])
    assert read == [len(whole.entries)]


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("name", [*WITH_BLOCK, *IN_UTC])
def test_independent_readers_see_the_same_moments(name: str, judge: Callable[[bytes], list[Seen]]) -> None:
    """ical.js, as Thunderbird reads calendars, knows no zone but what the file's own block says."""
    found = judge(calendar_bytes(Feed(name="Turen", entries=ENTRIES, timezone=name)))
    meant = [one.when.start.replace(tzinfo=ZoneInfo(name)) for one in ENTRIES if isinstance(one.when, Hours)]
    assert sorted(str(one.start) for one in found) == sorted(str(one.astimezone(dt.UTC)) for one in meant)
