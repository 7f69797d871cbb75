"""The pages of the rules about the register: what they show is run, in a register of its own."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from rusctl.checks.manual import Example, example, manual
from rusctl.checks.rule import Rule
from rusctl.checks.rules import RULES
from rusctl.storage.plan import load
from tests.conftest import run_rusctl

PROCESS = "config/process.toml"
NEEDED = {
    "events.toml": "",
    PROCESS: 'name = "Strategi"\nregion = "Region"\ntimezone = "Europe/Stockholm"\n'
    'uid_domain = "rus.example.org"\ncontact = "dialog@example.org"\nperiod = { from = 2018-01-01, to = 2020-12-31 }\n',
    "config/roles.toml": '[[role]]\nid = "politiker"\nname = "Politiker"\ngroup = "actor"\n',
}
NO_LINE = ("", 0)  # of a file as a whole: its first line, or none where there is no file
SHOWN = [one for one in RULES if one.needs == "register"]


@pytest.fixture
def folder(tmp_path: Path, made_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made_file, tmp_path / "register")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(rule: Rule, shown: Example, folder: Path) -> list[tuple[str, int]]:
    files = {**NEEDED, **shown.files}
    if files[PROCESS].lstrip().startswith("["):  # an example of milestones alone: they come after what each process has
        files[PROCESS] = f"{NEEDED[PROCESS]}\n{files[PROCESS]}"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for line in shown.commands:
        program, *words = shlex.split(line)
        assert program == "rusctl"
        result = run_rusctl(*words, "--today", shown.today.isoformat())
        assert result.code == 0, (line, result)
    assert load(folder).faults == ()
    findings = json.loads(run_rusctl("check", "--register", "--json", "--today", shown.today.isoformat()).out)
    places = [(one["file"], one["line"]) for one in findings if one["code"] == rule.code]
    return sorted(place if (place[1] or 0) > 1 else NO_LINE for place in places)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_a_rule_fires_on_what_is_marked(rule: Rule, folder: Path) -> None:
    shown = example(manual(rule).bad, rule.code)
    marked = sorted([*shown.marked, *[NO_LINE] * shown.unplaced])
    assert marked
    assert found(rule, shown, folder) == marked


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_a_rule_is_silent_on_what_is_good(rule: Rule, folder: Path) -> None:
    shown = example(manual(rule).good, rule.code)
    assert (shown.marked, shown.unplaced) == ((), False)
    assert found(rule, shown, folder) == []
