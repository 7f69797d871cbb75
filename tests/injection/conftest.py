"""A plan to put hostile texts into, with a register where one is asked for."""

import shutil
from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.services.pieces import PIECES
from tests.injection.places import write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plan = tmp_path / "plan"
    plan.mkdir()
    monkeypatch.chdir(plan)
    (plan / "list.txt").write_text("Testperson Ett <ett@example.org>\n", encoding="utf-8")
    write(plan, {})
    return plan


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    making.make(place, "", PIECES)
    return place / "register"


@pytest.fixture
def register_file(folder: Path, made: Path) -> Path:
    shutil.copytree(made, folder / "register")
    return folder
