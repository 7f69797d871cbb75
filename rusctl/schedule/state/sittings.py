"""The days on which bodies meet, as far as the plan knows them on a day: of their calendars and of its milestones."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model.plan import Days, Milestone, Plan
from rusctl.schedule.state import law
from rusctl.schedule.state.bodies import kinds
from rusctl.schedule.state.milestones import done_on, due_on


class Sitting(NamedTuple):
    """A meeting of a body, from its first day to its last; `milestone` is what it decides, where that is known."""

    body: str
    first: dt.date
    last: dt.date
    milestone: str = ""


def sittings(plan: Plan, today: dt.date) -> Iterator[Sitting]:
    """Give every meeting that is known; a milestone whose body holds no meetings that the law knows has none."""
    for meetings in plan.workyear.meetings:
        yield from (Sitting(meetings.body, day, day) for day in meetings.days)
    of = kinds(plan)
    for milestone in plan.milestones:
        if of.get(milestone.body, "") in law.LIMITS and not milestone.every:
            for days in meeting_days(milestone, today):
                yield Sitting(milestone.body, days.first, days.last, milestone.id)


def meeting_days(milestone: Milestone, today: dt.date) -> Iterator[Days]:
    """Give the days of a milestone: of its meetings, and the day it was reached or holds now, where that is exact."""
    for meeting in milestone.meetings:
        yield Days(first=meeting.first, last=meeting.last)
    when = done_on(milestone, today) or due_on(milestone, today)
    if isinstance(when, Days) and not any(one.first <= when.last <= one.last for one in milestone.meetings):
        yield when
