"""Spans of time as people say them, and what comes after what."""

from enum import StrEnum
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199  # what is counted from a day of these years stays within the calendar


class Unit(StrEnum):
    """What a span is counted in; working days are Monday to Friday less the days off of schedule/days/workdays.py."""

    DAYS = "days"
    WORKDAYS = "workdays"
    WEEKS = "weeks"


class Span(NamedTuple):
    """A number of days, working days or weeks."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """Write it as in a file."""
        return f"{self.number} {self.unit}"


class After(NamedTuple):
    """What a milestone or an event comes after, and how long after it at least; with no gap it may be the same day."""

    id: str
    gap: Span | None = None

    def __str__(self) -> str:
        """Write it for a program: the id, and the gap where there is one."""
        return f"{self.id} + {self.gap}" if self.gap else self.id
