"""How far dates have slipped against what was once promised, with the reasons that are written down."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from rusctl.model.baselines import Promise
from rusctl.model.plan import Days, Earlier, Event, Milestone, Plan, Progress, Status, When
from rusctl.schedule.state.milestones import standings
from rusctl.schedule.state.status import status_on

Record = Milestone | Event


class Slip(NamedTuple):
    """What was promised of a record, and what holds now or happened; `now` is None where there is no date any more.

    `days` is 0 while it is within what was promised, and negative where it is before that; None without a date now.
    `reasons` are the dates that were given up since, as they stand in the file.
    """

    record: Record
    then: Promise
    now: When | None
    done: bool
    days: int | None
    reasons: tuple[Earlier, ...]


def promises(plan: Plan, today: dt.date) -> tuple[Promise, ...]:
    """Give what the plan promises on a day: milestones first, then events, each in the order of its file."""
    found = []
    for record, (now, _) in _standing(plan, today).values():
        if now is not None:
            found.append(Promise(id=record.id, first=now.first, last=now.last))
    return tuple(found)


def first_promises(plan: Plan) -> tuple[Promise, ...]:
    """Give what was promised first: a milestone's baseline, else the first date that it or an event has had.

    A milestone with neither has promised nothing that could have slipped.
    """
    found = []
    for record in plan.records:
        when = _first_promise(record)
        if when:
            found.append(Promise(id=record.id, first=when.first, last=when.last))
    return tuple(found)


def _first_promise(record: Record) -> When | None:
    given_up = next((one.when for one in record.earlier if one.when), None)
    if isinstance(record, Event):
        return given_up or record.when
    if record.every:
        return None
    return Days(first=record.baseline, last=record.baseline) if record.baseline else given_up


def slips(plan: Plan, promised: Iterable[Promise], today: dt.date, since: dt.date | None = None) -> tuple[Slip, ...]:
    """Give each promise beside what holds now; what the plan no longer holds is passed over.

    `since` is the day the promises are from; where it is None every earlier date counts as a reason.
    """
    standing = _standing(plan, today)
    return tuple(_slip(promise, *standing[promise.id], since) for promise in promised if promise.id in standing)


def gone(plan: Plan, promised: Iterable[Promise]) -> tuple[Promise, ...]:
    """Give the promises about what is no longer in the plan."""
    known = {record.id for record in plan.records}
    return tuple(promise for promise in promised if promise.id not in known)


def days_late(then: Promise, now: When) -> int:
    """Give the days from the last day promised to the last one now, 0 while it is within what was promised.

    What has become earlier counts from the first day promised, and is negative.
    """
    if now.last > then.last:
        return (now.last - then.last).days
    return (now.last - then.first).days if now.last < then.first else 0


def _slip(promise: Promise, record: Record, now: tuple[When | None, bool], since: dt.date | None) -> Slip:
    when, done = now
    reasons = tuple(
        one
        for one in record.earlier
        if since is None or one.stated is None or one.stated >= since or _same(one, promise)
    )
    return Slip(record, promise, when, done, days_late(promise, when) if when else None, reasons)


def _same(one: Earlier, promise: Promise) -> bool:
    return one.when is not None and (one.when.first, one.when.last) == (promise.first, promise.last)


def _standing(plan: Plan, today: dt.date) -> dict[str, tuple[Record, tuple[When | None, bool]]]:
    """Give each record, when it is or was, and whether it has happened; what comes back every year promises nothing."""
    found: dict[str, tuple[Record, tuple[When | None, bool]]] = {}
    known = {one.milestone.id: one for one in standings(plan, today)}
    for milestone in plan.milestones:
        if not milestone.every:
            one = known[milestone.id]
            found[milestone.id] = milestone, (one.when, one.progress is Progress.DONE)
    for event in plan.events:
        status = status_on(event, today)
        when = None if status is Status.CANCELLED else event.when
        found[event.id] = event, (when, status is Status.HELD)
    return found
