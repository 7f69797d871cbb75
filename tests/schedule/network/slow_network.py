"""The network worked out plainly: a record for each item, each link looked at by itself, each span counted by the year.

The program works out the same with columns of numbers and a table of working days; this is what it is compared with.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.model.durations import After, Span
from rusctl.model.plan import Days, Event, Milestone, Plan, Status, Window
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workcount import FIRST, LAST
from rusctl.schedule.days.workdays import DAY, working
from rusctl.schedule.network.network import Timing
from rusctl.schedule.state.milestones import done_on, due_on
from rusctl.schedule.state.status import status_on

A_WEEK = 7


class Item(NamedTuple):
    """A milestone or an event in the network; days are `date.toordinal`.

    `fixed` is the first day it can have happened, where it has. `low` and `high` are its own limits: `not_before`,
    `not_after` and a window. `due` is the exact day it is set for. `extent` is how many days it lasts beyond its first.
    `free` says that it may be on a day off, since its own date is one, or its window holds no working day. `meets` are
    the days on which its body meets, where it has no date or window.
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
    meets: frozenset[dt.date] = frozenset()
    body: str = ""


def items(plan: Plan, today: dt.date) -> Iterator[Item]:
    """Give what can hold something up or be held up: not what comes back every year, and not what is cancelled.

    Of two records with one id, which is a finding of its own, the first counts.
    """
    seen: set[str] = set()
    for milestone in plan.milestones:
        if milestone.every is None and milestone.id not in seen:
            done = done_on(milestone, today)
            due = None if done else due_on(milestone, today)
            found = _item(milestone, done, due)._replace(body=milestone.body)
            days = frozenset(day for one in plan.workyear.meetings if one.body == milestone.body for day in one.days)
            yield found._replace(meets=days) if milestone.body and due is None and not done else found
        seen.add(milestone.id)
    for event in plan.events:
        status = status_on(event, today)
        if status is not Status.CANCELLED and event.id not in seen:
            held = _days(event) if status is Status.HELD else None
            yield _item(event, held, None if held else _days(event))
        seen.add(event.id)


def next_meeting(meets: frozenset[dt.date], day: dt.date) -> dt.date:
    """Give the next meeting, if there is one and no whole year without any lies before it."""
    later, sooner = [one for one in meets if one >= day], [one for one in meets if one < day]
    if not later:
        return day
    years = min(later).year - (max(sooner).year if sooner else day.year)
    return min(later) if years <= bool(sooner) else day


def last_meeting(meets: frozenset[dt.date], day: dt.date) -> dt.date:
    """Give the last meeting, if there is one and one more on that day or later, not years later."""
    sooner, later = [one for one in meets if one <= day], [one for one in meets if one > day]
    if not sooner:
        return day
    known = max(sooner) == day or (later and min(later).year - max(sooner).year <= 1)
    return max(sooner) if known else day


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


def slow_network(plan: Plan, today: dt.date) -> tuple[dict[str, Timing], str]:
    """Give the timing of everything open on a day, and the milestone that the process ends with."""
    found = links(tuple(items(plan, today)))
    early, planned, driver = forward(found, today.toordinal())
    late = backward(found)
    day = dt.date.fromordinal
    timings = {}
    for index in found.order:
        item = found.items[index]
        if item.fixed is None:
            last = late[index]
            timings[item.id] = Timing(
                item.id,
                day(early[index]),
                day(planned[index]),
                None if last is None else day(last),
                None if last is None else last - early[index],
                found.items[driver[index]].id if driver[index] >= 0 else "",
            )
    end = _decision(plan, found, planned)
    end = _end(found, planned) if end is None else end
    return timings, "" if end is None else found.items[end].id


class Links(NamedTuple):
    """The items and, by index, what each comes after; and an order in which each stands after those."""

    items: Sequence[Item]
    before: list[list[tuple[int, int]]]  # the index of what comes before, and which of `after` says so
    order: list[int]


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
        elif item.duration and item.duration.number and floor:
            own = max(own, min(workcount.plus(floor, item.duration) + item.extent, LAST))
        day = max(own, reached)
        early[at] = _settled(item, day)
        if reached and (reached >= own or ((item.meets or not item.free) and _settled(item, reached) == early[at])):
            driver[at] = decides
        planned[at] = early[at] if item.due is None or item.due < early[at] else item.due
    return early, planned, driver


def _settled(item: Item, day: int) -> int:
    """Give the first day from one on that an item may be on."""
    if day and not item.free:
        day = workcount.on_or_after(day)
    return next_meeting(item.meets, dt.date.fromordinal(day)).toordinal() if day and item.meets else day


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
        if item.meets:
            last = late[at] = last_meeting(item.meets, dt.date.fromordinal(last)).toordinal()
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


def _decision(plan: Plan, found: Links, planned: Sequence[int]) -> int | None:
    """Give what is said to adopt the strategy, or the council's next decision; of several the one planned last."""
    councils = {body.id for body in plan.bodies if body.kind == "council"}
    reviews = {one.review for one in plan.checks.reviews}
    adopting = {one.adopted for one in plan.checks.reviews}
    open_ones = {at for at in found.order if found.items[at].milestone and found.items[at].fixed is None}
    named = {at for at in open_ones if found.items[at].id in adopting}
    decided = {at for at in open_ones if found.items[at].body in councils and found.items[at].id not in reviews}
    for some in (named, decided):
        first = [at for at in some if found.before[at] and not any(other in some for other in _all_before(found, at))]
        if first:
            return max(first, key=lambda at: (planned[at], at))
    return None


def _all_before(found: Links, at: int) -> set[int]:
    before = {other for other, _ in found.before[at]} if found.items[at].fixed is None else set()
    return before.union(*(_all_before(found, other) for other in before))
