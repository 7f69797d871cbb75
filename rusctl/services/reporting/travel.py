"""What the tours take on the road: journeys, and their hours and kilometres where all of a journey is given."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Event, Plan, Status, exact
from rusctl.model.tours import Tour
from rusctl.schedule.state.roads import Roads, roads
from rusctl.schedule.state.tour import of_tour, tours
from rusctl.services import selection

if TYPE_CHECKING:
    import datetime as dt

Pair = tuple[str, str]


class TourTravel(NamedTuple):
    """A tour's journeys, each from home and back again, and those whose minutes and kilometres are all given.

    `minutes` and `km` are the sums of these; `lacking` are the pairs of municipalities of which either is not given.
    """

    tour: Tour
    journeys: int
    timed: int
    minutes: int
    measured: int
    km: int
    lacking: tuple[Pair, ...]


def tour_travel(plan: Plan) -> list[TourTravel]:
    """Give what each tour takes on the road, by what the folder says; RusctlError where it does not say from where."""
    home = plan.preferences.home
    if not home:
        text = msg(
            'the folder does not say where the crews set out from; write home = "…" under [propose] in {file}',
            file="config/workdays.toml",
        )
        raise RusctlError(text, plan.preferences.at)
    known = roads(plan)
    whole = [Tour(id="", kind="")] if not tours(plan) else tours(plan)
    return [_travel(one, _journeys(_events(plan, one)), home, known) for one in whole]


def _events(plan: Plan, tour: Tour) -> list[Event]:
    """Give the events that a crew travels to: with a day, in a municipality, and not held by a partner alone."""
    events = of_tour(plan, tour) if tour.kind else (one for one in plan.events if one.status is not Status.CANCELLED)
    found = [one for one in events if one.places and exact(one.when) and (one.crew or not one.partner)]
    return sorted(found, key=selection.time_order)


def _journeys(events: Iterable[Event]) -> Iterator[list[str]]:
    """Give the municipalities of each journey, in order: those of a day to which somebody goes from one to the other.

    An event without a crew takes everybody, since nobody has said whom it takes.
    """
    days: dict[dt.date, list[list[Event]]] = {}
    for event in events:
        when = exact(event.when)
        if when is None:
            continue
        journeys = days.setdefault(when.first, [])
        shared = [one for one in journeys if any(_share_crew(other, event) for other in one)]
        for one in shared:
            journeys.remove(one)
        journeys.append([*(other for one in shared for other in one), event])
    for journeys in days.values():
        for journey in journeys:
            yield [event.places[0] for event in sorted(journey, key=selection.time_order)]


def _share_crew(one: Event, other: Event) -> bool:
    return not one.crew or not other.crew or not set(one.crew).isdisjoint(other.crew)


def _travel(tour: Tour, journeys: Iterable[Sequence[str]], home: str, known: Roads) -> TourTravel:
    found = TourTravel(tour, 0, 0, 0, 0, 0, ())
    lacking: dict[Pair, None] = {}
    for places in journeys:
        legs = [leg for leg in pairwise((home, *places, home)) if leg[0] != leg[1]]
        if not legs:  # at home
            continue
        minutes, km = [known.minutes(*leg) for leg in legs], [known.km(*leg) for leg in legs]
        for leg, *given in zip(legs, minutes, km, strict=True):
            if None in given:
                lacking[min(leg), max(leg)] = None
        found = found._replace(journeys=found.journeys + 1)
        if None not in minutes:
            found = found._replace(timed=found.timed + 1, minutes=found.minutes + sum(one or 0 for one in minutes))
        if None not in km:
            found = found._replace(measured=found.measured + 1, km=found.km + sum(one or 0 for one in km))
    return found._replace(lacking=tuple(lacking))
