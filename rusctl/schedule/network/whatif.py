"""What follows if something gets another date: nothing but values, and nothing written.

What is known only as a window counts with its last day, before and after: what follows is what follows at the worst.
So does the buffer, as in a forecast.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rusctl.model.durations import Span
from rusctl.model.plan import Days, Event, Hours, Milestone, Plan, When, Window
from rusctl.schedule.days.workcount import plus
from rusctl.schedule.network.forecast import critical_buffer
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.deadlines import Deadline, deadlines, meeting_day
from rusctl.schedule.state.milestones import due_on

Record = Milestone | Event


class Push(NamedTuple):
    """Something that becomes later because of what it comes after.

    `promised` is the day it was set for, where it was; `meeting` the first known meeting of its body from `after` on.
    """

    record: Record
    before: dt.date
    after: dt.date
    promised: dt.date | None
    meeting: dt.date | None


class Moved(NamedTuple):
    """A deadline that gets another day, or loses or gains one because its milestone does."""

    milestone: Milestone
    deadline: Deadline
    before: dt.date | None
    after: dt.date | None


class WhatIfOutcome(NamedTuple):
    """The plan as it is known now, with the change, and with all that it pushes; the pushes; and the critical buffer.

    The buffer is the least on the critical chain, as a forecast of the plan with and without the change has it.
    """

    known: Plan
    changed: Plan
    settled: Plan
    pushes: tuple[Push, ...]
    buffer_before: int | None
    buffer_after: int | None


def dated(plan: Plan, record: Record, when: When) -> Plan:
    """Give the plan in which a record has another date, and what is said to have happened to it is not known."""
    if isinstance(record, Event):
        events = tuple(replace(one, when=when) if one.id == record.id else one for one in plan.events)
        return replace(plan, events=events)
    days = when if not isinstance(when, Hours) else Days(first=when.first, last=when.last)
    milestones = tuple(replace(one, when=days, done=None) if one.id == record.id else one for one in plan.milestones)
    return replace(plan, milestones=milestones)


def due(record: Record, today: dt.date) -> When | None:
    """Give when a record is set for, as could be known on a day."""
    return record.when if isinstance(record, Event) else due_on(record, today)


def later(when: When, span: Span) -> When:
    """Give a date so much later; the words of a window no longer hold."""
    if isinstance(when, Hours):
        later = _after(when.first, span) - when.first
        return Hours(start=when.start + later, end=when.end and when.end + later)
    first = _after(when.first, span)
    last = max(first, _after(when.last, span)) if isinstance(when, Window) else first + (when.last - when.first)
    return Window(first=first, last=last) if isinstance(when, Window) else Days(first=first, last=last)


def outcome(plan: Plan, record: Record, when: When, today: dt.date) -> WhatIfOutcome:
    """Work out what another date does to all the rest."""
    changed = dated(plan, record, when)
    now = due(record, today)
    before = network(with_least_times(dated(plan, record, _worst(now)) if now else plan, today), today)
    after = network(with_least_times(dated(plan, record, _worst(when)), today), today)
    pushes = tuple(
        _push(plan, one, before, after, today)
        for one in plan.records
        if one.id != record.id and _is_pushed(one.id, before, after)
    )
    settled = changed
    for push in pushes:
        if push.promised:
            settled = dated(settled, push.record, Days(first=push.after, last=push.after))
    known = dated(plan, record, _without_words(now)) if now else plan
    buffers = critical_buffer(plan, today), critical_buffer(changed, today)
    return WhatIfOutcome(known, changed, settled, pushes, *buffers)


def moved_deadlines(plan: Plan, found: WhatIfOutcome, record: Record, today: dt.date) -> tuple[Moved, ...]:
    """Give the deadlines that move, of the milestone that gets another date and of the promises that it pushes."""
    moved: list[Moved] = []
    if isinstance(record, Milestone):
        changed = next(one for one in found.changed.milestones if one.id == record.id)
        now = next(one for one in found.known.milestones if one.id == record.id)
        moved += _moved(plan, changed, meeting_day(now, today), meeting_day(changed, today), today)
    for push in found.pushes:
        if isinstance(push.record, Milestone) and push.promised and push.after > push.promised:
            moved += _moved(plan, push.record, push.promised, push.meeting or push.after, today)
    return tuple(moved)


def _moved(
    plan: Plan, milestone: Milestone, before: dt.date | None, after: dt.date | None, today: dt.date
) -> Iterator[Moved]:
    """Pair the deadlines round two days of one meeting; the meeting itself is told of already."""
    old, new = (
        {one.id: one for one in deadlines(plan, milestone, day, today) if one.id != "meeting"} if day else {}
        for day in (before, after)
    )
    for name in dict.fromkeys((*new, *old)):
        then, now = old.get(name), new.get(name)
        first, last = then.day if then else None, now.day if now else None
        if first != last:
            yield Moved(milestone, now or old[name], first, last)


def _after(day: dt.date, span: Span) -> dt.date:
    return dt.date.fromordinal(plus(day.toordinal(), span))


def _worst(when: When) -> When:
    return Days(first=when.last, last=when.last) if isinstance(when, Window) else when


def _without_words(when: When) -> When:
    return replace(when, text="") if isinstance(when, Window) else when


def _is_pushed(name: str, before: Network, after: Network) -> bool:
    old, new = before.timings.get(name), after.timings.get(name)
    return new is not None and (old is None or new.planned > old.planned)


def _push(plan: Plan, record: Record, before: Network, after: Network, today: dt.date) -> Push:
    old, new = before.timings.get(record.id), after.timings[record.id]
    promised = due(record, today)
    return Push(
        record,
        old.planned if old else new.planned,
        new.planned,
        promised.last if isinstance(promised, (Days, Hours)) else None,
        _meeting(plan, record, new.planned),
    )


def _meeting(plan: Plan, record: Record, day: dt.date) -> dt.date | None:
    """Give the first known meeting of the record's body from a day on."""
    days = [one for meeting in plan.workyear.meetings if meeting.body == record.body for one in meeting.days]
    return min((one for one in days if one >= day), default=None)
