"""A folder to work in and a command line to run, for the tests of commands."""

import contextlib
import gc
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from rusctl import cli
from rusctl.model.plan import SWEDEN
from rusctl.schedule.days.workdays import observe
from tests.examples import NIGHTLY, examples, left_for_the_night

pytest_plugins = ["tests.faults"]  # faults on purpose, and counts at the end of the run

# how fast the machine is, is no property of the code
hypothesis.settings.register_profile("untimed", deadline=None, max_examples=examples(100))
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
DAY = "2018-11-08"


def pytest_configure() -> None:
    """Compile the catalogue, where the texts have changed since; and let Ctrl-C be Ctrl-C in what tests start.

    A shell that starts the tests in the background has them ignore it, and what they start would inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    subprocess.run([sys.executable, ROOT / "tools" / "build_catalogues.py"], check=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave by day what waits for the night, but where somebody names a test."""
    named = any("::" in argument for argument in config.args)
    left = [] if NIGHTLY or named else left_for_the_night(items)
    if left:
        waiting = set(left)
        items[:] = [item for item in items if item not in waiting]
        config.hook.pytest_deselected(items=left)


def pytest_xdist_auto_num_workers() -> int:
    """Give one worker more than there are cores, since tests wait for servers, clocks and discs, too."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Leave what stands for good, thousands of tests among it, out of what is looked through for garbage."""
    gc.freeze()


def sources() -> Iterator[str]:
    """Give the files that git keeps, or will; in an unpacked source archive those that it held."""
    if (ROOT / ".git").exists():
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    else:
        held = next(ROOT.glob("*.egg-info")) / "SOURCES.txt"  # which setuptools puts into the archive
        names = held.read_text(encoding="utf-8").splitlines()
    yield from (name for name in names if (ROOT / name).is_file() and not name.endswith(".mo"))


def copy_sources(target: Path) -> None:
    """Copy what belongs to the project, and nothing that was made of it."""
    for name in sources():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)


class Result(NamedTuple):
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def run_rusctl(*words: str) -> Result:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(list(words))
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Result(code, *texts)


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of all states; a numbered one for each test would list all that stand before it is made."""
    return tmp_path_factory.mktemp("states")


@pytest.fixture(autouse=True)
def sweden() -> None:
    """Let days off be Sweden's, whatever folder the test before has read."""
    observe(SWEDEN)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, states: Path) -> None:
    """Take away what the developer's own machine says, and fix the day and the width."""
    for name in list(os.environ):
        if name.startswith(("RUSCTL_PROJECT", "RUSCTL_LANG", "RUSCTL_REGISTER", "LC_", "LANG", "GITHUB_")) or name in {
            "NO_COLOR",
            "EDITOR",
            "VISUAL",
        }:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("RUSCTL_TODAY", DAY)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("XDG_STATE_HOME", tempfile.mkdtemp(dir=states))


def copy_plan(target: Path) -> Path:
    """Copy the shipped folder's plan."""
    shutil.copy(ROOT / "events.toml", target / "events.toml")
    shutil.copytree(ROOT / "config", target / "config")
    return target


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped tour, entered."""
    folder = tmp_path / "plan"
    folder.mkdir()
    monkeypatch.chdir(copy_plan(folder))
    return folder


def agree(folder: Path) -> None:
    """Agree to what a plan asks for, as its user does on this machine."""
    result = run_rusctl("trust", "--yes", "--project", str(folder))
    assert result.code == 0, result.err


@pytest.fixture
def rusctl() -> Run:
    return run_rusctl


def golden(name: str, text: str) -> None:
    """Compare with a golden file; RUSCTL_GOLDEN=write renews it."""
    path = ROOT / "tests" / "golden" / name
    if os.environ.get("RUSCTL_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs; RUSCTL_GOLDEN=write renews it"


@pytest.fixture(name="golden")
def golden_fixture() -> Callable[[str, str], None]:
    return golden
