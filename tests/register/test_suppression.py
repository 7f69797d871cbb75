"""Women and men, and people: an attacker who knows the rules and all that is shown finds no small number.

The attacker has the tables of every day and the whole of every cell, goes through every set of numbers that could lie
behind them, publishes each by the same rules, and keeps those that look the same on all days; where a hidden number is
the same in all of them, it has been found. That is stronger than subtracting.
"""

import itertools
import os
import random
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.register.flow_network import Edge
from rusctl.register.suppression import Between, CountPair, Shown, balance, pair, people, span, word

NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))
TABLES = 10_000 if NIGHTLY else 100
Row = tuple[int, int]
YEAR, AFTER = 2018, 2019


def shown(rows: Sequence[Row], this: int = YEAR) -> tuple[object, ...]:
    """Give all that is said of a role on a day: its cells, the sums of the year and of the whole process."""
    found = balance({(f"e{place}", "r"): both for place, both in enumerate(rows)}, {}, this)
    one = balance(
        {(f"e{place}", "r"): both for place, both in enumerate(rows)},
        {f"e{place}": YEAR for place in range(len(rows))},
        this,
    )
    return (*found.cells.values(), *one.by_event.values(), one.years, one.whole)


def every_day(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Give what is said after each cell that is counted, and when the year is over."""
    return [*(shown(rows[: day + 1]) for day in range(len(rows))), shown(rows, AFTER)]


def could_be(both: Row) -> range:
    """Give the numbers of women that a cell could hold, by itself."""
    low, high = span(*both, pair(*both))
    return range(low, high + 1)


def given_away_by_rules(rows: Sequence[Row]) -> set[int]:
    """Give the hidden cells that the attacker has found, by trying everything."""
    hidden = [place for place, both in enumerate(rows) if len(could_be(both)) > 1]
    said = every_day(rows)
    left: dict[int, set[int]] = {place: set() for place in hidden}
    for women in itertools.product(*(could_be(rows[place]) for place in hidden)):
        other = list(rows)
        for place, number in zip(hidden, women, strict=True):
            other[place] = (number, sum(rows[place]) - number)
        if all(len(left[place] | {number}) == len(left[place]) for place, number in zip(hidden, women, strict=True)):
            continue
        if every_day(other) == said:
            for place, number in zip(hidden, women, strict=True):
                left[place].add(number)
    return {place for place, numbers in left.items() if len(numbers) == 1}


def given_away_by_sums(rows: Sequence[Row]) -> set[int]:
    """Give the hidden cells that can be worked out of the sums of all days, as long as the tables are.

    A sum says between which numbers the women counted until that day are; what fits all is gone through forwards and
    backwards, so that every number that a cell can have is known.
    """
    bounds = [
        sums_of(rows[: day + 1], YEAR if day + 1 < len(rows) else this)
        for day, this in [*((day, YEAR) for day in range(len(rows))), (len(rows) - 1, AFTER)]
    ]
    spans = [could_be(both) for both in rows]
    limits = [bounds[day] for day in range(len(rows))]
    limits[-1] = (max(limits[-1][0], bounds[-1][0]), min(limits[-1][1], bounds[-1][1]))
    forward: list[set[int]] = [{0}]
    for one, (low, high) in zip(spans, limits, strict=True):
        forward.append({total + women for total in forward[-1] for women in one if low <= total + women <= high})
    back = forward[-1]
    found = set()
    for place in range(len(rows) - 1, -1, -1):
        fits = {(total, women) for total in forward[place] for women in spans[place] if total + women in back}
        if len(spans[place]) > 1 and len({women for _, women in fits}) == 1:
            found.add(place)
        back = {total for total, _ in fits}
    return found


def sums_of(rows: Sequence[Row], this: int) -> tuple[int, int]:
    """Give between which numbers a reader knows the women of the whole process to be."""
    counts = {(f"e{place}", "r"): both for place, both in enumerate(rows)}
    cell = balance(counts, {event: YEAR for event, _ in counts}, this).whole.by_role["r"]
    whole, low = sum(map(sum, rows)), sum(could_be(both)[0] for both in rows)
    high = sum(could_be(both)[-1] for both in rows)
    women, men = (_known(one, whole) for one in cell)
    return max(low, women[0], whole - men[1]), min(high, women[1], whole - men[0])


def _known(cell: object, whole: int) -> tuple[int, int]:
    if isinstance(cell, int):
        return cell, cell
    if isinstance(cell, Between):
        return cell.low, cell.high
    return (0, 4) if cell is Shown.SMALL else (0, whole)


def random_rows(chance: random.Random, length: int, most: int) -> list[Row]:
    return [(chance.randint(0, most), chance.randint(0, most)) for _ in range(chance.randint(1, length))]


def test_no_attacker_who_tries_everything_finds_a_small_number() -> None:
    chance = random.Random(7)
    for _ in range(TABLES // 5):
        rows = random_rows(chance, 6, chance.choice([3, 4, 6]))
        if len([one for one in rows if len(could_be(one)) > 1]) <= 5:
            assert given_away_by_rules(rows) == set(), rows


def test_no_small_number_is_found_in_the_sums_of_all_days() -> None:
    chance = random.Random(11)
    for _ in range(TABLES):
        rows = random_rows(chance, 40, chance.choice([4, 6, 9, 12]))
        assert given_away_by_sums(rows) == set(), rows


def test_the_attacker_finds_what_is_rounded_on_each_day() -> None:
    """A sum that is rounded to 5 whenever it is asked for tells a small number, beside cells that are exact."""
    rows: list[Row] = [(7, 9), (5, 6), (4, 9)]  # 12 women are known; 16 of them are rounded to 15, 17 to 15, 18 to 20
    fits = [women for women in could_be(rows[2]) if round((12 + women) / 5) == round(16 / 5)]
    assert len(fits) < len(could_be(rows[2]))
    assert given_away_by_sums(rows) == set()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=30))
def test_what_is_shown_is_true_and_never_below_five(rows: list[Row]) -> None:
    counts = {(f"e{place}", "r"): both for place, both in enumerate(rows)}
    for this in (YEAR, AFTER):
        found = balance(counts, {event: YEAR for event, _ in counts}, this)
        totals = {tuple(map(sum, zip(*rows, strict=True)))}
        for both, cells in [
            *((counts[key], one) for key, one in found.cells.items()),
            *((counts[event, "r"], one) for event, one in found.by_event.items()),
            *((total, found.whole.by_role["r"]) for total in totals),
            *((total, found.years[YEAR].total) for total in totals),
        ]:
            for true, cell in zip(both, cells, strict=True):
                if isinstance(cell, int):
                    assert cell == true
                    assert cell >= 5 or sum(both) == 0
                elif isinstance(cell, Between):
                    assert 5 <= cell.low <= true <= cell.high
                elif cell is Shown.SMALL:
                    assert true < 5


def test_a_tour_of_small_numbers_says_something_while_it_goes_on() -> None:
    """Ten stops with 3 to 5 women and men of a role: no cell is shown, and the sum is."""
    rows = [(3, 4), (4, 5), (5, 4), (4, 3), (6, 3), (3, 6), (4, 4), (5, 3), (4, 6), (3, 4)]
    counts = {(f"e{place}", "politiker"): both for place, both in enumerate(rows)}
    years = {event: YEAR for event, _ in counts}
    now, after = (balance(counts, years, this).whole.by_role["politiker"] for this in (YEAR, AFTER))
    assert all(not isinstance(one, int) for both in balance(counts, years, YEAR).cells.values() for one in both)
    assert [word(one) for one in now] == ["29–47", "36–54"]
    assert [word(one) for one in after] == ["36–47", "36–47"]


def test_sums_of_numbers_that_are_shown_are_exact() -> None:
    counts = {(f"e{event}", f"r{role}"): (event + 5, role + 5) for event in range(10) for role in range(5)}
    found = balance(counts, {}, YEAR)
    assert {key: tuple(one) for key, one in found.cells.items()} == counts
    assert found.whole.total == (sum(one for one, _ in counts.values()), sum(other for _, other in counts.values()))
    assert found.by_event["e1"] == CountPair(30, 35)


def test_each_year_has_its_sums() -> None:
    counts = {("a", "r"): (9, 9), ("b", "r"): (8, 7), ("c", "r"): (6, 6), ("d", "r"): (5, 6)}
    found = balance(counts, {"a": 2018, "b": 2018, "c": 2019}, 2019)
    assert {year: one.total for year, one in found.years.items()} == {
        2018: CountPair(17, 16),
        2019: CountPair(11, 12),
    }
    assert found.whole.total == CountPair(28, 28)


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


def test_what_a_reader_must_think_possible_of_a_pair() -> None:
    """Of 7 people, <5 and .. leave 0 to 2 women, since the men are 5 or more."""
    for women, men, least, most in [
        (1, 6, 0, 2),
        (0, 7, 0, 2),
        (6, 1, 5, 7),
        (4, 12, 0, 4),
        (6, 3, 5, 9),
        (2, 2, 0, 4),
    ]:
        assert span(women, men, pair(women, men)) == (least, most)


def test_a_sum_is_told_from_five_on_and_once_twenty_numbers_are_possible_beside_one() -> None:
    assert balance({("e", "r"): (6, 3)}, {}, YEAR).by_event["e"] == CountPair(Between(5, 9), Shown.SMALL)
    four, five = ({(f"e{place}", "r"): (2, 2) for place in range(count)} for count in (4, 5))
    assert balance(four, {}, YEAR).whole.by_role["r"] == CountPair(Shown.HIDDEN, Shown.HIDDEN)  # 0 to 16
    assert balance(five, {}, YEAR).whole.by_role["r"] == CountPair(Between(10, 14), Between(6, 10))  # 0 to 20


def test_of_nothing_that_was_counted_the_sum_is_none() -> None:
    assert balance({}, {}, YEAR).whole.total == CountPair(0, 0)


def test_how_a_number_is_shown() -> None:
    assert [word(cell) for cell in (7, Shown.SMALL, Shown.HIDDEN, Between(5, 9))] == ["7", "<5", "..", "5–9"]
