"""Reminders are read as people write them."""

import datetime as dt

import pytest

from rusctl.calendar.feeds.reminders import lead_time
from rusctl.errors import UsageError


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("30", dt.timedelta(minutes=30)),
        ("90m", dt.timedelta(minutes=90)),
        ("2 h", dt.timedelta(hours=2)),
        ("1D", dt.timedelta(days=1)),
        ("0", dt.timedelta()),
        ("28d", dt.timedelta(weeks=4)),
    ],
)
def test_lead_time(text: str, time: dt.timedelta) -> None:
    assert lead_time(text) == time


@pytest.mark.parametrize("text", ["", "-1d", "29d", "1w", "1.5h", "d", "999999", "١d"])
def test_what_is_no_lead_time(text: str) -> None:
    with pytest.raises(UsageError):
        lead_time(text)
