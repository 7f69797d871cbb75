"""Skipped and doubled hours, found by walking through time in UTC."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from rusctl.errors import RusctlError
from rusctl.schedule.dates import clock

STOCKHOLM = "Europe/Stockholm"
at = dt.datetime.fromisoformat


@pytest.mark.parametrize("zone", [STOCKHOLM, "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("year", [2018, 2025])
def test_every_half_hour_of_a_year_against_a_walk_in_utc(zone: str, year: int) -> None:
    step = dt.timedelta(minutes=15)
    first = dt.datetime(year, 1, 1, tzinfo=dt.UTC) - dt.timedelta(days=2)
    shown = Counter((first + number * step).astimezone(ZoneInfo(zone)).replace(tzinfo=None) for number in range(35600))
    local = at(f"{year}-01-01")
    while local.year == year:
        assert clock.nonexistent(local, zone) == (shown[local] == 0)
        assert clock.doubled(local, zone) == (shown[local] == 2)
        local += step


def test_the_nights_of_2018() -> None:
    assert clock.nonexistent(at("2018-03-25 02:00"), STOCKHOLM)
    assert clock.nonexistent(at("2018-03-25 02:59"), STOCKHOLM)
    assert not clock.nonexistent(at("2018-03-25 01:59"), STOCKHOLM)
    assert not clock.nonexistent(at("2018-03-25 03:00"), STOCKHOLM)
    assert clock.doubled(at("2018-10-28 02:00"), STOCKHOLM)
    assert clock.doubled(at("2018-10-28 02:59"), STOCKHOLM)
    assert not clock.doubled(at("2018-10-28 03:00"), STOCKHOLM)
    assert not clock.doubled(at("2018-03-25 02:30"), STOCKHOLM)
    assert not clock.nonexistent(at("2018-10-28 02:30"), STOCKHOLM)


@pytest.mark.parametrize(
    ("local", "written"),
    [
        ("2018-11-07 09:00", "2018-11-07T09:00:00+01:00"),
        ("2018-07-07 09:00", "2018-07-07T09:00:00+02:00"),
        ("2018-10-28 02:30", "2018-10-28T02:30:00+02:00"),
        ("2018-03-25 02:30", "2018-03-25T02:30:00+01:00"),
    ],
)
def test_rfc_3339(local: str, written: str) -> None:
    assert clock.rfc3339(at(local), STOCKHOLM) == written
    assert clock.aware(at(local), STOCKHOLM).isoformat() == written


@pytest.mark.parametrize("local", [dt.datetime.min, dt.datetime.max])  # noqa: DTZ901 (the model's times are local)
def test_the_ends_of_time_do_not_break_it(local: dt.datetime) -> None:
    assert not clock.nonexistent(local, STOCKHOLM)
    assert not clock.doubled(local, STOCKHOLM)


@pytest.mark.parametrize("name", ["", "Stockholm", "Europe", "../etc/passwd", "/etc/passwd", "Europe/Stock\0holm"])
def test_a_zone_there_is_none_of(name: str) -> None:
    with pytest.raises(RusctlError) as caught:
        clock.zone(name)
    assert caught.value.message.args == {"zone": name}
