"""Databases have one owner: whoever writes to SQLite itself, or makes an engine, stands in rusctl/database."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

OWNED = ("sqlite3", "alembic", "psycopg")


def loaded(tree: ast.AST) -> Iterator[str]:
    """Give the libraries that a file imports, at its top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "__import__":
            yield from (str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant))


def owners(library: str) -> set[str]:
    rooms = set()
    for path in sorted((ROOT / "rusctl").rglob("*.py")):
        if library in loaded(ast.parse(path.read_text(encoding="utf-8"))):
            rooms.add(path.relative_to(ROOT / "rusctl").parts[0])
    return rooms


@pytest.mark.parametrize("library", OWNED)
def test_a_library_of_databases_is_loaded_in_one_room(library: str) -> None:
    assert owners(library) == {"database"}


@pytest.mark.parametrize("text", ["import sqlite3", "def f():\n    from sqlite3 import Row", '__import__("sqlite3")'])
def test_it_is_seen_wherever_it_is_loaded(text: str) -> None:
    assert list(loaded(ast.parse(text))) == ["sqlite3"]


def test_no_room_makes_an_engine_but_this_one() -> None:
    found = {
        path.relative_to(ROOT / "rusctl").parts[0]
        for path in Path(ROOT / "rusctl").rglob("*.py")
        if "create_engine" in path.read_text(encoding="utf-8")
    }
    assert found == {"database"}
