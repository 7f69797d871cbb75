"""A disk with little room, for real: no file may grow over a size, another one each time, in a process of its own."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_faults import contents
from tests.conftest import Run

PASSES = 10
LIMITED = """
import os, resource, sys
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
os.execv(sys.executable, [sys.executable, "-m", "rusctl", *sys.argv[2:]])
"""
COMMANDS = (
    ("event", "move", "norberg", "2018-12-{day:02}", "--reason", "skäl"),
    ("event", "add", "--title", "Möte {day}"),
    ("baseline", "set", "start-{day}"),
    ("export", "--output", "tour-{day}.ics"),
)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_disk_that_is_full_costs_nothing(
    words: tuple[str, ...], project: Path, rusctl: Run, counted: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert rusctl("event", "add", "before", "--title", "Before").code == 0
    sound = rusctl("check").code
    largest = max(path.stat().st_size for path in project.rglob("*") if path.is_file())
    dice, ends = random.Random(words[0] + words[1]), Counter[int]()
    for day in range(3, 3 + PASSES):
        before = contents(project)
        asked = [word.format(day=day) for word in words]
        size = dice.choice((0, dice.randrange(200), dice.randrange(3_000), dice.randrange(2 * largest)))
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(size), *asked],
            cwd=project, capture_output=True, check=False, text=True, env=os.environ,
        )  # fmt: skip
        told = (size, asked, done)
        assert done.returncode in {0, 7}, told
        assert "Traceback" not in done.stderr, told
        assert (contents(project) == before) is (done.returncode == 7), told
        assert done.returncode == 0 or "nothing was changed" in done.stderr, told
        assert rusctl("check").code == sound, told
        assert rusctl("event", "add", f"after-{day}", "--title", "After").code == 0, told
        assert list(project.rglob(".*.rusctl-*")) == [], told
        ends[done.returncode] += 1
    counted(f"small disks, {' '.join(words[:2])}: {ends[0]} of {PASSES} fitted, {ends[7]} refused, nothing lost")
