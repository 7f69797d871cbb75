"""Days of what has happened: the last such day there was, and a question where the next is nearer."""

import datetime as dt

import pytest

from rusctl.errors import RusctlError
from rusctl.model.plan import Window
from rusctl.schedule.dates.past import read_past

PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
NOVEMBER, FEBRUARY = dt.date(2018, 11, 8), dt.date(2020, 2, 10)


@pytest.mark.parametrize(
    ("today", "text", "first", "asked"),
    [
        (NOVEMBER, "7 nov", "2018-11-07", False),
        (NOVEMBER, "7/11", "2018-11-07", False),
        (NOVEMBER, "8 nov", "2018-11-08", False),
        (NOVEMBER, "9 nov", "2017-11-09", True),  # tomorrow is nearer
        (NOVEMBER, "mars", "2018-03-01", True),
        (NOVEMBER, "november", "2018-11-01", False),
        (NOVEMBER, "v 40", "2018-10-01", False),
        (NOVEMBER, "igår", "2018-11-07", False),
        (NOVEMBER, "imorgon", "2018-11-09", False),
        (NOVEMBER, "12 nov 2019", "2019-11-12", False),
        (NOVEMBER, "2019-03-01", "2019-03-01", False),
        (FEBRUARY, "7 nov", "2019-11-07", False),
        (FEBRUARY, "torsdag 7 november", "2019-11-07", True),
        (FEBRUARY, "feb", "2020-02-01", True),
        (FEBRUARY, "Q3", "2019-07-01", False),
        (dt.date(2019, 1, 10), "28-29 dec", "2018-12-28", False),
    ],
)
def test_a_day_of_the_past_without_a_year_is_the_last_there_was(
    today: dt.date, text: str, first: str, asked: bool
) -> None:
    found = read_past(text, today, PERIOD)
    assert (found.when.first.isoformat(), found.guessed) == (first, asked)


def test_what_is_no_day_is_refused_as_ever() -> None:
    with pytest.raises(RusctlError):
        read_past("31 februari", NOVEMBER, PERIOD)
