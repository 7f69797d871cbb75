"""On which days a consultation opens and closes, as far as the plan says it."""

import datetime as dt
from typing import NamedTuple

from rusctl.model.consulting import Consultation
from rusctl.model.plan import Days, Milestone, Plan, Window
from rusctl.schedule.state.rounds import done_on, due_on


class ConsultationPeriod(NamedTuple):
    """Its first and its last day, None where the plan has no day, or only days between which it is."""

    opens: dt.date | None
    closes: dt.date | None

    def left(self, today: dt.date) -> int | None:
        """Give how many days are left until the last one, 0 on it; None where it is not known."""
        return (self.closes - today).days if self.closes else None


def period(plan: Plan, one: Consultation, today: dt.date) -> ConsultationPeriod:
    """Give the first and the last day of a consultation.

    It opens on the day it did. Its last day is the one that was set, not the day on which somebody said it was over.
    """
    by_id = {each.id: each for each in plan.milestones}
    return ConsultationPeriod(_opened(by_id.get(one.opens), today), _closes(by_id.get(one.closes), today))


def _opened(milestone: Milestone | None, today: dt.date) -> dt.date | None:
    if milestone is None:
        return None
    return _day(done_on(milestone, today) or due_on(milestone, today))


def _closes(milestone: Milestone | None, today: dt.date) -> dt.date | None:
    if milestone is None:
        return None
    return _day(due_on(milestone, today) or milestone.when or done_on(milestone, today))


def _day(when: Days | Window | None) -> dt.date | None:
    return when.last if when and when.first == when.last else None
