"""A project and its register, made without a command line."""

from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.database.database import Register
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from tests.conftest import DAY


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    """The shipped tour as it stood on its day."""
    return Project(str(project), DAY)


@pytest.fixture
def register(tour: Project) -> Register:
    """A register with nobody in it, beside the tour."""
    making.make(tour.folder.path, "", PIECES)
    return making.open_register(tour.folder.path, "")
