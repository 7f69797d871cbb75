"""Contradictions: rows of a plan that cannot all hold, each set so small that leaving out any one of them mends it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rusctl.model import Days, Event, Milestone, Plan, Window
from rusctl.schedule import workcount
from rusctl.schedule.items import Item, items
from rusctl.schedule.network import Links, forward, links
from rusctl.schedule.workcount import FIRST, LAST


class Row(NamedTuple):
    """A row that says something of when a milestone or an event can be: its key, and which one in `after`."""

    id: str
    key: str
    number: int | None = None


class Contradiction(NamedTuple):
    """What cannot be: the rows, from the first cause to the limit, and the days that collide."""

    id: str
    rows: tuple[Row, ...]
    earliest: dt.date
    limit: dt.date


class Step(NamedTuple):
    """An item on the way from the cause to the limit, the day it counts with, and which of its `after` leads to it."""

    item: Item
    day: int
    number: int | None


def contradictions(plan: Plan, today: dt.date) -> Iterator[Contradiction]:
    """Give each limit that cannot hold, with why; `today` only says which facts are known, it holds nothing back.

    An exact date counts as the day that what comes after waits for. A date that is too early for what comes before it
    is no contradiction but a promise that cannot be kept, which is another finding.
    """
    found = links(tuple(items(plan, today)))
    if not any(item.high is not None for item in found.items):
        return
    early, planned, driver = forward(found, 0)
    records = {record.id: record for record in reversed(plan.records)}
    told: set[int] = set()
    for at in found.order:
        item = found.items[at]
        if driver[at] in told:  # the cause has been told, and what follows from it with it
            told.add(at)
        elif item.fixed is None and item.high is not None and planned[at] > item.high:
            told.add(at)
            steps = _steps(found, early, planned, driver, at)
            rows = (*_cause(steps[0], records), *_links(steps), _limit(item, records[item.id]))
            if len(set(rows)) > 1:  # a window that ends before it begins is told by its own rule
                yield Contradiction(item.id, rows, dt.date.fromordinal(planned[at]), dt.date.fromordinal(item.high))


def _steps(found: Links, early: list[int], planned: list[int], driver: list[int], at: int) -> tuple[Step, ...]:
    """Give the way from what first holds an item back to the item itself."""
    steps = []
    while driver[at] >= 0 and planned[at] == early[at]:
        other = driver[at]
        number = next(number for one, number in found.before[at] if one == other)
        steps.append(Step(found.items[at], planned[at], number))
        at = other
    steps.append(Step(found.items[at], planned[at], None))
    return tuple(reversed(steps))


def _links(steps: tuple[Step, ...]) -> Iterator[Row]:
    """Give what joins the steps: each link, and of the durations those without which the limit would hold.

    `latest` goes back from the limit with every duration counted; going forward, a duration is left out where even
    without it the limit of what follows is passed.
    """
    latest = _latest(steps)
    day = steps[0].day
    for step, limit in zip(steps[1:], latest[1:], strict=True):
        item, number = step.item, step.number or 0
        begins = min(workcount.plus(day, item.after[number].gap) + item.extent, LAST)
        without = begins if item.free else workcount.on_or_after(begins)
        yield Row(item.id, "after", number)
        if item.duration is None or without > limit:
            day = without
            continue
        yield Row(item.id, "duration")
        reached = min(workcount.plus(begins - item.extent, item.duration) + item.extent, LAST)
        day = reached if item.free else workcount.on_or_after(reached)


def _latest(steps: tuple[Step, ...]) -> list[int]:
    """Give the last day of each step on which the limit of the last one can still hold."""
    last = steps[-1].item.high or 0
    days = []
    for step in reversed(steps):
        item = step.item
        last = last if item.free else workcount.on_or_before(last)
        days.append(last)
        if step.number is not None:
            last = workcount.minus(
                workcount.minus(max(last - item.extent, FIRST), item.duration), item.after[step.number].gap
            )
    return days[::-1]


def _cause(step: Step, records: Mapping[str, Milestone | Event]) -> Iterator[Row]:
    """Give the row that first holds things back: what has happened, a date, or a limit; nothing where it is a link."""
    item, record = step.item, records[step.item.id]
    if item.fixed is not None:
        yield Row(item.id, "done" if isinstance(record, Milestone) else date_key(record))
    elif item.due == step.day and (item.low is None or item.low + item.extent < step.day):
        yield Row(item.id, date_key(record, step.day))
    elif record.not_before and record.not_before.toordinal() == item.low:
        yield Row(item.id, "not_before")
    else:
        yield Row(item.id, "window")


def _limit(item: Item, record: Milestone | Event) -> Row:
    """Give the row that cannot hold."""
    return Row(item.id, "not_after" if record.not_after and record.not_after.toordinal() == item.high else "window")


def date_key(record: Milestone | Event, day: int | None = None) -> str:
    """Give the key that holds the day a record is set for."""
    when = record.when
    if isinstance(record, Milestone) and (when is None or (day is not None and when.last.toordinal() != day)):
        return "baseline"
    if isinstance(when, Window):
        return "window"
    return "date" if when is None or (isinstance(when, Days) and when.first == when.last) else "end"
