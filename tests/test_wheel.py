"""The wheel, as somebody installs it: built from what git holds, it has every text and every file it reads."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_sources


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the files that are in git, and unpack it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    copy_sources(source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", out, source], check=True, timeout=120)
    [wheel] = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def run(installed: Path, *words: str) -> str:
    """Run the program of the wheel, and no other."""
    code = "import rusctl, sys; from rusctl.__main__ import main; print(rusctl.__file__, file=sys.stderr); main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[0] == str(installed / "rusctl" / "__init__.py")
    assert done.returncode == 0
    return done.stdout


def test_an_installed_copy_speaks_swedish(installed: Path) -> None:
    assert run(installed, "--lang", "sv", "--help").startswith("Användning: rusctl [FLAGGOR] KOMMANDO [ARGUMENT]...")


def test_the_wheel_holds_compiled_texts_alone(installed: Path) -> None:
    held = sorted(path.relative_to(installed).as_posix() for path in installed.rglob("locale/**/*") if path.is_file())
    assert held == ["rusctl/language/locale/sv/LC_MESSAGES/rusctl.mo"]


def test_the_wheel_holds_every_template_and_example(installed: Path) -> None:
    def held(folder: Path) -> set[str]:
        found = (path for path in (folder / "rusctl").rglob("templates/**/*") if path.is_file())
        return {path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts}

    assert held(installed) == held(ROOT)
