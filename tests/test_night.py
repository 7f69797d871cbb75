"""What waits for the night, and that all else is tried by day."""

import pytest

from tests import examples
from tests.examples import left_for_the_night, turn

pytest_plugins = ["pytester"]
TABLE = """
import pytest

@pytest.mark.one_in(3)
@pytest.mark.parametrize("number", range(7))
def test_table(number): ...

@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_kept(number, database): ...

@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_kept_too(database): ...

@pytest.mark.night("postgresql")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_long(database): ...

@pytest.mark.night
def test_longer(): ...

def test_plain(): ...
"""


def test_a_part_of_long_tables_and_of_what_is_tried_with_both_databases_waits(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmarkers = one_in\n  night")
    items = pytester.getitems(TABLE)
    waiting = {item.name for item in left_for_the_night(items)}
    assert [item.name for item in items if item.name not in waiting] == [
        *("test_table[0]", "test_table[3]", "test_table[6]"),
        *("test_kept[sqlite-0]", "test_kept[sqlite-1]", "test_kept[postgresql-0]", "test_kept_too[sqlite]"),
        *("test_long[sqlite]", "test_plain"),
    ]


def test_neighbours_meet_all_of_it_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "NIGHTLY", False)
    assert [turn(number, "abcde", 2) for number in range(4)] == [["a", "b"], ["c", "d"], ["e", "a"], ["b", "c"]]
    assert turn(1, "ab", 5) == ["b", "a"]
    monkeypatch.setattr(examples, "NIGHTLY", True)
    assert turn(3, "abcde", 2) == ["a", "b", "c", "d", "e"]
