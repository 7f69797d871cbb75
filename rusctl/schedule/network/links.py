"""What comes after what in the network, by numbers, and an order in which each stands after what it comes after."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from rusctl.schedule.days.workcount import signed
from rusctl.schedule.network.items import Items

NEW, OPEN, PLACED, STUCK = range(4)


class Links(NamedTuple):
    """The items and what they come after: the links of item `at` are numbered `begin[at]` to before `begin[at + 1]`.

    A link has the row of what comes before, which is one beyond the last where there is no such item, and its gap as a
    signed span. `row` is the row of each id. `order` leaves out what waits for itself in a ring, or for something that
    does.
    """

    items: Items
    row: dict[str, int]
    begin: list[int]
    before: list[int]
    gaps: list[int]
    order: list[int]

    @property
    def longest(self) -> int:
        """The most working days of any gap or duration, at least one."""
        return max(1, max(self.gaps, default=0), max(self.items.duration, default=0))

    def of(self, at: int) -> range:
        """Give the numbers of an item's links, in the order of its `after`."""
        return range(self.begin[at], self.begin[at + 1])


def links(found: Items) -> Links:
    """Join items by what they come after."""
    nobody = len(found.ids)
    row = {name: at for at, name in enumerate(found.ids)}
    begin = list(accumulate(map(len, found.after), initial=0))
    every = list(chain.from_iterable(found.after))
    row_of = row.get
    before = [row_of(one.id, nobody) for one in every]
    gaps = [0 if (gap := one.gap) is None else signed(gap) for one in every]
    return Links(found, row, begin, before, gaps, in_order(begin, before))


def in_order(begin: Sequence[int], before: Sequence[int]) -> list[int]:
    """Give each item after all that it comes after, going back from each to what is not placed yet.

    What an open item still waits for, when all that it comes after has been looked at, is open itself: a ring.
    """
    size = len(begin) - 1
    state = bytearray(size + 1)
    state[size] = PLACED  # what is nobody's row holds nothing up
    order = []
    for start in range(size):
        path = [start]
        while path:
            at = path.pop()
            if state[at] >= PLACED:
                continue
            waits_for = before[begin[at] : begin[at + 1]]
            for other in waits_for:
                if state[other] != PLACED:
                    break
            else:
                state[at] = PLACED
                order.append(at)
                continue
            if state[at] == OPEN:
                state[at] = STUCK
            else:
                state[at] = OPEN
                path.append(at)
                path += [other for other in waits_for if state[other] == NEW]
    return order


def in_rounds(waits_for: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Give all names in rounds, each round those that wait for none that is left, in the order they came in.

    Where all that are left wait for one another the first of them is a round, since a ring has no first one.
    """
    names = list(waits_for)
    place = {name: at for at, name in enumerate(names)}
    left = {name: len(others) for name, others in waits_for.items()}
    following: dict[str, list[str]] = {name: [] for name in names}
    for name, others in waits_for.items():
        for other in others:
            following[other].append(name)
    ready = [name for name, count in left.items() if not count]
    unmet = iter(names)
    while left:
        taken = ready or [next(name for name in unmet if name in left)]
        yield from taken
        for name in taken:
            del left[name]
        ready = []
        for name in taken:
            for other in following[name]:
                if other in left:
                    left[other] -= 1
                    if not left[other]:
                        ready.append(other)
        ready.sort(key=place.__getitem__)
