"""Which promises are at risk, judged by the buffer that is left and by how far dates have slipped so far.

The method, which docs/planning.md tells people:

- A promise is a milestone's first promised day or, where there is none, the day or the end of the window it is set for,
  or its last day (`not_after`); of an event it is the end of the window in which it is to be held.
  Of what comes back every year only a year that is missing is told.
- The buffer is how far what comes before it may become later than planned before the promise breaks: the days that are
  left before the promise, or its own last day if that is sooner, if all that comes before takes the time it has been
  given. What is set within a window counts with the window's last day. Where a step before has neither a date nor a
  duration the time it takes is not known, and no buffer is.
- The slips so far are those of the same process: of what has happened or has been moved, the days from the first
  promise to what holds now, the least that is certain. An event that has had its day without anybody saying that it was
  held counts neither way. A milestone is judged by the slips of milestones and of the events that it comes after: that
  a stop was moved within the tour says nothing of a decision a year later.
- What the network or its own last day does not allow even at the earliest cannot be kept, and what is overdue was not
  kept: that is said before all else. What is planned later than it was promised, or was postponed, is given up. With
  less buffer than the largest slip so far, or than the days of slack that the folder asks for (`slack_days`), or after
  what was postponed, a promise is at risk. Otherwise nothing speaks against it, which is no promise that it will hold.
"""

import datetime as dt
import statistics
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rusctl.language.message import Message
from rusctl.model.baselines import Risk
from rusctl.model.plan import Days, Event, Milestone, Plan, Progress, Status, When, Window, exact
from rusctl.model.rounds import before
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import Timing, network
from rusctl.schedule.network.slips import Record, Slip, first_promises, slips
from rusctl.schedule.state import status
from rusctl.schedule.state.rounds import due_on, followed, holds_up, progress_on
from rusctl.schedule.state.status import status_on
from rusctl.schedule.state.years import years


class Experience(NamedTuple):
    """What this process has shown so far: of how many promises the outcome or a new date is known, and the slips.

    `slips` are the days of those that slipped, smallest first, the least that is certain. `silent` events have had
    their day, and nobody has said whether they were held. `postponed` have lost their day and have no other.
    """

    known: int
    slips: tuple[int, ...]
    silent: int = 0
    postponed: int = 0

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

    `promised` is None where it waits for itself and nothing was promised. `earliest` is the earliest day that the
    network allows, None in a ring. `buffer` is the days left before the promise, None where that is not known. `now` is
    the day planned where that is later, and `limit` its last day where that is what cannot be kept. `waits_for` is the
    chain before it, in order. `undated` are the steps before it that have neither a date nor a duration, `postponed`
    those of them that have lost theirs or, where none of them has, such steps further back; `largest` is the slip that
    it is judged by. `reason` is what else is found wrong with its order.
    """

    record: Record
    promised: dt.date | None
    risk: Risk
    earliest: dt.date | None
    buffer: int | None
    now: dt.date | None = None
    waits_for: tuple[str, ...] = ()
    limit: dt.date | None = None
    undated: tuple[str, ...] = ()
    postponed: tuple[str, ...] = ()
    largest: int = 0
    reason: Message | None = None


def experience(plan: Plan, today: dt.date) -> Experience:
    """Give what this process has shown so far of how its dates hold."""
    found = slips(plan, first_promises(plan), today)
    told = [one for one in found if one.days or one.done]
    late = sorted(days for one in told if (days := certain_days(one)) > 0)
    postponed = sum(is_postponed(record, today) for record in plan.records)
    return Experience(len(told), tuple(late), sum(_is_silent(one, today) for one in found), postponed)


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


def is_postponed(record: Record, today: dt.date) -> bool:
    """Whether something that is still to be was postponed until further notice, or had a day and has none."""
    if isinstance(record, Event):
        return status.is_postponed(record, today)
    return is_open(record, today) and progress_on(record, today) is Progress.POSTPONED


def is_open(record: Record, today: dt.date) -> bool:
    """Whether something is still to be, once; what comes back every year promises nothing.

    A matter that was sent on into another step is open there.
    """
    if isinstance(record, Event):
        return status_on(record, today) not in (Status.HELD, Status.CANCELLED)
    return not record.every and holds_up(record, today)


def due(record: Record, today: dt.date) -> When | None:
    """Give when something open is set for, as could be known on a day."""
    return record.when if isinstance(record, Event) else due_on(record, today)


def forecasts(plan: Plan, today: dt.date) -> tuple[Forecast, ...]:
    """Give every open promise, the worst first and then by day."""
    about = _About(plan, today)
    found = [one for record in plan.records if is_open(record, today) for one in about.forecast(record)]
    found += _missing_years(plan, today)
    return tuple(sorted(found, key=lambda one: (-one.risk, one.promised or dt.date.max)))


def _missing_years(plan: Plan, today: dt.date) -> Iterator[Forecast]:
    """Give each year of what comes back that was not done on its day; what is to come promises nothing."""
    for milestone in plan.milestones:
        if milestone.every:
            for one in years(milestone, today):
                if one.overdue(today):
                    yield Forecast(milestone, one.due, Risk.BROKEN, today, None)


def critical_buffer(plan: Plan, today: dt.date) -> int | None:
    """Give the least buffer on the critical chain, negative where something cannot be kept; None where not known."""
    about = _About(plan, today)
    found = []
    for record in (record for record in plan.records if record.id in about.soonest.critical):
        promised = about.promise(record, due(record, today))
        if promised is not None and record.id in about.latest.timings:
            found.append((about.buffer(record, promised), record.id))
    least, name = min(found, default=(None, ""))
    known = least is not None and (least < 0 or not about.soonest.timings.undated_before(name))
    return least if known else None


class _About:
    """A plan as forecasts look at it: its network with windows at their first and at their last day, and its slips."""

    def __init__(self, plan: Plan, today: dt.date) -> None:
        """Work out the two networks."""
        plan = followed(plan, today)
        bound = with_least_times(plan, today)
        self.plan, self.today = plan, today
        self.soonest, self.latest = network(bound, today), network(_at_their_last_day(bound, today), today)
        self._records = {record.id: record for record in reversed(plan.records)}
        first = first_promises(plan)
        self._promised = {one.id: one.last for one in first}
        self._slips = {one.record.id: certain_days(one) for one in slips(plan, first, today)}
        self._postponed = {record.id for record in plan.records if is_postponed(record, today)}
        self._after_postponed = self.soonest.timings.nearest_before(self._postponed)

    def forecast(self, record: Record) -> Iterator[Forecast]:
        """Give how a promise stands; none where nothing is promised and nothing wrong.

        Of an event with a day only that it cannot be is told, that it waits for what is postponed, or for itself.
        """
        timing, when = self.soonest.timings.get(record.id), due(record, self.today)
        promised = self.promise(record, when)
        if timing is None:
            yield Forecast(record, promised, Risk.BROKEN, None, None)
            return
        if promised is None:
            return
        wrong = self._broken(record, timing, promised, when)
        if wrong is not None:
            yield wrong
            return
        found = self._standing(record, timing, promised, when)
        if not (isinstance(record, Event) and exact(when)) or (found.postponed and promised >= self.today):
            yield found

    def promise(self, record: Record, when: When | None) -> dt.date | None:
        """Give the day that was promised; a date that an event had before its window is no promise of its window."""
        first = self._promised.get(record.id)
        planned = when.last if when else None
        some = (planned, first) if isinstance(record, Event) else (first, planned)
        return next((day for day in (*some, record.not_after) if day), None)

    def _broken(self, record: Record, timing: Timing, promised: dt.date, when: When | None) -> Forecast | None:
        """Give the promise as not kept: its day or its last day has passed, or cannot be reached.

        An event that has had its day is not late, though nobody has said that it was held.
        """
        limit, planned = record.not_after, when.last if when else None
        if planned is None and record.id not in self._postponed:
            planned = promised
        held_to = [day for day in (planned, limit) if day]
        if not held_to:
            return None
        last = min(held_to)
        had_its_day = isinstance(record, Event) and exact(when) is not None and last < self.today
        in_time = had_its_day or last >= max(self.today, timing.earliest)
        if in_time and not (planned and planned > last):
            return None
        now = when.last if when and when.last > promised else None
        chain = self.soonest.chain_to(record.id)[:-1]
        return Forecast(
            record, promised, Risk.BROKEN, timing.earliest, None, now, chain, limit if limit == last else None
        )

    def _standing(self, record: Record, timing: Timing, promised: dt.date, when: When | None) -> Forecast:
        """Give how a promise stands that may still be kept, or has been given up."""
        undated = self.soonest.timings.undated_before(record.id)
        postponed = tuple(name for name in undated if name in self._postponed)
        postponed = postponed or self._after_postponed.get(record.id, ())
        most, largest = self.buffer(record, promised), self._largest(record)
        found = Forecast(
            record,
            promised,
            Risk.HOLDS,
            timing.earliest,
            None if undated or postponed else most,
            waits_for=self.latest.chain_to(record.id)[:-1],
            undated=undated,
            postponed=postponed,
            largest=largest,
        )
        if record.id in self._postponed:
            return found._replace(risk=Risk.MOVED, buffer=None)
        if when and when.last > promised:
            return found._replace(risk=Risk.MOVED, now=when.last)
        if postponed or most < max(largest, self.plan.checks.slack_days, 1):
            return found._replace(risk=Risk.AT_RISK)
        return found._replace(risk=Risk.UNKNOWN) if undated else found

    def buffer(self, record: Record, promised: dt.date) -> int:
        """Give the days left before a promise, or its last day, if all before it takes the time it has been given."""
        return (min(promised, record.not_after or promised) - self.latest.timings[record.id].earliest).days

    def _largest(self, record: Record) -> int:
        """Give the slip that a promise is judged by."""
        if isinstance(record, Event):
            return max(self._slips.values(), default=0)
        earlier = before(record.id, self._records)
        counted = (
            days
            for name, days in self._slips.items()
            if name in earlier or isinstance(self._records.get(name), Milestone)
        )
        return max(counted, default=0)


def _at_their_last_day(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which what is set within a window is on the window's last day."""
    milestones, events = [], []
    for milestone in plan.milestones:
        known = due_on(milestone, today)
        last = Days(first=known.last, last=known.last) if isinstance(known, Window) else milestone.when
        milestones.append(replace(milestone, when=last))
    for event in plan.events:
        when = event.when
        events.append(replace(event, when=Days(first=when.last, last=when.last)) if isinstance(when, Window) else event)
    return replace(plan, milestones=tuple(milestones), events=tuple(events))
