"""What is handed out, and what others' services run: built the same from every clone, and tried in a shell."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ACTION = ".github/actions/check/action.yml"
TEMPLATE = "tools/ci/gitlab.yml"


def scripts(name: str) -> list[str]:
    """Give the shell scripts of a file: the blocks of an action's steps, or the lines of a job."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^( +)run: \|\n((?:\1  .*\n?)+)", text, re.MULTILINE)
    job = re.search(r"^  script:\n((?:    - .*\n)+)", text, re.MULTILINE)
    lines = [line.strip().removeprefix("- ") for line in job[1].splitlines()] if job else []
    return [*(textwrap.dedent(block) for _, block in blocks), *(["\n".join(lines)] if lines else [])]


def run(script: str, plan: Path, options: str = "") -> int:
    """Run a script as the services do: in bash, which stops at the first that fails."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RUSCTL_PROJECT": str(plan),
        "RUSCTL_CHECK_OPTIONS": options,
        "RUSCTL_TODAY": "2018-11-08",
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copy(ROOT / "events.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [ACTION, TEMPLATE])
def test_a_service_passes_what_is_right_and_stops_at_what_is_not(name: str, plan: Path) -> None:
    checking = scripts(name)[-1]
    assert (run(checking, plan), run(checking, plan, "--strict")) == (0, 1)
    events = plan / "events.toml"
    events.write_text(
        events.read_text(encoding="utf-8").replace('municipality = "norberg"', 'municipality = "norbreg"'),
        encoding="utf-8",
    )
    assert run(checking, plan) == 1


def test_the_action_installs_what_it_was_fetched_with() -> None:
    installing, _ = scripts(ACTION)
    here = (ROOT / ACTION).parent
    named = re.findall(r'"\$GITHUB_ACTION_PATH/([^"]*)"', installing)
    assert [(here / one).resolve() for one in named] == [ROOT / "constraints.txt", ROOT]


def test_the_hooks_call_commands_that_are_there() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert re.findall(r"entry: (.*)", text) == ["rusctl check", "rusctl check --privacy"]


def test_the_pages_name_files_that_are_there() -> None:
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(\.\./([^)]*)\)", text)
    assert (sorted(named), [name for name in named if not (ROOT / name).exists()]) == (
        [ACTION, "Containerfile", TEMPLATE],
        [],
    )


def test_what_is_built_has_the_same_bytes_whoever_builds_it(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():  # in the archive itself
        return
    found = []
    for name, mask in (("one", 0o022), ("two", 0o077)):
        command = [sys.executable, str(ROOT / "tools/dist.py"), str(tmp_path / name)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1543622400"}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, umask=mask)
        files = sorted((tmp_path / name).iterdir())
        found.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert found[0] == found[1]
    assert [name.rpartition(".")[2] for name in found[0]] == ["whl", "gz"]
