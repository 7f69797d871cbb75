"""A command that only shows something changes no byte of the folder, and needs no leave to write there."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Run

READS = (
    "status", "tour", "milestones", "check",
    "deadlines council", "forecast", "report status", "report annual 2018 -o -",
    "roles", "coverage", "balance", "person list", "answers",
)  # fmt: skip


def held(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def closed(project: Path) -> Iterator[Path]:
    """The plan, in folders that nobody may write in; for root, who may all the same, the bytes say it."""
    folders = [project, *(path for path in project.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    yield project
    for folder in folders:
        folder.chmod(0o755)


@pytest.mark.parametrize("words", READS)
def test_what_shows_changes_nothing(words: str, closed: Path, rusctl: Run) -> None:
    before = held(closed)
    result = rusctl(*words.split(), "--lang", "en")
    assert "cannot be written" not in result.err
    assert result.code in {0, 1}, result
    assert held(closed) == before
