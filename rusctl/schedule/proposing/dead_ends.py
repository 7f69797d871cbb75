"""Why there is no answer to a question about days: stops and limits that cannot all hold, as few as can be."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from rusctl.schedule.proposing.proposals import Apart, Limit, Part, Possible, Question, Stop, Weekly

T = TypeVar("T")


class InfeasibleSubset(NamedTuple):
    """Stops and limits that cannot all hold; `least` where without any one of them there would be an answer.

    Without it the search for a smaller set was given up, and some of them may have nothing to do with it.
    """

    parts: tuple[Part, ...]
    least: bool


def conflict(question: Question, possible: Possible) -> InfeasibleSubset:
    """Give stops and limits that cannot all hold, as few as are found before `possible` gives up."""
    undecided = False

    def fails(*parts: Part) -> bool:
        nonlocal undecided
        tried = question.only(parts)
        if any(not tried.days[stop.id] for stop in tried.stops):
            return True
        if not tried.stops:
            return False
        answer = possible(tried)
        undecided |= answer is None
        return answer is False

    # Few stops and the limits they meet say more than many stops and one limit, so stops are left out first. That no
    # stop can be left out under all limits holds under fewer limits, too.
    stops: Sequence[Stop] = [stop for stop in question.stops if not question.days[stop.id]][:1]
    limits: Sequence[Limit] = question.limits
    if not stops:
        stops, limits = _coarsely(question, fails)
        stops = irreducible(stops, lambda some: fails(*some, *limits))
    limits = irreducible(limits, lambda some: fails(*stops, *some))
    return InfeasibleSubset(tuple(sorted((*stops, *limits), key=question.parts.index)), least=not undecided)


def _coarsely(question: Question, fails: Callable[..., bool]) -> tuple[Sequence[Stop], Sequence[Limit]]:
    """Leave out much at once: all stops but one crew's, else a limit between stops that has nothing to do with it."""
    stops, limits = question.stops, question.limits
    for group in sorted((group for group in question.groups() if len(group) > 1), key=len):
        if fails(*group, *limits):
            return group, limits
    for kind in (Apart, Weekly):
        others = tuple(limit for limit in limits if not isinstance(limit, kind))
        if len(others) < len(limits) and fails(*stops, *others):
            return stops, others
    return stops, limits


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
