"""Women and men: an attacker who knows the rules, all that is shown and the whole of every cell finds no hidden number.

The attacker goes through every set of numbers that could lie behind the table and keeps those that fit what is shown;
where a hidden number is the same in all of them, it has been found. That is stronger than subtracting.
"""

import itertools
import os
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.register.suppression import Balance, Pair, Shown, pair, protect

Counts = Mapping[tuple[str, str], tuple[int, int]]
SHAPES = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)]
NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))


def possible(whole: int, shown: Pair) -> list[int]:
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
        "total": (keys, shown.total),
    }
    allowed = {name: set(possible(sum(wholes[key] for key in of), one)) for name, (of, one) in sums.items()}
    found = []
    for women in itertools.product(*(possible(wholes[key], shown.cells[key]) for key in keys)):
        table = dict(zip(keys, women, strict=True))
        added = {name: sum(table[key] for key in of) for name, (of, _) in sums.items()}
        if all(added[name] in allowed[name] for name in sums):
            found.append({" ".join(key): number for key, number in table.items()} | added)
    return found


def given_away(counts: Counts, shown: Balance) -> set[str]:
    """Give the hidden numbers that the attacker has found."""
    everything = {
        **{" ".join(key): one for key, one in shown.cells.items()},
        **{f"event {event}": one for event, one in shown.by_event.items()},
        **{f"role {role}": one for role, one in shown.by_role.items()},
        "total": shown.total,
    }
    if all(one == (Shown.HIDDEN, Shown.HIDDEN) for one in everything.values()):
        return set()  # nothing at all is shown
    fitting = solutions(counts, shown)
    assert fitting, "what is shown is not true"
    return {
        name
        for name, one in everything.items()
        if not isinstance(one.women, int) and len({table[name] for table in fitting}) == 1
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
        {"e": Pair(12, 21)},
        {"a": pair(3, 12), "b": Pair(9, 9)},
        Pair(12, 21),
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
        (9, 12, Pair(9, 12)),
        (5, 5, Pair(5, 5)),
        (4, 12, Pair(Shown.SMALL, Shown.HIDDEN)),
        (12, 0, Pair(Shown.HIDDEN, Shown.SMALL)),
        (2, 2, Pair(Shown.SMALL, Shown.SMALL)),
        (4, 3, Pair(Shown.SMALL, Shown.SMALL)),
        (0, 0, Pair(0, 0)),
        (0, 5, Pair(Shown.HIDDEN, Shown.HIDDEN)),  # of 5 people, <5 and .. would mean 0 and 5
        (4, 4, Pair(Shown.HIDDEN, Shown.HIDDEN)),  # of 8 people, <5 twice would mean 4 and 4
    ],
)
def test_two_numbers_by_themselves(women: int, men: int, shown: Pair) -> None:
    assert pair(women, men) == shown


def test_a_small_number_is_not_found_by_subtracting_from_the_sums() -> None:
    counts = {("e", "a"): (3, 12), ("e", "b"): (9, 9), ("f", "a"): (20, 20), ("f", "b"): (11, 14)}
    shown = protect(counts)
    assert shown.cells["e", "a"] == Pair(Shown.SMALL, Shown.HIDDEN)
    assert given_away(counts, shown) == set()
    hidden = [key for key, one in shown.cells.items() if not isinstance(one.women, int)]
    assert len(hidden) == 4 or not isinstance(shown.total.women, int)


def test_a_large_table_without_small_numbers_is_shown_whole() -> None:
    counts = {(f"e{event}", f"r{role}"): (event + 5, role + 5) for event in range(10) for role in range(5)}
    shown = protect(counts)
    assert {key: tuple(one) for key, one in shown.cells.items()} == counts
    assert tuple(shown.total) == (sum(one for one, _ in counts.values()), sum(other for _, other in counts.values()))


def test_most_of_a_large_table_stays_readable() -> None:
    counts = {(f"e{event}", f"r{role}"): (event + 8, role + 9) for event in range(10) for role in range(5)}
    counts["e3", "r2"] = (3, 14)
    hidden = [key for key, one in protect(counts).cells.items() if not isinstance(one.women, int)]
    assert ("e3", "r2") in hidden
    assert len(hidden) <= 4
