"""What the folder asks for at least between two things, as gaps: lead times, and the days of a consultation."""

import datetime as dt
from dataclasses import replace

from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Plan
from rusctl.model.rounds import before
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import done_on


def with_least_times(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which all that must take some time takes it: every part that asks the network asks it of this.

    A consultation that must last 90 days, both ends counted, closes at least 89 days after it opens, whether or not the
    plan says that the one comes after the other, unless it says the opposite. One that has closed is a fact.
    """
    return _with_consultations(with_lead_times(plan, today), today)


def _with_consultations(plan: Plan, today: dt.date) -> Plan:
    if not any(one.days for one in plan.consultations):
        return plan
    by_id = {one.id: one for one in plan.milestones}
    records = {one.id: one for one in reversed(plan.records)}
    more: dict[str, list[After]] = {}
    for one in plan.consultations:
        opens, closes = by_id.get(one.opens), by_id.get(one.closes)
        if not one.days or opens is None or closes is None or opens is closes or done_on(closes, today):
            continue
        if closes.id not in before(opens.id, records):
            more.setdefault(closes.id, []).append(After(opens.id, Span(one.days - 1, Unit.DAYS)))
    milestones = tuple(
        replace(one, after=(*one.after, *more[one.id])) if one.id in more else one for one in plan.milestones
    )
    return replace(plan, milestones=milestones)
