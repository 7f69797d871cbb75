"""`make pythons` finds the interpreters that answer, one for each version that rusctl runs on."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture
def pythons() -> Any:
    """The tool, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("pythons", ROOT / "tools" / "pythons.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_interpreters_are_found_on_the_path(pythons: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"python3.11": "3.11.2", "python3.12": "3.12.9", "python3.13": "3.12.9", "python3.14": ""}
    for name, version in answers.items():
        place = tmp_path / name
        place.write_text(f"#!/bin/sh\necho '[\"{version}\", \"{name}\"]'; test -n '{version}'\n", encoding="utf-8")
        place.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pythons.found() == {"3.11.2": "python3.11", "3.12.9": "python3.12"}


@pytest.mark.parametrize(
    ("fails", "ran"),
    [("", "the whole suite"), ("--group", "storage, schedule and language"), ("--editable", "nothing")],
)
def test_what_does_not_install_leaves_the_tests_of_the_core(
    pythons: Any, monkeypatch: pytest.MonkeyPatch, fails: str, ran: str
) -> None:
    commands = []

    def done(command: list[str]) -> bool:
        commands.append(command)
        return fails not in command

    monkeypatch.setattr(pythons, "done", done)
    what, passed = pythons.tried("3.11.2", "python3.11")
    assert what.startswith(ran)
    assert passed is (ran != "nothing")
    assert ("tests/storage" in commands[-1]) is (fails == "--group")
    assert next(one[-1] for one in commands if "pip" in one) == "pip"  # which knows groups, before the groups
