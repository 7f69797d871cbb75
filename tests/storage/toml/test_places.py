import tomllib
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.storage.toml.parse import decode, parse
from rusctl.storage.toml.spans import Places, statement_start

Leaves = Callable[[Any], dict[tuple[str | int, ...], Any]]


def check(raw: bytes, leaves: Leaves) -> int:
    """Compare every place with what tomllib, which knows no places, reads from the whole and from the span alone."""
    text = decode(raw)
    whole = tomllib.loads(text)
    places = Places(text)
    found = {}
    for place in places:
        assert place.route not in found, place
        found[place.route] = tomllib.loads(f"value = {text[place.start : place.end]}")["value"]
        stands: Any = whole
        for step in place.route:
            stands = stands[step]
        assert repr(stands) == repr(found[place.route]), place
        if place.key_end > place.key_start:
            (key,) = leaves(tomllib.loads(f"{text[place.key_start : place.key_end]} = 0"))
            assert key == place.route[-len(key) :]
    # All the values that hold no other have a place, except empty tables, which a header may have made.
    for route, value in leaves(whole).items():
        assert route in found or (value == {} and (not route or route in places.index)), route
    lines = text.split("\n")
    for place in places:
        assert places.line_of(place.route) == text.count("\n", 0, place.key_start) + 1
        assert places.find(place.route) == place
        assert text[place.key_start : place.key_end] in lines[places.line_of(place.route) - 1]
    covered = [(section.start, section.end) for section in places.sections]
    assert covered[0][0] == 0
    assert covered[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(covered))
    return len(found)


def test_places_agree_with_the_parser_on_every_valid_file(
    valid_files: dict[str, bytes], leaves: Leaves, counted: Callable[[str], None]
) -> None:
    total = sum(check(raw, leaves) for raw in valid_files.values())
    counted(f"places: {total} values of {len(valid_files)} files found where they are")


def test_places_agree_with_the_parser_on_generated_documents(
    documents: st.SearchStrategy[bytes], leaves: Leaves, counted: Callable[[str], None], examples: Callable[[int], int]
) -> None:
    seen = []

    @given(documents)
    @settings(deadline=None, max_examples=examples(300), database=None)
    def run(raw: bytes) -> None:
        seen.append(check(raw, leaves))

    run()
    counted(f"places: {sum(seen)} values of {len(seen)} generated documents found where they are")


TEXT = """\
name = "x"

[[event]]
id = "a"
window = { from = 2019-01-01, to = 2019-03-31 }
  [[event.earlier]]
  date = 2018-11-14

[[event]]
roles = [
  "one",
  "two",
]
place.room = 1
[deep.er.table]
x = 1
"""


@pytest.mark.parametrize(
    ("route", "line"),
    [
        (("name",), 1),
        (("missing",), 1),
        (("event",), 3),
        (("event", 0), 3),
        (("event", 0, "id"), 4),
        (("event", 0, "window", "to"), 5),
        (("event", 0, "window", "text"), 5),
        (("event", 0, "earlier"), 6),
        (("event", 0, "earlier", 0), 6),
        (("event", 0, "earlier", 0, "date"), 7),
        (("event", 0, "earlier", 0, "stated"), 6),
        (("event", 0, "earlier", 7, "stated"), 6),
        (("event", 0, "municipality"), 3),
        (("event", 1, "id"), 9),
        (("event", 1, "roles"), 10),
        (("event", 1, "roles", 1), 12),
        (("event", 1, "place"), 14),
        (("event", 1, "place", "room"), 14),
        (("event", 1, "place", "venue"), 14),
        (("deep",), 15),
        (("deep", "er"), 15),
        (("deep", "er", "table", "x"), 16),
        (("deep", "er", "table", "y"), 15),
        ((), 1),
    ],
)
def test_a_route_has_a_line_and_a_missing_one_that_of_the_table_round_it(
    route: tuple[str | int, ...], line: int
) -> None:
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        assert Places(text).line_of(route) == line


def test_what_is_nested_very_deeply_still_ends_where_it_ends() -> None:
    text = "deep = " + "[" * 390 + "]" * 390 + "\nnext = 1\n[table]\nx = 1"
    assert parse(text.encode())["next"] == 1
    places = Places(text)
    assert places.line_of(("next",)) == 2
    assert places.line_of(("table", "x")) == 4


@pytest.mark.parametrize("count", [10, 64, 65, 5_000])
@pytest.mark.parametrize(
    "value",
    [
        lambda n: '"' + r"\"a" * n + '"',
        lambda n: '"""' + r"\\" * n + 'x""' * n + '"""',
        lambda n: "'''" + "x''" * n + "'''",
        lambda n: "[" + "'a', " * n + "]",
        lambda n: "[" + "[['a']], " * n + "]",
        lambda n: "[\n" + "  # ' \"\n" * n + "  1,\n]",
        lambda n: "{ " + ", ".join(f"k{i} = '}}'" for i in range(n)) + " }",
    ],
)
def test_what_is_long_ends_where_it_ends(value: Callable[[int], str], count: int, leaves: Leaves) -> None:
    lines = "# a comment\n" * count + "\n" * count + "".join(f"x{i} = {i}\n" for i in range(count))
    for text in (f"a = {value(count)}\nb = 1\n", f"{lines}a = {value(count)}\nb = 1\n[t]\nb = 2\n"):
        raw = text.encode()
        if count > 100:  # each place is compared with each line by `check`, which takes too long here
            places = Places(text)
            assert text[slice(*places.find(("a",))[3:5])] == value(count)  # type: ignore[index]
            assert text[slice(*places.find(("b",))[3:5])] == "1"  # type: ignore[index]
        else:
            check(raw, leaves)


def test_a_key_may_be_as_long_as_it_likes(leaves: Leaves) -> None:
    check(('"' + r"\t" * 200 + '" = 1\nb = 2\n[t."' + r"\"" * 200 + '"]\nc = 3\n').encode(), leaves)


@pytest.mark.parametrize("value", ['"' + r"\"" * 200 + '"', "[" + "'a', " * 200 + "]", "[[[[1]]]]"])
def test_a_fault_after_a_long_value_is_in_its_own_statement(value: str) -> None:
    text = f"a = {value}\nb = ]\nc = 1\n"
    assert statement_start(text, text.index("]\nc")) == text.index("b = ")


@pytest.mark.parametrize("value", ['"""x', "'''x", '"x', "[1, 'x", "[1, [2]", "]", ",", "# 1", '"""' + r"\"" * 200])
def test_a_statement_that_does_not_end_reaches_to_the_end(value: str) -> None:
    text = f"a = 1\nb = {value}\nc = 1\n"
    assert statement_start(text, len(text) - 2) == text.index("b = ")


def test_ten_megabytes_of_escapes_take_no_more_memory_than_they_must() -> None:
    text = 'a = "' + r"\"" * 5_000_000 + '"\nb = 1\n'
    tracemalloc.start()
    assert Places(text).find(("b",)) is not None
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()
