"""Days off in other countries: the country's public holidays and weekends, and no day that is Sweden's alone."""

import datetime as dt

import holidays as oracle
import pytest

from rusctl.errors import RusctlError
from rusctl.model.plan import SWEDEN, Body, Plan, Process, Texts
from rusctl.schedule.dates.named_days import named
from rusctl.schedule.days import workcount, workdays
from rusctl.schedule.days.elsewhere import holidays_of
from rusctl.schedule.days.worktable import table_round
from rusctl.schedule.days.yearbook import yearbook
from rusctl.schedule.state.bodies import kinds
from rusctl.storage.countries import of_zone

COUNTRIES = ("FI", "AX", "NO", "DK", "IS", "EE", "DE")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_working_day_is_neither_weekend_nor_holiday(country: str) -> None:
    workdays.observe(country)
    for year in (2022, 2027, 2036):
        known = oracle.country_holidays(country, years=year)
        day = dt.date(year, 1, 1)
        expected = []
        while day.year == year:
            if day.weekday() < workdays.SATURDAY and day not in known:
                expected.append(day.toordinal())
            day += workdays.DAY
        assert list(workcount.working_days(year)) == expected
        assert set(workdays.holidays(year)) == {one for one in known if one.year == year}
        assert workdays.eves(year) == workdays.short_days(year) == {}


def test_what_was_counted_in_one_country_is_not_remembered_in_another() -> None:
    day = dt.date(2022, 6, 6)
    found = {}
    for country in (SWEDEN, "FI", SWEDEN):
        workdays.observe(country)
        table = table_round(day)
        found[country] = (workdays.working(day), table.on_or_after(day.toordinal()) == day.toordinal())
    assert found == {SWEDEN: (False, False), "FI": (True, True)}


def test_holidays_have_names_in_the_languages_there_are() -> None:
    assert holidays_of("FI", 2022)[dt.date(2022, 12, 6)] == Texts(
        {"": "Itsenäisyyspäivä", "sv": "Självständighetsdagen", "en": "Independence Day"}
    )
    assert holidays_of("NO", 2022)[dt.date(2022, 5, 17)] == Texts({"": "Grunnlovsdag", "en": "Constitution Day"})
    assert holidays_of("NO", 1800) == holidays_of("NO", 2200) == {}


def test_a_country_nobody_knows() -> None:
    with pytest.raises(RusctlError) as caught:
        holidays_of("XX", 2022)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("text", "finland", "norway"),
    [
        ("påskdagen", dt.date(2022, 4, 17), dt.date(2022, 4, 17)),
        ("midsommarafton", dt.date(2022, 6, 24), None),
        ("alla helgons dag", dt.date(2022, 11, 5), None),
        ("nationaldagen", None, None),
        ("julafton", dt.date(2022, 12, 24), dt.date(2022, 12, 24)),
    ],
)
def test_a_day_is_called_as_it_is_there(text: str, finland: dt.date | None, norway: dt.date | None) -> None:
    for country, day in (("FI", finland), ("NO", norway)):
        workdays.observe(country)
        found = named(text)
        assert found
        assert found.on(2022) == day


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Stockholm", "SE"),
        ("Europe/Helsinki", "FI"),
        ("Europe/Mariehamn", "AX"),
        ("Europe/Oslo", "NO"),
        ("America/New_York", "US"),
        ("Etc/UTC", "SE"),
        ("Europe/Sala", "SE"),
    ],
)
def test_the_country_of_a_clock(zone: str, country: str) -> None:
    assert of_zone(zone) == country


def test_the_law_of_sweden_counts_in_sweden() -> None:
    body = Body(id="f", name=Texts({"sv": "Fullmäktige"}), kind="council")
    assert kinds(Plan(bodies=(body,))) == {"f": "council"}
    assert kinds(Plan(bodies=(body,), process=Process(country="FI"))) == {}


def test_the_year_of_another_country() -> None:
    workdays.observe("FI")
    notes = yearbook(Plan(process=Process(country="FI")), 2022)
    assert {note.kind for note in notes} == {"holiday", "bridge-day"}
