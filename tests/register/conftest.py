"""A register in a copy of the shipped plan, in SQLite and in PostgreSQL: each test runs on both."""

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.database.database import Register
from rusctl.register import schema  # noqa: F401 - its tables belong to the database, too
from rusctl.services.pieces import PIECES
from tests.conftest import Result, run_rusctl
from tests.register.server import Server, server


@pytest.fixture(scope="session", name="postgres")
def postgres_fixture() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new register, to be copied: making one takes a while."""
    folder = tmp_path_factory.mktemp("made")
    making.make(folder, "", PIECES)
    return folder / "register"


@pytest.fixture(scope="session")
def made_database(postgres: Server) -> Iterator[str]:
    """The name of a database with a new register, to be copied."""
    with postgres.database() as url:
        making.make(Path(), url, PIECES)
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A place for a register; gives its address, which is empty for the file beside the plan."""
    wanted = "register" in request.fixturenames
    if request.param == "sqlite":
        if wanted:
            shutil.copytree(request.getfixturevalue("made_file"), project / "register")
        yield ""
        return
    template = request.getfixturevalue("made_database") if wanted else "template1"
    with request.getfixturevalue("postgres").database(template) as url:
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        yield url


@pytest.fixture
def register(database: str, project: Path) -> Register:
    """A new register with nobody in it."""
    assert database is not None
    return making.open_register(project, "")


Typed = Callable[..., Result]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run a command line with a text on its standard input, which is no terminal."""

    def run(text: str, *words: str) -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        return run_rusctl(*words, "--lang", "en")

    return run
