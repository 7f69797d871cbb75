"""The network of milestones and events: how early and how late each can be, its slack, and the critical chain.

The rules, which docs/network.md tells people:

- What has happened is a fact; what is open is never before today.
- Earliest: the first working day that its limits allow, once what it comes after is done, the gap and its own duration
  have passed. What it comes after counts with the day it is planned for.
- Planned: the date it is set for, or the earliest day where that is later or there is no date.
- Latest: the last working day on which its own date, window and limit hold, and all that comes after it still can.
- Slack: days from the earliest to the latest, negative where a date can no longer hold.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rusctl.model import Plan
from rusctl.record import dataclass
from rusctl.schedule import workcount
from rusctl.schedule.items import Item, items
from rusctl.schedule.workcount import FIRST, LAST


class Timing(NamedTuple):
    """How early and how late something can be.

    `latest` and `slack_days` are None where no date is promised. `driver` is what it comes after that decides how early
    it can be; empty where today, its own limits or nothing does.
    """

    id: str
    earliest: dt.date
    planned: dt.date
    latest: dt.date | None
    slack_days: int | None
    driver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The timing of all that is open, by id, and the critical chain: from what is first to the end, by what decides.

    What waits for itself in a ring, or for something that does, has no timing.
    """

    timings: Mapping[str, Timing]
    chain: tuple[str, ...] = ()

    @property
    def slack_days(self) -> int | None:
        """The least slack on the critical chain; a set day that waits for nothing open has none to lose."""
        counted = [self.timings[name] for name in self.chain]
        if counted and not counted[0].driver and counted[0].planned == counted[0].latest:
            counted = counted[1:]
        return min((one.slack_days for one in counted if one.slack_days is not None), default=None)

    def chain_to(self, name: str) -> tuple[str, ...]:
        """Give what decides how early something can be, from the first to itself.

        It begins with what is set for a day later than it need be: what comes before that decides nothing.
        """
        path = [name]
        while (driver := self.timings[path[-1]].driver) and driver in self.timings:
            before = self.timings[driver]
            path.append(driver)
            if before.planned > before.earliest:
                break
        return tuple(reversed(path))


class Links(NamedTuple):
    """The items and, by index, what each comes after; and an order in which each stands after those."""

    items: Sequence[Item]
    before: list[list[tuple[int, int]]]  # the index of what comes before, and which of `after` says so
    order: list[int]


def network(plan: Plan, today: dt.date) -> Network:
    """Work out the timing of everything open on a day."""
    found = links(tuple(items(plan, today)))
    early, planned, driver = forward(found, today.toordinal())
    late = backward(found)
    day = dt.date.fromordinal
    timings = {}
    for index in found.order:
        item = found.items[index]
        if item.fixed is not None:
            continue
        last = late[index]
        timings[item.id] = Timing(
            item.id,
            day(early[index]),
            day(planned[index]),
            None if last is None else day(last),
            None if last is None else last - early[index],
            found.items[driver[index]].id if driver[index] >= 0 else "",
        )
    end = _end(found, planned)
    if end is None:
        return Network(timings=timings)
    return Network(timings=timings, chain=Network(timings=timings).chain_to(found.items[end].id))


def links(found: Sequence[Item]) -> Links:
    """Join items by what they come after; what is not among them holds nothing up."""
    index = {item.id: at for at, item in enumerate(found)}
    before: list[list[tuple[int, int]]] = []
    following: list[list[int]] = [[] for _ in found]
    for at, item in enumerate(found):
        mine = []
        for number, one in enumerate(item.after):
            other = index.get(one.id)
            if other is not None:
                mine.append((other, number))
                following[other].append(at)
        before.append(mine)
    waiting = [len(mine) for mine in before]
    order = [at for at, count in enumerate(waiting) if not count]
    for at in order:  # grows while it is walked
        for other in following[at]:
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    return Links(found, before, order)


def forward(found: Links, floor: int) -> tuple[list[int], list[int], list[int]]:
    """Give the earliest day, the planned day and the index of the driver of each item.

    `floor` is today; with 0 only the folder's own rows count, and what nothing holds back is on day 0.
    """
    size = len(found.items)
    early, planned, driver = [0] * size, [0] * size, [-1] * size
    for at in found.order:
        item = found.items[at]
        if item.fixed is not None:
            early[at] = planned[at] = item.fixed
            continue
        own = floor if item.low is None else max(floor, min(item.low + item.extent, LAST))
        reached = 0
        for other, number in found.before[at]:
            gap, day = item.after[number].gap, planned[other]
            if gap is not None and day:
                day = workcount.plus(day, gap)
            if day > reached:
                reached, decides = day, other
        if reached:
            reached = min(workcount.plus(reached, item.duration) + item.extent, LAST)
        elif item.duration and floor:
            own = max(own, min(workcount.plus(floor, item.duration) + item.extent, LAST))
        day = max(own, reached)
        early[at] = day if item.free or not day else workcount.on_or_after(day)
        if reached and (reached >= own or (not item.free and workcount.on_or_after(reached) == early[at])):
            driver[at] = decides
        planned[at] = early[at] if item.due is None or item.due < early[at] else item.due
    return early, planned, driver


def backward(found: Links) -> list[int | None]:
    """Give the latest day of each item, None where nothing bounds it."""
    late: list[int | None] = [
        item.high if item.due is None else item.due if item.high is None else min(item.due, item.high)
        for item in found.items
    ]
    for at in reversed(found.order):
        item = found.items[at]
        last = late[at]
        if last is None or item.fixed is not None:
            continue
        if not item.free:
            last = late[at] = workcount.on_or_before(last)
        start = workcount.minus(max(last - item.extent, FIRST), item.duration)
        for other, number in found.before[at]:
            day = workcount.minus(start, item.after[number].gap)
            before = late[other]
            if before is None or day < before:
                late[other] = day
    return late


def _end(found: Links, planned: Sequence[int]) -> int | None:
    """Give the open milestone that the process ends with: nothing open waits for it, it waits for something.

    Where there are several it is the one planned last, and of those the one that stands last.
    """
    waited_for = {other for at in found.order if found.items[at].fixed is None for other, _ in found.before[at]}
    ends = [
        at
        for at in found.order
        if at not in waited_for and found.before[at] and found.items[at].milestone and found.items[at].fixed is None
    ]
    return max(ends, key=lambda at: (planned[at], at), default=None)
