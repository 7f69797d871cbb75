"""Roads between municipalities: minutes and kilometres as they were given, and the straight line, which no car beats.

Nobody's driving time is worked out here. Where no minutes are given, the straight line between the main towns at the
speed of a motorway is less than any road takes, so that it can only prove that there is too little time.
"""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rusctl.model.plan import Municipality, Plan, Travel

MOTORWAY = 120
"""Kilometres an hour: the highest limit on a road in Sweden, and in Finland and Norway none is higher."""
RADIUS = 6_335
"""Kilometres: the Earth is curved most with this radius, so no distance comes out longer than it is."""
MINUTES_IN_AN_HOUR = 60


class Roads(NamedTuple):
    """What is given of the roads by pair, and the municipalities by id, with their places on the map."""

    given: Mapping[frozenset[str], Travel]
    places: Mapping[str, Municipality]

    def minutes(self, one: str, other: str) -> int | None:
        """Give the minutes between two municipalities as they were given; None where nobody has."""
        travel = self.given.get(frozenset({one, other}))
        return 0 if one == other else travel.minutes if travel else None

    def km(self, one: str, other: str) -> int | None:
        """Give the kilometres on the road as they were given; None where nobody has."""
        travel = self.given.get(frozenset({one, other}))
        return 0 if one == other else travel.km if travel else None

    def least(self, one: str, other: str) -> int:
        """Give minutes that no way between two municipalities is shorter than: those given, else by the straight line.

        It is 0 where neither is known.
        """
        given = self.minutes(one, other)
        if given is not None:
            return given
        straight = self.straight_km(one, other)
        return 0 if straight is None else math.floor(straight / MOTORWAY * MINUTES_IN_AN_HOUR)

    def straight_km(self, one: str, other: str) -> float | None:
        """Give the kilometres between two main towns in a straight line, never too many; None without both places."""
        here, there = self.places.get(one), self.places.get(other)
        if here is None or there is None or None in (here.lat, here.lon, there.lat, there.lon):
            return None
        return great_circle((here.lat or 0, here.lon or 0), (there.lat or 0, there.lon or 0))


def roads(plan: Plan) -> Roads:
    """Give the roads of a plan."""
    return Roads(
        {frozenset(one.between): one for one in _between_two(plan.travels)},
        {one.id: one for one in plan.municipalities},
    )


def _between_two(travels: Iterable[Travel]) -> list[Travel]:
    return [one for one in travels if one.between[0] != one.between[1]]


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the kilometres between two places, each a latitude and a longitude in degrees, by the haversine formula."""
    (here, east), (there, far) = (tuple(map(math.radians, place)) for place in (one, other))
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin((far - east) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))
