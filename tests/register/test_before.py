"""Databases that an earlier rusctl wrote: what they hold is shown as it was shown then."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, Run

HERE = Path(__file__).parent / "before"
SHOWN = json.loads((HERE / "shown.json").read_text(encoding="utf-8"))


@pytest.fixture
def before(project: Path, rusctl: Run) -> Callable[..., Result]:
    """A folder with the two databases of rusctl 0.1: people, and messages in every state."""
    folder = project / "register"
    folder.mkdir(mode=0o700)
    for name in ("register.sqlite3", "outbox.sqlite3"):
        shutil.copyfile(HERE / name, folder / name)
    assert rusctl("register", "migrate").code == 0
    return lambda *words: rusctl("--lang", "en", *words)


@pytest.mark.parametrize("line", SHOWN)
def test_all_is_shown_as_it_was(before: Callable[..., Result], line: str) -> None:
    result = before(*line.split())
    assert result.code == 0, result.err
    shown = json.loads(result.out)
    if line.startswith("register log"):
        assert shown.pop(0)["what"] == "register migrate"
    assert shown == SHOWN[line]
