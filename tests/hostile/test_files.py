"""Whatever stands in the place of a file, every command ends, with at most a sentence: no traceback, no waiting."""

import os
import shutil
import signal
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import run_rusctl
from tests.hostile.command_lines import WORDS, line, make, names
from tests.hostile.damage import DAMAGES
from tests.injection.places import FILES

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
pytestmark = pytest.mark.timeout(0)  # each command has an alarm of its own here, and a process has one alarm only
COMMANDS = tuple(names())
SECONDS = 60  # a command that waits for something is stopped; a busy machine takes its time
FEW = 60 if NIGHTLY else 2  # damaged files that each command meets


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    before = Path.cwd()
    os.chdir(folder)
    make(folder)
    os.chdir(before)
    return folder


def late(_signal: int, _frame: FrameType | None) -> None:
    raise AssertionError("it waits")


def fresh(whole: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    os.chdir(folder)


def put_back(whole: Path, folder: Path, file: str) -> None:
    path = folder / file
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    path.unlink(missing_ok=True)
    shutil.copyfile(whole / file, path)


def ends_well(folder: Path, name: str, file: str, damage: str) -> None:
    DAMAGES[damage](folder / file)
    told = (name, file, damage)
    signal.alarm(SECONDS)
    result = run_rusctl(*line(name))
    signal.alarm(0)
    assert result.code in {0, 1, 2, 3, 4, 6, 7}, (told, result)
    assert "Traceback" not in result.err, told
    if result.code and not result.out:
        assert result.err.splitlines()[-1].startswith("rusctl: "), (told, result)
    assert len(result.err) < 4_000, (told, result.err)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("RUSCTL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    before = signal.signal(signal.SIGALRM, late)
    yield tmp_path / "plan"
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_every_command_has_its_words(whole: Path, folder: Path) -> None:
    """The words are for commands that there are, and none is refused for how it is written."""
    assert WORDS.keys() <= set(COMMANDS)
    for name in COMMANDS:
        fresh(whole, folder)
        result = run_rusctl(*line(name))
        assert result.code in {0, 1, 3, 7}, (name, result)


@pytest.mark.parametrize("file", FILES)
def test_check_ends_whatever_stands_in_a_file_s_place(file: str, whole: Path, folder: Path) -> None:
    fresh(whole, folder)
    some = DAMAGES if NIGHTLY else islice(DAMAGES, list(FILES).index(file) % 2, None, 2)
    for damage in some:
        ends_well(folder, "check", file, damage)
        put_back(whole, folder, file)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_ends_whatever_stands_in_a_file_s_place(name: str, whole: Path, folder: Path) -> None:
    pairs = list(product(FILES, DAMAGES))
    start = COMMANDS.index(name)
    # one in so many, each command from another one on, so that at night they meet every pair together
    step = len(pairs) // FEW
    for file, damage in islice(pairs, start * 11 % step, None, step):
        fresh(whole, folder)
        ends_well(folder, name, file, damage)
