"""Every pattern of rusctl means the same on every Python that rusctl runs on.

Early releases of 3.11 and 3.12 match a possessive quantifier round a group, and an atomic group, wrongly. Round a
single character it is right everywhere.
"""

import ast
import importlib
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]  # the one judge of what a pattern says
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rusctl

ROOT = Path(rusctl.__file__).parent
ONE_CHARACTER = {"LITERAL", "NOT_LITERAL", "IN", "ANY"}
TAKE_A_PATTERN = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
NOT_IMPORTED = ("migrations", "__main__")  # Alembic runs the ones; the other is the program itself


def patterns() -> Iterator[tuple[str, str, int]]:
    """Give every pattern with where it is from: the compiled ones of all modules, and those written into a call."""
    for module in pkgutil.walk_packages([str(ROOT)], "rusctl."):
        if not module.name.rpartition(".")[2].startswith(NOT_IMPORTED) and ".migrations." not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                for found in compiled(value):
                    yield f"{module.name}:{name}", found.pattern, found.flags
    for file in ROOT.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and written(call):
                pattern = call.args[0]
                assert isinstance(pattern, ast.Constant)
                yield f"{file.name}:{call.lineno}", str(pattern.value), 0


def compiled(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from compiled(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from compiled(one)


def written(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in TAKE_A_PATTERN
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    )


def wrong_somewhere(parsed: Any) -> Iterator[str]:
    """Give what is matched differently by some releases."""
    if isinstance(parsed, parser.SubPattern):
        for operation, argument in parsed:
            name = str(operation)
            if name == "ATOMIC_GROUP":
                yield "an atomic group"
            elif name == "POSSESSIVE_REPEAT" and not (
                len(argument[2]) == 1 and str(argument[2][0][0]) in ONE_CHARACTER
            ):
                yield "a possessive quantifier round a group"
            yield from wrong_somewhere(argument)
    elif isinstance(parsed, tuple | list):
        for one in parsed:
            yield from wrong_somewhere(one)


def faults_of(pattern: str, flags: int = 0) -> list[str]:
    return list(wrong_somewhere(parser.parse(pattern, flags & ~re.DEBUG)))


def test_no_pattern_is_matched_differently_by_an_early_release() -> None:
    found = list(patterns())
    assert any(where.startswith("rusctl.storage.toml.spans:_BODY") for where, _, _ in found)
    assert [(where, faults) for where, pattern, flags in found if (faults := faults_of(pattern, flags))] == []


@pytest.mark.parametrize(
    "pattern", ["(?:ab?c)*+", "(((?!C).)++)", "(?>a)", "((x)|y)?+", "a(?:b(?:cd){2,3}+)", "(?=(?>a|b))", "(?:a|b(?>c))"]
)
def test_what_is_matched_differently_is_seen(pattern: str) -> None:
    assert faults_of(pattern)


@pytest.mark.parametrize("pattern", ["[^a]*+", "a++", ".?+", "(?:a|bc)*", "[ab]{3,5}+"])
def test_a_single_character_may_give_nothing_back(pattern: str) -> None:
    assert not faults_of(pattern)
