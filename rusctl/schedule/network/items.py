"""What of a plan counts in its network, as it could be known on a day: facts, dates and limits, a column for each."""

import datetime as dt
from typing import NamedTuple

from rusctl.model.durations import After
from rusctl.model.plan import Event, Milestone, Plan, Progress, Status, When, Window
from rusctl.schedule.days.workcount import LAST, signed
from rusctl.schedule.days.workdays import DAY, working
from rusctl.schedule.state.rounds import due_on, followed, over_on, progress_on
from rusctl.schedule.state.status import status_on

FORTNIGHT = 14
NEVER = LAST + 1  # later than any day: no limit
NOT_SET = 0  # earlier than any day


class Items(NamedTuple):
    """The milestones and events in the network, a column for each fact; days are `date.toordinal`.

    `fixed` is the first day it can have happened, where it has. `low` and `high` are its own limits: `not_before`,
    `not_after` and a window. `due` is the exact day it is set for. `extent` is how many days it lasts beyond its first.
    `free` says that it may be on a day off, since its own date is one, or its window holds no working day. `duration`
    is a signed span. The milestones come first. `meets` are the days on which its body meets, in order, by row, of a
    milestone without a date or a window, where the folder has them. `is_set` says that it has happened, or has a date
    or a window, and `has_duration` that its own work takes some time.
    """

    ids: list[str]
    fixed: list[int]
    low: list[int]
    high: list[int]
    due: list[int]
    extent: list[int]
    free: list[bool]
    duration: list[int]
    after: list[tuple[After, ...]]
    milestones: int
    meets: dict[int, tuple[int, ...]]
    is_set: list[bool]
    has_duration: list[bool]


def items(plan: Plan, today: dt.date) -> Items:
    """Give what can hold something up or be held up: not what comes back every year, is cancelled or was given up.

    Of two records with one id, which is a finding of its own, the first counts.
    """
    plan = followed(plan, today)
    first: dict[str, Milestone | Event] = {}
    for record in plan.records:
        first.setdefault(record.id, record)
    counted = [record for record in first.values() if _counts(record, today)]
    found = Items(
        ids=[record.id for record in counted],
        fixed=[NOT_SET] * len(counted),
        low=[record.not_before.toordinal() if record.not_before else NOT_SET for record in counted],
        high=[record.not_after.toordinal() if record.not_after else NEVER for record in counted],
        due=[NOT_SET] * len(counted),
        extent=[0] * len(counted),
        free=[False] * len(counted),
        duration=[signed(record.duration) if record.duration else 0 for record in counted],
        after=[record.after for record in counted],
        milestones=sum(isinstance(record, Milestone) for record in counted),
        meets={},
        is_set=[False] * len(counted),
        has_duration=[bool(record.duration and record.duration.number) for record in counted],
    )
    meetings = _meetings(plan)
    for at, record in enumerate(counted):
        done: When | None
        when: When | None
        if isinstance(record, Milestone):
            done = over_on(record, today) if record.done or record.meetings else None
            when = due_on(record, today)
        else:
            done, when = record.when if status_on(record, today) is Status.HELD else None, record.when
        found.is_set[at] = bool(done or when)
        if done:
            found.fixed[at], found.after[at] = done.first.toordinal(), ()
            continue
        if when:
            _set_for(found, at, when)
        elif isinstance(record, Milestone) and record.body in meetings:
            found.meets[at] = meetings[record.body]
    return found


def _meetings(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Give the days on which each body meets, in order."""
    days: dict[str, set[int]] = {}
    for meeting in plan.workyear.meetings:
        days.setdefault(meeting.body, set()).update(day.toordinal() for day in meeting.days)
    return {body: tuple(sorted(some)) for body, some in days.items() if body and some}


def _counts(record: Milestone | Event, today: dt.date) -> bool:
    if isinstance(record, Milestone):
        given_up = record.given_up is not None and progress_on(record, today) is Progress.GIVEN_UP
        return record.every is None and not given_up
    return status_on(record, today) is not Status.CANCELLED


def _set_for(found: Items, at: int, when: When) -> None:
    """Enter the date or the window that something open is set for."""
    first, last = when.first.toordinal(), when.last.toordinal()
    if isinstance(when, Window):
        found.low[at], found.high[at] = max(found.low[at], first), min(found.high[at], last)
        found.free[at] = _all_off(when)
    else:
        found.due[at], found.extent[at] = last, max(last - first, 0)
        found.free[at] = not working(when.last)


def _all_off(window: Window) -> bool:
    """Whether every day of a window is a day off; no fortnight is."""
    length = (window.last - window.first).days + 1
    return length > 0 and not any(working(window.first + n * DAY) for n in range(min(length, FORTNIGHT)))
