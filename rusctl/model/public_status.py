"""How a stop stands to those who read of it: what can be said of it on the day of the page, and no more."""

from enum import StrEnum


class PublicStatus(StrEnum):
    """What everybody is told of a stop; a passed day says only that it passed."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    UNDECIDED = "undecided"
    PASSED = "passed"
    HELD = "held"
    CANCELLED = "cancelled"
