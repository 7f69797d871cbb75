"""Dates in words are what Babel writes, for every day of several years."""

import datetime as dt

import pytest
from babel.dates import format_date, format_interval, format_skeleton, format_time

from rusctl.language import dates
from rusctl.model.plan import Days, Hours, Window

BABEL = {"sv": "sv", "en": "en_GB"}
CODES = sorted(BABEL)
DAYS = [dt.date(2016, 1, 1) + dt.timedelta(days=number) for number in range(366 + 365 * 5 + 1)]
at = dt.datetime.fromisoformat
SALA = dt.date(2018, 11, 7)
MORNING = Hours(start=at("2018-11-07 09:00"), end=at("2018-11-07 12:00"))
TWO_DAYS = Days(first=dt.date(2018, 11, 12), last=dt.date(2018, 11, 13))


@pytest.mark.parametrize("code", CODES)
def test_every_day_is_written_as_babel_writes_it(code: str) -> None:
    locale = BABEL[code]
    for day in DAYS:
        assert dates.full(day, code) == format_date(day, "full", locale=locale)
        assert dates.long(day, code) == format_date(day, "long", locale=locale)
        assert dates.short(day, code) == format_date(day, "medium", locale=locale)
        assert dates.medium(day, code) == format_skeleton("yMMMEd", day, locale=locale)
        assert dates.day_month(day, code) == format_skeleton("MMMd", day, locale=locale)
        assert dates.weekday(day, code) == format_date(day, "EEEE", locale=locale)
        assert dates.short_weekday(day, code) == format_date(day, "E", locale=locale)
        assert dates.month(day, code) == format_date(day, "MMMM", locale=locale)


@pytest.mark.parametrize("code", CODES)
def test_spans_are_babels_intervals_with_plain_spaces(code: str) -> None:
    lengths = (1, 2, 20, 31, 200, 366)
    for first in DAYS[::7]:
        for last in (first + dt.timedelta(days=length) for length in lengths):
            babel = str(format_interval(first, last, "yMMMd", locale=BABEL[code]))
            assert dates.span(first, last, code) == babel.replace("\u2009", " ")


@pytest.mark.parametrize("code", CODES)
def test_the_time_of_day_is_babels(code: str) -> None:
    for minutes in range(0, 24 * 60, 7):
        time = dt.time(minutes // 60, minutes % 60)
        assert dates.clock(time) == format_time(time, "short", locale=BABEL[code])


@pytest.mark.parametrize(
    ("value", "code", "full", "medium"),
    [
        (SALA, "sv", "onsdag 7 november 2018", "ons 7 nov. 2018"),
        (SALA, "en", "Wednesday, 7 November 2018", "Wed, 7 Nov 2018"),
        (at("2018-11-07 09:05"), "sv", "onsdag 7 november 2018 09:05", "ons 7 nov. 2018 09:05"),
        (Days(first=SALA, last=SALA), "sv", "onsdag 7 november 2018", "ons 7 nov. 2018"),
        (TWO_DAYS, "sv", "12–13 november 2018", "12–13 nov. 2018"),
        (TWO_DAYS, "en", "12–13 November 2018", "12–13 Nov 2018"),
        (MORNING, "sv", "onsdag 7 november 2018 09:00–12:00", "ons 7 nov. 2018 09:00–12:00"),
        (MORNING, "en", "Wednesday, 7 November 2018 09:00–12:00", "Wed, 7 Nov 2018 09:00–12:00"),
        (
            Hours(start=at("2018-11-30 13:00"), end=at("2018-12-01 01:30")),
            "sv",
            "fredag 30 november 2018 13:00 – lördag 1 december 2018 01:30",
            "fre 30 nov. 2018 13:00 – lör 1 dec. 2018 01:30",
        ),
        (
            Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="i början av 2019"),
            "en",
            "i början av 2019",
            "i början av 2019",
        ),
        (
            Window(first=dt.date(2018, 12, 20), last=dt.date(2019, 3, 31)),
            "en",
            "20 December 2018 – 31 March 2019",
            "20 Dec 2018 – 31 Mar 2019",
        ),
        (Window(first=SALA, last=SALA), "sv", "7 november 2018", "7 nov. 2018"),
    ],
)
def test_every_kind_of_when(value: dates.Dated, code: str, full: str, medium: str) -> None:
    assert dates.full(value, code) == full
    assert dates.medium(value, code) == medium


def test_weeks_are_iso_weeks() -> None:
    assert dates.week(dt.date(2018, 11, 26), "sv") == "v. 48"
    assert dates.week(dt.date(2018, 11, 26), "en") == "wk 48"
    assert dates.week(dt.date(2018, 12, 31), "sv") == "v. 1"
    assert dates.week(dt.date(2021, 1, 3), "sv") == "v. 53"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (SALA, "2018-11-07"),
        (at("2018-11-07 09:05"), "2018-11-07T09:05:00"),
        (Days(first=SALA, last=SALA), "2018-11-07"),
        (TWO_DAYS, "2018-11-12/2018-11-13"),
        (MORNING, "2018-11-07T09:00:00/2018-11-07T12:00:00"),
        (Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="early 2019"), "2019-01-01/2019-03-31"),
        (Window(first=SALA, last=SALA), "2018-11-07"),
    ],
)
def test_machines_get_iso_8601(value: dates.Dated, text: str) -> None:
    assert dates.iso(value) == text
