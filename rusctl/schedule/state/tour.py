"""How the tours of a plan stand: each is judged by what it is to visit and to treat, not by its rows."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model.plan import Event, FrameItem, Milestone, Municipality, Plan, Progress, Status, exact
from rusctl.model.tours import Tour
from rusctl.schedule.state.rounds import progress_on
from rusctl.schedule.state.status import status_on

TWICE = 2


class Cover(NamedTuple):
    """What a tour is to visit, how many of them have a date, which lack a visit or have too many, and lacking themes.

    `twice` and `often` are those with two visits and with more, where each is to have one; `over` those with more than
    they are to have, where that is more than one.
    """

    tour: Tour
    all: tuple[Municipality, ...] = ()
    dated: int = 0
    missing: tuple[Municipality, ...] = ()
    twice: tuple[Municipality, ...] = ()
    often: tuple[Municipality, ...] = ()
    over: tuple[Municipality, ...] = ()
    themes: tuple[FrameItem, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether each has the visits it is to have, and no theme is lacking."""
        return not (self.missing or self.twice or self.often or self.over or self.themes)


def tours(plan: Plan) -> tuple[Tour, ...]:
    """Give the tours: those declared, else the first round of the events whose kind is named as the tour's."""
    if plan.tours:
        return plan.tours
    kind = plan.process.tour_kind
    return (Tour(id="", kind=kind, round=1, at=plan.process.at),) if kind else ()


def of_tour(plan: Plan, tour: Tour) -> Iterator[Event]:
    """Give the events of a tour that are not cancelled; one that names no round is of the first.

    A tour that names no round has all rounds of its kind that no other tour has.
    """
    others = {one.round for one in plan.tours if one.kind == tour.kind and one is not tour}
    for event in plan.events:
        if event.kind == tour.kind and event.status is not Status.CANCELLED:
            number = event.round or 1
            if number == tour.round or (tour.round is None and number not in others):
                yield event


def events_of_tours(plan: Plan) -> list[Event]:
    """Give the events of any tour, in the order of the file; where no tour is named, all that are not cancelled."""
    found = tours(plan)
    if not plan.tours:
        kind = plan.process.tour_kind
        return [one for one in plan.events if one.status is not Status.CANCELLED and kind in ("", one.kind)]
    ids = {event.id for tour in found for event in of_tour(plan, tour)}
    return [one for one in plan.events if one.id in ids and one.status is not Status.CANCELLED]


def to_visit(plan: Plan, tour: Tour) -> tuple[Municipality, ...]:
    """Give the municipalities that a tour is to visit."""
    if not tour.visits:
        return ()
    if tour.municipalities is None:
        return plan.municipalities
    return tuple(one for one in plan.municipalities if one.id in tour.municipalities)


def visits(plan: Plan, tour: Tour) -> dict[str, list[Event]]:
    """Give the events of a tour by each municipality that they visit."""
    found: dict[str, list[Event]] = {}
    for event in of_tour(plan, tour):
        for name in event.places:
            found.setdefault(name, []).append(event)
    return found


def cover(plan: Plan, tour: Tour) -> Cover:
    """Give how a tour covers what it is to visit and to treat."""
    found = visits(plan, tour)
    counted = Counter({name: len(events) for name, events in found.items()})
    dated = {name for name, events in found.items() if any(exact(event.when) for event in events)}
    wanted = to_visit(plan, tour)
    once = tour.visits == 1
    treated = {name for event in of_tour(plan, tour) for name in event.themes}
    return Cover(
        tour,
        wanted,
        sum(one.id in dated for one in wanted),
        tuple(one for one in wanted if counted[one.id] < tour.visits),
        tuple(one for one in wanted if once and counted[one.id] == TWICE),
        tuple(one for one in wanted if once and counted[one.id] > TWICE),
        tuple(one for one in wanted if not once and counted[one.id] > tour.visits),
        tuple(one for one in plan.frame if one.id in tour.themes and one.id not in treated),
    )


class Closable(NamedTuple):
    """A tour that is complete and whose last stop was held, the milestone that it closes and is still open, and when.

    `held` is the last day of its last stop.
    """

    tour: Tour
    milestone: Milestone
    held: dt.date


def closable(plan: Plan, today: dt.date) -> Iterator[Closable]:
    """Give the tours whose milestone can be said to be reached, of those that say which one that is."""
    milestones = {one.id: one for one in plan.milestones}
    for tour in plan.tours:
        milestone = milestones.get(tour.closes)
        if milestone is None or progress_on(milestone, today) is not Progress.OPEN or not cover(plan, tour).complete:
            continue
        stops = tuple(of_tour(plan, tour))
        days = [one.when.last for one in stops if one.when and status_on(one, today) is Status.HELD]
        if stops and len(days) == len(stops):
            yield Closable(tour, milestone, max(days))


def covers(plan: Plan) -> list[Cover]:
    """Give how each tour covers what it is to; nothing where no tour is named."""
    return [cover(plan, tour) for tour in tours(plan)]
