"""The two passes through the network: forwards to how early each item can be, backwards to how late.

Both walk plain lists of numbers, since a plan may have thousands of milestones; `network` says what they mean. Most
days lie well within the table of working days, and are looked up on the spot; the table's own methods do the same for
all others.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rusctl.schedule.days.workcount import FIRST, LAST
from rusctl.schedule.days.worktable import Worktable
from rusctl.schedule.network.items import NEVER, NOT_SET
from rusctl.schedule.network.links import Links


class Forward(NamedTuple):
    """The earliest and the planned day of each item; those of what waits in a ring are not set."""

    links: Links
    floor: int
    table: Worktable
    early: list[int]
    planned: list[int]

    def driver(self, at: int) -> int | None:
        """Give the link that decides how early an item can be; None where today, its own limits or nothing does."""
        items, table = self.links.items, self.table
        numbers = self.links.of(at)
        days = [self._held_to(link) for link in numbers]
        reached = max(days, default=NOT_SET)
        if reached == NOT_SET:
            return None
        decides = numbers[days.index(reached)]
        reached = min(table.ahead(reached, items.duration[at]) + items.extent[at], LAST)
        if reached >= own_floor(items.low[at], items.extent[at], self.floor):
            return decides
        if not items.free[at]:
            reached = table.on_or_after(reached)
        if at in items.meets:
            reached = next_meeting(items.meets[at], reached)
        return decides if reached == self.early[at] else None

    def _held_to(self, link: int) -> int:
        """Give the day to which a link holds back what comes after, without its duration."""
        day = self.planned[self.links.before[link]]
        return self.table.ahead(day, self.links.gaps[link]) if day else NOT_SET


def own_floor(low: int, extent: int, floor: int) -> int:
    """Give the last day of the earliest that an item's own limits allow."""
    return max(floor, min(low + extent, LAST)) if low else floor


def next_meeting(days: Sequence[int], day: int) -> int:
    """Give the first meeting from a day on; the day itself where the list has run out, or leaves out whole years."""
    at = bisect_left(days, day)
    return days[at] if at < len(days) and _near(days, at, day) else day


def last_meeting(days: Sequence[int], day: int) -> int:
    """Give the last meeting up to a day; the day itself where the list does not reach so far, or leaves out years."""
    after = bisect_right(days, day)
    at = after - 1
    known = at >= 0 and (days[at] == day or (after < len(days) and _near(days, after, day)))
    return days[at] if known else day


def _near(days: Sequence[int], at: int, day: int) -> bool:
    """Whether no whole year lies between a meeting and the one before it, or the day where it is the first."""
    year = dt.date.fromordinal
    before = days[at - 1] if at else day
    return year(days[at]).year - year(before).year <= bool(at)


def forward(found: Links, floor: int, table: Worktable) -> Forward:
    """Work out the earliest and the planned day of each item.

    `floor` is today; with 0 only the folder's own rows count, and what nothing holds back is on day 0.
    """
    _, fixed, low, _, due, extent, free, duration, _, _, meets, _, _ = found.items
    begin, before, gaps = found.begin, found.before, found.gaps
    first, numbers, days = table.first, table.numbers, table.days
    since, until = table.reach(found.longest)
    early, planned = [NOT_SET] * len(fixed), [NOT_SET] * (len(fixed) + 1)
    for at in found.order:
        if fixed[at]:
            early[at] = planned[at] = fixed[at]
            continue
        reached = NOT_SET
        for link in range(begin[at], begin[at + 1]):
            day = planned[before[link]]
            gap = gaps[link]
            if gap > 0 and since <= day < until:
                day = days[numbers[day - first] + gap]
            elif gap and day:
                day = table.ahead(day, gap)
            if day > reached:
                reached = day
        length = duration[at]
        begins = reached or (floor if length else NOT_SET)
        day = own_floor(low[at], extent[at], floor) if low[at] else floor
        if begins:
            ends = begins
            if length > 0 and since <= begins < until:
                ends = days[numbers[begins - first] + length]
            elif length:
                ends = table.ahead(begins, length)
            if extent[at]:
                ends = min(ends + extent[at], LAST)
            if ends > day:
                day = ends
        if day:
            day = day if free[at] else table.on_or_after(day)
            day = next_meeting(meets[at], day) if at in meets else day
        early[at] = day
        planned[at] = due[at] if due[at] > day else day
    return Forward(found, floor, table, early, planned)


def backward(found: Links, table: Worktable) -> list[int]:
    """Give the latest day of each item, NEVER where nothing bounds it."""
    _, _, _, high, due, extent, free, duration, _, _, meets, _, _ = found.items
    begin, before, gaps = found.begin, found.before, found.gaps
    first, numbers, days = table.first, table.numbers, table.days
    since, until = table.reach(found.longest)
    late = [day if day and day < limit else limit for day, limit in zip(due, high, strict=True)]
    late.append(NEVER)  # of what is nobody's row
    for at in reversed(found.order):
        last = late[at]
        if last == NEVER:
            continue
        if not free[at]:
            last = late[at] = table.on_or_before(last)
        if at in meets:
            last = late[at] = last_meeting(meets[at], last)
        if extent[at]:
            last = max(last - extent[at], FIRST)
        length = duration[at]
        if length > 0 and since <= last < until:
            last = days[numbers[last - first] - length + 1] - 1
        elif length:
            last = table.back(last, length)
        for link in range(begin[at], begin[at + 1]):
            gap, other, day = gaps[link], before[link], last
            if gap > 0 and since <= last < until:
                day = days[numbers[last - first] - gap + 1] - 1
            elif gap:
                day = table.back(last, gap)
            if day < late[other]:
                late[other] = day
    return late


def begin_by(found: Links, table: Worktable, at: int, last: int) -> int:
    """Give the day by which all before an item must be done, gaps not counted, for it to be there by its last day."""
    return table.back(max(last - found.items.extent[at], FIRST), found.items.duration[at])


def earliest_on(found: Links, table: Worktable, at: int, reached: int) -> int:
    """Give the earliest day of one item, once all before it is done on a day, gaps counted; `forward` for one alone."""
    items = found.items
    day = own_floor(items.low[at], items.extent[at], 0)
    day = max(day, min(table.ahead(reached, items.duration[at]) + items.extent[at], LAST))
    day = day if items.free[at] else table.on_or_after(day)
    return next_meeting(items.meets[at], day) if at in items.meets else day
