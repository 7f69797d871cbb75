"""Whether the tour visits every municipality once: it is judged by the list it must cover, not by its rows."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model.plan import Event, Municipality, Plan, Status, exact

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


def stops(plan: Plan) -> Iterator[Event]:
    """Give the stops of the tour that are to be: of its kind, or where none is named all that have a municipality."""
    kind = plan.process.tour_kind
    for event in plan.events:
        if event.municipality and event.status is not Status.CANCELLED and (not kind or event.kind == kind):
            yield event


def cover(plan: Plan) -> Cover:
    """Give how the tour covers the municipalities; nothing where no kind of event is named as the tour."""
    if not plan.process.tour_kind:
        return Cover()
    found = [*stops(plan)]
    counted = Counter(event.municipality for event in found)
    dated = {event.municipality for event in found if exact(event.when)}
    return Cover(
        plan.municipalities,
        sum(one.id in dated for one in plan.municipalities),
        tuple(one for one in plan.municipalities if not counted[one.id]),
        tuple(one for one in plan.municipalities if counted[one.id] == TWICE),
        tuple(one for one in plan.municipalities if counted[one.id] > TWICE),
    )
