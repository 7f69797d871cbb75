"""The limits of a question about days that come from the order of the plan: the network is asked, and nothing shorter.

What is asked is taken out of the network: without its date and its own limits, which are limits of their own. What the
network then says of it comes from all that stands. Between two that are asked, the days on which the one allows the
other are worked out by the network's own steps, through whatever milestones and events lie between.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.language.spans import span as span_text
from rusctl.model.plan import Event, Milestone, Plan, Source, Texts
from rusctl.schedule.days.workdays import working_day_from
from rusctl.schedule.days.worktable import Worktable, table_round
from rusctl.schedule.network.items import items
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.links import Links, links
from rusctl.schedule.network.network import network
from rusctl.schedule.network.passes import earliest_on
from rusctl.schedule.proposing.crews import every
from rusctl.schedule.proposing.proposals import Limit, Off, Ordered, Reason, outside

Record = Milestone | Event
Span = tuple[dt.date, dt.date]


def order(plan: Plan, events: tuple[Event, ...], today: dt.date, span: Span) -> Iterator[Limit]:
    """Give what the network says of each event that is asked: what it comes after, and what waits for it."""
    asked = {event.id: event for event in events}
    known = {event.id for event in plan.events}
    free = (
        *(_freed(event) if event.id in asked else event for event in plan.events),
        *(_freed(event) for event in events if event.id not in known),
    )
    bound = with_least_times(replace(plan, events=free), today)
    words = _Words(plan, bound, events)
    found = network(bound, today)
    for event in events:
        timing, mine = found.timings.get(event.id), frozenset({event.id})
        if timing is None:
            yield Off(words.ring(event), event.at.key("after"), frozenset(every(*span)), mine)
            continue
        if timing.earliest > working_day_from(today):
            chain = found.chain_to(event.id)
            why, *more = words.not_before(chain, timing.earliest)
            yield Off(why.text, why.at, outside(timing.earliest, span[1], span), mine, tuple(more))
        if timing.latest:
            chain = found.timings.chain_from(event.id)
            why, *more = words.not_after(chain, timing.latest)
            yield Off(why.text, why.at, outside(span[0], timing.latest, span), mine, tuple(more))
    yield from _between(bound, asked, words, today, span)


def _freed(event: Event) -> Event:
    """Give an event as one that may be on any day."""
    return replace(event, when=None, not_before=None, not_after=None)


def _between(bound: Plan, asked: Iterable[str], words: "_Words", today: dt.date, span: Span) -> Iterator[Ordered]:
    """Give which days each event that is asked allows the others that come after it, in one step or several."""
    found = links(items(bound, today))
    rows = {found.row[name] for name in asked if name in found.row}
    if len(rows) < 2:  # noqa: PLR2004 - an order is of two
        return
    table = table_round(today, span[1].toordinal())
    placed = set(found.order)  # what waits in a ring has no day, and is told by the check
    for then in sorted(rows & placed):
        behind = _behind(found, then, rows) & placed
        for first in sorted(behind & rows):
            way = _Way(found, table, first, then, behind - rows)
            reaches = tuple(way.reach(day) for day in range(span[0].toordinal(), span[1].toordinal() + 1))
            path = way.path(span[0].toordinal())
            why, *more = words.along([found.items.ids[at] for at in path])
            names = found.items.ids[first], found.items.ids[then]
            yield Ordered(why.text, why.at, *names, since=span[0], reaches=reaches, more=tuple(more))


def _behind(found: Links, then: int, rows: set[int]) -> set[int]:
    """Give what an item comes after, as far back as to what is asked or has happened, and these."""
    behind: set[int] = set()
    waiting = [then]
    nobody = len(found.items.ids)
    while waiting:
        for link in found.of(waiting.pop()):
            before = found.before[link]
            if before == nobody or before in behind or found.items.fixed[before]:
                continue
            behind.add(before)
            if before not in rows:
                waiting.append(before)
    return behind


class _Way:
    """The ways from one item to another through items that are not asked, in the order of the network."""

    def __init__(self, found: Links, table: Worktable, first: int, then: int, between: set[int]) -> None:
        """Keep what lies on a way."""
        self._found, self._table, self._first, self._then = found, table, first, then
        met = {first}
        self._steps = []
        for at in found.order:
            if (at in between or at == then) and any(found.before[link] in met for link in found.of(at)):
                met.add(at)
                self._steps.append(at)

    def reach(self, day: int) -> int:
        """Give the first day of the last item, if the first is on a day."""
        return self._planned(day)[self._then]

    def path(self, day: int) -> list[int]:
        """Give the way that decides, if the first is on a day."""
        planned = self._planned(day)
        path = [self._then]
        while path[-1] != self._first:
            held = {before: held for held, before in self._held(path[-1], planned)}
            path.append(max(held, key=held.__getitem__))
        return path[::-1]

    def _planned(self, day: int) -> dict[int, int]:
        planned = {self._first: day}
        due = self._found.items.due
        for at in self._steps:
            reached = max(held for held, _ in self._held(at, planned))
            early = earliest_on(self._found, self._table, at, reached)
            planned[at] = max(early, due[at])
        return planned

    def _held(self, at: int, planned: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        for link in self._found.of(at):
            before = self._found.before[link]
            if before in planned:
                yield self._table.ahead(planned[before], self._found.gaps[link]), before


class _Words:
    """What is said of an order: each row that matters, with its place."""

    def __init__(self, plan: Plan, bound: Plan, events: tuple[Event, ...]) -> None:
        """Keep the records as they stand in the files, and with what must come before them."""
        self._titles: dict[str, str | Texts] = {one.id: one.title or one.id for one in plan.milestones}
        self._titles |= {one.id: short_name(one, plan) for one in (*plan.events, *events)}
        self._records: dict[str, Record] = {one.id: one for one in reversed((*plan.records, *events))}
        self._bound: dict[str, Record] = {one.id: one for one in reversed(bound.records)}

    def ring(self, event: Event) -> Message:
        """Say that something waits for itself."""
        return msg("{name} waits for itself, or for what does; rusctl check says how", name=self._titles[event.id])

    def not_before(self, chain: tuple[str, ...], day: dt.date) -> list[Reason]:
        """Say why something cannot be before a day: the step before it, and what that comes after."""
        name, record = self._titles[chain[-1]], self._records[chain[-1]]
        if len(chain) > 1:
            other = self._titles[chain[-2]]
            why = msg("{name} comes after {other}, so not before {day}", name=name, other=other, day=day)
            return [Reason(why, self._link(chain[-2], chain[-1])[1]), *self.along(chain[:-1])]
        if record.duration:
            work = span_text(record.duration)
            why = msg("{name} takes {duration} from today, so not before {day}", name=name, duration=work, day=day)
            return [Reason(why, record.at.key("duration"))]
        before = next((one.id for one in self._bound[chain[-1]].after if one.id in self._titles), "")
        why = msg(
            "{name} comes after {other}, so not before {day}",
            name=name,
            other=self._titles.get(before, before),
            day=day,
        )
        return [Reason(why, record.at.key("after"))]

    def not_after(self, chain: tuple[str, ...], day: dt.date) -> list[Reason]:
        """Say why something cannot be after a day: what comes after it, and so on to what has the date or the limit."""
        name, last = self._titles[chain[0]], self._records[chain[-1]]
        limit = Reason(*self._limit(last))
        if len(chain) == 1:
            return [limit]
        other = self._titles[chain[1]]
        why = msg("{other} comes after {name}, so {name} not after {day}", name=name, other=other, day=day)
        return [Reason(why, self._link(chain[0], chain[1])[1]), *self.along(chain[1:]), limit]

    def along(self, chain: Iterable[str]) -> list[Reason]:
        """Say each step of a chain, the first first."""
        names = list(chain)
        return [Reason(*self._link(first, then)) for first, then in pairwise(names)]

    def _link(self, first: str, then: str) -> tuple[Message, Source]:
        """Say that one comes after the other, where that stands; a lead time stands nowhere in the record."""
        record, told = self._records[then], {"name": self._titles[then], "other": self._titles[first]}
        number = [one.id for one in self._bound[then].after].index(first)
        at = record.at.key("after", number) if number < len(record.after) else record.at
        return msg("{name} comes after {other}", **told), at

    def _limit(self, record: Record) -> tuple[Message, Source]:
        name = self._titles[record.id]
        if record.not_after and (record.when is None or record.not_after <= record.when.last):
            return msg("{name} may not be after {day}", name=name, day=record.not_after), record.at.key("not_after")
        when = record.when or (record.baseline if isinstance(record, Milestone) else None)
        return msg("{name} is set for {when}", name=name, when=when), record.at
