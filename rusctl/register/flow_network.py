"""What a reader of tables with sums can work out: numbers as streams in a network.

Numbers hang together through the sums of rows and columns. What a number can be, for who knows all that is shown, is a
span. Another set of numbers that fits is a cycle in what the spans leave free: one number rises, another of its row
falls, and so on round. A hidden number through which there is no such cycle has been given away. Where more can be
hidden, the cheapest cycle says what.
"""

import heapq
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

Node = tuple[object, ...]
Edge = tuple[Node, Node]


class Arc(NamedTuple):
    """A number and the span that it has for a reader."""

    number: int
    low: int
    high: int

    @property
    def free(self) -> bool:
        """Whether the number can be another one, by itself."""
        return self.low < self.high


Streams = Mapping[Edge, Arc]


class FlowNetwork:
    """The streams at each node, so that a way is found without looking at all of them."""

    def __init__(self, streams: Streams) -> None:
        self.streams = streams
        self.at: dict[Node, list[Edge]] = {}
        for edge in streams:
            for node in dict.fromkeys(edge):
                self.at.setdefault(node, []).append(edge)

    def given_away(self, hidden: Collection[Edge]) -> Edge | None:
        """Give the first hidden number that has only one value left, or None."""
        return next((edge for edge in hidden if not self._can_differ(edge)), None)

    def _can_differ(self, edge: Edge) -> bool:
        """Whether a number can be one more or one less with all the others still fitting."""
        stream, (tail, head) = self.streams[edge], edge
        return (stream.number < stream.high and self._way(head, tail, edge)) or (
            stream.number > stream.low and self._way(tail, head, edge)
        )

    def _way(self, start: Node, goal: Node, without: Edge) -> bool:
        seen, left = {start}, [start]
        while left:
            node = left.pop()
            if node == goal:
                return True
            for edge, other, onward in self._from(node, without):
                stream = self.streams[edge]
                if other not in seen and _moves(stream, onward=onward):
                    seen.add(other)
                    left.append(other)
        return False

    def cheapest(self, given_away: Edge, could: Streams, prices: Mapping[Edge, int]) -> set[Edge] | None:
        """Give what must be hidden besides so that a number can differ, at the lowest price; None where nothing helps.

        `could` has the spans of what is shown and could be hidden.
        """
        stream, (tail, head) = self.streams[given_away], given_away
        found = []
        if stream.number < stream.high:
            found.append(self._path(head, tail, given_away, could, prices))
        if stream.number > stream.low:
            found.append(self._path(tail, head, given_away, could, prices))
        ways = [way for way in found if way is not None]
        return min(ways, key=lambda way: (way[0], sorted(map(repr, way[1]))))[1] if ways else None

    def _path(
        self, start: Node, goal: Node, without: Edge, could: Streams, prices: Mapping[Edge, int]
    ) -> tuple[int, set[Edge]] | None:
        best: dict[Node, int] = {start: 0}
        came: dict[Node, tuple[Node, Edge | None]] = {}
        queue: list[tuple[int, int, Node]] = [(0, 0, start)]
        count = 0
        while queue:
            cost, _, node = heapq.heappop(queue)
            if cost > best[node]:
                continue
            if node == goal:
                return cost, _newly(came, start, goal)
            for edge, other, onward in self._from(node, without):
                if _moves(self.streams[edge], onward=onward):
                    price, new = 0, None
                elif edge in could and not self.streams[edge].free and _moves(could[edge], onward=onward):
                    price, new = prices[edge], edge
                else:
                    continue
                if cost + price < best.get(other, cost + price + 1):
                    count += 1
                    best[other] = cost + price
                    came[other] = (node, new)
                    heapq.heappush(queue, (cost + price, count, other))
        return None

    def _from(self, node: Node, without: Edge) -> Iterator[tuple[Edge, Node, bool]]:
        for edge in self.at.get(node, ()):
            if edge != without:
                tail, head = edge
                yield (edge, head, True) if tail == node else (edge, tail, False)


def _moves(stream: Arc, *, onward: bool) -> bool:
    return stream.number < stream.high if onward else stream.number > stream.low


def _newly(came: Mapping[Node, tuple[Node, Edge | None]], start: Node, goal: Node) -> set[Edge]:
    edges = set()
    node = goal
    while node != start:
        node, edge = came[node]
        if edge is not None:
            edges.add(edge)
    return edges
