"""Days of what has happened: a day without a year is the last there was, and not the next there is."""

import datetime as dt

from rusctl.errors import RusctlError
from rusctl.model.plan import Window
from rusctl.schedule.dates.parse import Reading, read_when
from rusctl.schedule.days.workdays import DAY

YEAR = 364 * DAY  # back from today, so that every day of the year lies in it once
WEEK = 7 * DAY


def read_past(text: str, today: dt.date, period: Window | None = None, zone: str = "Europe/Stockholm") -> Reading:
    """Read a date as `read_when` does, but without a year as the last such day until today.

    That is a guess where the next such day is nearer, since nobody says of a day eleven months ago only its month.
    What has its year, and what is meant from today ("yesterday"), is read as it stands, also where it is to come.
    RusctlError says why something cannot be read.
    """
    refused: RusctlError | None = None
    reading = None
    try:
        reading = read_when(text, today, period, zone)
    except RusctlError as error:
        refused = error
    if reading is not None and reading.when.first <= today:
        return reading
    try:
        before = read_when(text, today - YEAR, Window(first=today - YEAR, last=today), zone)
    except RusctlError:
        before = None
    if before is not None and before.when.first <= today and _same_day(reading, before):
        nearer = reading is not None and reading.when.first - today < today - before.when.last
        return before._replace(guessed=before.guessed or nearer)
    if reading is None:
        assert refused is not None  # noqa: S101 - one of the two there is
        raise refused
    return reading


def _same_day(reading: Reading | None, before: Reading) -> bool:
    """Say whether two readings differ by their year alone; one that was refused, by its weekday, is no hindrance."""
    if reading is None:
        return True
    one, other = reading.when.first, before.when.first
    if reading.when.last - one != before.when.last - other:
        return (one.month, one.day) == (other.month, other.day)  # a month of February, or a term
    same_week = one.isocalendar().week == other.isocalendar().week and before.when.last - other >= WEEK - DAY
    return (one.month, one.day) == (other.month, other.day) or same_week
