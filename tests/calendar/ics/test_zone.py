"""A block's own rules, worked out as RFC 5545 says, change the clock when the time zone database does."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from rusctl.calendar.ics import zone
from rusctl.calendar.ics.zone import zone_for

YEARS = range(1996, 2038)
HOUR = dt.timedelta(hours=1)
# Where summer is in January, offsets are no whole hours, no clock changes, or the rules are odd ones.
ELSEWHERE = (
    "America/New_York",
    "America/Nuuk",
    "America/St_Johns",
    "America/Santiago",
    "America/Sao_Paulo",
    "Atlantic/Reykjavik",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Arctic/Longyearbyen",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Etc/UTC",
)
EVERYWHERE = sorted({*ELSEWHERE, *(name for name in available_timezones() if name.startswith("Europe/"))})
# The zones of which one rule is true from 1996 to 2037, and so of any years in between.
STEADY = ("Europe/Stockholm", "Europe/Helsinki", "Europe/Oslo", "Europe/Mariehamn", "Europe/London", "Europe/Dublin")
Offset = dt.timedelta


def offset(text: str) -> Offset:
    sign = -1 if text[0] == "-" else 1
    return sign * Offset(hours=int(text[1:3]), minutes=int(text[3:5]))


def onset(start: dt.datetime, rule: str, year: int) -> dt.datetime:
    """Work a yearly rule out in a year, by counting the days of the month."""
    found = re.fullmatch(r"FREQ=YEARLY;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU);BYMONTH=(\d+)", rule)
    assert found, rule
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(found[2])
    first = dt.date(year, int(found[3]), 1)
    month = [day for day in (first + dt.timedelta(days=one) for one in range(31)) if day.month == first.month]
    nth = int(found[1])
    day = [day for day in month if day.weekday() == weekday][nth if nth < 0 else nth - 1]
    return dt.datetime.combine(day, start.time())


def by_the_block(block: tuple[str, ...], last: int) -> list[tuple[dt.datetime, Offset]]:
    """Give the moments (UTC) from which on each offset holds, as the block says."""
    changes = []
    parts = re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\n(.*?)\nEND:\1", "\n".join(block), re.DOTALL)
    assert [kind for kind, _ in parts] in (["STANDARD"], ["STANDARD", "DAYLIGHT"])
    for _, part in parts:
        values = dict(line.split(":", 1) for line in part.splitlines())
        start = dt.datetime.fromisoformat(values["DTSTART"])
        before, after = offset(values["TZOFFSETFROM"]), offset(values["TZOFFSETTO"])
        rule = values.get("RRULE", "")
        onsets = [onset(start, rule, year) for year in range(start.year, last + 2)] if rule else [start]
        assert onsets[0] == start
        changes += [((one - before).replace(tzinfo=dt.UTC), after) for one in onsets]
    return sorted(changes)


@cache
def moments(name: str) -> tuple[dt.datetime, ...]:
    """Give each change of the clock that the database knows, found hour by hour, and the ends of all years."""
    here = ZoneInfo(name)
    found = []
    for year in YEARS:
        found += [dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year, 7, 1, tzinfo=dt.UTC)]
    days = [dt.datetime(1996, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=one) for one in range(366 * len(YEARS))]
    for one, after in itertools.pairwise(days):
        if one.astimezone(here).utcoffset() != after.astimezone(here).utcoffset():
            hours = [one + HOUR / 2 * half for half in range(49)]
            found += [
                two
                for before, two in itertools.pairwise(hours)
                if before.astimezone(here).utcoffset() != two.astimezone(here).utcoffset()
            ]
    return tuple(found)


def beside(name: str, years: range) -> Iterator[dt.datetime]:
    """Give the moments round each change in some years, on the clock of the place."""
    here = ZoneInfo(name)
    for moment in moments(name):
        for one in (moment - HOUR, moment - dt.timedelta(seconds=1), moment, moment + HOUR / 2, moment + HOUR):
            if one.astimezone(here).year in years:
                yield one


def spans() -> Iterator[range]:
    """Give the years of a feed: one, some in a row, all."""
    yield from (range(year, year + 1) for year in YEARS)
    yield from (range(year, year + 4) for year in range(1996, 2034, 3))
    yield YEARS


@pytest.mark.parametrize("name", EVERYWHERE)
def test_the_clock_changes_when_the_database_says(name: str) -> None:
    here = ZoneInfo(name)
    for years in spans():
        found = zone_for(name, years)
        assert found.name == name
        if not found.block:
            assert name not in STEADY
            continue
        changes = by_the_block(found.block, years[-1])
        for moment in beside(name, years):
            said = [after for since, after in changes if since <= moment]
            assert said, (years, moment)
            assert said[-1] == moment.astimezone(here).utcoffset(), (years, moment)


@pytest.mark.parametrize("name", STEADY)
def test_one_rule_is_true_of_all_years(name: str) -> None:
    whole = zone_for(name, YEARS).block
    assert whole
    assert {zone_for(name, range(year, 2030)).block for year in range(1997, 2030)} == {zone_for(name, [2027]).block}


def test_swedens_block_needs_no_working_out() -> None:
    assert zone._zone_for(zone.ZONE, frozenset(range(1997, 2038))) == (zone.ZONE, zone.BLOCK)  # noqa: SLF001
    assert zone_for(zone.ZONE, [2018]) == zone_for(zone.ZONE) == (zone.ZONE, zone.BLOCK)


def test_the_block_of_another_country() -> None:
    assert zone_for("Europe/Helsinki", [2022]).block == tuple(
        line.replace("Stockholm", "Helsinki")
        .replace("T030000", "T040000")
        .replace("T020000", "T030000")
        .replace("TZNAME:CEST", "TZNAME:EEST")
        .replace("TZNAME:CET", "TZNAME:EET")
        .replace("+0200", "+0300")
        .replace("+0100", "+0200")
        if "TZOFFSET" not in line
        else line.replace("+0200", "+0300").replace("+0100", "+0200")
        for line in zone.BLOCK
    )
    assert zone_for("Asia/Tokyo", [2022]).block[2:8] == (
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:JST",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "END:STANDARD",
    )


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("Africa/Casablanca", range(2026, 2029)),  # Ramadan
        ("Europe/Istanbul", [2015, 2017]),  # summer time for good from 2016 on
        ("Europe/Moscow", range(2010, 2016)),
        ("Europe/Stockholm", [1995, 1997]),  # summer time ended in September until then
    ],
)
def test_where_no_rule_is_true_of_all_years_there_is_no_block(name: str, years: Iterable[int]) -> None:
    assert zone_for(name, years) == (name, ())


def test_a_name_that_is_none() -> None:
    with pytest.raises(KeyError):
        zone_for("Europe/Sala", [2027])


def test_the_block_of_utc() -> None:
    assert "TZOFFSETTO:+0000" in zone.utc_block()
