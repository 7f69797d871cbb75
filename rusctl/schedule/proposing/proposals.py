"""Finding days for stops: what is asked, what limits the answer, and what a proposal is. Plain values, no solver."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rusctl.language.message import Message
from rusctl.model.plan import NOWHERE, Source
from rusctl.schedule.proposing.travel import TravelTimes, Visit

DAYS_FOR_KEEPING = 7
"""Days that a date people have been told may be later than another, and still be the better one."""

Week = tuple[int, int]


class Stop(NamedTuple):
    """A stop that is to have a day; one without a crew takes everybody, since nobody has said whom it takes.

    `now` is the day that people have been told, and that is better kept; `minutes` as for a visit.
    """

    id: str
    place: str = ""
    crew: frozenset[str] = frozenset()
    now: dt.date | None = None
    at: Source = NOWHERE
    minutes: tuple[int, int] | None = None

    @property
    def visit(self) -> Visit:
        """Where its crew is, and when."""
        return Visit(self.place, self.crew, self.minutes)


class Reason(NamedTuple):
    """A row that is in the way: what it says, and where it stands."""

    text: Message
    at: Source


class Off(NamedTuple):
    """Days that some stops cannot have (with `stops` None: that none can have), and why; `more` are the rows behind."""

    why: Message
    at: Source
    days: frozenset[dt.date]
    stops: frozenset[str] | None = None
    more: tuple[Reason, ...] = ()


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


class Ordered(NamedTuple):
    """One stop comes after another, directly or through what lies between; `more` are the rows of the way, after `why`.

    `reaches` has, for each day from `since` on, the first day of the second stop if the first is on that day.
    """

    why: Message
    at: Source
    first: str
    then: str
    since: dt.date
    reaches: tuple[int, ...]
    more: tuple[Reason, ...] = ()

    def earliest(self, day: dt.date) -> dt.date:
        """Give the first day of the second stop, by the day of the first."""
        return dt.date.fromordinal(self.reaches[(day - self.since).days])


class NotTogether(NamedTuple):
    """Two stops that cannot be on one day, since they need one place, or the same people, at one time."""

    why: Message
    at: Source
    one: str
    other: str


class NotAll(NamedTuple):
    """Stops that cannot all be on certain days at once: for each of them, the days that go ill with the others'."""

    why: Message
    at: Source
    days: Mapping[str, frozenset[dt.date]]


Limit = Off | Weekly | Apart | Ordered | NotTogether | NotAll
Part = Stop | Limit


def outside(first: dt.date, last: dt.date, span: tuple[dt.date, dt.date]) -> frozenset[dt.date]:
    """Give the days of a span that are not from one day to another."""
    days = (span[0] + dt.timedelta(days=count) for count in range((span[1] - span[0]).days + 1))
    return frozenset(day for day in days if not first <= day <= last)


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which days the stops could have within a span, under limits.

    `kept` are the visits that stand already, by day; `minutes_a_day` is what a day's earlier date is worth on
    the road, and `latest` the last day that is looked at for a stop.
    """

    stops: tuple[Stop, ...]
    limits: tuple[Limit, ...]
    span: tuple[dt.date, dt.date]
    roads: TravelTimes
    kept: Mapping[dt.date, tuple[Visit, ...]] = field(default_factory=dict)
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
        """Give the minutes that an answer takes, from home and back every day; None where not all of it is known.

        Two stops that share a day are one journey, and so is a stop that shares a day with a visit that stands.
        """
        shared = [(one.place, other.place) for one, other in self.together() if answer[one.id] == answer[other.id]] + [
            (stop.place, visit.place)
            for stop in self.stops
            for visit in self.kept.get(answer[stop.id], ())
            if self.roads.may_share(stop.visit, visit)
        ]
        trips = [self.roads.round_trip(stop.place) for stop in self.stops]
        if None in trips or None in (self.roads.between(*pair) for pair in shared):
            return None
        return sum(trip or 0 for trip in trips) - sum(self.roads.saved(*pair) for pair in shared)

    def together(self) -> Iterator[tuple[Stop, Stop]]:
        """Give the pairs of stops that one crew may make on one day."""
        for index, one in enumerate(self.stops):
            for other in self.stops[index + 1 :]:
                if self.roads.may_share(one.visit, other.visit):
                    yield one, other

    def joins(self, stop: Stop, day: dt.date) -> bool:
        """Whether a stop on a day would share it with a visit that stands."""
        return any(self.roads.may_share(stop.visit, visit) for visit in self.kept.get(day, ()))


class Certainty(StrEnum):
    """What is known of an answer: that none is better, that it is one, that there is none, or nothing."""

    BEST = "best"
    FOUND = "found"
    NONE = "none"
    UNKNOWN = "unknown"


class ProposalAnswer(NamedTuple):
    """What a solver says: the day of each stop, and how far from the best possible it may be, in percent."""

    certainty: Certainty
    days: Mapping[str, dt.date]
    gap: int = 0


Solve = Callable[[Question, Sequence[Mapping[str, dt.date]]], ProposalAnswer]
"""Gives the best days for a question that really differ from each of some earlier answers."""

Possible = Callable[[Question], bool | None]
"""Says whether a question has an answer; None where that is not known."""


def proposals(
    question: Question, solve: Solve, count: int, along: Callable[[range], Iterable[int]] = iter
) -> list[ProposalAnswer]:
    """Give up to so many answers, the best first; none where there is none. `along` is told of each that is found."""
    found: list[ProposalAnswer] = []
    for _ in along(range(count)):
        answer = solve(question, [one.days for one in found])
        if answer.certainty not in {Certainty.BEST, Certainty.FOUND}:
            return found or [answer]
        found.append(answer)
    return found


def changed_weeks(stops: int) -> int:
    """Give how many stops must be in another week for a proposal to be another one: a third, and at least one."""
    return max(1, stops // 3)
