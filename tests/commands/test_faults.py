"""Every call that writes fails once in each changing command, or the process dies in it: the plan is old or new."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copy_plan, run_rusctl
from tests.faults import ALL_KINDS

KINDS = ALL_KINDS if os.environ.get("RUSCTL_NIGHTLY") else ("enospc", "die-torn")
COMMANDS = {
    "move": ["event", "move", "norberg", "2018-12-03", "--reason", "skäl"],
    "confirm": ["event", "confirm", "norberg"],
    "tentative": ["event", "tentative", "arboga"],
    "cancel": ["event", "cancel", "norberg"],
    "held": ["event", "held", "sala"],
    "reopen": ["event", "reopen", "koping"],
    "add": ["event", "add", "--municipality", "sala", "--date", "2018-12-11"],
    "remove": ["event", "remove", "vasteras"],
    "undo": ["undo"],
    "baseline": ["baseline", "set", "start"],
    "schema": ["schema", "--write"],
    "export": ["export", "--output", "tour.ics"],
}
SENTENCES = ("nothing was changed", "the next change does it", "could not be ended", "could not confirm it")


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files that belong to the user."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".rusctl" not in str(path.relative_to(folder)))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_fails_anywhere(
    command: str,
    tmp_path: Path,
    faulted: Callable[..., list[Any]],
    counted: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")
    template = tmp_path / "template"
    template.mkdir()
    copy_plan(template)
    monkeypatch.chdir(template)
    if command == "reopen":
        assert run_rusctl("event", "cancel", "koping").code == 0
    if command == "undo":
        assert run_rusctl("event", "confirm", "norberg").code == 0
    if command == "schema":
        (template / "config/schema/events.schema.json").unlink()
    old = contents(template)
    runs = faulted(template, *COMMANDS[command], kinds=KINDS)
    (new,) = {tuple(sorted(contents(run.folder).items())) for run in runs if not run.call}
    assert dict(new) != old
    for run in runs:
        found = contents(run.folder)
        assert found in (old, dict(new)), run
        died = run.kind.startswith("die") and run.call
        assert run.code == 137 if died else run.code in (0, 7), run
        if run.code == 7:
            assert any(sentence in run.err for sentence in SENTENCES), run
            assert "Traceback" not in run.err
        monkeypatch.chdir(run.folder)
        assert run_rusctl("event", "add", "next", "--title", "Next").code == 0, run
        if command == "export":
            assert run_rusctl(*COMMANDS[command]).code == 0, run
        assert list(run.folder.rglob(".*.rusctl-*")) == [], run
    counted(f"faults, rusctl {command}: {len(runs)} runs, the plan old or new in each, what was left swept")
