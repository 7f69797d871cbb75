"""Edits at random on every document there is: what should change does, and no other byte."""

import copy
import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.errors import PolicyError
from rusctl.storage.toml.edits import Append, Delete, Set, apply
from rusctl.storage.toml.literals import literal

Route = tuple[str | int, ...]
Leaves = Callable[[Any], dict[Route, Any]]
Count = Callable[[str], None]
Examples = Callable[[int], int]

MARK = "\u00abnew\u00bb"
OFFSET = dt.timezone(dt.timedelta(hours=1))
DAYS = [dt.date(2018, 12, 3), dt.datetime(2018, 12, 3, 9, tzinfo=OFFSET), dt.time(9)]
VALUES = [MARK, 7, 7.5, True, *DAYS, [MARK, [1]], {MARK: {}}]


def read(raw: bytes) -> Any:
    return tomllib.loads(raw.decode("utf-8-sig"))


def at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def changed(data: Any, route: Route, value: Any) -> Any:
    new = copy.deepcopy(data)
    at(new, route[:-1])[route[-1]] = value
    return new


def pruned(data: Any) -> Any:
    """Give the data in one order, without what is empty: a table only its keys speak of goes with the last of them."""
    if isinstance(data, dict):
        inside = {name: pruned(data[name]) for name in sorted(data)}
        return {name: value for name, value in inside.items() if value not in ({}, [])}
    return [pruned(item) for item in data] if isinstance(data, list) else data


def in_order(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: in_order(data[name]) for name in sorted(data)}
    return [in_order(item) for item in data] if isinstance(data, list) else data


def replaced_whole(old: bytes, new: bytes, was: Any, value: Any) -> None:
    """See that one span of bytes became the new value, and that what stood in it is the old value, whole."""
    written = literal(value).encode()
    for found in re.finditer(re.escape(written), new):
        head, tail = new[: found.start()], new[found.end() :]
        span = old[len(head) : len(old) - len(tail)]
        if head + span + tail == old and repr({"value": was}) == repr(value_of(span)):
            return
    raise AssertionError((old, new))


def value_of(span: bytes) -> Any:
    try:
        return read(b"value = " + span)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None


def only_added(old: bytes, new: bytes) -> None:
    begin = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    assert new.endswith(old[begin:]), (old, new)


def replace_leaves(raw: bytes, leaves: Leaves, value: Any) -> int:
    """Replace every leaf of a document, each alone; give how many."""
    data = read(raw)
    count = 0
    for route, was in leaves(data).items():
        if not route or was == {}:
            continue
        new = apply(raw, [Set(route, value)])
        assert repr(new.data) == repr(read(new.raw)) == repr(changed(data, route, value))
        if repr(was) == repr(value):
            assert new.raw == raw
        else:
            replaced_whole(raw, new.raw, was, value)
        count += 1
    return count


def test_every_leaf_of_every_valid_file_is_replaced_and_no_other_byte(
    valid_files: dict[str, bytes], leaves: Leaves, counted: Count, examples: Examples
) -> None:
    values = VALUES if examples(1) > 1 else VALUES[:2]
    total = 0
    for raw in valid_files.values():
        for value in values:
            total += replace_leaves(raw, leaves, value)
    counted(f"edits: {total} values of {len(valid_files)} files replaced, no other byte changed")


def test_every_leaf_of_generated_documents_is_replaced_and_no_other_byte(
    documents: st.SearchStrategy[bytes], leaves: Leaves, counted: Count, examples: Examples
) -> None:
    seen = []

    @given(documents, st.sampled_from(VALUES))
    @settings(deadline=None, max_examples=examples(120), database=None)
    def run(raw: bytes, value: Any) -> None:
        seen.append(replace_leaves(raw, leaves, value))

    run()
    counted(f"edits: {sum(seen)} values of {len(seen)} generated documents replaced, no other byte changed")


def tables(data: Any, route: Route = ()) -> list[Route]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else []
    own = [route] if isinstance(data, dict) else []
    return own + [found for name, value in inside for found in tables(value, (*route, name))]


def add_everywhere(raw: bytes, tally: Counter[str]) -> None:
    """Add a key to every table, after each of its keys and last."""
    data = read(raw)
    for route in tables(data):
        for after in ("", *list(at(data, route))[:2]):
            try:
                new = apply(raw, [Set((*route, MARK), 7, after=after)])
            except PolicyError:
                tally["refused"] += 1
                continue
            assert repr(in_order(read(new.raw))) == repr(in_order(changed(data, (*route, MARK), 7)))
            if at(data, route) or not raw.rstrip().endswith(b"}"):
                tally["added"] += 1
            if at(data, route):
                only_added(raw, new.raw)


def delete_everywhere(raw: bytes, tally: Counter[str]) -> None:
    """Delete every key, table and element, each alone."""
    data = read(raw)
    routes = [(*route, name) for route in tables(data) for name in at(data, route)]
    routes += [
        (*route, n) for route in routes if isinstance(at(data, route), list) for n in range(len(at(data, route)))
    ]
    for route in routes:
        try:
            new = apply(raw, [Delete(route)])
        except PolicyError:
            tally["refused"] += 1
            continue
        meant = copy.deepcopy(data)
        del at(meant, route[:-1])[route[-1]]
        assert repr(pruned(read(new.raw))) == repr(pruned(meant))
        assert is_left_of(new.raw, raw), (raw, new.raw)
        tally["deleted"] += 1


def is_left_of(part: bytes, whole: bytes) -> bool:
    """Say whether something has only been taken out."""
    rest = iter(whole)
    return all(byte in rest for byte in part)


def append_everywhere(raw: bytes, tally: Counter[str]) -> None:
    """Append a table to every list of tables, and begin one in every table."""
    data = read(raw)
    for route in tables(data):
        names = [name for name in at(data, route) if isinstance(at(data, (*route, name)), list)]
        for name in (*names, MARK):
            try:
                new = apply(raw, [Append((*route, name), {MARK: 7})])
            except PolicyError:
                tally["refused"] += 1
                continue
            meant = changed(data, (*route, name), [*at(data, route).get(name, []), {MARK: 7}])
            assert repr(in_order(read(new.raw))) == repr(in_order(meant))
            only_added(raw, new.raw)
            tally["appended"] += 1


def test_keys_and_tables_come_and_go_in_every_valid_file(valid_files: dict[str, bytes], counted: Count) -> None:
    tally: Counter[str] = Counter()
    for raw in valid_files.values():
        add_everywhere(raw, tally)
        delete_everywhere(raw, tally)
        append_everywhere(raw, tally)
    assert tally["refused"] < tally.total() / 2
    counted(f"edits: on {len(valid_files)} files {told(tally)}")


def test_keys_and_tables_come_and_go_in_generated_documents(
    documents: st.SearchStrategy[bytes], counted: Count, examples: Examples
) -> None:
    tally: Counter[str] = Counter()

    @given(documents)
    @settings(deadline=None, max_examples=examples(120), database=None)
    def run(raw: bytes) -> None:
        tally["documents"] += 1
        add_everywhere(raw, tally)
        delete_everywhere(raw, tally)
        append_everywhere(raw, tally)

    run()
    documents_tried = tally.pop("documents")
    counted(f"edits: on {documents_tried} generated documents {told(tally)}")


def told(tally: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(tally.items()))
