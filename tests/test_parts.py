"""What is shipped is known, part by part, and none of it is older than what is safe."""

import importlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import docx
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from rusctl import cli
from tests.conftest import ROOT
from tests.faults import NIGHTLY


def test_the_list_of_parts_has_every_library_that_is_needed_and_its_version() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/sbom.py"], capture_output=True, check=True, text=True)
    listed = {one["name"]: one["version"] for one in json.loads(done.stdout)["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", one)[0].lower() for one in project["dependencies"]}
    assert needed <= listed.keys()
    assert {"pytest", "mypy", "hypothesis"}.isdisjoint(listed)
    assert listed == {name: version(name) for name in listed}


def test_every_part_is_pinned_for_the_tests() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/sbom.py"], capture_output=True, check=True, text=True)
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert {one["name"] for one in json.loads(done.stdout)["components"]} <= pinned


def test_users_see_no_extra_that_is_for_developers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["optional-dependencies"].keys() == {"holidays", "keyring", "pdf", "propose", "postgres"}
    assert project["dependency-groups"].keys() == {"test", "lint", "bench", "fuzz", "mutants"}


def test_a_missing_package_names_the_extra_that_brings_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = {
        Requirement(one).name: extra for extra, needs in project["optional-dependencies"].items() for one in needs
    }
    assert brought == cli.EXTRAS


def test_each_part_that_is_passed_on_has_the_text_of_its_licence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    licence_texts = importlib.import_module("licence_texts").licence_texts
    done = subprocess.run([sys.executable, ROOT / "tools/sbom.py"], capture_output=True, check=True, text=True)
    shipped = [one["name"] for one in json.loads(done.stdout)["components"]] + ["typst", "keyring"]
    place = Path(docx.__path__[0]).parent
    abouts = {plain(about.name.partition("-")[0]): about for about in place.glob("*.dist-info")}
    texts = {name: licence_texts(abouts[name]) for name in shipped if name in abouts}  # keyring may not be there
    assert [name for name, found in texts.items() if not found] == []
    assert [one.name for one in texts["docxtpl"]] == ["LGPL-2.1.txt"]
    assert [one.name for one in texts["recurring-ical-events"]] == ["LICENSE", "GPL-3.0.txt"]


def test_what_developers_need_is_pinned_and_so_is_a_pip_that_knows_groups() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(name): Version(number) for name, mark, number in (line.partition("==") for line in lines) if mark}
    assert pinned["pip"] >= Version("25.1")
    groups = project["dependency-groups"].values()
    needed = [Requirement(one) for group in groups for one in group if isinstance(one, str)]
    assert [one.name for one in needed if not one.specifier.contains(pinned[plain(one.name)])] == []


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_part_has_a_known_fault(not_run: Callable[[str], None]) -> None:
    """Asks the service that knows of faults, at night, where pip-audit is installed and the service is reached."""
    tool = shutil.which("pip-audit")
    if not NIGHTLY or tool is None:
        not_run("known faults of libraries: pip-audit, at night, where it is installed")
        return
    done = subprocess.run(
        [tool, "--requirement", ROOT / "constraints.txt", "--no-deps", "--disable-pip", "--progress-spinner", "off",
         "--format", "json"],
        capture_output=True, check=False, text=True, timeout=300,
    )  # fmt: skip
    if not done.stdout:
        not_run("known faults of libraries: pip-audit does not reach its service")
        return
    parts = json.loads(done.stdout)["dependencies"]
    if unknown := sum("skip_reason" in one for one in parts):  # it ends with 0 also where it could look at nothing
        not_run(f"known faults of libraries: pip-audit's service knows nothing of {unknown} of {len(parts)}")
    assert [one for one in parts if one.get("vulns")] == []
