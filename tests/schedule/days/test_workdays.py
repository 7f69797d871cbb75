"""Days off equal those of the holidays package, for every day of 1990 to 2060."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import holidays as oracle
import pytest
from holidays.constants import DE_FACTO, OPTIONAL, PUBLIC

from rusctl.language.message import Message
from rusctl.schedule.days import workdays

YEARS = range(1990, 2061)
DAY = dt.timedelta(days=1)
DAYS = [dt.date(1990, 1, 1) + number * DAY for number in range((dt.date(2061, 1, 1) - dt.date(1990, 1, 1)).days)]

# Our names for what the package calls by its Swedish names.
NAMES = {
    "Nyårsdagen": "New Year's Day",
    "Trettondedag jul": "Epiphany",
    "Långfredagen": "Good Friday",
    "Påskdagen": "Easter Sunday",
    "Annandag påsk": "Easter Monday",
    "Första maj": "May Day",
    "Kristi himmelsfärdsdag": "Ascension Day",
    "Nationaldagen": "National Day",
    "Pingstdagen": "Whit Sunday",
    "Annandag pingst": "Whit Monday",
    "Midsommardagen": "Midsummer's Day",
    "Alla helgons dag": "All Saints' Day",
    "Juldagen": "Christmas Day",
    "Annandag jul": "Boxing Day",
    "Midsommarafton": "Midsummer's Eve",
    "Julafton": "Christmas Eve",
    "Nyårsafton": "New Year's Eve",
    "Trettondagsafton (från kl. 14.00)": "Twelfth Night",
    "Skärtorsdagen (från kl. 14.00)": "Maundy Thursday",
    "Påskafton": "Holy Saturday",
    "Valborgsmässoafton (från kl. 14.00)": "Walpurgis Night",
    "Pingstafton": "Whitsun Eve",
    "Allahelgonsafton (från kl. 14.00)": "All Saints' Eve",
}


def named(category: str) -> dict[dt.date, set[str]]:
    days = oracle.country_holidays("SE", years=YEARS, categories=(category,), language="sv")
    return {day: {NAMES[name] for name in days.get_list(day) if name != "Klämdag"} for day in days}


@pytest.mark.parametrize(
    ("category", "ours"), [(PUBLIC, workdays.holiday), (DE_FACTO, workdays.eve), (OPTIONAL, workdays.short_day)]
)
def test_every_day_is_what_the_oracle_says(category: str, ours: Callable[[dt.date], Message | None]) -> None:
    theirs = named(category)
    seen = 0
    for day in DAYS:
        name = ours(day)
        expected = theirs.get(day, set())
        # Two of them can fall on one day (Ascension Day on 1 May 2008, say); one name is then enough.
        assert (name is not None) == bool(expected)
        assert name is None or name.id in expected
        seen += name is not None
    assert seen > 3 * len(YEARS) - 1


def test_working_days_are_the_oracles() -> None:
    days = oracle.country_holidays("SE", years=YEARS, categories=(PUBLIC, DE_FACTO))
    assert [day for day in DAYS if workdays.working(day)] == [day for day in DAYS if days.is_working_day(day)]


def test_bridge_days_lie_between_days_off_and_hold_the_oracles() -> None:
    days = oracle.country_holidays("SE", years=range(1989, 2062), categories=(PUBLIC, DE_FACTO))
    expected = [
        day
        for day in DAYS
        if days.is_working_day(day) and not days.is_working_day(day - DAY) and not days.is_working_day(day + DAY)
    ]
    ours = [day for day in DAYS if workdays.bridge(day)]
    assert ours == expected
    optional = oracle.country_holidays("SE", years=YEARS, categories=(OPTIONAL,), language="sv")
    squeezed = {day for day in optional if "Klämdag" in optional.get_list(day)}
    assert {day for day in squeezed if workdays.working(day)} <= set(ours)
    assert len(squeezed) == len(YEARS)


def test_some_days_known_by_heart() -> None:
    assert workdays.easter(2018) == dt.date(2018, 4, 1)
    assert workdays.bridge(dt.date(2018, 4, 30))
    assert workdays.bridge(dt.date(2019, 5, 31))
    assert not workdays.bridge(dt.date(2018, 11, 7))
    assert workdays.holiday(dt.date(2004, 6, 6)) is None
    assert workdays.holiday(dt.date(2005, 5, 16)) is None
    whit_monday = workdays.holiday(dt.date(2004, 5, 31))
    assert isinstance(whit_monday, Message)
    assert whit_monday.id == "Whit Monday"


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (dt.date(2018, 11, 7), dt.date(2018, 11, 7), dt.date(2018, 11, 7)),
        (dt.date(2014, 12, 24), dt.date(2014, 12, 29), dt.date(2014, 12, 23)),
        (dt.date(2019, 4, 19), dt.date(2019, 4, 23), dt.date(2019, 4, 18)),
        (dt.date(2020, 6, 19), dt.date(2020, 6, 22), dt.date(2020, 6, 18)),
        (dt.date.max, dt.date.max, dt.date(9999, 12, 30)),
        (dt.date.min, dt.date(1, 1, 2), dt.date.min),
    ],
)
def test_the_nearest_working_days(day: dt.date, after: dt.date, before: dt.date) -> None:
    assert workdays.working_day_from(day) == after
    assert workdays.working_day_until(day) == before


def test_the_ends_of_the_calendar_are_no_bridge_days() -> None:
    assert not workdays.bridge(dt.date.min)
    assert not workdays.bridge(dt.date.max)


def test_weeks() -> None:
    week = workdays.week(2018, 48)
    assert (week.first, week.last) == (dt.date(2018, 11, 26), dt.date(2018, 12, 2))
    assert workdays.working_week(2018, 48).last == dt.date(2018, 11, 30)
    assert (workdays.weeks_in(2018), workdays.weeks_in(2020)) == (52, 53)
    with pytest.raises(ValueError, match="53"):
        workdays.week(2018, 53)


@pytest.mark.parametrize("year", [2018, 2020, 2021, 2026])
def test_weeks_follow_on_each_other(year: int) -> None:
    weeks = [workdays.week(year, number) for number in range(1, workdays.weeks_in(year) + 1)]
    assert all(week.last + DAY == following.first for week, following in pairwise(weeks))
    assert weeks[-1].last + DAY == workdays.week(year + 1, 1).first
