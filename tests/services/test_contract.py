"""What the program does, it does without the screen: who prints, asks or reads the command line is a command."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ABOVE = ("__main__.py", "cli.py", "commands")
REASONS = {
    "output/progress.py": "writes how far work has come to the terminal, where there is one",
    "output/rich_tables.py": "draws tables as wide as the terminal that rich writes them to",
    "storage/untrusted/sandbox_limits.py": "is a process of its own, which is given its work through a pipe",
}
STREAMS = ("stdin", "stdout", "stderr", "argv")


def mentions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give what a file says of the screen, by line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="print" as name) | ast.Call(func=ast.Name(id="input" as name)):  # an input has that name
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name.strip("_") in STREAMS:
                yield node.lineno, f"sys.{name}"
            case ast.ImportFrom(module="sys", names=names):
                yield from ((node.lineno, f"sys.{one.name}") for one in names if one.name.strip("_") in STREAMS)
            case ast.Import(names=names):
                yield from (
                    (node.lineno, one.name) for one in names if one.name.partition(".")[0] in ("typer", "click")
                )
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in ("typer", "click"):
                yield node.lineno, module
            case _:
                pass


def found(path: Path) -> list[str]:
    name = path.relative_to(ROOT / "rusctl").as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{name}:{line}: {what}" for line, what in sorted(mentions(tree))]


def below() -> Iterator[Path]:
    """Give the files of services and of all rooms below."""
    for path in sorted((ROOT / "rusctl").rglob("*.py")):
        name = path.relative_to(ROOT / "rusctl").as_posix()
        if name.partition("/")[0] not in ABOVE:
            yield path


def test_services_and_all_below_them_neither_print_nor_ask() -> None:
    names = {path.relative_to(ROOT / "rusctl").as_posix(): path for path in below()}
    assert {"services/project.py", "services/publishing/to_server.py", "model/plan.py"} <= names.keys()
    assert [one for name, path in names.items() if name not in REASONS for one in found(path)] == []


def test_a_command_is_a_screen() -> None:
    """A file of commands reads arguments, calls a service and prints; what is longer does more."""
    long = {
        path.relative_to(ROOT / "rusctl").as_posix(): lines
        for path in sorted((ROOT / "rusctl/commands").rglob("*.py"))
        if "common" not in path.parts and (lines := path.read_text(encoding="utf-8").count("\n")) > 150
    }
    assert long == {}


def test_what_is_excepted_still_needs_it() -> None:
    assert [name for name in REASONS if not found(ROOT / "rusctl" / name)] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("print(1)", ["print"]),
        ("say = print", ["print"]),
        ("import sys\nsys.stdout.write('')", ["sys.stdout"]),
        ("import sys\nsys.__stdin__.read()", ["sys.__stdin__"]),
        ("from sys import argv, path", ["sys.argv"]),
        ("import typer", ["typer"]),
        ("from typer.main import get_command", ["typer.main"]),
        ("name = input()", ["input"]),
        ("console.print(1)\nsys.path\nfrom . import typer_like", []),
    ],
)
def test_what_is_looked_for_is_found(text: str, what: list[str]) -> None:
    assert [one for _, one in mentions(ast.parse(text))] == what
