"""The refusals of days that no year has; what is found is tested where dates are read."""

import datetime as dt

import pytest

from rusctl.errors import RusctlError
from rusctl.model.plan import Days, Window
from rusctl.schedule.dates.parse import read_when
from rusctl.schedule.dates.years import DateContext, in_year

GIVEN = DateContext("v 60", dt.date(2018, 11, 8), None, "Europe/Stockholm")


def test_days_that_the_year_has_not() -> None:
    with pytest.raises(RusctlError) as caught:
        in_year(lambda _: None, 2018, GIVEN)
    assert caught.value.message.args == {"text": "v 60", "year": "2018"}


@pytest.mark.parametrize("today", [dt.date(2018, 11, 8), dt.date.min, dt.date.max])
def test_days_that_no_year_has(today: dt.date) -> None:
    with pytest.raises(RusctlError) as caught:
        in_year(lambda _: None, None, GIVEN._replace(today=today))
    assert caught.value.message.args == {"text": "v 60"}


def test_a_weekday_leads_to_another_year_than_the_next_only_as_a_guess() -> None:
    period = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
    # 26 November 2018 is a Monday, and 2019's is a Tuesday.
    other = read_when("tisdag 26 november", dt.date(2018, 11, 8), period)
    assert (other.when, other.guessed) == (Days(first=dt.date(2019, 11, 26), last=dt.date(2019, 11, 26)), True)
    with pytest.raises(RusctlError) as raised:  # no year of the period has it, nor has the next
        read_when("söndag 26 november", dt.date(2018, 11, 8), period)
    assert raised.value.message.args["day"] == dt.date(2018, 11, 26)
    long_past = read_when("onsdag 7 november", dt.date(2026, 11, 23), period)
    assert (long_past.when, long_past.guessed) == (Days(first=dt.date(2018, 11, 7), last=dt.date(2018, 11, 7)), True)


def test_a_year_that_is_far_from_the_period_and_from_today_is_a_guess() -> None:
    period = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
    for text, guessed in (("28 nov 2025", False), ("28 nov 2026", True), ("28 nov 2013", False), ("28 nov 2012", True)):
        assert read_when(text, dt.date(2018, 11, 8), period).guessed == guessed, text
    assert not read_when("28 nov 2030", dt.date(2026, 11, 23), period).guessed
