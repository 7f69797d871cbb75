"""What README.md and make demo tell to type works as typed, in a fresh clone and on any day."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, copy_plan

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMO = (ROOT / "tools" / "demo.sh").read_text(encoding="utf-8")
DAYS = ("2018-11-08", "2026-12-01", "2031-02-28")


@pytest.mark.parametrize("day", DAYS)
def test_the_readme_is_typed(day: str, project: Path, monkeypatch: pytest.MonkeyPatch, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    monkeypatch.setenv("RUSCTL_TODAY", day)
    for name, value in re.findall(r"^    export (RUSCTL_\w+)=(\S+)$", README, re.MULTILINE):
        monkeypatch.setenv(name, value)
    lines = re.findall(r"^\$ rusctl (.*)$", README, re.MULTILINE)
    assert len(lines) >= 6
    for line in lines:
        done = rusctl(*shlex.split(line))
        assert done.code == 0, (line, done.err)
        assert all(shown in README for shown in map(str.rstrip, done.out.splitlines()))
    assert (project / "events.toml").read_bytes() == before


@pytest.mark.parametrize("day", DAYS)
def test_the_end_of_the_demo_is_typed(day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rusctl: Run) -> None:
    (tmp_path / "demo").mkdir()
    copy_plan(tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUSCTL_TODAY", day)
    (line,) = re.findall(r"Now try: (.*)\\n'", DEMO)
    program, *words = shlex.split(line)
    assert program == ".venv/bin/rusctl", "make demo puts rusctl there, and on nobody's path"
    done = rusctl(*words)
    assert done.code == 0, done.err
    assert "Norberg" in done.out
    assert "2018" in done.out
