"""What of a plan counts in its network, as it could be known on a day: facts, dates and limits as numbers."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model import Days, Event, Milestone, Plan, Status, Window
from rusctl.schedule.milestones import done_on, due_on
from rusctl.schedule.status import status_on
from rusctl.schedule.workdays import DAY, working
from rusctl.spans import After, Span

A_WEEK = 7


class Item(NamedTuple):
    """A milestone or an event in the network; days are `date.toordinal`.

    `fixed` is the first day it can have happened, where it has. `low` and `high` are its own limits: `not_before`,
    `not_after` and a window. `due` is the exact day it is set for. `extent` is how many days it lasts beyond its first.
    `free` says that it may be on a day off, since its own date is one, or its window holds no working day.
    """

    id: str
    fixed: int | None
    low: int | None
    high: int | None
    due: int | None
    after: tuple[After, ...]
    duration: Span | None
    extent: int
    free: bool
    milestone: bool


def items(plan: Plan, today: dt.date) -> Iterator[Item]:
    """Give what can hold something up or be held up: not what comes back every year, and not what is cancelled.

    Of two records with one id, which is a finding of its own, the first counts.
    """
    seen: set[str] = set()
    for milestone in plan.milestones:
        if milestone.every is None and milestone.id not in seen:
            done = done_on(milestone, today)
            yield _item(milestone, done, None if done else due_on(milestone, today))
        seen.add(milestone.id)
    for event in plan.events:
        status = status_on(event, today)
        if status is not Status.CANCELLED and event.id not in seen:
            held = _days(event) if status is Status.HELD else None
            yield _item(event, held, None if held else _days(event))
        seen.add(event.id)


def _days(event: Event) -> Days | Window | None:
    """Give when an event is, by the day."""
    when = event.when
    return when if when is None or isinstance(when, Window) else Days(first=when.first, last=when.last)


def _item(record: Milestone | Event, done: Days | Window | None, due: Days | Window | None) -> Item:
    if done:
        return Item(
            record.id, done.first.toordinal(), None, None, None, (), None, 0, True, isinstance(record, Milestone)
        )
    low = record.not_before.toordinal() if record.not_before else None
    high = record.not_after.toordinal() if record.not_after else None
    day, extent, free = None, 0, False
    if isinstance(due, Window):
        first, last = due.first.toordinal(), due.last.toordinal()
        low, high = max(low or first, first), min(high or last, last)
        free = last >= first and not any(working(due.first + n * DAY) for n in range(min(last - first + 1, A_WEEK * 2)))
    elif due:
        extent = max((due.last - due.first).days, 0)
        day, free = due.last.toordinal(), not working(due.last)
    return Item(
        record.id, None, low, high, day, record.after, record.duration, extent, free, isinstance(record, Milestone)
    )
