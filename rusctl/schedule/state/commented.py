"""When the board comments before the council decides: the day that is planned, or the last one that can be."""

import datetime as dt
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Event, Milestone, Plan, Window
from rusctl.model.rounds import before_any
from rusctl.schedule.state.bodies import of_kind
from rusctl.schedule.state.milestones import done_on, due_on

DAY = dt.timedelta(days=1)
USUAL_PAUSE = dt.timedelta(weeks=5)
"""A list of meeting days is taken to reach so far past its last day at least, or as far as its longest pause."""


class Comment(NamedTuple):
    """The day of the board's comment.

    `known` is the day it was made. `before` is the day it must be before, where no day of its own is known. `step` is
    the milestone that the day is of, and `note` what is to be said of it.
    """

    day: dt.date
    known: dt.date | None = None
    done: bool = False
    before: dt.date | None = None
    step: str = ""
    note: Message | None = None


def comment(plan: Plan, council: Milestone, limit: dt.date, meeting: dt.date, today: dt.date) -> Comment:
    """Give the board's day before a council's meeting; `limit` is the last day by the region's own lead time.

    The plan's own milestone comes first. Without one it is the board's last meeting day, where its list reaches so far;
    without that it is before the council's day, and no more is known.
    """
    latest = min(limit, meeting - DAY)
    step = board_step(plan, council, today)
    if step:
        done, due = done_on(step, today), due_on(step, today)
        if isinstance(done, Days):
            return Comment(done.last, known=done.last, done=True, step=step.id)
        if done:
            return Comment(done.last, done=True, step=step.id, note=msg("done, day not known"))
        if due and due.last <= latest:
            met = _last_meeting(plan, due.last) if isinstance(due, Window) else None
            return Comment(met if met and met >= due.first else due.last, step=step.id)
    return _by_meeting_days(plan, latest, meeting, own=limit < meeting)


def board_step(plan: Plan, council: Milestone, today: dt.date) -> Milestone | None:
    """Give the last milestone of the board's that a council's decision comes after."""
    boards = of_kind(plan, "board")
    if council.body in boards or not council.after:
        return None
    by_id: dict[str, Milestone | Event] = {one.id: one for one in reversed(plan.records)}
    found = _nearest(council, boards, by_id)
    earlier = before_any((one.id for one in found), by_id) if len(found) > 1 else set()

    def order(one: Milestone) -> tuple[bool, dt.date]:
        when = done_on(one, today) or due_on(one, today)
        return one.id not in earlier, when.last if when else dt.date.min

    return max(found, key=order, default=None)


def _nearest(council: Milestone, boards: Collection[str], by_id: Mapping[str, Milestone | Event]) -> list[Milestone]:
    """Give the board's milestones that something comes after, without looking beyond any of them."""
    found: list[Milestone] = []
    met: set[str] = set()
    waiting: list[Milestone | Event] = [council]
    while waiting:
        for name in {link.id for link in waiting.pop().after} - met:
            met.add(name)
            record = by_id.get(name)
            if isinstance(record, Milestone) and record.body in boards and not record.every:
                found.append(record)
            elif record is not None:
                waiting.append(record)
    return found


def _by_meeting_days(plan: Plan, latest: dt.date, meeting: dt.date, *, own: bool) -> Comment:
    if met := _last_meeting(plan, latest):
        return Comment(met)
    days, note = _meeting_days(plan), None
    if days and _reaches(days) < latest:
        note = msg("the board's meeting days are known until {day} only", day=days[-1])
    return Comment(latest, note=note) if own else Comment(latest, before=meeting, note=note)


def _meeting_days(plan: Plan) -> list[dt.date]:
    boards = of_kind(plan, "board")
    return sorted({one for meetings in plan.workyear.meetings if meetings.body in boards for one in meetings.days})


def _last_meeting(plan: Plan, latest: dt.date) -> dt.date | None:
    """Give the board's last meeting up to a day, where its list of meeting days reaches so far."""
    days = _meeting_days(plan)
    earlier = [one for one in days if one <= latest]
    return earlier[-1] if earlier and _reaches(days) >= latest else None


def _reaches(days: list[dt.date]) -> dt.date:
    """Give how far a list of meeting days tells when the body meets and when it does not."""
    pauses = [after - first for first, after in pairwise(days)]
    reach = max([*pauses, USUAL_PAUSE])
    return days[-1] + min(reach, dt.date.max - days[-1])
