"""What is imported where: at the top, unless it loads a slow library that most commands need for nothing."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rusctl
from tests.conftest import ROOT

PACKAGE = Path(rusctl.__file__).parent
MOST = 120  # imports inside functions; each costs a reader a look, so a new one takes another's place
ROOMS = ("calendar", "database", "output", "register", "schedule", "storage")  # pyproject names their modules
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
BANNED = set(SETTINGS["flake8-tidy-imports"]["banned-module-level-imports"])
SLOW = {name for name in BANNED if not name.startswith("rusctl.")} - {"difflib", "json", "subprocess", "tomllib"}


@cache
def trees() -> dict[Path, ast.Module]:
    """Give what each module of the program says, read once."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


class Found(NamedTuple):
    """An import inside a function: its file, its line, and the comment beside it."""

    file: str
    line: int
    comment: str


def inside_functions() -> Iterator[Found]:
    for path, tree in trees().items():
        lines = path.read_text(encoding="utf-8").splitlines()
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        found = {
            one.lineno for each in functions for one in ast.walk(each) if isinstance(one, ast.Import | ast.ImportFrom)
        }
        for line in sorted(found):
            yield Found(path.relative_to(ROOT).as_posix(), line, lines[line - 1].partition("#")[2])


def at_the_top(body: list[ast.stmt]) -> Iterator[str]:
    """Give what a module imports when it is imported."""
    for one in body:
        match one:
            case ast.Import():
                yield from (alias.name for alias in one.names)
            case ast.ImportFrom():
                yield from (f"{one.module}.{alias.name}" for alias in one.names)
            case ast.If() if "TYPE_CHECKING" not in ast.unparse(one.test):
                yield from at_the_top(one.body)
            case ast.Try():
                yield from at_the_top(one.body)
            case _:
                pass


def loaded() -> dict[str, set[str]]:
    """Give the slow libraries that each module loads, by itself or through what it imports."""
    direct: dict[str, set[str]] = {}
    for path, tree in trees().items():
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        direct[name] = set(at_the_top(tree.body))
    slow = {name: {one.split(".")[0] for one in names} & SLOW for name, names in direct.items()}
    changed = True
    while changed:
        changed = False
        for name, names in direct.items():
            below = [one if one in slow else one.rpartition(".")[0] for one in names]
            more = set().union(*(slow.get(one, set()) for one in below)) - slow[name]
            slow[name] |= more
            changed |= bool(more)
    return slow


def test_imports_inside_functions_are_few() -> None:
    assert len(list(inside_functions())) <= MOST


def test_each_import_inside_a_function_has_its_reason_beside_it() -> None:
    assert [one for one in inside_functions() if not one.comment.replace("noqa: PLC0415", "").strip(" -")] == []


def test_the_modules_that_are_not_imported_at_the_top_are_those_that_load_something_slow() -> None:
    """A module that loads nothing slow may be imported anywhere; one that does is named in pyproject."""
    slow = loaded()
    named = {name for name in BANNED if name.startswith("rusctl.")}
    assert [name for name in sorted(named) if not slow[name]] == []
    rooms = [name for name in slow if name.split(".")[1:2] and name.split(".")[1] in ROOMS]
    assert [name for name in sorted(rooms) if slow[name] and name not in named and ".migrations." not in name] == []


def imported() -> dict[str, set[str]]:
    """Give rusctl's own modules that each module imports, anywhere in it."""
    modules: dict[str, Path] = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    found: dict[str, set[str]] = {}
    for name, path in modules.items():
        tree = trees()[path]
        froms = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module]
        wanted = [(str(one.module), f"{one.module}.{alias.name}") for one in froms for alias in one.names]
        found[name] = {full if full in modules else module for module, full in wanted} & modules.keys() - {name}
    return found


def test_no_module_imports_itself_by_way_of_others() -> None:
    left = imported()
    while free := {name for name, wants in left.items() if not wants & left.keys()}:
        left = {name: wants for name, wants in left.items() if name not in free}
    assert sorted(left) == []


def test_few_names_of_classes_have_two_bearers_and_none_has_more() -> None:
    bearers: dict[str, list[str]] = {}
    for path, tree in trees().items():
        for one in tree.body:
            if isinstance(one, ast.ClassDef):
                bearers.setdefault(one.name, []).append(path.relative_to(ROOT).as_posix())
    several = {name: files for name, files in bearers.items() if len(files) > 1}
    assert all(len(files) == 2 for files in several.values())
    assert len(several) <= 6, several
