"""The network of milestones and events: how early and how late each can be, its slack, and the chains to its ends.

The rules, which docs/network.md tells people:

- What has happened is a fact; what is open is never before today.
- Earliest: the first working day that its limits allow, once what it comes after is done, the gap and its own duration
  have passed. What it comes after counts with the day it is planned for.
- Planned: the date it is set for, or the earliest day where that is later or there is no date.
- Latest: the last working day on which its own date, window and limit hold, and all that comes after it still can.
- A decision that has no date is on a day on which its body meets, as far as the folder has those days.
- Slack: days from the earliest to the latest, negative where a date can no longer hold.
- A step with neither a date nor a duration takes a time that nobody knows, and not none: what is worked out over it is
  the most that the slack can be (`Timings.is_known`).
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.model.plan import Plan
from rusctl.model.record import dataclass
from rusctl.schedule.days.workcount import FIRST
from rusctl.schedule.days.worktable import table_round
from rusctl.schedule.network.items import NEVER, items
from rusctl.schedule.network.links import Links, links
from rusctl.schedule.network.passes import Forward, backward, begin_by, forward
from rusctl.schedule.state.rounds import adopting


class Timing(NamedTuple):
    """How early and how late something can be.

    `latest` and `slack_days` are None where no date is promised; the slack is the most that it can be. `driver` is what
    it comes after that decides how early it can be; empty where today, its own limits or nothing does.
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
        self._after: list[list[int]] | None = None
        self._open_before: list[bool] | None = None
        self._open_after: list[bool] | None = None

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

    def chain_from(self, name: str) -> tuple[str, ...]:
        """Give what decides how late something can be, from itself to what has the date or the limit."""
        path = [self._links.row[name]]
        while (after := self._bounded_by(path[-1])) is not None:
            path.append(after)
        return tuple([self._links.items.ids[at] for at in path])

    def is_known(self, name: str) -> bool:
        """Whether its slack is known: no step beside it, as far as to what has a date, is without any length.

        That something can no longer hold is known, whatever such steps take.
        """
        at = self._links.row[name]
        if self._late[at] < self._reached.early[at]:
            return True
        return not (self._lacks_length(at) or self._undated_before()[at] or self._undated_after()[at])

    def waits_for_a_meeting(self, timing: Timing) -> bool:
        """Whether something that can still hold is to be on a day on which its body meets."""
        return self._links.row[timing.id] in self._links.items.meets and (timing.slack_days or 0) >= 0

    def undated_before(self, name: str) -> tuple[str, ...]:
        """Give the open steps before something that have neither a date nor a duration, in the order of the network.

        What is set for a day or within a window takes the time that it has been given, and so does what is before it.
        """
        start = self._links.row[name]
        met, waiting, found = {start}, [start], list[int]()
        while waiting:
            for at in self._before(waiting.pop()):
                if at not in met and not self._is_set(at):
                    met.add(at)
                    waiting.append(at)
                    if self._lacks_length(at):
                        found.append(at)
        return tuple([self._links.items.ids[at] for at in sorted(found, key=self._links.order.index)])

    def nearest_before(self, marked: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Give by id which of some open steps are before it with none of them between, whatever has a date between."""
        items = self._links.items
        found: list[dict[int, None]] = [{} for _ in items.ids]
        for at in self._links.order if marked else ():
            for before in self._before(at):
                if not items.fixed[before]:
                    found[at] |= {before: None} if items.ids[before] in marked else found[before]
        return {items.ids[at]: tuple([items.ids[one] for one in some]) for at, some in enumerate(found) if some}

    def _undated_before(self) -> list[bool]:
        """Say of each row whether a step without any length is before it, as far back as to what has a date."""
        if self._open_before is None:
            found = self._open_before = [False] * len(self._links.items.ids)
            for at in self._links.order:
                found[at] = any(not self._is_set(b) and (self._lacks_length(b) or found[b]) for b in self._before(at))
        return self._open_before

    def _undated_after(self) -> list[bool]:
        """Say of each row whether a step without any length is between it and what has the next date."""
        if self._open_after is None:
            found = self._open_after = [False] * len(self._links.items.ids)
            for at in reversed(self._links.order):
                if not self._is_set(at) and (self._lacks_length(at) or found[at]):
                    for before in self._before(at):
                        found[before] = True
        return self._open_after

    def _before(self, at: int) -> list[int]:
        nobody = len(self._links.items.ids)
        return [before for link in self._links.of(at) if (before := self._links.before[link]) != nobody]

    def _following(self, at: int) -> list[int]:
        if self._after is None:
            self._after = [[] for _ in self._links.items.ids]
            for other in self._links.order:
                for before in self._before(other):
                    self._after[before].append(other)
        return self._after[at]

    def _is_set(self, at: int) -> bool:
        """Whether something has happened or has a date or a window."""
        return self._links.items.is_set[at]

    def _lacks_length(self, at: int) -> bool:
        return not self._is_set(at) and not self._links.items.has_duration[at]

    def _bounded_by(self, at: int) -> int | None:
        """Give the row of what comes after an item and decides how late it can be; None where its own date does."""
        held = [(self._held_back(at, other), other) for other in self._following(at)]
        day, other = min(held, default=(NEVER, at))
        return other if day < min(self._links.items.high[at], self._links.items.due[at] or NEVER) else None

    def _held_back(self, at: int, other: int) -> int:
        """Give the day until which something can be for what comes after it."""
        table, links_ = self._reached.table, self._links
        if self._late[other] == NEVER:
            return NEVER
        begins = begin_by(links_, table, other, self._late[other])
        return min(table.back(begins, links_.gaps[link]) for link in links_.of(other) if links_.before[link] == at)

    def _driver(self, at: int) -> int | None:
        """Give the row of what decides how early an item can be, worked out once."""
        if at not in self._drivers:
            link = self._reached.driver(at)
            self._drivers[at] = None if link is None else self._links.before[link]
        return self._drivers[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The timing of all that is open, by id, and the critical chain: what decides when the decision can be.

    What waits for itself in a ring, or for something that does, has no timing. `critical` is what is on the chain.
    `ends` are what the critical chain leads to, where there is one, and each other end that nothing open waits for.
    """

    timings: Timings
    chain: tuple[str, ...] = ()
    critical: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()

    @property
    def chains(self) -> Iterator[tuple[str, ...]]:
        """The chains to the ends, the critical one first; each is made when it is asked for."""
        return map(self.chain_to, self.ends)

    @property
    def slack_days(self) -> int | None:
        """The least slack on the critical chain, the most that it can be."""
        return self.slack_on(self.chain)

    @property
    def is_known(self) -> bool:
        """Whether the slack of the critical chain is known, or only the most that it can be."""
        return all(self.timings.is_known(name) for name in self.chain)

    def slack_on(self, chain: Sequence[str]) -> int | None:
        """Give the least slack on a chain.

        A set day that waits for nothing open has none to lose, and a decision that waits for the next meeting of its
        body loses none before that.
        """
        counted = [self.timings[name] for name in chain]
        if counted and not counted[0].driver and counted[0].planned == counted[0].latest:
            counted = counted[1:]
        known = [one for one in counted if one.slack_days is not None]
        return min((one.slack_days or 0 for one in known if not self.timings.waits_for_a_meeting(one)), default=None)

    def chain_to(self, name: str) -> tuple[str, ...]:
        """Give what decides how early something can be, from the first to itself."""
        return self.timings.chain_to(name)


def network(plan: Plan, today: dt.date) -> Network:
    """Work out the timing of everything open on a day."""
    found = links(items(plan, today))
    table = table_round(today, max((FIRST, *found.items.due)))
    reached = forward(found, today.toordinal(), table)
    timings = Timings(found, reached, backward(found, table))
    ends = _ends(found, reached.planned)
    decision = _decision(plan, found, reached.planned, today)
    if decision is None and not ends:
        return Network(timings=timings)
    last = ends[-1] if decision is None else decision
    names = [found.items.ids[end] for end in (last, *(end for end in ends if end != last))]
    chain = timings.chain_to(names[0])
    return Network(timings=timings, chain=chain, critical=frozenset(chain), ends=tuple(names))


def _ends(found: Links, planned: list[int]) -> list[int]:
    """Give the open milestones that nothing open waits for and that wait for something: the one planned last is last.

    Of several on one day the one that stands last is.
    """
    waited_for = found.before
    if len(found.order) < len(found.items.ids):  # what waits in a ring holds nothing back
        waited_for = [found.before[link] for at in found.order for link in found.of(at)]
    ends = [
        at
        for at in set(range(found.items.milestones)).difference(waited_for)
        if planned[at] and not found.items.fixed[at] and _waits(found, at)
    ]
    return sorted(ends, key=lambda at: (planned[at], at))


def _decision(plan: Plan, found: Links, planned: list[int], today: dt.date) -> int | None:
    """Give the decision that the process is for: what `[[review]]` says adopts the strategy, or the council's.

    Where that was referred back to another step it is the one that adopts after that. Of several of the council's it is
    the next one: no other that is open comes before it. A review comes after the decision, and is none. None where
    there is no council, or its decisions are done.
    """
    councils = {body.id for body in plan.bodies if body.kind == "council"}
    adopts = {adopting(plan, one.adopted, today) for one in plan.checks.reviews}
    reviews = {one.review for one in plan.checks.reviews}
    row, fixed = found.row, found.items.fixed
    named = [row[name] for name in adopts if name in row]
    milestones = {one.id: one for one in reversed(plan.milestones) if one.id in row}
    decided = [row[name] for name, one in milestones.items() if one.body in councils and name not in reviews]
    for some in (named, decided):
        open_ones = {at for at in some if at < found.items.milestones and planned[at] and not fixed[at]}
        first = open_ones - _after_any(found, open_ones)
        waiting = [at for at in first if _waits(found, at)]
        if waiting:
            return max(waiting, key=lambda at: (planned[at], at))
    return None


def _after_any(found: Links, some: set[int]) -> set[int]:
    """Give all that comes after any of some items, in one step or several."""
    after: set[int] = set()
    for at in found.order if some else ():
        if any(found.before[link] in some or found.before[link] in after for link in found.of(at)):
            after.add(at)
    return after


def _waits(found: Links, at: int) -> bool:
    """Whether something waits for what is in the network."""
    nobody = len(found.items.ids)
    return any(found.before[link] != nobody for link in found.of(at))
