"""What `rusctl deadlines --json` gives: one flat object a deadline."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.model.plan import Plan
from rusctl.output.rows import Field, Row
from rusctl.schedule.state.deadlines import Deadline

DEADLINE = {
    "milestone": Field("string", "the milestone's id"),
    "id": Field(
        "string", "what: notice, summons, board, meeting, adjusted, announced, appeal, force, or the region's own"
    ),
    "title": Field("string", "what people see, in the folder's language"),
    "date": Field("date", "the last day, by the region's own lead time or by law, whichever asks more"),
    "working_day": Field("date", "the last working day on or before it"),
    "law_date": Field("date?", "the last day by law alone"),
    "law": Field("string?", "the act and the paragraph"),
    "law_from": Field("date?", "the day from which that wording holds"),
    "law_until": Field("date?", "the last day on which it does, where one is known"),
    "own": Field("string?", "the region's own lead time"),
    "moved_from": Field("date?", "the day off on which the period ended before it was moved"),
    "done": Field("date?", "the day it was done"),
    "days_left": Field("integer", "days from today to it; negative where it has passed"),
    "before": Field(
        "date?", "the day it must be before, where no day of its own is known; date is then the day before"
    ),
    "step": Field("string?", "the id of the milestone whose day it is"),
}


def deadline_row(one: Deadline, milestone: str, plan: Plan, today: dt.date) -> Row:
    """Give a deadline's row."""
    return {
        "milestone": milestone,
        "id": one.id,
        "title": Language(plan.process.language).value(one.title),
        "date": one.day.isoformat(),
        "working_day": one.working_day.isoformat(),
        "law_date": one.law_day.isoformat() if one.law_day else None,
        "law": one.law.text if one.law else None,
        "law_from": one.law.since.isoformat() if one.law and one.law.since else None,
        "law_until": one.law.until.isoformat() if one.law and one.law.until else None,
        "own": str(one.own) if one.own else None,
        "moved_from": one.counted.isoformat() if one.counted else None,
        "done": one.known.isoformat() if one.known else None,
        "days_left": (one.day - today).days,
        "before": one.before.isoformat() if one.before else None,
        "step": one.step or None,
    }
