"""The roads between the places that crews visit: minutes that the user gave, and what may be done on one day."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

Pair = frozenset[str]


class Visit(NamedTuple):
    """A place that a crew is at, and from which minute of the day to which, where that is known.

    Without a crew it takes everybody, since nobody has said whom it takes.
    """

    place: str
    crew: frozenset[str] = frozenset()
    minutes: tuple[int, int] | None = None

    def with_same_crew(self, crew: frozenset[str]) -> bool:
        """Whether somebody of a crew works on this visit, too."""
        return not self.crew or not crew or bool(self.crew & crew)


class TravelTimes(NamedTuple):
    """Minutes on the road, as the user gave them, and where the crews set out; `share` may stand on one day.

    Of these the `written` ones stand in the folder, so that the check knows them too; None where all do. `least` are
    minutes that no way is shorter than, for pairs whose minutes nobody has given: no driving times.
    """

    minutes: Mapping[Pair, int]
    home: str = ""
    share: frozenset[Pair] = frozenset()
    written: frozenset[Pair] | None = None
    least: Mapping[Pair, int] = {}

    def between(self, one: str, other: str) -> int | None:
        """Give the minutes between two places; None where nobody has given them."""
        return 0 if one == other else self.minutes.get(frozenset({one, other}))

    def round_trip(self, *places: str) -> int | None:
        """Give the minutes from home by these places and back; None where not all of it is known."""
        route = (self.home, *places, self.home)
        legs = [self.between(one, other) for one, other in pairwise(route)]
        known = [leg for leg in legs if leg is not None]
        return sum(known) if self.home and len(known) == len(legs) else None

    def saved(self, one: str, other: str) -> int:
        """Give the minutes that two stops on one day save against two days; without a home, less than nothing."""
        both, first, second = self.round_trip(one, other), self.round_trip(one), self.round_trip(other)
        if both is not None and first is not None and second is not None:
            return first + second - both
        return -(self.between(one, other) or 0)

    def beside(self, place: str) -> frozenset[str]:
        """Give the places that may be visited on the same day as this one."""
        return frozenset[str]().union(*(pair - {place} for pair in self.share if place in pair))

    def may_share(self, one: Visit, other: Visit) -> bool:
        """Whether one crew may make two visits on one day: the places may share it, and the way fits between the times.

        Where nobody has said the times, or the minutes, it is taken that they can be arranged; but of a pair that does
        not stand in the folder the check would tell that both name the same crew, and so they do not share a day.
        """
        pair = frozenset({one.place, other.place})
        if pair not in self.share or not one.with_same_crew(other.crew):
            return False
        if one.minutes is None or other.minutes is None:
            return self.written is None or pair in self.written or not one.crew & other.crew
        (_, end), (start, _) = sorted((one.minutes, other.minutes))
        needed = self.between(one.place, other.place)
        return end + (self.least.get(pair, 0) if needed is None else needed) <= start
