"""How much a run tries: all at night, and a part where somebody waits for the answer."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import pytest

NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))
LEAST = 40
SERVER = "postgresql"  # in the id of a test that is run on the file beside the plan, too
ONE_IN = 3
WHOLE = ("tests/database/", "tests/register/test_network.py")  # where the databases themselves are what is tried
T = TypeVar("T")


def examples(count: int) -> int:
    """Give so many at night, and a quarter of them else, though no fewer than are ever tried."""
    return count if NIGHTLY else min(count, max(count // 4, LEAST))


def turn(number: int, things: Sequence[T], count: int) -> list[T]:
    """Give all at night, and else so many from where it is the number's turn, so that neighbours meet all of them."""
    if NIGHTLY:
        return [*things]
    start = number * count
    return [things[(start + step) % len(things)] for step in range(min(count, len(things)))]


def left_for_the_night(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Give the tests that wait for the night: of a table marked `one_in(n)` all but each n-th, the first among them.

    Where tests are run with both databases, so wait two in three of those with a server. What is marked `night` waits,
    or those of its cases that the mark names.
    """
    left: dict[pytest.Item, None] = {}
    met: Counter[tuple[str, str]] = Counter()
    for item in items:
        mark, night = item.get_closest_marker("one_in"), item.get_closest_marker("night")
        name, _, case = item.nodeid.partition("[")
        if night is not None and (not night.args or night.args[0] in case):
            left[item] = None
            continue
        if mark is not None:
            key, every = (name, ""), mark.args[0]
        elif SERVER in case and not name.startswith(WHOLE):
            key, every = (name.partition("::")[0], SERVER), ONE_IN
        else:
            continue
        if met[key] % every:
            left[item] = None
        met[key] += 1
    return list(left)
