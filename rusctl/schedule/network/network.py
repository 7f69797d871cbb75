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
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rusctl.model.plan import Plan
from rusctl.model.record import dataclass
from rusctl.schedule.days.workcount import FIRST
from rusctl.schedule.days.worktable import table_round
from rusctl.schedule.network.items import NEVER, items
from rusctl.schedule.network.links import Links, links
from rusctl.schedule.network.passes import Forward, backward, forward


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


class Timings(Mapping[str, Timing]):
    """The timing of all that is open, by id; each is made of the numbers when it is asked for."""

    def __init__(self, found: Links, reached: Forward, late: list[int]) -> None:
        """Keep the numbers."""
        self._links, self._reached, self._late = found, reached, late
        self._drivers: dict[int, int | None] = {}

    def __getitem__(self, name: str) -> Timing:
        at = self._links.row[name]
        early, last = self._reached.early[at], self._late[at]
        if not early or self._links.items.fixed[at]:
            raise KeyError(name)
        driver = self._driver(at)
        day = dt.date.fromordinal
        return Timing(
            name,
            day(early),
            day(self._reached.planned[at]),
            None if last == NEVER else day(last),
            None if last == NEVER else last - early,
            "" if driver is None else self._links.items.ids[driver],
        )

    def __iter__(self) -> Iterator[str]:
        items = self._links.items
        return (items.ids[at] for at in self._links.order if not items.fixed[at])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def chain_to(self, name: str) -> tuple[str, ...]:
        """Give what decides how early something can be, from the first to itself.

        It begins with what is set for a day later than it need be: what comes before that decides nothing.
        """
        items, early, planned = self._links.items, self._reached.early, self._reached.planned
        path = [self._links.row[name]]
        while (before := self._driver(path[-1])) is not None and not items.fixed[before]:
            path.append(before)
            if planned[before] > early[before]:
                break
        return tuple([items.ids[at] for at in reversed(path)])

    def _driver(self, at: int) -> int | None:
        """Give the row of what decides how early an item can be, worked out once."""
        if at not in self._drivers:
            link = self._reached.driver(at)
            self._drivers[at] = None if link is None else self._links.before[link]
        return self._drivers[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The timing of all that is open, by id, and the critical chain: from what is first to the end, by what decides.

    What waits for itself in a ring, or for something that does, has no timing. `critical` is what is on the chain.
    """

    timings: Timings
    chain: tuple[str, ...] = ()
    critical: frozenset[str] = frozenset()

    @property
    def slack_days(self) -> int | None:
        """The least slack on the critical chain; a set day that waits for nothing open has none to lose."""
        counted = [self.timings[name] for name in self.chain]
        if counted and not counted[0].driver and counted[0].planned == counted[0].latest:
            counted = counted[1:]
        return min((one.slack_days for one in counted if one.slack_days is not None), default=None)

    def chain_to(self, name: str) -> tuple[str, ...]:
        """Give what decides how early something can be, from the first to itself."""
        return self.timings.chain_to(name)


def network(plan: Plan, today: dt.date) -> Network:
    """Work out the timing of everything open on a day."""
    found = links(items(plan, today))
    table = table_round(today, max((FIRST, *found.items.due)))
    reached = forward(found, today.toordinal(), table)
    timings = Timings(found, reached, backward(found, table))
    end = _end(found, reached.planned)
    if end is None:
        return Network(timings=timings)
    chain = Network(timings=timings).chain_to(found.items.ids[end])
    return Network(timings=timings, chain=chain, critical=frozenset(chain))


def _end(found: Links, planned: list[int]) -> int | None:
    """Give the open milestone that the process ends with: nothing open waits for it, it waits for something.

    Where there are several it is the one planned last, and of those the one that stands last.
    """
    waited_for = found.before
    if len(found.order) < len(found.items.ids):  # what waits in a ring holds nothing back
        waited_for = [found.before[link] for at in found.order for link in found.of(at)]
    nobody = len(found.items.ids)
    ends = [
        at
        for at in set(range(found.items.milestones)).difference(waited_for)
        if planned[at] and not found.items.fixed[at] and any(found.before[link] != nobody for link in found.of(at))
    ]
    return max(ends, key=lambda at: (planned[at], at), default=None)
