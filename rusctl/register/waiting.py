"""Who waits for a place at an event whose room is full, in the order of their answers, and who has been offered one.

Who says yes to a full room waits; a place that becomes free goes to nobody by itself. Somebody offers it to the first,
for whom it is kept until they answer.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, or_, select

from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.model.people import Answer, Kind, Participation, PlacesAtEvent
from rusctl.register.participants import of_person
from rusctl.register.schema import participation

_p = participation.c
_YES = _p.answer == Answer.ACCEPTED
IN_QUEUE = and_(_YES, _p.waiting != "")
_OFFERED = and_(_p.answer == Answer.NONE, _p.waiting != "", _p.offered.is_not(None))
COMING = and_(_YES, _p.waiting == "")  # who has said yes and has a place


class EventRoom(NamedTuple):
    """How many places there are for those in the register, and since when somebody waits, by their number."""

    places: int
    since: Callable[[int], str]


def seated(connection: Connection, event: str, numbers: Collection[int]) -> frozenset[int]:
    """Give those of some persons who have said yes to an event and have a place."""
    query = select(_p.person).where(_p.event == event, _p.person.in_(list(numbers)), COMING)
    return frozenset(connection.execute(query).scalars())


def settle(
    change: Transaction, event: str, numbers: Iterable[int], before: Collection[int], room: EventRoom | None
) -> None:
    """See after some persons' answers who of them has a place: `before` are those who had one; without a room all.

    Who takes the place that was offered to them has it; who says yes now gets one if there is one and nobody waits.
    """
    found = (of_person(change.connection, number, event) for number in sorted(set(numbers)))
    parts = [one for one in found if one is not None]
    new = []
    for one in parts:
        if one.answer is Answer.ACCEPTED and not one.waiting and one.person not in before:
            new.append(one)
        elif one.waiting and _has_settled(one):
            change.update(participation, one.id, one.version, waiting="", offered=None)
    if room is None or not new:
        return
    at = at_event(change.connection, event)
    free = room.places - (at.taken - len(new)) - at.waiting
    for one in new:
        free -= 1
        if free < 0:
            change.update(participation, one.id, one.version, waiting=room.since(one.person or 0), offered=None)


def _has_settled(one: Participation) -> bool:
    """Whether somebody who waited has taken the place that was offered, or wants none any more."""
    if one.answer is Answer.ACCEPTED:
        return one.offered is not None
    return one.answer is not Answer.NONE or one.offered is None


def give(change: Transaction, event: str, numbers: Iterable[int]) -> None:
    """Give persons a place, whoever waits before them."""
    for number in numbers:
        one = of_person(change.connection, number, event)
        if one is not None and (one.waiting or one.answer is not Answer.ACCEPTED):
            change.update(participation, one.id, one.version, answer=Answer.ACCEPTED, waiting="", offered=None)


def offer(change: Transaction, event: str, numbers: Iterable[int], day: dt.date) -> None:
    """Put down that a place is offered to persons who wait, and kept for them: they are asked again."""
    for number in numbers:
        one = of_person(change.connection, number, event)
        if one is not None and one.answer is Answer.ACCEPTED and one.waiting:
            change.update(participation, one.id, one.version, answer=Answer.NONE, offered=day)


def queue(connection: Connection, event: str) -> list[int]:
    """Give the persons who wait for a place, the first first."""
    query = select(_p.person).where(_p.event == event, IN_QUEUE).order_by(_p.waiting, _p.id)
    return list(connection.execute(query).scalars())


def at_event(connection: Connection, event: str) -> PlacesAtEvent:
    """Give how many places of an event are taken, and how many wait."""
    found = {one.event: one for one in everywhere(connection, event)}
    return found.get(event) or PlacesAtEvent(event=event)


def everywhere(connection: Connection, event: str = "") -> tuple[PlacesAtEvent, ...]:
    """Give of each event at which somebody wants a place how many are taken, kept for whom one is offered, and wait."""
    mailboxes = select(person.c.id).where(person.c.function)
    counts = {
        "taken": or_(COMING, _OFFERED),
        "waiting": IN_QUEUE,
        "offered": _OFFERED,
    }
    sums = [func.coalesce(func.sum(case((condition, _p.number), else_=0)), 0) for condition in counts.values()]
    wanted = or_(_p.kind == Kind.COUNT, _p.person.not_in(mailboxes))
    query = select(_p.event, *sums).where(wanted, *([_p.event == event] if event else [])).group_by(_p.event)
    rows = connection.execute(query.order_by(_p.event))
    return tuple(
        PlacesAtEvent(event=name, taken=taken, waiting=waiting, offered=offered)
        for name, taken, waiting, offered in rows
        if taken or waiting
    )
