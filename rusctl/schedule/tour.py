"""Whether the tour visits every municipality once: it is judged by the list it must cover, not by its rows."""

import datetime as dt
from collections import Counter
from typing import NamedTuple

from rusctl.model import Municipality, Plan, Status, exact
from rusctl.schedule.status import status_on

TWICE = 2


class Cover(NamedTuple):
    """The municipalities that the tour is to visit, those with a date, those without a stop, with two, with more."""

    all: tuple[Municipality, ...] = ()
    dated: int = 0
    missing: tuple[Municipality, ...] = ()
    twice: tuple[Municipality, ...] = ()
    often: tuple[Municipality, ...] = ()

    @property
    def once_each(self) -> bool:
        """Whether each has one stop."""
        return not (self.missing or self.twice or self.often)


def cover(plan: Plan, today: dt.date) -> Cover:
    """Give how the tour covers the municipalities; nothing where no kind of event is named as the tour."""
    if not plan.process.tour_kind:
        return Cover()
    stops = [
        event
        for event in plan.events
        if event.kind == plan.process.tour_kind and status_on(event, today) is not Status.CANCELLED
    ]
    counted = Counter(event.municipality for event in stops)
    dated = {event.municipality for event in stops if exact(event.when)}
    return Cover(
        plan.municipalities,
        sum(one.id in dated for one in plan.municipalities),
        tuple(one for one in plan.municipalities if not counted[one.id]),
        tuple(one for one in plan.municipalities if counted[one.id] == TWICE),
        tuple(one for one in plan.municipalities if counted[one.id] > TWICE),
    )
