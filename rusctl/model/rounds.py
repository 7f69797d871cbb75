"""The rounds of a matter: what a referral back opens again, and where a matter goes on that began in another step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from rusctl.model.durations import After
from rusctl.model.outcomes import Outcome
from rusctl.model.plan import Event, Milestone, Status

if TYPE_CHECKING:
    import datetime as dt

Record = Milestone | Event
R = TypeVar("R", Milestone, Event)


def with_kinds(records: Sequence[R], events: Iterable[Event]) -> tuple[R, ...]:
    """Give the records, each coming after all events of the kinds it names together, less those that are cancelled.

    They stand after what it names one by one, and never twice. No event comes after itself.
    """
    if not any(record.after_kinds for record in records):
        return tuple(records)
    by_kind: dict[str, list[str]] = {}
    for event in events:
        if event.status is not Status.CANCELLED:
            by_kind.setdefault(event.kind, []).append(event.id)

    return tuple(_after_all(record, by_kind) for record in records)


def _after_all(record: R, by_kind: Mapping[str, Sequence[str]]) -> R:
    there = {record.id, *(one.id for one in record.after)}
    more: list[str] = [name for kind in record.after_kinds for name in by_kind.get(kind, ()) if name not in there]
    return replace(record, after=(*record.after, *map(After, dict.fromkeys(more))))


def with_rounds(milestones: Sequence[Milestone], events: Sequence[Event]) -> tuple[Milestone, ...]:
    """Give the milestones, each with the days on which a referral back opened it again, and where its matter goes on.

    A referral back to a step that the decision comes after opens that step again, and all that lies between the two.
    One to a step that itself comes after the decision goes on there: in the next step of the same body.
    """
    referred = [one for one in milestones if any(meeting.to_step for meeting in one.meetings)]
    if not referred:
        return tuple(milestones)
    by_id: dict[str, Record] = {one.id: one for one in events}
    by_id |= {one.id: one for one in milestones}
    opened: dict[str, list[dt.date]] = {}
    goes_on: dict[str, str] = {}
    for decision in referred:
        for meeting in decision.meetings:
            if meeting.outcome is not Outcome.REFERRED_BACK or meeting.to_step not in by_id:
                continue
            if decision.id in before(meeting.to_step, by_id):
                goes_on[decision.id] = _next_of(decision, meeting.to_step, milestones, by_id)
            else:
                for name in between(meeting.to_step, decision.id, by_id):
                    opened.setdefault(name, []).append(meeting.last)
    return tuple(
        replace(one, reopened=tuple(sorted(opened.get(one.id, ()))), goes_on=goes_on.get(one.id, ""))
        for one in milestones
    )


def before(name: str, by_id: Mapping[str, Record]) -> set[str]:
    """Give the ids of all that something comes after, in one step or several."""
    return before_any([name], by_id)


def before_any(names: Iterable[str], by_id: Mapping[str, Record]) -> set[str]:
    """Give the ids of all that any of some steps comes after."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        record = by_id.get(waiting.pop())
        for one in record.after if record else ():
            if one.id not in found:
                found.add(one.id)
                waiting.append(one.id)
    return found


def between(first: str, last: str, by_id: Mapping[str, Record]) -> set[str]:
    """Give the ids from one step to another that comes after it: the first one, all between, and not the last."""
    behind = before(last, by_id)
    return (after(first, [by_id[name] for name in behind if name in by_id]) | {first}) - {last}


def after(name: str, records: Iterable[Record]) -> set[str]:
    """Give the ids of all of some records that come after something, in one step or several through these records."""
    following: dict[str, list[str]] = {}
    for record in records:
        for one in record.after:
            following.setdefault(one.id, []).append(record.id)
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in following.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _next_of(decision: Milestone, step: str, milestones: Sequence[Milestone], by_id: Mapping[str, Record]) -> str:
    """Give the nearest step of the decision's body at or after a step, or the step where there is none.

    The nearest is one that no other of them comes before.
    """
    later = after(step, by_id.values()) | {step}
    found = [one.id for one in milestones if one.body == decision.body and one.id != decision.id and one.id in later]
    return next((name for name in found if before(name, by_id).isdisjoint(found)), step)
