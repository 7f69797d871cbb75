"""Contradictions: rows of a plan that cannot all hold, each set so small that leaving out any one of them mends it."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model.plan import Days, Event, Milestone, Plan, Window
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workcount import FIRST, LAST
from rusctl.schedule.days.worktable import table_round
from rusctl.schedule.network.items import NEVER, Items, items
from rusctl.schedule.network.links import Links, links
from rusctl.schedule.network.passes import Forward, forward

LENGTH = "length"
"""The key of a row that says how many days something lasts; that stands in the file where its last day does."""


class ConflictRow(NamedTuple):
    """A row that says something of when a milestone or an event can be: its key, and which one in `after`."""

    id: str
    key: str
    number: int | None = None


class Contradiction(NamedTuple):
    """What cannot be: the rows, from the first cause to the limit, and the days that collide."""

    id: str
    rows: tuple[ConflictRow, ...]
    earliest: dt.date
    limit: dt.date


class ConflictStep(NamedTuple):
    """An item on the way from the cause to the limit: its row, the day it counts with, and the link leading to it."""

    at: int
    day: int
    link: int | None


def contradictions(plan: Plan, today: dt.date) -> Iterator[Contradiction]:
    """Give each limit that cannot hold, with why; `today` only says which facts are known, it holds nothing back.

    An exact date counts as the day that what comes after waits for. A date that is too early for what comes before it
    is no contradiction but a promise that cannot be kept, which is another finding.
    """
    found = links(items(plan, today)._replace(meets={}))
    ids, high, fixed = found.items.ids, found.items.high, found.items.fixed
    if all(limit == NEVER for limit in high):
        return
    reached = forward(found, 0, table_round(today))
    records = {record.id: record for record in reversed(plan.records)}
    told: set[int] = set()
    for at in found.order:
        driver = reached.driver(at) if told else None
        if driver is not None and found.before[driver] in told:
            told.add(at)  # the cause has been told, and what follows from it with it
        elif not fixed[at] and reached.planned[at] > high[at]:
            told.add(at)
            steps = _steps(reached, at)
            rows = (
                *_cause(found.items, steps[0], _latest(found, steps)[0], records[ids[steps[0].at]]),
                *_links(found, steps),
                _limit(found.items, at, records[ids[at]]),
            )
            if len(set(rows)) > 1:  # a window that ends before it begins is told by its own rule
                day = dt.date.fromordinal
                yield Contradiction(ids[at], rows, day(reached.planned[at]), day(high[at]))


def _steps(reached: Forward, at: int) -> tuple[ConflictStep, ...]:
    """Give the way from what first holds an item back to the item itself."""
    steps = []
    while reached.planned[at] == reached.early[at] and (driver := reached.driver(at)) is not None:
        steps.append(ConflictStep(at, reached.planned[at], driver))
        at = reached.links.before[driver]
    steps.append(ConflictStep(at, reached.planned[at], None))
    return tuple(reversed(steps))


def _links(found: Links, steps: tuple[ConflictStep, ...]) -> Iterator[ConflictRow]:
    """Give what joins the steps: each link, and of the durations and lengths those without which the limit would hold.

    `latest` goes back from the limit with all of them counted; going forward, one is left out where even without it the
    limit of what follows is passed.
    """
    latest = _latest(found, steps)
    day = steps[0].day
    for step, limit in zip(steps[1:], latest[1:], strict=True):
        at, link = step.at, step.link or 0
        name = found.items.ids[at]
        yield ConflictRow(name, "after", link - found.begin[at])
        begins = workcount.ahead(day, found.gaps[link])
        for keys in ((), (LENGTH,), ("duration",), (LENGTH, "duration")):
            day = _with(found.items, at, begins, keys)
            if day > limit or len(keys) > 1:
                yield from (ConflictRow(name, key) for key in keys)
                break


def _with(items: Items, at: int, begins: int, keys: tuple[str, ...]) -> int:
    """Give the earliest day of an item whose work begins on a day, with its length and its duration or without."""
    day = workcount.ahead(begins, items.duration[at]) if "duration" in keys else begins
    day = min(day + items.extent[at], LAST) if LENGTH in keys else day
    return day if items.free[at] else workcount.on_or_after(day)


def _latest(found: Links, steps: tuple[ConflictStep, ...]) -> list[int]:
    """Give the last day of each step on which the limit of the last one can still hold."""
    items = found.items
    last = items.high[steps[-1].at]
    days = []
    for step in reversed(steps):
        last = last if items.free[step.at] else workcount.on_or_before(last)
        days.append(last)
        if step.link is not None:
            begins = workcount.back(max(last - items.extent[step.at], FIRST), items.duration[step.at])
            last = workcount.back(begins, found.gaps[step.link])
    return days[::-1]


def _cause(items: Items, step: ConflictStep, latest: int, record: Milestone | Event) -> Iterator[ConflictRow]:
    """Give the row that first holds things back: what has happened, a date, or a limit; nothing where it is a link.

    `latest` is the last day on which the limit of the last step can still hold.
    """
    name, low, extent = items.ids[step.at], items.low[step.at], items.extent[step.at]
    if items.fixed[step.at]:
        yield ConflictRow(name, "done" if isinstance(record, Milestone) else date_key(record))
    elif items.due[step.at] == step.day and (not low or low + extent < step.day):
        yield ConflictRow(name, date_key(record, step.day))
    else:
        before = record.not_before and record.not_before.toordinal() == low
        yield ConflictRow(name, "not_before" if before else "window")
        if extent and latest >= (low if items.free[step.at] else workcount.on_or_after(low)):
            yield ConflictRow(name, LENGTH)


def _limit(items: Items, at: int, record: Milestone | Event) -> ConflictRow:
    """Give the row that cannot hold."""
    limit = record.not_after and record.not_after.toordinal() == items.high[at]
    return ConflictRow(items.ids[at], "not_after" if limit else "window")


def date_key(record: Milestone | Event, day: int | None = None) -> str:
    """Give the key that holds the day a record is set for."""
    when = record.when
    if isinstance(record, Milestone) and (when is None or (day is not None and when.last.toordinal() != day)):
        return "baseline"
    if isinstance(when, Window):
        return "window"
    return "date" if when is None or (isinstance(when, Days) and when.first == when.last) else "end"
