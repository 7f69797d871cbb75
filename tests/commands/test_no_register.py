"""Commands that do not touch the register do not load it: SQLAlchemy, its driver and Alembic stay where they are."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.cli import COMMANDS, Commands

# The commands that do not touch it, as they are run here one after the other, each with its exit code.
LINES: dict[str, int] = {
    "status": 0,
    "outbox list": 0,
    "answers": 0,
    "answers sala": 1,
    "outbox show 1": 1,
    "review": 0,
    "review --all --json": 0,
    "register status": 0,
    "register status --json": 0,
    "notice sala": 1,
    "tour": 0,
    "milestones": 0,
    "deadlines council": 0,
    "timeline": 0,
    "calendar 2018": 0,
    "event show sala": 0,
    "event add --kind kommundialog --municipality sala --date 2019-03-05 --dry-run": 0,
    "event move norberg 2018-11-28": 0,
    "event confirm norberg": 0,
    "event tentative norberg": 0,
    "event cancel norberg": 0,
    "event reopen norberg": 0,
    "event held norberg": 3,
    "event edit norberg": 0,
    "event remove norberg": 3,
    "busy add nowhere.ics --id x --name X --everyone": 1,
    "busy list": 0,
    "busy show nothing": 1,
    "busy remove nothing": 1,
    "import nowhere.ics": 1,
    "forecast": 0,
    "propose": 0,
    "whatif move sala 2018-12-20": 0,
    "whatif slip council 10d": 0,
    "baseline set first": 0,
    "baseline list": 0,
    "baseline diff": 0,
    "check": 0,
    "explain RUS101": 0,
    "rules": 0,
    "export -o out.ics": 0,
    "publish": 0,
    "report status": 0,
    "diff": 0,
    "log": 0,
    "undo": 0,
    "where": 0,
    "init new --name X --region X --from 2019-01-01 --to 2019-12-31": 0,
    "schema events": 0,
}
HEAVY = ("sqlalchemy", "alembic", "psycopg", "rusctl.database", "rusctl.register.schema")
PROGRAM = f"""
import contextlib, io, json, sys
from rusctl import cli
for line in json.loads(sys.argv[1]):
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = cli.run(line.split())
    print(json.dumps([line, code, [name for name in {HEAVY} if name in sys.modules], said.buffer.getvalue().decode()]))
"""


def leaves(table: Commands, above: str = "") -> Iterator[str]:
    for name, entry in table.items():
        if isinstance(entry, str):
            yield above + name
        else:
            yield from leaves(entry, f"{above}{name} ")


@pytest.mark.parametrize("lines", [LINES, dict.fromkeys((f"{name} --help" for name in leaves(COMMANDS)), 0)])
def test_commands_that_do_not_touch_the_register_do_not_load_it(
    lines: dict[str, int], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / "config/targets.toml").write_text('[[target]]\nid = "web"\nkind = "folder"\npath = "feeds"\n', "utf-8")
    git = ["git", "-c", "user.name=Testperson", "-c", "user.email=ett@example.org"]
    for words in (["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=project, check=True)
    run = [sys.executable, "-c", PROGRAM, json.dumps([*lines])]
    done = subprocess.run(run, cwd=project, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    ran = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one for one in ran if one[1] != lines[one[0]]] == []
    assert len(ran) == len(lines)
    assert next((one for one in ran if one[2]), None) is None
