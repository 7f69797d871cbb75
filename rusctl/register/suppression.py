"""Which numbers may be shown, so that nobody can work out a small one.

A number below 5 is shown as "<5". Whoever reads the tables is taken to know all that stands in them, how many people
each cell holds altogether (women and men: the other tables show it), these rules, and the tables of all earlier days.

Women and men: a cell is shown by what it holds alone, so that no table of another day says more of it. Between which
two numbers it lies is then known to everybody, and so is that of a sum. More is said of a sum once enough is hidden in
it: cells are gathered in the order in which they were counted, until what is hidden in them can be so many numbers that
these are cut into parts of 5 or more, and the part is shown. A cell is in one such gathering for good, so that a later
day tells of it what an earlier one told, or of others.

People: in the list of numbers for everybody there are no sums, but other papers have them, so they count as known, and
another number of the same row and column is not shown either.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from rusctl.register.flow_network import Arc, Edge, FlowNetwork, Node

SMALL = 5
GATHERED = 4 * SMALL  # numbers that what is hidden in a gathering can be besides one, at least


class Shown(Enum):
    """What is shown in the place of a number."""

    SMALL = "<5"
    HIDDEN = ".."


class Between(NamedTuple):
    """A number that is at least one and at most the other, both included."""

    low: int
    high: int


Cell = int | Shown | Between


def word(cell: Cell) -> str:
    """Give a number as it is shown."""
    if isinstance(cell, Between):
        return f"{cell.low}–{cell.high}"
    return str(cell) if isinstance(cell, int) else cell.value


class CountPair(NamedTuple):
    """Women and men as they may be shown."""

    women: Cell
    men: Cell


class Sums(NamedTuple):
    """The women and men of each role, and of all roles, in a year or in the whole process."""

    by_role: Mapping[str, CountPair]
    total: CountPair


class Balance(NamedTuple):
    """Women and men by event and role with their sums, as they may be shown."""

    cells: Mapping[tuple[str, str], CountPair]
    by_event: Mapping[str, CountPair]
    years: Mapping[int, Sums]
    whole: Sums


def pair(women: int, men: int) -> CountPair:
    """Give two numbers as they may be shown by themselves.

    Of 5 people, 0 and 5 would be given away by what is shown, and of 8 people 4 and 4; so of 5 and 8 nothing is said.
    """
    whole = women + men
    if whole in (SMALL, 2 * SMALL - 2):
        return CountPair(Shown.HIDDEN, Shown.HIDDEN)
    if women >= SMALL and men >= SMALL:
        return CountPair(women, men)
    if whole == 0:
        return CountPair(0, 0)
    return CountPair(*(Shown.SMALL if one < SMALL else Shown.HIDDEN for one in (women, men)))


def span(women: int, men: int, shown: CountPair) -> tuple[int, int]:
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


class _Sum(NamedTuple):
    """How many women a reader must think possible at least and at most, and how many people there are."""

    low: int = 0
    high: int = 0
    whole: int = 0

    def plus(self, other: "_Sum") -> "_Sum":
        """Give both together."""
        return _Sum(self.low + other.low, self.high + other.high, self.whole + other.whole)

    @property
    def shown(self) -> CountPair:
        """Give the two numbers; one that may be below 5 is not shown."""
        return CountPair(_between(self.low, self.high), _between(self.whole - self.high, self.whole - self.low))


def _between(low: int, high: int) -> Cell:
    if low == high:
        return low
    if high < SMALL:
        return Shown.SMALL
    return Between(low, high) if low >= SMALL else Shown.HIDDEN


def balance(counts: Mapping[tuple[str, str], tuple[int, int]], years: Mapping[str, int], this: int) -> Balance:
    """Give women and men by event and role, in the order in which they were counted, with their sums.

    `years` has the year of each event; in those before `this` one nothing more is to be counted.
    """
    of_roles: dict[int, dict[str, list[tuple[int, int]]]] = {}
    by_event: dict[str, _Sum] = {}
    for (event, role), both in counts.items():
        of_roles.setdefault(years.get(event, this), {}).setdefault(role, []).append(both)
        by_event[event] = by_event.get(event, _Sum()).plus(_alone(both))
    found = {
        year: {role: _gathered(rows, over=year < this) for role, rows in roles.items()}
        for year, roles in sorted(of_roles.items())
    }
    whole: dict[str, _Sum] = {}
    for roles in found.values():
        for role, one in roles.items():
            whole[role] = whole.get(role, _Sum()).plus(one)
    return Balance(
        {key: pair(*both) for key, both in counts.items()},
        {event: one.shown for event, one in by_event.items()},
        {year: _sums(roles) for year, roles in found.items()},
        _sums(whole),
    )


def _sums(roles: Mapping[str, _Sum]) -> Sums:
    return Sums({role: one.shown for role, one in roles.items()}, reduce(_Sum.plus, roles.values(), _Sum()).shown)


def _alone(both: tuple[int, int]) -> _Sum:
    return _Sum(*span(*both, pair(*both)), sum(both))


def _gathered(rows: Iterable[tuple[int, int]], *, over: bool) -> _Sum:
    """Add the cells of a role up in gatherings; what is left is told more of when the year is over."""
    found, now, women = _Sum(), _Sum(), 0
    for both in rows:
        now, women = now.plus(_alone(both)), women + both[0]
        if now.high - now.low >= GATHERED:
            found, now, women = found.plus(_part(now, women)), _Sum(), 0
    return found.plus(_part(now, women) if over else now)


def _part(one: _Sum, women: int) -> _Sum:
    """Give the part of what a number can be in which it is: parts of 5 numbers or more, and one where there are few."""
    count = one.high - one.low + 1
    parts = max(1, count // SMALL)
    bounds = [one.low + count * part // parts for part in range(parts + 1)]
    return next(_Sum(first, after - 1, one.whole) for first, after in pairwise(bounds) if first <= women < after)


def people(numbers: Mapping[tuple[Node, Node], int]) -> dict[tuple[Node, Node], int | Shown]:
    """Give numbers of people, by row and column, as they may be shown to who knows the sum of each row and column.

    1 to 4 is shown as "<5"; where a sum would give it away, another number of its row and column is ".." (5 or more).
    A row or a column in which it stands alone gives it away all the same: there the sum is what says it.
    """
    most = sum(numbers.values())
    small = [edge for edge, number in numbers.items() if 0 < number < SMALL]
    could = {edge: Arc(number, SMALL, most) for edge, number in numbers.items() if number >= SMALL}
    prices = {edge: 1 + numbers[edge] for edge in could}
    more: set[Edge] = set()
    lost: set[Edge] = set()
    while True:
        graph = FlowNetwork(
            {edge: could[edge] if edge in more else _of_people(number) for edge, number in numbers.items()}
        )
        given_away = graph.given_away([edge for edge in small if edge not in lost])
        if given_away is None:
            break
        cycle = graph.cheapest(given_away, could, prices)
        if cycle:
            more |= cycle
        else:
            lost.add(given_away)
    return {
        edge: Shown.HIDDEN if edge in more else Shown.SMALL if edge in small else number
        for edge, number in numbers.items()
    }


def _of_people(number: int) -> Arc:
    return Arc(number, 1, SMALL - 1) if 0 < number < SMALL else Arc(number, number, number)
