"""What a shell offers to complete: commands of two words, and the ids that a value may be."""

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from rusctl.cli import COMMANDS
from rusctl.commands.common import typed
from rusctl.commands.common.completion import begun, completes
from rusctl.commands.common.pick_shapes import PickList
from tests.conftest import run_rusctl

OF_THE_FOLDER = {
    *("BODY", "EVENT", "EVENT...", "KIND", "LIKE", "MILESTONE", "MUNICIPALITY", "PHASE", "ROLE", "STATUS", "STEP"),
    *("TARGET", "TEMPLATE", "TOUR", "[EVENT]...", "LEVEL", "STATE", "ANSWER", "GROUP"),
}
NEW = {"template add", "phase add"}  # their first argument names what is not there yet


def offered(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words = f"rusctl {line}".split(" ")
    monkeypatch.setenv("_RUSCTL_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    done = run_rusctl()
    assert done.err == ""
    return done.out.split()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tour ", ["add", "set", "remove"]),
        ("tour rem", ["remove"]),
        ("tour add --mun", ["--municipality"]),
        ("tour add --municipality kö", ["koping"]),
        ("tour add x --kind komm", ["kommundialog"]),
        ("tour --status pre", ["tentative"]),
        ("event move Hall", ["hallstahammar"]),
        ("event confirm sala no", ["norberg"]),
        ("event set sala --confirms pro", ["projektledare"]),
        ("milestone outcome council re", ["referred-back", "rejected"]),
        ("milestone outcome council referred-back --to bo", ["board"]),
        ("whatif move counc", ["council"]),
        ("milestones --graph m", ["mermaid"]),
        ("body add x --kind joint-c", ["joint-committee"]),
        ("lead-time set regionstyrelsen no", ["notice"]),
        ("invite vast", ["vasteras"]),
        ("person find no", []),
    ],
)
def test_what_is_offered(line: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(line, monkeypatch) == expected


def test_where_there_is_no_plan_nothing_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("event show s", monkeypatch) == []


def test_an_id_is_offered_once_by_itself_or_by_a_name() -> None:
    choices = [PickList("koping", "Köping"), PickList("koping", "K-stad"), PickList("sala", "Sala")]
    assert begun(choices, "K") == ["koping"]
    assert begun(choices, "") == ["koping", "sala"]


def _declared(table: Mapping[str, Any] = COMMANDS, before: str = "") -> Iterator[tuple[str, typed.Declared]]:
    for name, entry in table.items():
        if not isinstance(entry, str):
            yield from _declared(entry, f"{before}{name} ")
            continue
        module, _, function = entry.partition(":")
        hints = get_type_hints(
            getattr(importlib.import_module(f"rusctl.commands.{module}"), function), include_extras=True
        )
        for hint in hints.values():
            yield from (
                (before + name, one) for one in getattr(hint, "__metadata__", ()) if isinstance(one, typed.Declared)
            )


def test_every_value_that_the_folder_knows_is_completed() -> None:
    lacking = [
        (command, one.names, one.settings["metavar"])
        for command, one in _declared()
        if one.settings.get("metavar") in OF_THE_FOLDER
        and not (command in NEW and not one.names)
        and "autocompletion" not in one.settings
        and completes(one) is None
    ]
    assert lacking == []
