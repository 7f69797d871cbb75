"""Finding days for stops: what is asked, what limits the answer, and what a proposal is. Plain values, no solver."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rusctl.language.message import Message
from rusctl.model import NOWHERE, Source

DAYS_FOR_KEEPING = 7
"""Days that a date people have been told may be later than another, and still be the better one."""

Week = tuple[int, int]
Pair = frozenset[str]
T = TypeVar("T")


class Stop(NamedTuple):
    """A stop that is to have a day; one without a crew takes everybody, since nobody has said whom it takes.

    `now` is the day that people have been told, and that is better kept.
    """

    id: str
    place: str = ""
    crew: frozenset[str] = frozenset()
    now: dt.date | None = None
    at: Source = NOWHERE


class Off(NamedTuple):
    """Days that some stops cannot have (with `stops` None: that none can have), and why."""

    why: Message
    at: Source
    days: frozenset[dt.date]
    stops: frozenset[str] | None = None


class Weekly(NamedTuple):
    """At most so many stops in an ISO week; `kept` counts those that stand already."""

    why: Message
    at: Source
    most: int
    kept: Mapping[Week, int]


class Apart(NamedTuple):
    """A crew makes one stop a day, and rests so many days in between."""

    why: Message
    at: Source
    rest: int


Limit = Off | Weekly | Apart
Part = Stop | Off | Weekly | Apart


class Roads(NamedTuple):
    """Minutes on the road, as the user gave them, and where the crews set out; `share` may stand on one day."""

    minutes: Mapping[Pair, int]
    home: str = ""
    share: frozenset[Pair] = frozenset()

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

    def may_share(self, one: str, other: str) -> bool:
        """Whether two places may be visited on one day."""
        return frozenset({one, other}) in self.share


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which days the stops could have within a span, under limits.

    `kept` are the places that are visited already, by day; `minutes_a_day` is what a day's earlier date is worth on
    the road, and `latest` the last day that is looked at for a stop.
    """

    stops: tuple[Stop, ...]
    limits: tuple[Limit, ...]
    span: tuple[dt.date, dt.date]
    roads: Roads
    kept: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)
    minutes_a_day: int = 30
    latest: Mapping[str, dt.date] = field(default_factory=dict)

    def only(self, parts: Sequence[Part]) -> "Question":
        """Give the question with these stops and limits alone."""
        stops = tuple(part for part in parts if isinstance(part, Stop))
        limits = tuple(part for part in parts if not isinstance(part, Stop))
        return replace(self, stops=stops, limits=limits)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that can be left out of the question."""
        return (*self.stops, *self.limits)

    @cached_property
    def days(self) -> Mapping[str, tuple[dt.date, ...]]:
        """The days that each stop could have, if it were alone."""
        first, last = self.span
        every = [first + dt.timedelta(days=count) for count in range((last - first).days + 1)]
        offs = [limit for limit in self.limits if isinstance(limit, Off)]
        for_all = frozenset[dt.date]().union(*(off.days for off in offs if off.stops is None))
        left = [day for day in every if day not in for_all]
        found = {}
        for stop in self.stops:
            own = frozenset[dt.date]().union(*(off.days for off in offs if off.stops and stop.id in off.stops))
            end = self.latest.get(stop.id, last)
            found[stop.id] = tuple(day for day in left if day <= end and day not in own)
        return found

    def groups(self) -> Iterator[tuple[Stop, ...]]:
        """Give the stops that share somebody of their crew, for each who works on more than one."""
        anybody = [stop for stop in self.stops if not stop.crew]
        yield tuple(anybody)
        for one in sorted(frozenset[str]().union(*(stop.crew for stop in self.stops))):
            yield tuple(stop for stop in self.stops if one in stop.crew or not stop.crew)

    def minutes_on_the_road(self, answer: Mapping[str, dt.date]) -> int | None:
        """Give the minutes that an answer's days take from home and back; None where not all of it is known."""
        places: dict[dt.date, list[str]] = {}
        for stop in self.stops:
            places.setdefault(answer[stop.id], []).append(stop.place)
        trips = [self.roads.round_trip(*together) for together in places.values()]
        known = [trip for trip in trips if trip is not None]
        return sum(known) if len(known) == len(trips) else None

    def together(self) -> Iterator[tuple[Stop, Stop]]:
        """Give the pairs of stops that may share a day."""
        for index, one in enumerate(self.stops):
            for other in self.stops[index + 1 :]:
                if self.roads.may_share(one.place, other.place):
                    yield one, other


class Certainty(StrEnum):
    """What is known of an answer: that none is better, that it is one, that there is none, or nothing."""

    BEST = "best"
    FOUND = "found"
    NONE = "none"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """What a solver says: the day of each stop, and how far from the best possible it may be, in percent."""

    certainty: Certainty
    days: Mapping[str, dt.date]
    gap: int = 0


Solve = Callable[[Question, Sequence[Mapping[str, dt.date]]], Answer]
"""Gives the best days for a question that really differ from each of some earlier answers."""

Possible = Callable[[Question], bool | None]
"""Says whether a question has an answer; None where that is not known."""


def proposals(question: Question, solve: Solve, count: int) -> list[Answer]:
    """Give up to so many answers, the best first; none where there is none."""
    found: list[Answer] = []
    while len(found) < count:
        answer = solve(question, [one.days for one in found])
        if answer.certainty not in {Certainty.BEST, Certainty.FOUND}:
            return found or [answer]
        found.append(answer)
    return found


def changed_weeks(stops: int) -> int:
    """Give how many stops must be in another week for a proposal to be another one: a third, and at least one."""
    return max(1, stops // 3)


def conflict(question: Question, possible: Possible) -> tuple[Part, ...]:
    """Give stops and limits that cannot all hold, so few that without any one of them there would be an answer."""
    lonely = next((stop for stop in question.stops if not question.days[stop.id]), None)
    if lonely is not None:
        question = question.only([lonely, *question.limits])

    def fails(parts: Sequence[Part]) -> bool:
        tried = question.only(parts)
        if any(not tried.days[stop.id] for stop in tried.stops):
            return True
        return lonely is None and possible(tried) is False

    # few stops and the limits they meet say more than many stops and one limit, so stops are left out first
    return tuple(sorted(irreducible((*question.limits, *question.stops), fails), key=question.parts.index))


def irreducible(parts: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Give parts that still fail, though none of them can be left out; what stands first is kept rather.

    `fails` must hold for `parts`, and for all that holds parts for which it does.
    """
    kept = list(parts)
    size = len(kept) // 2
    while size > 1:  # large pieces first: most parts have nothing to do with it
        kept = _without_pieces(kept, fails, size)
        size = min(size, len(kept)) // 2
    return _without_pieces(kept, fails, 1)


def _without_pieces(parts: list[T], fails: Callable[[Sequence[T]], bool], size: int) -> list[T]:
    kept = parts
    for end in range(len(parts), 0, -size):
        fewer = kept[: max(0, end - size)] + kept[end:]
        if fails(fewer):
            kept = fewer
    return kept
