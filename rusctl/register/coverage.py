"""Who was asked for, who is coming and who came: events against roles, and municipalities against roles."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rusctl.model.people import HeadCount, TooFew
from rusctl.model.plan import Event, Plan, Status, exact
from rusctl.schedule.state.status import status_on

CREW = "crew"


class RoleCoverage(NamedTuple):
    """A role at an event: whether it is asked for, how many are wanted (None: any number), and the sums.

    `after` says that the event has been, so that it is counted who came; before it, who is coming.
    """

    event: Event
    role: str
    asked_for: bool
    needs: int | None
    after: bool
    sums: HeadCount

    @property
    def number(self) -> int:
        """How many came, or are coming."""
        return self.sums.attended if self.after else self.sums.accepted

    @property
    def missing(self) -> int:
        """How many lack of what is asked for."""
        return max(0, (self.needs or 1) - self.number) if self.asked_for else 0


def places(plan: Plan, tallies: Iterable[HeadCount], today: dt.date, *, roleless: bool = False) -> list[RoleCoverage]:
    """Give every role that an event asks for or has, by event in the order of the days, without cancelled ones.

    With `roleless` those of whom nobody has said a role stand there, too, as one without an id.
    """
    sums = _by(tallies, "event", "role")
    order = {role.id: place for place, role in enumerate(plan.roles)}
    held: dict[str, set[str]] = {}
    for name, role in sums:
        if not role and not roleless:
            continue
        held.setdefault(name, set()).add(role)
    wanted_by = _wanted_by(plan)
    found = []
    for event in sorted(plan.events, key=lambda one: (one.when.first if one.when else dt.date.max, one.id)):
        if status_on(event, today) is Status.CANCELLED:
            continue
        wanted = wanted_by(event)
        over = has_been(event, today)
        roles = {*wanted, *held.get(event.id, ())}
        for role in sorted(roles, key=lambda one: (order.get(one, len(order)), one)):
            tally = sums.get((event.id, role), HeadCount(event=event.id, role=role))
            found.append(RoleCoverage(event, role, role in wanted, wanted.get(role), over, tally))
    return found


def has_been(event: Event, today: dt.date) -> bool:
    """Whether an event is over."""
    when = exact(event.when)
    return status_on(event, today) is Status.HELD or (when is not None and when.last < today)


def _wanted_by(plan: Plan) -> Callable[[Event], dict[str, int | None]]:
    """Give what tells the roles that an event asks for, and how many of each.

    Who takes part is said by the event's own `roles`, or where it names none, by the roles with a number in roles.toml.
    Crew with a number is needed at every event.
    """
    needs = {role.id: role.needs for role in plan.roles}
    usual = {role.id: needs[role.id] for role in plan.roles if role.needs}
    crew = {role.id: needs[role.id] for role in plan.roles if role.needs and role.group == CREW}

    def wanted(event: Event) -> dict[str, int | None]:
        return {role: needs.get(role) for role in event.roles} | (crew if event.roles else usual)

    return wanted


class Coverage(NamedTuple):
    """How many of each role came from each municipality, over the whole process, and from how many events.

    `unheard` are the actor groups of the plan of which nobody has come.
    """

    municipalities: Sequence[str]
    roles: Sequence[str]
    numbers: Mapping[tuple[str, str], int]
    events: Mapping[tuple[str, str], int]
    unheard: Sequence[str] = ()

    def total(self, *, municipality: str = "", role: str = "") -> int:
        """Give the sum of a municipality, a role or, with neither, all."""
        return sum(
            number
            for (here, one), number in self.numbers.items()
            if (not municipality or here == municipality) and (not role or one == role)
        )

    def reached(self, role: str) -> int:
        """Give the number of municipalities from which a role came."""
        return sum(1 for (here, one), number in self.numbers.items() if here and one == role and number)

    def share_alike(self, role: str) -> float:
        """Give a role's share of those who came with each municipality weighing the same, from 0 to 1."""
        totals = {here: self.total(municipality=here) for here in self.municipalities}
        reached = [here for here, total in totals.items() if total]
        return (
            sum(self.numbers.get((here, role), 0) / totals[here] for here in reached) / len(reached) if reached else 0
        )


def coverage(plan: Plan, tallies: Iterable[HeadCount], today: dt.date) -> Coverage:
    """Give who came from where; whose municipality nobody has said counts as from that of the event.

    Of whom nobody has said a role is counted in none.
    """
    started = {one.id: one for one in plan.events if _begun(one, today)}
    numbers: dict[tuple[str, str], int] = {}
    seen: dict[tuple[str, str], set[str]] = {}
    for one in tallies:
        if one.role and one.event in started and one.attended:
            here = one.municipality or started[one.event].municipality
            numbers[here, one.role] = numbers.get((here, one.role), 0) + one.attended
            seen.setdefault((here, one.role), set()).add(one.event)
    order = [role.id for role in plan.roles]
    roles = sorted(
        {role for _, role in numbers}, key=lambda one: (order.index(one) if one in order else len(order), one)
    )
    known = [one.id for one in plan.municipalities]
    others = sorted({here for here, _ in numbers if here not in known})
    counted = {key: len(events) for key, events in seen.items()}
    unheard = [role.id for role in plan.roles if role.group != CREW and role.id not in roles]
    return Coverage([*known, *others], roles, numbers, counted, unheard)


def wanted(plan: Plan) -> dict[tuple[str, str], int]:
    """Give how many are wanted at least, by municipality and role; what is said of one municipality goes before."""
    of_each = [one for one in plan.minimums if not one.municipality]
    found = {(place.id, one.role): one.number for one in of_each for place in plan.municipalities}
    return found | {(one.municipality, one.role): one.number for one in plan.minimums if one.municipality}


def too_few(plan: Plan, found: Coverage, today: dt.date) -> tuple[TooFew, ...]:
    """Give the municipalities and roles with fewer than are wanted, of those to which no more event is to come."""
    events = [one for one in plan.events if status_on(one, today) is not Status.CANCELLED]
    to_come = {place for one in events if not has_been(one, today) for place in one.places}
    over = {place for one in events for place in one.places} - to_come
    return tuple(
        TooFew(municipality=place, role=role, number=found.numbers.get((place, role), 0), wanted=number)
        for (place, role), number in wanted(plan).items()
        if place in over and found.numbers.get((place, role), 0) < number
    )


def _begun(event: Event, today: dt.date) -> bool:
    """Whether somebody can have come to an event: it has begun, or is marked held, and is not cancelled."""
    status = status_on(event, today)
    begun = status is Status.HELD or (event.when is not None and event.when.first <= today)
    return begun and status is not Status.CANCELLED


def counted_as(plan: Plan, found: Coverage) -> dict[str, tuple[int, int]]:
    """Give how many took part in samverkan, in samråd and in neither, and from how many municipalities."""
    kinds = {role.id: role.counts_as for role in plan.roles}
    totals: dict[str, tuple[int, set[str]]] = {}
    for (here, role), number in found.numbers.items():
        before, places_before = totals.get(kinds.get(role, ""), (0, set()))
        totals[kinds.get(role, "")] = (before + number, places_before | ({here} if here else set()))
    return {kind: (number, len(heres)) for kind, (number, heres) in totals.items()}


def _by(tallies: Iterable[HeadCount], *names: str) -> dict[tuple[str, ...], HeadCount]:
    """Add tallies up by some of their names."""
    sums: dict[tuple[str, ...], dict[str, Any]] = {}
    numbers = ("asked", "accepted", "declined", "tentative", "delegated", "attended", "absent", "walk_in")
    for one in tallies:
        total: dict[str, Any] = sums.setdefault(tuple(getattr(one, name) for name in names), dict.fromkeys(numbers, 0))
        for name in numbers:
            total[name] += getattr(one, name)
    return {key: replace(HeadCount(event=key[0], role=key[1]), **total) for key, total in sums.items()}
