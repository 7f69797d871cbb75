"""Women and men: an attacker who knows the rules, all that is shown and the whole of every cell finds no hidden number.

The attacker goes through every set of numbers that could lie behind the table and keeps those that fit what is shown;
where a hidden number is the same in all of them, it has been found. That is stronger than subtracting.
"""

import itertools
import os
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.register.flow_network import Edge
from rusctl.register.suppression import Balance, CountPair, Shown, by_year, pair, people, protect

Counts = Mapping[tuple[str, str], tuple[int, int]]
SHAPES = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)]
NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))


def possible(whole: int, shown: CountPair) -> list[int]:
    """Give the numbers of women that are shown like this, of so many people."""
    if isinstance(shown.women, int):
        return [shown.women]
    both_hidden = shown == (Shown.HIDDEN, Shown.HIDDEN)
    return [
        women
        for women in range(whole + 1)
        if pair(women, whole - women) == shown or (both_hidden and min(women, whole - women) >= 5)
    ]


def solutions(counts: Counts, shown: Balance) -> list[dict[str, int]]:
    """Give every table of women that fits what is shown, with its sums, by what each number is of."""
    keys = sorted(counts)
    wholes = {key: sum(both) for key, both in counts.items()}
    sums = {
        **{f"event {event}": ([key for key in keys if key[0] == event], one) for event, one in shown.by_event.items()},
        **{f"role {role}": ([key for key in keys if key[1] == role], one) for role, one in shown.by_role.items()},
        **({"total": (keys, shown.total)} if shown.by_event else {}),
    }
    allowed = {name: set(possible(sum(wholes[key] for key in of), one)) for name, (of, one) in sums.items()}
    found = []
    for women in itertools.product(*(possible(wholes[key], shown.cells[key]) for key in keys)):
        table = dict(zip(keys, women, strict=True))
        added = {name: sum(table[key] for key in of) for name, (of, _) in sums.items()}
        if all(added[name] in allowed[name] for name in sums):
            found.append({" ".join(key): number for key, number in table.items()} | added)
    return found


def sums_of(counts: Counts) -> set[str]:
    return {"total", *(f"event {event}" for event, _ in counts), *(f"role {role}" for _, role in counts)}


def given_away(counts: Counts, shown: Balance) -> set[str]:
    """Give the hidden numbers that the attacker has found."""
    everything = {
        **{" ".join(key): one for key, one in shown.cells.items()},
        **{f"event {event}": one for event, one in shown.by_event.items()},
        **{f"role {role}": one for role, one in shown.by_role.items()},
        "total": shown.total,
    }
    if all(one == (Shown.HIDDEN, Shown.HIDDEN) for name, one in everything.items() if name in sums_of(counts)):
        shown = shown._replace(
            by_event={}, by_role={}, total=CountPair(Shown.HIDDEN, Shown.HIDDEN)
        )  # no sum says anything
    fitting = solutions(counts, shown)
    assert fitting, "what is shown is not true"
    return {
        name
        for name, one in everything.items()
        if name in fitting[0] and not isinstance(one.women, int) and len({table[name] for table in fitting}) == 1
    }


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    events, roles = draw(st.sampled_from(SHAPES))
    most = draw(st.sampled_from([4, 8, 12]))
    number = st.integers(0, most)
    keys = [(f"e{event}", f"r{role}") for event in range(events) for role in range(roles)]
    kept = draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    return {key: (draw(number), draw(number)) for key in kept}


@settings(max_examples=5_000 if NIGHTLY else 250, deadline=None)
@given(tables())
def test_no_attacker_finds_a_hidden_number(counts: Counts) -> None:
    assert given_away(counts, protect(counts)) == set()


def test_the_attacker_finds_what_is_not_protected() -> None:
    counts = {("e", "a"): (3, 12), ("e", "b"): (9, 9)}
    naive = Balance(
        {key: pair(*both) for key, both in counts.items()},
        {"e": CountPair(12, 21)},
        {"a": pair(3, 12), "b": CountPair(9, 9)},
        CountPair(12, 21),
    )
    assert given_away(counts, naive) == {"e a", "role a"}


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_number_below_five_is_shown_and_every_shown_number_is_true(counts: Counts) -> None:
    for key, shown in protect(counts).cells.items():
        for true, cell in zip(counts[key], shown, strict=True):
            if isinstance(cell, int):
                assert cell == true
                assert cell >= 5 or sum(counts[key]) == 0
            if cell is Shown.SMALL:
                assert true < 5


@pytest.mark.parametrize(
    ("women", "men", "shown"),
    [
        (9, 12, CountPair(9, 12)),
        (5, 5, CountPair(5, 5)),
        (4, 12, CountPair(Shown.SMALL, Shown.HIDDEN)),
        (12, 0, CountPair(Shown.HIDDEN, Shown.SMALL)),
        (2, 2, CountPair(Shown.SMALL, Shown.SMALL)),
        (4, 3, CountPair(Shown.SMALL, Shown.SMALL)),
        (0, 0, CountPair(0, 0)),
        (0, 5, CountPair(Shown.HIDDEN, Shown.HIDDEN)),  # of 5 people, <5 and .. would mean 0 and 5
        (4, 4, CountPair(Shown.HIDDEN, Shown.HIDDEN)),  # of 8 people, <5 twice would mean 4 and 4
    ],
)
def test_two_numbers_by_themselves(women: int, men: int, shown: CountPair) -> None:
    assert pair(women, men) == shown


def test_a_small_number_is_not_found_by_subtracting_from_the_sums() -> None:
    counts = {("e", "a"): (3, 12), ("e", "b"): (9, 9), ("f", "a"): (20, 20), ("f", "b"): (11, 14)}
    shown = protect(counts)
    assert shown.cells["e", "a"] == CountPair(Shown.SMALL, Shown.HIDDEN)
    assert given_away(counts, shown) == set()
    assert [key for key, one in shown.cells.items() if not isinstance(one.women, int)] == [("e", "a")]
    assert not isinstance(shown.total.women, int)


def test_a_large_table_without_small_numbers_is_shown_whole() -> None:
    counts = {(f"e{event}", f"r{role}"): (event + 5, role + 5) for event in range(10) for role in range(5)}
    shown = protect(counts)
    assert {key: tuple(one) for key, one in shown.cells.items()} == counts
    assert tuple(shown.total) == (sum(one for one, _ in counts.values()), sum(other for _, other in counts.values()))


def test_most_sums_of_a_large_table_stay_readable() -> None:
    counts = {(f"e{event}", f"r{role}"): (event + 8, role + 9) for event in range(10) for role in range(5)}
    counts["e3", "r2"] = (3, 14)
    shown = protect(counts)
    assert [key for key, one in shown.cells.items() if not isinstance(one.women, int)] == [("e3", "r2")]
    assert [event for event, one in shown.by_event.items() if not isinstance(one.women, int)] == ["e3"]
    assert [role for role, one in shown.by_role.items() if not isinstance(one.women, int)] == ["r2"]
    assert not isinstance(shown.total.women, int)


@settings(max_examples=300, deadline=None)
@given(tables(), st.data())
def test_no_two_days_can_be_subtracted(counts: Counts, data: st.DataObject) -> None:
    """While a year goes on, what is shown of a cell is the same whatever else is counted, and there are no sums.

    So an attacker who has the tables of all days knows no more than who has the last one, which is protected by itself.
    """
    order = data.draw(st.permutations(list(counts)))
    years = {event: 2018 for event, _ in counts}
    last = by_year(counts, years, 2019)
    assert given_away(counts, last.over[2018]) == set()
    for number in range(1, len(order) + 1):
        day = by_year({key: counts[key] for key in order[:number]}, years, 2018)
        assert day.over == {}
        assert day.cells == {key: last.cells[key] for key in order[:number]}


def test_each_year_that_is_over_has_its_sums() -> None:
    counts = {("a", "r"): (9, 9), ("b", "r"): (8, 7), ("c", "r"): (6, 6), ("d", "r"): (5, 6)}
    found = by_year(counts, {"a": 2018, "b": 2018, "c": 2019}, 2019)
    assert {year: one.total for year, one in found.over.items()} == {2018: CountPair(17, 16)}
    assert set(found.cells) == set(counts)


def row_sums(numbers: Mapping[Edge, int]) -> dict[object, int]:
    """Give the sums of rows and columns, which the annual report has."""
    found: dict[object, int] = {}
    for edge, number in numbers.items():
        for node in edge:
            found[node] = found.get(node, 0) + number
    return found


def fitting(numbers: Mapping[Edge, int], shown: Mapping[Edge, int | Shown]) -> Iterator[dict[Edge, int]]:
    """Give every table of people that fits what is shown and the sums."""

    def fill(left: list[Edge], sums: Mapping[object, int]) -> Iterator[dict[Edge, int]]:
        if not left:
            if not any(sums.values()):
                yield {}
            return
        edge, most = left[0], min(sums[node] for node in left[0])
        one = shown[edge]
        low, high = (1, 4) if one is Shown.SMALL else (5, most) if one is Shown.HIDDEN else (numbers[edge],) * 2
        for number in range(low, min(high, most) + 1):
            rest = dict(sums)
            for node in edge:
                rest[node] -= number
            yield from ({edge: number, **more} for more in fill(left[1:], rest))

    return fill(list(shown), row_sums(numbers))


@settings(max_examples=2_000 if NIGHTLY else 200, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 1), st.integers(0, 2)), st.integers(0, 9), min_size=1))
def test_nobody_finds_a_small_number_in_the_public_list_with_the_annual_report(
    found: dict[tuple[int, int], int],
) -> None:
    numbers: dict[Edge, int] = {(("e", row), ("r", column)): number for (row, column), number in found.items()}
    shown = people(numbers)
    small = {edge for edge, number in numbers.items() if 0 < number < 5}
    assert {edge for edge, one in shown.items() if one is Shown.SMALL} == small
    assert all(one == numbers[edge] for edge, one in shown.items() if isinstance(one, int))
    tables = list(fitting(numbers, shown))
    assert numbers in tables
    for edge in small:
        if len({table[edge] for table in tables}) == 1:  # then nothing could have helped: the sums alone say it
            all_hidden = {other: shown[other] if number < 5 else Shown.HIDDEN for other, number in numbers.items()}
            assert len({table[edge] for table in fitting(numbers, all_hidden)}) == 1


def test_another_number_is_hidden_where_the_sums_would_tell() -> None:
    numbers: dict[Edge, int] = {
        (("sala",), ("politiker",)): 7,
        (("sala",), ("naringsliv",)): 4,
        (("koping",), ("politiker",)): 9,
        (("koping",), ("naringsliv",)): 8,
    }
    assert list(people(numbers).values()) == [Shown.HIDDEN, Shown.SMALL, Shown.HIDDEN, Shown.HIDDEN]
