"""What the law asks round a council's decision: each with its paragraph and the days between which its wording holds.

Kommunallagen (2017:725) is in force from 1 January 2018; the act before it was another (1991:900), so nothing here is
said of a meeting before that day. Later amendments of these paragraphs are not known here.
"""

import datetime as dt
from typing import NamedTuple

from rusctl.model.durations import Span, Unit
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import working_day_from


class Law(NamedTuple):
    """A paragraph, and the days between which its wording holds; `until` is None where no later one is known."""

    act: str
    section: str
    since: dt.date
    until: dt.date | None = None

    @property
    def text(self) -> str:
        """The reference as Swedish law is cited, the same in every language."""
        return f"{self.act} {self.section}"

    def holds(self, day: dt.date) -> bool:
        """Whether its wording holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def _local(section: str) -> Law:
    return Law("kommunallagen (2017:725)", section, dt.date(2018, 1, 1))


NOTICE = _local("5 kap. 13 §")
SUMMONS = _local("5 kap. 15 §")
BOARD = _local("5 kap. 26–28 §§")
ADJUSTED = _local("5 kap. 69 §")
ANNOUNCED = _local("8 kap. 12 §")
APPEAL = _local("13 kap. 5 §")
REVIEW = Law("förordning 2017:583", "12 §", dt.date(2020, 1, 1), dt.date(2024, 3, 31))
"""At least one review between elections, in the wording in force in 2020, until the ordinance was amended."""

FLOORS: dict[str, tuple[Span, Law]] = {
    "notice": (Span(1, Unit.WEEKS), NOTICE),
    "summons": (Span(1, Unit.WEEKS), SUMMONS),
}
"""What must be done so long before the meeting, at least."""

LIMITS: dict[str, tuple[Span, Law]] = {
    "adjusted": (Span(14, Unit.DAYS), ADJUSTED),
    "announced": (Span(2, Unit.DAYS), ANNOUNCED),
    "appeal": (Span(3, Unit.WEEKS), APPEAL),
}
"""What must be done within so long: adjusted after the meeting, announced after that, appealed after that."""


def period_end(begun: dt.date, span: Span) -> dt.date:
    """Give the last day of a period counted forwards from a day: one that is a day off ends on the next working day.

    Days off are Saturdays, Sundays, public holidays, and Midsummer's, Christmas and New Year's Eve.
    """
    return working_day_from(dt.date.fromordinal(workcount.plus(begun.toordinal(), span)))
