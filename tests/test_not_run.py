"""The end of a run names what could not be run on this machine."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calendar.foreign.test_components import CORPUS as CALENDARS
from tests.conftest import ROOT
from tests.storage.conftest import CORPUS as TOML

SAYS = """
def test_counts(counted):
    counted("97 files read")


def test_cannot(not_run):
    not_run("a judge that is not there")
"""


@pytest.mark.parametrize(("name", "folder"), [("the calendar files", CALENDARS), ("the TOML files", TOML)])
def test_a_corpus_that_is_not_beside_the_repository_is_named(
    name: str, folder: Path, not_run: Callable[[str], None]
) -> None:
    if not folder.exists():
        not_run(f"{name} of {os.path.relpath(folder, ROOT)}: no such folder")


@pytest.mark.parametrize("workers", ["0", "1"])
def test_the_report_has_them_last(workers: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SAYS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.faults", "-p", "no:cacheprovider", "-n", workers]
    done = subprocess.run(
        [*command, "--rootdir", tmp_path, tmp_path],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    lines = [line for line in done.stdout.splitlines() if line]
    places = [
        next(at for at, line in enumerate(lines) if text in line) for text in ("97 files", "not run here", "a judge")
    ]
    assert places == sorted(places)
    assert "not run here" not in lines[places[0]]
