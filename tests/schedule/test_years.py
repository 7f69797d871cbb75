"""The refusals of days that no year has; what is found is tested where dates are read."""

import datetime as dt

import pytest

from rusctl.errors import RusctlError
from rusctl.schedule.years import Given, in_year

GIVEN = Given("v 60", dt.date(2018, 11, 8), None, "Europe/Stockholm")


def test_days_that_the_year_has_not() -> None:
    with pytest.raises(RusctlError) as caught:
        in_year(lambda _: None, 2018, GIVEN)
    assert caught.value.message.args == {"text": "v 60", "year": "2018"}


@pytest.mark.parametrize("today", [dt.date(2018, 11, 8), dt.date.min, dt.date.max])
def test_days_that_no_year_has(today: dt.date) -> None:
    with pytest.raises(RusctlError) as caught:
        in_year(lambda _: None, None, GIVEN._replace(today=today))
    assert caught.value.message.args == {"text": "v 60"}
