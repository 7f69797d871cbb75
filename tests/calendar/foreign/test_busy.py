"""Busy times of calendars from elsewhere: zones, recurrences and their exceptions, and files that mean harm."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from rusctl.calendar.foreign import busy_work
from rusctl.calendar.foreign import read as foreign
from rusctl.calendar.foreign.busy import BusyPeriod, Found
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.storage.untrusted.sandbox import Refused
from tests.calendar.foreign.test_components import CORPUS, OWN
from tests.conftest import ROOT

WANTED = BusyPeriod(dt.date(2018, 1, 1), dt.date(2019, 12, 31), "Europe/Stockholm", titles=True)
ENGLISH = Language("en")


def event(*lines: str, uid: str = "a@example.org") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*parts: str, head: str = "") -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(parts)}END:VCALENDAR\r\n".encode()


def read(*parts: str, wanted: BusyPeriod = WANTED, head: str = "") -> Found:
    return busy_work.read(calendar(*parts, head=head), wanted)


def times(*parts: str, wanted: BusyPeriod = WANTED, head: str = "") -> list[str]:
    found = read(*parts, wanted=wanted, head=head)
    return [f"{one.start.isoformat()}/{one.end.isoformat()} {one.title}".strip() for one in found.times]


def reasons(*parts: str) -> list[str]:
    return [ENGLISH.text(message) for _, message in read(*parts).faults]


OWN_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:(UTC+01:00) Amsterdam\\, Stockholm\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


@pytest.mark.parametrize(
    ("zone", "value", "expected"),
    [
        ("", "20180702T090000Z", "2018-07-02T11:00:00"),
        ("", "20181107T090000Z", "2018-11-07T10:00:00"),
        ("", "20181107T090000", "2018-11-07T09:00:00"),
        (";TZID=Europe/Stockholm", "20180702T090000", "2018-07-02T09:00:00"),
        (";TZID=Europe/Helsinki", "20180702T090000", "2018-07-02T08:00:00"),
        (";TZID=W. Europe Standard Time", "20180702T090000", "2018-07-02T09:00:00"),
        (";TZID=GMT Standard Time", "20181107T090000", "2018-11-07T10:00:00"),
        (";TZID=/vendor.example.org/Europe/Helsinki", "20181107T090000", "2018-11-07T08:00:00"),
        (';TZID="(UTC+01:00) Amsterdam, Stockholm"', "20180702T090000", "2018-07-02T09:00:00"),
        (';TZID="(UTC+01:00) Amsterdam, Stockholm"', "20181107T090000", "2018-11-07T09:00:00"),
        (";TZID=Europe/Stockholm", "20181107T090000Z", "2018-11-07T10:00:00"),
    ],
)
def test_a_time_is_read_by_the_clock_of_the_plan(zone: str, value: str, expected: str) -> None:
    one = event(f"DTSTART{zone}:{value}", "DURATION:PT1H")
    assert [text.partition("/")[0] for text in times(OWN_ZONE.replace("\\,", ","), one)] == [expected]


@pytest.mark.parametrize("name", ["Old Town", "../../etc/passwd", "localtime", "Europe", "W. Europe Normal", "/x/y"])
def test_a_zone_that_cannot_be_known_is_said_and_nothing_is_guessed(name: str) -> None:
    found = read(event(f"DTSTART;TZID={name}:20181107T090000", "DURATION:PT1H"), event("DTSTART:20181107", uid="b"))
    assert [one.start for one in found.times] == [dt.date(2018, 11, 7)]
    assert found.counts.unread == 1
    line, message = found.faults[0]
    assert line == 3
    assert ENGLISH.text(message) == f"the entry that begins here is left out: its time zone {name} cannot be known"


SKIPPED, TWICE = "20190331T", "20191027T"


@pytest.mark.parametrize("zone", ["", ";TZID=Europe/Stockholm", ';TZID="(UTC+01:00) Amsterdam, Stockholm"'])
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (f"{SKIPPED}013000", "DURATION:PT1H", "2019-03-31T01:30:00/2019-03-31T03:30:00"),
        (f"{SKIPPED}020000", "DURATION:PT1H", "2019-03-31T03:00:00/2019-03-31T04:00:00"),
        (f"{SKIPPED}023000", f"DTEND:{SKIPPED}040000", "2019-03-31T03:30:00/2019-03-31T04:00:00"),
        (f"{SKIPPED}020000", f"DTEND:{SKIPPED}030000", "2019-03-31T03:00:00/2019-03-31T04:00:00"),
        (f"{SKIPPED}030000", "DURATION:PT1H", "2019-03-31T03:00:00/2019-03-31T04:00:00"),
        ("20190330T020000", "DURATION:P1DT1H", "2019-03-30T02:00:00/2019-03-31T04:00:00"),
        (f"{TWICE}013000", "DURATION:PT1H", "2019-10-27T01:30:00/2019-10-27T02:30:00"),
        (f"{TWICE}020000", "DURATION:PT1H", "2019-10-27T02:00:00/2019-10-27T03:00:00"),
        (f"{TWICE}013000", "DURATION:PT3H", "2019-10-27T01:30:00/2019-10-27T03:30:00"),
        (f"{TWICE}030000", "DURATION:PT1H", "2019-10-27T03:00:00/2019-10-27T04:00:00"),
    ],
)
def test_on_the_nights_of_the_clock_no_time_is_lost(zone: str, start: str, end: str, expected: str) -> None:
    """A time that the clock skips is the one it shows instead (RFC 5545, 3.3.5), whoever wrote the zone."""
    one = event(f"DTSTART{zone}:{start}", end.replace("DTEND:", f"DTEND{zone}:"))
    assert times(OWN_ZONE.replace("\\,", ","), one) == [expected]


def test_a_time_without_zone_is_in_the_one_that_the_calendar_is_kept_in() -> None:
    one = event("DTSTART:20181107T090000", "DURATION:PT1H")
    assert times(one, head="X-WR-TIMEZONE:Europe/Helsinki\r\n") == ["2018-11-07T08:00:00/2018-11-07T09:00:00"]
    assert read(one, head="X-WR-TIMEZONE:Europe/Helsinki\r\n").counts.floating == 0
    assert read(one, head="X-WR-TIMEZONE:Nowhere\r\n").counts.floating == 1


def test_times_without_zone_are_counted() -> None:
    assert read(event("DTSTART:20181107T090000", "DTEND:20181107T100000")).counts.floating == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20181107"], ["2018-11-07/2018-11-07"]),
        (["DTSTART:20181107", "DTEND:20181110"], ["2018-11-07/2018-11-09"]),
        (["DTSTART:20181107", "DTEND:20181107"], ["2018-11-07/2018-11-07"]),
        (["DTSTART:20181107", "DURATION:P2D"], ["2018-11-07/2018-11-08"]),
        (["DTSTART:20181107T090000"], []),
        (["DTSTART:20181107T090000", "DTEND:20181107T080000"], []),
        (["DTSTART:20181107T220000", "DURATION:PT4H"], ["2018-11-07T22:00:00/2018-11-08T02:00:00"]),
        (["DTSTART:20171231T220000", "DURATION:PT4H"], ["2017-12-31T22:00:00/2018-01-01T02:00:00"]),
        (["DTSTART:20171231", "DTEND:20180101"], []),
        (["DTSTART:20200101"], []),
        (["DTSTART:99991231", "DURATION:P9999D"], []),
    ],
)
def test_ends_and_the_period(lines: list[str], expected: list[str]) -> None:
    assert times(event(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        (["TRANSP:TRANSPARENT"], "free"),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], "free"),
        (["X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", "TRANSP:OPAQUE"], "free"),
        (["STATUS:CANCELLED"], "cancelled"),
        (["TRANSP:TRANSPARENT", "STATUS:cancelled"], "cancelled"),
    ],
)
def test_what_is_free_or_cancelled_is_not_busy(lines: list[str], counted: str) -> None:
    found = read(event("DTSTART:20181107", *lines))
    assert found.times == ()
    assert getattr(found.counts, counted) == 1


def test_what_is_free_is_taken_when_asked_for() -> None:
    free = event("DTSTART:20181107", "TRANSP:TRANSPARENT")
    assert times(free, wanted=WANTED._replace(free=True)) == ["2018-11-07/2018-11-07"]


@pytest.mark.parametrize("status", ["TENTATIVE", "OOF", "BUSY"])
def test_outlook_s_word_counts_before_transp(status: str) -> None:
    assert times(event("DTSTART:20181107", f"X-MICROSOFT-CDO-BUSYSTATUS:{status}", "TRANSP:TRANSPARENT"))


def test_a_calendar_of_cancellations_holds_nothing() -> None:
    assert times(event("DTSTART:20181107"), head="METHOD:CANCEL\r\n") == []


def test_the_newest_of_two_with_the_same_uid_counts() -> None:
    old, new = event("DTSTART:20181107", "SEQUENCE:1"), event("DTSTART:20181108", "SEQUENCE:2")
    assert times(new, old) == ["2018-11-08/2018-11-08"]


def test_a_recurrence_keeps_the_clock_and_its_exceptions() -> None:
    """Weekly over the night when the clock is put back; one left out, one moved, one cancelled, one more."""
    zone = "DTSTART;TZID=Europe/Stockholm"
    series = event(
        f"{zone}:20181023T090000",
        "DTEND;TZID=Europe/Stockholm:20181023T100000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "EXDATE;TZID=Europe/Stockholm:20181106T090000",
        "RDATE;TZID=Europe/Stockholm:20181109T090000",
        "SUMMARY:Möte",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Stockholm:20181113T090000",
        f"{zone}:20181114T140000",
        "DTEND;TZID=Europe/Stockholm:20181114T150000",
        "SUMMARY:Flyttat",
    )
    cancelled = event(
        "RECURRENCE-ID;TZID=Europe/Stockholm:20181120T090000",
        f"{zone}:20181120T090000",
        "DTEND;TZID=Europe/Stockholm:20181120T100000",
        "STATUS:CANCELLED",
    )
    assert times(cancelled, series, moved) == [
        "2018-10-23T09:00:00/2018-10-23T10:00:00 Möte",
        "2018-10-30T09:00:00/2018-10-30T10:00:00 Möte",
        "2018-11-09T09:00:00/2018-11-09T10:00:00 Möte",
        "2018-11-14T14:00:00/2018-11-14T15:00:00 Flyttat",
        "2018-11-27T09:00:00/2018-11-27T10:00:00 Möte",
    ]


def test_a_change_onwards_moves_the_rest() -> None:
    series = event("DTSTART:20181106T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4")
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20181108T080000Z", "DTSTART:20181108T100000Z", "DURATION:PT1H")
    assert [text[:16] for text in times(series, later)] == [
        "2018-11-06T09:00",
        "2018-11-07T09:00",
        "2018-11-08T11:00",
        "2018-11-09T11:00",
    ]


def test_days_that_recur_and_a_day_left_out() -> None:
    series = event("DTSTART;VALUE=DATE:20181105", "RRULE:FREQ=WEEKLY;UNTIL=20181126", "EXDATE;VALUE=DATE:20181112")
    assert times(series) == ["2018-11-05/2018-11-05", "2018-11-19/2018-11-19", "2018-11-26/2018-11-26"]


def test_free_busy_blocks_are_read() -> None:
    block = (
        "BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20181107T080000Z/PT1H,20181108T080000Z/20181108T100000Z\r\n"
        "FREEBUSY;FBTYPE=FREE:20181109T080000Z/PT1H\r\nFREEBUSY:soon\r\nEND:VFREEBUSY\r\n"
    )
    assert times(block) == ["2018-11-07T09:00:00/2018-11-07T10:00:00", "2018-11-08T09:00:00/2018-11-08T11:00:00"]


def test_without_titles_nothing_but_joined_times_is_left() -> None:
    parts = [
        event(f"DTSTART:{start}Z", f"DURATION:{length}", "SUMMARY:Hemligt", uid=uid)
        for uid, start, length in [
            ("1", "20181107T080000", "PT1H"),
            ("2", "20181107T083000", "PT2H"),
            ("3", "20181107T103000", "PT1H"),
            ("4", "20181107T120000", "PT1H"),
        ]
    ]
    found = read(
        *parts, event("DTSTART:20181107"), event("DTSTART:20181108", uid="6"), wanted=WANTED._replace(titles=False)
    )
    assert [(one.start.isoformat(), one.end.isoformat(), one.title) for one in found.times] == [
        ("2018-11-07", "2018-11-08", ""),
        ("2018-11-07T09:00:00", "2018-11-07T12:30:00", ""),
        ("2018-11-07T13:00:00", "2018-11-07T14:00:00", ""),
    ]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=HOURLY;COUNT=2", "it comes back more often than daily"),
        ("FREQ=DAILY;BYSECOND=0,1,2", "it comes back more often than daily"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "its recurrence takes too long to work out"),
        ("FREQ=DAILY;X=" + "1," * 300, "its rule of recurrence is too long"),
        ("FREQ=DAILY;FREQ=DAILY", "its rule of recurrence cannot be read"),
        ("every day", "its rule of recurrence cannot be read"),
        ("FREQ=WEEKLY;BYDAY=XX", "its rule of recurrence cannot be read"),
    ],
)
def test_a_rule_that_is_none_costs_its_entry_alone(rule: str, reason: str) -> None:
    bad = event("DTSTART:20181107T080000Z", "DURATION:PT1H", f"RRULE:{rule}")
    good = event("DTSTART:20181107", uid="b")
    assert times(bad, good) == ["2018-11-07/2018-11-07"]
    assert reasons(bad, good) == [f"the entry that begins here is left out: {reason}"]


MANY_DATES = [f"RDATE:{','.join(['20181107T080000Z'] * 400)}"] * 6
MANY_ZONES = [
    event(f"DTSTART;TZID=Zone {number}:20181107T080000", "DURATION:PT1H", uid=str(number)) for number in range(51)
]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            [event("DTSTART:20181107T080000Z", "DURATION:PT1H", *MANY_DATES)],
            "the entry on line 3 has more than 2000 dates",
        ),
        (MANY_ZONES, "it has more than 50 time zones"),
        (
            [event("DTSTART:20181107T080000Z", "RRULE:COUNT=2;freq=secondly")],
            "the entry on line 3 comes back every second or minute",
        ),
        (
            [event("DTSTART:20181107T080000Z", "RRULE:FREQ = MINUTELY")],
            "the entry on line 3 comes back every second or minute",
        ),
        ([event(f"SUMMARY:{'x' * 1_048_577}")], "line 5 is longer than 1 MiB"),
        ([event("SUMMARY:a\x07")] * 101, "more than 100 of its lines hold control characters"),
        ([event(f"SUMMARY{';A=b' * 51}:x")], "line 5 has more than 50 parameters"),
    ],
)
def test_what_no_calendar_of_people_holds_is_refused_with_the_file(parts: list[str], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(*parts)
    assert ENGLISH.text(refused.value.message) == reason


def test_up_to_the_border_a_fault_costs_its_line_or_its_entry_and_is_said() -> None:
    good = event("DTSTART:20181107", uid="b")
    parts = [
        event("DTSTART:20181108", "DURATION:PT1H", f"RDATE:{','.join(['20181107T080000Z'] * 2000)}", uid="c"),
        event("DTSTART:20181109", "RRULE:FREQ=HOURLY", uid="d"),
        event("DTSTART:20181110", f"ATTACH:{'x' * 1_048_577}", uid="e"),
        event("DTSTART:20181111", *["COMMENT:a\x07"] * 100, uid="f"),
        event("DTSTART:20181112", f"SUMMARY{';A=b' * 50}:x", uid="g"),
    ]
    found = read(good, *parts)
    days = {one.start.day for one in found.times}
    assert days == {7, 8, 10, 11, 12}
    assert (len(found.faults), found.more_faults) == (100, 2)  # 100 lines with controls, the attachment, the rule


def test_what_a_title_loses_is_said() -> None:
    long, hidden = (
        event("DTSTART:20181107", f"SUMMARY:{'x' * 201}"),
        event("DTSTART:20181108", "SUMMARY:a\u202eb", uid="b"),
    )
    assert reasons(long, hidden) == [
        "its SUMMARY is longer than 200 characters, and the rest is left out",
        "its SUMMARY holds invisible characters, which are taken out",
    ]
    assert [text.partition(" ")[2] for text in times(long, hidden)] == ["x" * 200, "ab"]


def test_many_entries_that_each_take_long_are_refused_together() -> None:
    slow = [
        event("DTSTART:20181107T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=str(n))
        for n in range(9)
    ]
    with pytest.raises(Refused) as refused:
        read(*slow)
    assert ENGLISH.text(refused.value.message) == "its recurrences take too long to work out"


def test_a_daily_rule_without_end_is_read_for_the_period_alone() -> None:
    assert len(times(event("DTSTART:19000101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"))) == 730


def tried(data: bytes, wanted: BusyPeriod) -> Found | Message:
    try:
        return busy_work.read(data, wanted)
    except Refused as refused:
        return refused.message


def test_every_file_is_read_or_refused_with_a_reason(counted: Callable[[str], None]) -> None:
    wide = WANTED._replace(first=dt.date(1990, 1, 1), last=dt.date(2035, 12, 31))
    read_files, refused, found_times = 0, 0, 0
    for path in [*OWN, *sorted(path for path in CORPUS.rglob("*") if path.is_file())]:  # mails and licences, too
        found = tried(path.read_bytes(), wide)
        if isinstance(found, Message):
            assert ENGLISH.text(found)
            refused += 1
            continue
        read_files, found_times = read_files + 1, found_times + len(found.times)
        assert found.counts.unread == 0 or found.faults
    counted(f"busy times: {found_times} of {read_files} files, {refused} refused")
    assert read_files >= 16
    assert found_times >= 15


def test_the_confined_reader_gives_the_same() -> None:
    data = calendar(event("DTSTART:20181107T080000Z", "DURATION:PT1H", "SUMMARY:å"), event("DTSTART;TZID=X:2", uid="b"))
    assert foreign.busy(data, "x.ics", WANTED) == busy_work.read(data, WANTED)


MEASURED = """
import datetime as dt, json, resource, sys
from rusctl.calendar.foreign import read as foreign
from rusctl.calendar.foreign.busy import BusyPeriod
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
data = eval(sys.argv[1])
reason, found = "", None
try:
    found = foreign.busy(data, "x.ics", BusyPeriod(dt.date(2018, 1, 1), dt.date(2019, 12, 31), "Europe/Stockholm"))
except RusctlError as error:
    reason = Language("en").text(error.message)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([reason, found and len(found.faults), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024]))
"""
HEAD = r"b'BEGIN:VCALENDAR\n'"
EVENT = r"b'BEGIN:VEVENT\nUID:%d\nDTSTART:20180101T080000Z\nDTEND:20180101T090000Z\n"
HOSTILE = {
    "a million events": f"{HEAD} + b'BEGIN:VEVENT\\nEND:VEVENT\\n' * 699_000",
    "events that all recur": f"{HEAD} + b''.join({EVENT}RRULE:FREQ=DAILY\\nEND:VEVENT\\n' % n for n in range(20_000))",
    "rules of every second": f"{HEAD} + b''.join({EVENT}RRULE:FREQ=SECONDLY\\nEND:VEVENT\\n' % n "
    "for n in range(9_000))",
    "rules that never match": f"{HEAD} + b''.join({EVENT}RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\\nEND:VEVENT\\n' % n "
    "for n in range(100))",
    "one line": "b'BEGIN:VCALENDAR\\nSUMMARY:' + b'x' * 16_000_000",
    "lines of one letter": "b'A\\n' * 8_000_000",
    "nested": "b'BEGIN:VEVENT\\n' * 1_000_000",
    "control characters": "bytes(range(32)) * 500_000",
    "a list of dates": f"{HEAD} + {EVENT}RDATE:' % 1 + b','.join([b'20180101T080000Z'] * 900_000)",
    "parameters": "b'BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nX' + b';A=b' * 260_000 + b':c\\nEND:VEVENT\\nEND:VCALENDAR\\n'",
    "quotation marks": "b'BEGIN:VCALENDAR\\nX;A=' + b'\"a\",' * 250_000 + b':c\\nEND:VCALENDAR\\n'",
    "zones": f"{HEAD} + b''.join(b'BEGIN:VTIMEZONE\\nTZID:z%d\\nBEGIN:STANDARD\\nDTSTART:16010101T000000\\n"
    "RRULE:FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1\\nTZOFFSETFROM:+0100\\nTZOFFSETTO:+0100\\nEND:STANDARD\\n"
    "END:VTIMEZONE\\nBEGIN:VEVENT\\nUID:%d\\nDTSTART;TZID=z%d:20180101T080000\\nDTEND;TZID=z%d:20180101T090000\\n"
    "END:VEVENT\\n' % (n, n, n, n) for n in range(40))",
}


HARMLESS = {"zones", "quotation marks"}  # read like any other, in no more time; what was left out is said


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_harm_takes_little_and_is_said(name: str) -> None:
    """As the system accounts for the child: two seconds, all told, and 256 MiB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, HOSTILE[name]], cwd=ROOT, capture_output=True, check=True, text=True
    )
    reason, faults, seconds, mebibytes = json.loads(done.stdout)
    assert reason or name in HARMLESS
    assert not reason or faults is None
    assert "failed" not in reason
    assert seconds < 2
    assert mebibytes <= 256


def test_an_unreadable_file_says_its_name() -> None:
    with pytest.raises(RusctlError) as error:
        foreign.busy(b"<html>", "page.ics", WANTED)
    assert ENGLISH.text(error.value.message) == "page.ics is not read: there is no calendar in it"
