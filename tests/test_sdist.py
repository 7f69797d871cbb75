"""The source archive, as somebody packages it: it holds what git holds, and its tests run where it is unpacked."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from rusctl import __version__
from tests.conftest import copy_sources, sources

BUILD = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
SOME = (
    "tests/test_record.py",
    "tests/test_cli.py::test_version",
    "tests/storage/toml/test_toml.py",
    "tests/schedule/days",
)
OWN = "import rusctl, tests.conftest; print(rusctl.__file__, tests.conftest.__file__)"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the archive from the files that are in git, and unpack it somewhere else."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("sdist")
    copy_sources(source)
    subprocess.run([sys.executable, "-c", BUILD, out], cwd=source, check=True, capture_output=True, timeout=120)
    [archive] = out.glob("*.tar.gz")
    with tarfile.open(archive) as held:
        held.extractall(out, filter="data")
    return out / f"rusctl-{__version__}"


def test_it_holds_what_git_holds(unpacked: Path) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert {name for name in sources() if not name.startswith(".ci/")} <= held
    assert not {name for name in held if name.endswith((".mo", ".pyc")) or name.startswith("register/")}


def test_its_tests_run(unpacked: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    environment.pop("RUSCTL_NIGHTLY", None)  # the campaigns of these tests are run where they stand
    where = subprocess.run(
        [sys.executable, "-c", OWN], cwd=unpacked, env=environment, check=True, capture_output=True, text=True
    )
    assert all(Path(name).is_relative_to(unpacked) for name in where.stdout.split())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *SOME],
        cwd=unpacked,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
