"""Which promises are at risk, judged by the room that is left and by how far dates have slipped so far.

The method, which docs/planning.md tells people:

- A promise is a milestone's first promised day or, where there is none, the day or the end of the window it is set for;
  of an event it is the end of the window in which it is to be held.
- The room is the days that are left before it if all that it comes after takes the time it has been given: what is
  set within a window counts with the window's last day.
- The slips so far are those of the same process: of what has happened or has been moved, the days from the first
  promise to what holds now, the least that is certain. An event that has had its day without anybody saying that it was
  held counts neither way.
- What the network does not allow even at the earliest cannot be kept. With less room than the largest slip so far, or
  none, a promise is at risk. Otherwise nothing speaks against it, which is no promise that it will hold.
"""

import datetime as dt
import statistics
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rusctl.model.baselines import Risk
from rusctl.model.plan import Days, Event, Plan, Status, Window, exact
from rusctl.schedule.network.network import network
from rusctl.schedule.network.slips import Record, Slip, first_promises, slips
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import due_on, standings
from rusctl.schedule.state.status import status_on


class Experience(NamedTuple):
    """What this process has shown so far: of how many promises the outcome or a new date is known, and the slips.

    `slips` are the days of those that slipped, smallest first, the least that is certain. `silent` events have had
    their day, and nobody has said whether they were held.
    """

    known: int
    slips: tuple[int, ...]
    silent: int = 0

    @property
    def largest(self) -> int:
        """The largest slip, 0 where nothing has slipped."""
        return max(self.slips, default=0)

    @property
    def middle(self) -> int:
        """The slip in the middle; of two the smaller one."""
        return statistics.median_low(self.slips) if self.slips else 0


class Forecast(NamedTuple):
    """A promise, how it stands, and the days that say so.

    `earliest` is the earliest day the network allows, and `room` the days left before the promise; both are None where
    it waits for itself. `now` is the day planned where that is later. `waits_for` is the chain before it, in order.
    """

    record: Record
    promised: dt.date
    risk: Risk
    earliest: dt.date | None
    room: int | None
    now: dt.date | None = None
    waits_for: tuple[str, ...] = ()


def experience(plan: Plan, today: dt.date) -> Experience:
    """Give what this process has shown so far of how its dates hold."""
    found = slips(plan, first_promises(plan), today)
    told = [one for one in found if one.days or one.done]
    late = sorted(days for one in told if (days := certain_days(one)) > 0)
    return Experience(len(told), tuple(late), sum(_is_silent(one, today) for one in found))


def _is_silent(slip: Slip, today: dt.date) -> bool:
    """Whether an event has had its day, as promised, and nobody has said that it was held."""
    day = exact(slip.now)
    past = day is not None and day.last < today
    return isinstance(slip.record, Event) and past and not slip.done and not slip.days


def certain_days(slip: Slip) -> int:
    """Give the least days that something has slipped: to the first day of a window where only that is known."""
    if slip.now is None or slip.days is None or slip.days <= 0:
        return 0
    return max(0, (slip.now.first - slip.then.last).days) if isinstance(slip.now, Window) else slip.days


def forecasts(plan: Plan, today: dt.date) -> tuple[Forecast, ...]:
    """Give every open promise, the worst first and then by day."""
    seen = experience(plan, today)
    found = [*_milestones(plan, seen, today), *_events(plan, seen, today)]
    return tuple(sorted(found, key=lambda one: (-one.risk, one.promised)))


def _milestones(plan: Plan, seen: Experience, today: dt.date) -> Iterator[Forecast]:
    bound = with_lead_times(plan, today)
    soonest, latest = network(bound, today), network(_at_their_last_day(bound, today), today)
    for standing in standings(plan, today):
        milestone, due = standing.milestone, standing.due
        promised = milestone.baseline or (due.last if due else None)
        if milestone.every or not standing.open or promised is None:
            continue
        earliest, room = None, None
        chain: tuple[str, ...] = ()
        if milestone.id in soonest.timings:
            earliest = soonest.timings[milestone.id].earliest
            room = (promised - latest.timings[milestone.id].earliest).days
            chain = latest.chain_to(milestone.id)[:-1]
        if due and due.last > promised:
            yield Forecast(milestone, promised, Risk.MOVED, earliest, room, due.last, chain)
        elif earliest and earliest > promised:
            yield Forecast(milestone, promised, Risk.BROKEN, earliest, room, None, chain)
        else:
            yield Forecast(milestone, promised, _risk(room, seen), earliest, room, None, chain)


def _at_their_last_day(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which what is set within a window is on the window's last day."""
    milestones, events = [], []
    for milestone in plan.milestones:
        due = due_on(milestone, today)
        last = Days(first=due.last, last=due.last) if isinstance(due, Window) else milestone.when
        milestones.append(replace(milestone, when=last))
    for event in plan.events:
        when = event.when
        events.append(replace(event, when=Days(first=when.last, last=when.last)) if isinstance(when, Window) else event)
    return replace(plan, milestones=tuple(milestones), events=tuple(events))


def _events(plan: Plan, seen: Experience, today: dt.date) -> Iterator[Forecast]:
    """Give the events that are still without a day."""
    for event in plan.events:
        if exact(event.when) or event.when is None or status_on(event, today) in (Status.HELD, Status.CANCELLED):
            continue
        earliest, room = max(event.when.first, today), (event.when.last - today).days
        risk = Risk.BROKEN if room < 0 else _risk(room, seen)
        yield Forecast(event, event.when.last, risk, earliest, room)


def _risk(room: int | None, seen: Experience) -> Risk:
    return Risk.AT_RISK if room is None or room < max(seen.largest, 1) else Risk.HOLDS
