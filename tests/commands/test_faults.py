"""Every call that writes fails once in each changing command, or the process dies in it: the plan is old or new.

A change of several files that a death has halved is put back by the next one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copy_plan, run_rusctl
from tests.examples import NIGHTLY
from tests.faults import ALL_KINDS

KINDS = ALL_KINDS if NIGHTLY else ("enospc", "die-torn")
EVERY = 1 if NIGHTLY else 3  # the commands write alike: what one leaves out by day, another tries
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
    "busy add": ["busy", "add", "other.ics", "--id", "other", "--everyone"],
    "busy again": ["busy", "add", "other.ics", "--id", "known", "--name", "Andra"],
    "busy remove": ["busy", "remove", "known"],
    "import": ["import", "other.ics", "--kind", "kommundialog", "--yes"],
    "import again": ["import", "moved.ics", "--kind", "kommundialog", "--yes"],
}
OTHER = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a@example.org
DTSTART:20181211T090000Z
DTEND:20181211T100000Z
SUMMARY:Referensgrupp
END:VEVENT
END:VCALENDAR
"""
SENTENCES = ("nothing was changed", "the next change does it", "could not be ended", "could not confirm it")


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files that belong to the user."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".rusctl" not in str(path.relative_to(folder)))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def without_events(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name != "events.toml"}


def each_is_one_of(found: dict[str, bytes], *sides: dict[str, bytes]) -> bool:
    names = set(found).union(*sides)
    return all(found.get(name) in [side.get(name) for side in sides] for name in names)


def prepare(command: str, template: Path) -> None:
    """Bring the folder to where the command has something to do."""
    if command == "reopen":
        assert run_rusctl("event", "cancel", "koping").code == 0
    if command == "undo":
        assert run_rusctl("event", "confirm", "norberg").code == 0
    if command == "schema":
        (template / "config/schema/events.schema.json").unlink()
    if command.startswith(("busy", "import")):
        (template / "other.ics").write_text(OTHER, encoding="utf-8")
        (template / "moved.ics").write_text(OTHER.replace("20181211", "20181212"), encoding="utf-8")
    if command in {"busy again", "busy remove"}:
        assert run_rusctl("busy", "add", "other.ics", "--id", "known", "--everyone").code == 0
        (template / "other.ics").write_text(OTHER.replace("20181211", "20181212"), encoding="utf-8")
    if command == "import again":
        assert run_rusctl(*COMMANDS["import"]).code == 0


@pytest.mark.one_in(2)
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
    prepare(command, template)
    old = contents(template)
    runs = faulted(template, *COMMANDS[command], kinds=KINDS, every=EVERY)
    (new,) = {tuple(sorted(contents(run.folder).items())) for run in runs if not run.call}
    assert dict(new) != old
    for run in runs:
        found = contents(run.folder)
        died = run.kind.startswith("die") and run.call
        whole = found in (old, dict(new))
        assert whole or (died and each_is_one_of(found, old, dict(new))), run
        assert run.code == 137 if died else run.code in (0, 7), run
        if run.code == 7:
            assert any(sentence in run.err for sentence in SENTENCES), run
            assert "Traceback" not in run.err
        monkeypatch.chdir(run.folder)
        assert run_rusctl("event", "add", "next", "--title", "Next").code == 0, run
        if not whole:  # of several files, a death between two leaves some of each, until the next change
            after = without_events(contents(run.folder))
            assert after == without_events(old), run
        if command == "export":
            assert run_rusctl(*COMMANDS[command]).code == 0, run
        assert list(run.folder.rglob(".*.rusctl-*")) == [], run
    counted(f"faults, rusctl {command}: {len(runs)} runs, the plan old or new in each, what was left swept")
