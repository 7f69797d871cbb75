"""Run the tests on every version of Python that can be had here, and say which ran what.

    python tools/pythons.py [VERSION...]

An interpreter counts where it is on PATH as python3.N, or where pyenv has it. Each gets an environment of its own in
.venv-pythons; where the packages of the tests install there, the whole suite runs, else the tests of storage, schedule
and language with the packages that do.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv-pythons"
OLDEST, NEWEST = 11, 14
ASK = "import json, sys; print(json.dumps(['.'.join(map(str, sys.version_info[:3])), sys.executable]))"
CORE = ("tests/storage", "tests/schedule", "tests/language", "tests/test_patterns.py")
FEW = ("pytest", "pytest-timeout", "pytest-xdist", "hypothesis", "babel")
INSTALL = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--constraint", "constraints.txt")


def candidates() -> Iterator[str]:
    """Give the interpreters that may be there: in every folder of PATH, and those of pyenv."""
    for number in range(OLDEST, NEWEST + 1):
        for folder in os.get_exec_path():
            yield str(Path(folder) / f"python3.{number}")
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = subprocess.run([pyenv, "root"], check=True, capture_output=True, text=True).stdout.strip()
        yield from (str(path) for path in sorted(Path(root).glob("versions/*/bin/python3")))


def found() -> dict[str, str]:
    """Give the interpreters that answer, one for each version."""
    versions: dict[str, str] = {}
    for place in candidates():
        if not Path(place).is_file():
            continue
        asked = subprocess.run([place, "-I", "-c", ASK], check=False, capture_output=True, text=True)
        if asked.returncode == 0:  # a shim of pyenv answers for the version that is set, or not at all
            version, real = json.loads(asked.stdout)
            if OLDEST <= int(version.split(".")[1]) <= NEWEST and version.startswith("3."):
                versions.setdefault(version, real)
    return dict(sorted(versions.items(), key=lambda one: [int(part) for part in one[0].split(".")]))


def tried(version: str, interpreter: str) -> tuple[str, bool]:
    """Run what can be run on a version; give what ran, in words, and whether it passed."""
    place = PLACE / version
    python = place / "bin" / "python"
    if not python.exists() and not done([interpreter, "-m", "venv", str(place)]):
        shutil.rmtree(place, ignore_errors=True)
        return "nothing: venv is missing", False
    renewed = done([str(python), *INSTALL, "pip"])  # dependency groups need 25.1
    whole = renewed and done([str(python), *INSTALL, "--editable", ".[propose,postgres]", "--group", "test"])
    if not whole and not done([str(python), *INSTALL, "--editable", ".", *FEW]):
        return "nothing: what rusctl needs does not install", False
    tests = [] if whole else [part for part in CORE if (ROOT / part).exists()]
    passed = done([str(python), "-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", *tests])
    return ("the whole suite" if whole else "storage, schedule and language"), passed


def done(command: list[str]) -> bool:
    """Run a command in the repository, and say whether it ended well."""
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


def main(wanted: list[str]) -> int:
    """Try each version, and say at the end which ran what."""
    lines = []
    good = True
    for version, interpreter in found().items():
        if wanted and version not in wanted:
            continue
        what, passed = tried(version, interpreter)
        good &= passed
        lines.append(f"{version}: {what}, {'passed' if passed else 'failed'}")
    print("\n".join(lines) or "no Python from 3.11 to 3.14 was found")
    return 0 if good and lines else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
