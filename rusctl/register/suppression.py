"""Which numbers of women and men may be shown, so that nobody can work out a small one.

A number below 5 is shown as "<5". Whoever reads the tables is taken to know all that stands in them, how many people
each cell holds altogether (women and men: the other tables show it), and these rules. So what a hidden number can be is
a span, and numbers hang together through the sums of rows and columns. A hidden number is safe when it can be another
one and all that is shown still holds. The table is a network: from the source a stream of women to each event, from
there through the cells to the roles, and back through the whole; another set of numbers that fits is a cycle in what
the streams leave free. Where there is none through a hidden number, more is hidden: the cheapest cycle there is.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

SMALL = 5
Node = tuple[str, str]
Edge = tuple[Node, Node]
SOURCE, SINK = ("all", "source"), ("all", "sink")


class Shown(Enum):
    """What is shown in the place of a number."""

    SMALL = "<5"
    HIDDEN = ".."


Cell = int | Shown


class Pair(NamedTuple):
    """Women and men as they may be shown."""

    women: Cell
    men: Cell


class Balance(NamedTuple):
    """A table of women and men by event and role with its sums, as it may be shown."""

    cells: Mapping[tuple[str, str], Pair]
    by_event: Mapping[str, Pair]
    by_role: Mapping[str, Pair]
    total: Pair


class _Stream(NamedTuple):
    """A number of women with the span it can have for a reader, and the whole that women and men make together."""

    women: int
    whole: int
    low: int
    high: int

    @property
    def free(self) -> bool:
        return self.low < self.high


def pair(women: int, men: int, *, more: bool = False) -> Pair:
    """Give two numbers as they may be shown by themselves; with `more` neither is shown, to keep others hidden.

    Of 5 people, 0 and 5 would be given away by what is shown, and of 8 people 4 and 4; so of 5 and 8 nothing is said.
    """
    whole = women + men
    if whole in (SMALL, 2 * SMALL - 2) or (more and women >= SMALL and men >= SMALL):
        return Pair(Shown.HIDDEN, Shown.HIDDEN)
    if women >= SMALL and men >= SMALL:
        return Pair(women, men)
    if whole == 0:
        return Pair(0, 0)
    return Pair(*(Shown.SMALL if one < SMALL else Shown.HIDDEN for one in (women, men)))


def span(women: int, men: int, shown: Pair) -> tuple[int, int]:
    """Give the least and the greatest number of women that a reader must think possible."""
    whole = women + men
    if isinstance(shown.women, int):
        return women, women
    if whole in (SMALL, 2 * SMALL - 2):
        return 0, whole
    low = whole - (SMALL - 1) if shown.men is Shown.SMALL else 0
    high = SMALL - 1 if shown.women is Shown.SMALL else whole
    if shown.women is Shown.HIDDEN:
        low = max(low, SMALL)
    if shown.men is Shown.HIDDEN:
        high = min(high, whole - SMALL)
    return max(low, 0), min(high, whole)


def protect(counts: Mapping[tuple[str, str], tuple[int, int]]) -> Balance:
    """Give women and men by event and role, and their sums, as they may be shown together."""
    numbers = dict(_numbers(counts))
    more: set[Edge] = set()
    while (given_away := _first_given_away(numbers, more)) is not None:
        cycle = _cheapest(numbers, more, given_away)
        if cycle is None:  # nothing that could be hidden helps: nothing is shown at all
            return _nothing(counts)
        more |= cycle
    shown = {edge: pair(*both, more=edge in more) for edge, both in numbers.items()}
    events, roles = ({key[place] for key in counts} for place in (0, 1))
    return Balance(
        {(event, role): shown[_cell(event, role)] for event, role in counts},
        {event: shown[SOURCE, ("event", event)] for event in events},
        {role: shown[("role", role), SINK] for role in roles},
        shown[SINK, SOURCE],
    )


def _nothing(counts: Mapping[tuple[str, str], tuple[int, int]]) -> Balance:
    hidden = Pair(Shown.HIDDEN, Shown.HIDDEN)
    events, roles = ({key[place] for key in counts} for place in (0, 1))
    return Balance(dict.fromkeys(counts, hidden), dict.fromkeys(events, hidden), dict.fromkeys(roles, hidden), hidden)


def _cell(event: str, role: str) -> Edge:
    return ("event", event), ("role", role)


def _numbers(counts: Mapping[tuple[str, str], tuple[int, int]]) -> Iterator[tuple[Edge, tuple[int, int]]]:
    """Give every number of the table, sums included, by the stream it is."""
    for (event, role), both in counts.items():
        yield _cell(event, role), both
    for event in sorted({event for event, _ in counts}):
        yield (SOURCE, ("event", event)), _sum(both for (one, _), both in counts.items() if one == event)
    for role in sorted({role for _, role in counts}):
        yield (("role", role), SINK), _sum(both for (_, one), both in counts.items() if one == role)
    yield (SINK, SOURCE), _sum(counts.values())


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    women, men = 0, 0
    for one, other in pairs:
        women, men = women + one, men + other
    return women, men


def _streams(numbers: Mapping[Edge, tuple[int, int]], more: set[Edge]) -> dict[Edge, _Stream]:
    streams = {}
    for edge, (women, men) in numbers.items():
        low, high = span(women, men, pair(women, men, more=edge in more))
        streams[edge] = _Stream(women, women + men, low, high)
    return streams


def _first_given_away(numbers: Mapping[Edge, tuple[int, int]], more: set[Edge]) -> Edge | None:
    """Give a hidden number that has only one value left, or None."""
    streams = _streams(numbers, more)
    for edge, (women, men) in numbers.items():
        hidden = not isinstance(pair(women, men, more=edge in more).women, int)
        if hidden and not _can_differ(streams, edge):
            return edge
    return None


def _can_differ(streams: Mapping[Edge, _Stream], edge: Edge) -> bool:
    """Whether a number can be one more or one less with all the others still fitting."""
    stream = streams[edge]
    tail, head = edge
    return (stream.women < stream.high and _way(streams, head, tail, edge)) or (
        stream.women > stream.low and _way(streams, tail, head, edge)
    )


def _way(streams: Mapping[Edge, _Stream], start: Node, goal: Node, without: Edge) -> bool:
    seen, left = {start}, [start]
    while left:
        node = left.pop()
        if node == goal:
            return True
        for edge, stream in streams.items():
            if edge == without:
                continue
            tail, head = edge
            if tail == node and stream.women < stream.high and head not in seen:
                seen.add(head)
                left.append(head)
            if head == node and stream.women > stream.low and tail not in seen:
                seen.add(tail)
                left.append(tail)
    return False


def _cheapest(numbers: Mapping[Edge, tuple[int, int]], more: set[Edge], given_away: Edge) -> set[Edge] | None:
    """Give what must be hidden besides so that a number can differ: the fewest people, or None where nothing helps."""
    now, hidden = _streams(numbers, more), _streams(numbers, {*numbers})
    stream, (tail, head) = now[given_away], given_away
    found = []
    if stream.women < stream.high:
        found.append(_path(now, hidden, head, tail, given_away))
    if stream.women > stream.low:
        found.append(_path(now, hidden, tail, head, given_away))
    ways = [way for way in found if way is not None]
    return min(ways)[1] if ways else None


def _path(
    now: Mapping[Edge, _Stream], hidden: Mapping[Edge, _Stream], start: Node, goal: Node, without: Edge
) -> tuple[int, set[Edge]] | None:
    """Give the people on the cheapest path through what is hidden or could be, and what it hides newly."""
    best: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, Edge | None]] = {}
    queue = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > best[node]:
            continue
        if node == goal:
            return cost, _newly(came, start, goal)
        for edge, after in hidden.items():
            if edge == without or node not in edge:
                continue
            tail, head = edge
            before = now[edge]
            onward = tail == node
            other = head if onward else tail
            if (before.women < before.high) if onward else (before.women > before.low):
                price, new = 0, None
            elif not before.free and ((after.women < after.high) if onward else (after.women > after.low)):
                price, new = 1 + after.whole, edge
            else:
                continue
            if cost + price < best.get(other, cost + price + 1):
                best[other] = cost + price
                came[other] = (node, new)
                heapq.heappush(queue, (cost + price, other))
    return None


def _newly(came: Mapping[Node, tuple[Node, Edge | None]], start: Node, goal: Node) -> set[Edge]:
    edges = set()
    node = goal
    while node != start:
        node, edge = came[node]
        if edge is not None:
            edges.add(edge)
    return edges
