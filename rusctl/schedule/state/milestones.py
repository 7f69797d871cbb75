"""Where each milestone stands on a day: when it is due, how far it has slipped, what it waits for."""

import datetime as dt
from collections.abc import Mapping, Sequence

from rusctl.model.plan import SWEDEN, Days, Event, Milestone, Plan, Status, Window, Yearly
from rusctl.model.record import dataclass
from rusctl.schedule.days.workdays import observed, working, working_day_from
from rusctl.schedule.state.status import status_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A milestone on a day; `days_left` counts to the last day it is due, and is negative when that has passed.

    `due` is None where nobody has said when. `slip_days` is None without a baseline or where only a window is known.
    `alternatives` are, for a recurring day on a weekend or a holiday, that day and the next working day: nobody knows
    whether it moves.
    """

    milestone: Milestone
    due: Days | Window | None
    done: Days | Window | None
    days_left: int | None
    slip_days: int | None
    overdue: bool
    waits_for: tuple[str, ...]
    alternatives: tuple[dt.date, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it remains to be reached; what comes back every year always does."""
        return self.done is None or self.milestone.every is not None

    @property
    def when(self) -> Days | Window | None:
        """When it is due or, where it was reached, when that was."""
        return self.due if self.open else self.done


def standings(plan: Plan, today: dt.date) -> tuple[Standing, ...]:
    """Give every milestone's standing, the overdue ones first and then by the day they are due."""
    events = {event.id: event for event in plan.events}
    milestones = {milestone.id: milestone for milestone in plan.milestones}
    found = [_standing(milestone, milestones, events, today) for milestone in plan.milestones]
    return tuple(sorted(found, key=_order))


def done_on(milestone: Milestone, today: dt.date) -> Days | Window | None:
    """Give when it was reached, if that could be known on the day."""
    return milestone.done if milestone.done and milestone.done.last <= today else None


def loops(records: Sequence[Milestone | Event]) -> tuple[tuple[str, ...], ...]:
    """Give each loop of records that wait for one another, as the ids from the first of them back to itself.

    One is given for each `after` that closes a loop on the way; another that is closed by the same one shows when the
    first is mended.
    """
    waits = {record.id: [one.id for one in record.after] for record in records}
    positions = {record.id: index for index, record in enumerate(records)}
    found: dict[tuple[str, ...], None] = {}
    met: set[str] = set()
    for start, others in waits.items():
        path = {start: iter(others)}  # each id on the way, and what of its `after` is still to be followed
        while path and start not in met:
            name = next(reversed(path))
            following = next((one for one in path[name] if one in path or (one in waits and one not in met)), None)
            if following is None:
                met.add(name)
                del path[name]
            elif following in path:
                names = list(path)
                found[_from_the_first(names[names.index(following) :], positions)] = None
            else:
                path[following] = iter(waits[following])
    return tuple(found)


def _from_the_first(ring: list[str], positions: Mapping[str, int]) -> tuple[str, ...]:
    start = ring.index(min(ring, key=positions.__getitem__))
    return (*ring[start:], *ring[: start + 1])


def _order(standing: Standing) -> tuple[bool, dt.date, dt.date]:
    due = standing.due
    last = due.last if due else dt.date.max
    return not standing.overdue, last, due.first if due else dt.date.max


def _standing(
    milestone: Milestone, milestones: Mapping[str, Milestone], events: Mapping[str, Event], today: dt.date
) -> Standing:
    done = done_on(milestone, today)
    due = due_on(milestone, today)
    is_open = done is None or milestone.every is not None
    return Standing(
        milestone=milestone,
        due=due,
        done=done,
        days_left=(due.last - today).days if is_open and due else None,
        slip_days=_slip(milestone, due if is_open else done),
        overdue=bool(is_open and due and due.last < today),
        waits_for=_waits_for(milestone, milestones, events, today) if is_open else (),
        alternatives=_if_moved(due.first) if milestone.every and due else (),
    )


def due_on(milestone: Milestone, today: dt.date) -> Days | Window | None:
    """Give when it is due; an outcome after today is unknown, and so is the date it was moved to meanwhile."""
    if milestone.every:
        return _next(milestone.every, milestone.done, today)
    known_later = milestone.done is not None and milestone.done.last > today
    if milestone.baseline and (known_later or not milestone.when):
        return Days(first=milestone.baseline, last=milestone.baseline)
    return milestone.when


def _next(every: Yearly, done: Days | Window | None, today: dt.date) -> Days | None:
    """Give the first occurrence from today on that has not been met: it is met from the day after the one before."""
    for year in range(max(every.first, today.year), dt.MAXYEAR + 1):
        day = _occurrence(every, year)
        if day < today:
            continue
        met = done and done.last <= today and _occurrence(every, year - 1) < done.last <= day
        if not met:
            return Days(first=day, last=day)
    return None


def _occurrence(every: Yearly, year: int) -> dt.date:
    """Give the day in a year; 29 February is the month's last day in a common year."""
    if year < dt.MINYEAR:
        return dt.date.min
    try:
        return dt.date(year, every.month, every.day)
    except ValueError:  # a shorter month; December is none, so there is a next one
        return dt.date(year, every.month + 1, 1) - dt.timedelta(days=1)


def _slip(milestone: Milestone, outcome: Days | Window | None) -> int | None:
    if milestone.baseline is None or milestone.every or not isinstance(outcome, Days):
        return None
    return (outcome.last - milestone.baseline).days


def _waits_for(
    milestone: Milestone, milestones: Mapping[str, Milestone], events: Mapping[str, Event], today: dt.date
) -> tuple[str, ...]:
    """Give what it comes after and has not happened; a cancelled event holds nothing up."""

    def pending(name: str) -> bool:
        if name in milestones:
            return done_on(milestones[name], today) is None
        return name in events and status_on(events[name], today) not in {Status.HELD, Status.CANCELLED}

    return tuple(one.id for one in milestone.after if pending(one.id))


def _if_moved(day: dt.date) -> tuple[dt.date, ...]:
    """Give a day off and the next working day, and nothing for a working day, or where another law may set the day."""
    return () if working(day) or observed() != SWEDEN else (day, working_day_from(day))
