"""Which numbers may be shown, so that nobody can work out a small one.

A number below 5 is shown as "<5". Whoever reads the tables is taken to know all that stands in them, how many people
each cell holds altogether (women and men: the other tables show it), and these rules.

Women and men: a cell is shown by what it holds alone, so that no table of another day says more of it. What could give
it away are sums, so a sum is not shown ("..") where it would.

People: in the list of numbers for everybody there are no sums, but other papers have them, so they count as known, and
another number of the same row and column is not shown either.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from rusctl.register.flow_network import Arc, Edge, FlowNetwork, Node

SMALL = 5
SOURCE, SINK = ("all", "source"), ("all", "sink")


class Shown(Enum):
    """What is shown in the place of a number."""

    SMALL = "<5"
    HIDDEN = ".."


Cell = int | Shown


class CountPair(NamedTuple):
    """Women and men as they may be shown."""

    women: Cell
    men: Cell


class Balance(NamedTuple):
    """A table of women and men by event and role with its sums, as it may be shown."""

    cells: Mapping[tuple[str, str], CountPair]
    by_event: Mapping[str, CountPair]
    by_role: Mapping[str, CountPair]
    total: CountPair


def pair(women: int, men: int, *, more: bool = False) -> CountPair:
    """Give two numbers as they may be shown by themselves; with `more` neither is shown, to keep others hidden.

    Of 5 people, 0 and 5 would be given away by what is shown, and of 8 people 4 and 4; so of 5 and 8 nothing is said.
    """
    whole = women + men
    if whole in (SMALL, 2 * SMALL - 2) or (more and women >= SMALL and men >= SMALL):
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


def protect(counts: Mapping[tuple[str, str], tuple[int, int]]) -> Balance:
    """Give women and men by event and role, and those of their sums that may be shown beside them.

    The table is a network: from the source a stream of women to each event, from there through the cells to the roles,
    and back through the whole.
    """
    numbers = dict(_numbers(counts))
    sums = {edge: 1 + women + men for edge, (women, men) in numbers.items() if not _is_cell(edge)}
    could = {edge: _stream(numbers[edge], more=True) for edge in sums}
    more: set[Edge] = set()
    while True:
        now = FlowNetwork({edge: _stream(both, more=edge in more) for edge, both in numbers.items()})
        given_away = now.given_away([edge for edge, both in numbers.items() if _is_hidden(both, more=edge in more)])
        if given_away is None:
            break
        cycle = now.cheapest(given_away, could, sums)
        if not cycle:  # nothing that could be hidden helps: no sum is shown at all
            return _without_sums(counts)
        more |= cycle
    shown = {edge: pair(*both, more=edge in more) for edge, both in numbers.items()}
    events, roles = ({key[place] for key in counts} for place in (0, 1))
    return Balance(
        {(event, role): shown[_cell(event, role)] for event, role in counts},
        {event: shown[SOURCE, ("event", event)] for event in events},
        {role: shown[("role", role), SINK] for role in roles},
        shown[SINK, SOURCE],
    )


class Years(NamedTuple):
    """Women and men as they may be shown: every cell, and of the years that are over the table with its sums."""

    cells: Mapping[tuple[str, str], CountPair]
    over: Mapping[int, Balance]


def by_year(counts: Mapping[tuple[str, str], tuple[int, int]], years: Mapping[str, int], this: int) -> Years:
    """Give women and men with sums for each year before this one, in which nothing is added any more.

    Sums of a year that still goes on would be compared with those of the next day, and tell of the event between.
    """
    tables = {}
    for year in sorted({year for year in years.values() if year < this}):
        mine = {key: both for key, both in counts.items() if years.get(key[0]) == year}
        if mine:
            tables[year] = protect(mine)
    return Years({key: pair(*both) for key, both in counts.items()}, tables)


def _without_sums(counts: Mapping[tuple[str, str], tuple[int, int]]) -> Balance:
    hidden = CountPair(Shown.HIDDEN, Shown.HIDDEN)
    events, roles = ({key[place] for key in counts} for place in (0, 1))
    cells = {key: pair(*both) for key, both in counts.items()}
    return Balance(cells, dict.fromkeys(events, hidden), dict.fromkeys(roles, hidden), hidden)


def _cell(event: str, role: str) -> Edge:
    return ("event", event), ("role", role)


def _is_cell(edge: Edge) -> bool:
    return not {SOURCE, SINK} & {*edge}


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


def _is_hidden(both: tuple[int, int], *, more: bool) -> bool:
    return not isinstance(pair(*both, more=more).women, int)


def _stream(both: tuple[int, int], *, more: bool) -> Arc:
    return Arc(both[0], *span(*both, pair(*both, more=more)))


def people(numbers: Mapping[tuple[Node, Node], int]) -> dict[tuple[Node, Node], Cell]:
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
