"""Entries of one UID: exceptions and dates in every form on series of every form, versions, and what is not known."""

import pytest

from rusctl.calendar.foreign import busy_work, incoming_work
from rusctl.calendar.foreign.incoming import ImportPeriod
from rusctl.language.catalogue import Language
from tests.calendar.foreign.test_busy import WANTED, calendar, event, read, times

ENGLISH = Language("en")
TIMED = ("DTSTART;TZID=Europe/Stockholm:20190301T090000", "DTEND;TZID=Europe/Stockholm:20190301T100000")
UTC = ("DTSTART:20190301T080000Z", "DTEND:20190301T090000Z")
DAYS = ("DTSTART;VALUE=DATE:20190301", "DTEND;VALUE=DATE:20190302")
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"
# The second time of each series, in every form that it may be written in.
SECOND = (
    ";VALUE=DATE:20190308",
    ":20190308",
    ";TZID=Europe/Stockholm:20190308T090000",
    ":20190308T080000Z",
    ";TZID=Europe/Helsinki:20190308T100000",
    ":20190308T090000",
)
OF_DAYS = (
    *SECOND,
    ":20190308T000000",
    ":20190308T000000Z",
    ":20190307T230000Z",
    ";TZID=Asia/Tokyo:20190308T000000",
)
SERIES = [(TIMED, one) for one in SECOND] + [(UTC, one) for one in SECOND] + [(DAYS, one) for one in OF_DAYS]
INSTEAD = {
    "a time": (
        ("DTSTART;TZID=Europe/Stockholm:20190309T150000", "DURATION:PT1H"),
        "2019-03-09T15:00:00/2019-03-09T16:00:00",
    ),
    "a day": (("DTSTART;VALUE=DATE:20190309",), "2019-03-09/2019-03-09"),
    "UTC": (("DTSTART:20190309T140000Z", "DURATION:PT1H"), "2019-03-09T15:00:00/2019-03-09T16:00:00"),
}


def left(series: tuple[str, ...]) -> list[str]:
    """Give the first and the third time of a series."""
    if series is DAYS:
        return ["2019-03-01/2019-03-01", "2019-03-15/2019-03-15"]
    return [f"2019-03-{day}T09:00:00/2019-03-{day}T10:00:00" for day in ("01", "15")]


@pytest.mark.parametrize("instead", INSTEAD)
@pytest.mark.parametrize(("series", "written"), SERIES)
def test_an_exception_takes_the_place_of_the_time_it_stands_for(
    series: tuple[str, ...], written: str, instead: str
) -> None:
    lines, there = INSTEAD[instead]
    exception = event(f"RECURRENCE-ID{written}", *lines)
    assert sorted(times(event(*series, WEEKLY), exception)) == sorted([*left(series), there])


@pytest.mark.parametrize(("series", "written"), SERIES)
def test_what_is_left_out_is_left_out_in_whatever_form(series: tuple[str, ...], written: str) -> None:
    assert times(event(*series, WEEKLY, f"EXDATE{written}")) == left(series)


@pytest.mark.parametrize(("series", "written"), SERIES)
def test_a_date_more_has_the_form_of_the_series(series: tuple[str, ...], written: str) -> None:
    second = "2019-03-08/2019-03-08" if series is DAYS else "2019-03-08T09:00:00/2019-03-08T10:00:00"
    found = times(event(*series, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", f"RDATE{written}"))
    assert found == sorted([*left(series), second])


def test_an_exception_in_another_calendar_of_the_file_is_one_all_the_same() -> None:
    series = calendar(event(*TIMED, WEEKLY))
    exception = calendar(event("RECURRENCE-ID:20190308T080000Z", "DTSTART:20190309T140000Z", "DURATION:PT1H"))
    found = busy_work.read(exception + series, WANTED)
    assert [str(one.start) for one in found.times] == [
        "2019-03-01 09:00:00",
        "2019-03-09 15:00:00",
        "2019-03-15 09:00:00",
    ]


BROKEN = (
    ("DTSTART;TZID=Nowhere:20190309T150000", "DURATION:PT1H"),
    ("DTSTART:20190309T140000Z",),
    ("DTSTART:20190309T140000Z", "DTEND:20190309T130000Z"),
    ("DTSTART:soon",),
    ("DTSTART:20190309T140000Z", "DURATION:3600"),
    (),
)


@pytest.mark.parametrize("lines", BROKEN)
def test_of_an_exception_whose_time_is_not_known_the_old_time_does_not_stay(lines: tuple[str, ...]) -> None:
    found = read(event(*TIMED, WEEKLY), event("RECURRENCE-ID:20190308T080000Z", *lines))
    assert [one.start.day for one in found.times] == [1, 15]
    assert [line for line, _ in found.faults] == [9]
    assert found.counts.unread == 1


def test_where_all_later_times_are_not_known_none_of_them_stays() -> None:
    found = read(event(*TIMED, WEEKLY), event("RECURRENCE-ID;RANGE=THISANDFUTURE:20190308T080000Z", "DTSTART:soon"))
    assert [one.start.day for one in found.times] == [1]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_exceptions_for_one_instant_the_newer_holds(order: int) -> None:
    exceptions = [
        event("RECURRENCE-ID;TZID=Europe/Stockholm:20190308T090000", "DTSTART:20190308T100000Z", "DURATION:PT1H"),
        event("RECURRENCE-ID:20190308T080000Z", "DTSTART:20190308T120000Z", "DURATION:PT1H", "SEQUENCE:2"),
    ][::order]
    found = read(event(*TIMED, WEEKLY), *exceptions)
    assert [str(one.start) for one in found.times if one.start.day == 8] == ["2019-03-08 13:00:00"]
    assert [line for line, _ in found.faults] == [9 if order == 1 else 16]


def test_entries_of_one_uid_that_begin_at_other_times_are_entries_of_their_own() -> None:
    days = [event(f"DTSTART;VALUE=DATE:201903{day}", f"SUMMARY:{day}", uid="0@default") for day in ("01", "04", "12")]
    data = calendar(days[0], event(*TIMED, WEEKLY, uid="b"), *days[1:])
    found = incoming_work.read(data, ImportPeriod(WANTED.first, WANTED.last, WANTED.zone, ""))
    assert [one.title for one in found.events if one.title] == ["01", "04", "12"]
    assert len({one.mark for one in found.events}) == 6
    assert len({one.of_all for one in found.events if one.title}) == 1
    again = incoming_work.read(calendar(*days[::-1]), ImportPeriod(WANTED.first, WANTED.last, WANTED.zone, ""))
    assert {one.mark for one in again.events} < {one.mark for one in found.events}


def test_an_older_version_is_said() -> None:
    found = read(event("DTSTART:20190301", "SEQUENCE:1"), event("DTSTART:20190302"))
    assert [one.start.day for one in found.times] == [1]
    assert [(line, ENGLISH.text(message)) for line, message in found.faults] == [
        (8, "the entry that begins here is left out: the entry on line 3 is a newer version of it")
    ]


def test_the_same_entry_twice_is_one_and_nothing_is_said() -> None:
    found = read(event(*TIMED), event(*TIMED))
    assert (len(found.times), found.faults) == (1, ())


@pytest.mark.parametrize("name", ["DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"])
@pytest.mark.parametrize("empty", ["", " ", ";", ","])
def test_a_property_that_is_there_and_empty_says_nothing(name: str, empty: str) -> None:
    ends = () if name in ("DTEND", "DURATION") else ("DTEND;VALUE=DATE:20190302",)
    assert times(event("DTSTART;VALUE=DATE:20190301", *ends, f"{name}:{empty}")) == ["2019-03-01/2019-03-01"]


@pytest.mark.parametrize(
    "flag",
    ["X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-FUNAMBOL-ALLDAY:1", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:true"],
)
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART:20190510T000000", "DTEND:20190512T000000"), ["2019-05-10/2019-05-11"]),
        (("DTSTART:20190509T220000Z", "DTEND:20190510T220000Z"), ["2019-05-10/2019-05-10"]),
        (("DTSTART:20190510T000000Z", "DTEND:20190511T000000Z"), ["2019-05-10/2019-05-10"]),
        (("DTSTART:20190510T000000",), ["2019-05-10/2019-05-10"]),
        (
            ("DTSTART:20190510T090000", "DTEND:20190510T100000"),
            ["2019-05-10T09:00:00/2019-05-10T10:00:00"],
        ),
        (
            (
                "DTSTART:20190509T220000Z",
                "DTEND:20190510T220000Z",
                "RRULE:FREQ=WEEKLY;UNTIL=20190523T220000Z",
                "EXDATE:20190516T220000Z",
            ),
            ["2019-05-10/2019-05-10", "2019-05-24/2019-05-24"],
        ),
    ],
)
def test_what_lasts_all_day_is_days_whoever_made_it(flag: str, lines: tuple[str, ...], expected: list[str]) -> None:
    assert times(event(*lines, flag)) == expected
    assert times(event(*lines, flag.replace(":TRUE", ":FALSE").replace(":1", ":0").replace(":true", ":false"))) != [
        "2019-05-10/2019-05-10"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20190302", "DTEND;VALUE=DATE:20190301"),
        ("DTSTART;VALUE=DATE:20190302", "DURATION:-P1D"),
        ("DTSTART:20190302T080000Z", "DURATION:PT0S"),
        ("DTSTART:20190302T080000Z", "DURATION:-PT1H"),
        ("DTSTART:20190302T080000Z", "DTEND;VALUE=DATE:20190302"),
    ],
)
def test_what_lasts_no_time_is_said(lines: tuple[str, ...]) -> None:
    found = read(event(*lines))
    assert (found.times, [line for line, _ in found.faults]) == ((), [3])


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("SUMMARY:R&aring;d &amp; n&auml;mnd", "Råd & nämnd"),
        ("SUMMARY:<b>Råd</b><br/>och &#x6e;ämnd&nbsp;", "Råd och nämnd"),
        ("SUMMARY:a < b & c; d &unknown\\; e", "a < b & c; d &unknown; e"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:M=C3=B6te", "Möte"),
        ("SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=F6te i =\r\n=C5m=E5l", "Möte i Åmål"),
        ("SUMMARY;CHARSET=nonsense;ENCODING=QUOTED-PRINTABLE:M=F6te=3B ja", "Möte; ja"),
        ("SUMMARY:M=C3=B6te", "M=C3=B6te"),
        ("SUMMARY:Ring 021-17 45 00", ""),
    ],
)
def test_a_title_is_read_as_whoever_wrote_it_saw_it(written: str, title: str) -> None:
    assert [one.title for one in read(event("DTSTART:20190301", written)).times] == [title]


def test_a_title_that_holds_personal_data_is_left_out_and_said() -> None:
    found = read(event("DTSTART:20190301", "SUMMARY:Möte med ett@example.org"))
    assert [ENGLISH.text(message) for _, message in found.faults] == ["its title holds personal data and is left out"]


def test_where_the_clock_is_put_back_an_entry_keeps_its_length() -> None:
    one = event("DTSTART:20191027T003000Z", "DTEND:20191027T011500Z")
    assert times(one) == ["2019-10-27T02:30:00/2019-10-27T03:15:00"]


WEST = "2019-07-02T09:00:00"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", WEST),
        ("(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", WEST),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", WEST),
        ("(UTC+01:00) Bryssel, Köpenhamn, Madrid, Paris", WEST),
        ("(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "2019-07-02T08:00:00"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "2019-07-02T10:00:00"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "2019-07-02T18:00:00"),
        ("(UTC) Coordinated Universal Time", "2019-07-02T11:00:00"),
        ("(UTC+12:00) Coordinated Universal Time+12", "2019-07-01T23:00:00"),
        ("tzone://Microsoft/Utc", "2019-07-02T11:00:00"),
        ("tzone://Microsoft/W. Europe Standard Time", WEST),
        ("(UTC+02:00) Stockholm", ""),
        ("(GMT +01:00)", ""),
        ("(UTC+01:00)", ""),
        ("(UTC+01:00) Nowhere, Never", ""),
        ("tzone://Microsoft/Custom", ""),
    ],
)
def test_names_that_windows_shows_are_known_where_they_name_a_zone(shown: str, expected: str) -> None:
    found = times(event(f'DTSTART;TZID="{shown}":20190702T090000', "DURATION:PT1H"))
    assert [text.partition("/")[0] for text in found] == ([expected] if expected else [])


def test_a_day_that_ends_within_itself_is_one_day() -> None:
    assert times(event("DTSTART;VALUE=DATE:20190301", "DTEND:20190301T235959")) == ["2019-03-01/2019-03-01"]
