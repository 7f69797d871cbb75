"""What every benchmark needs: running a whole process, what is compared with what, and folders to run on."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
PYTHON = sys.executable
RUSCTL = [PYTHON, "-m", "rusctl"]
DAY = "2018-11-08"
MANY, FEW = 10_000, 1_000


class Run(NamedTuple):
    """One run of a process: seconds by the clock, and its greatest memory in KiB."""

    seconds: float
    memory: int


class Measure(NamedTuple):
    """What is measured: our command and the peer's, and how many times the peer's time ours may take."""

    name: str
    ours: list[str]
    peer_name: str
    peer: list[str] | None
    target: float
    memory_target: int = 0
    before: Callable[[], object] = lambda: None


def run(command: list[str]) -> Run:
    """Run a command to its end; a command that fails ends the bench."""
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "RUSCTL_TODAY": DAY,
        "RUSCTL_LANG": "sv",
        "LC_ALL": "C.UTF-8",
    }
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    assert process.stderr is not None  # noqa: S101 - it is piped
    said = process.stderr.read()
    _, code, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss)


def shipped(folder: Path) -> Path:
    """Copy the shipped tour."""
    folder.mkdir()
    shutil.copy(ROOT / "events.toml", folder)
    shutil.copytree(ROOT / "config", folder / "config")
    return folder


def generated(folder: Path, count: int) -> Path:
    """Write a folder of the shipped tour and so many other events, on working days, without findings."""
    shipped(folder)
    process = folder / "config/process.toml"
    kinds = 'mote = { sv = "Möte", en = "Meeting" }\n\n[[body]]'
    process.write_text(process.read_text(encoding="utf-8").replace("[[body]]", kinds, 1), encoding="utf-8")
    lines = []
    days = working_days()
    for number in range(count):
        day = next(days)
        lines.append(
            f'[[event]]\nid = "mote-{number}"\nkind = "mote"\ntitle = "Möte {number} om kompetensförsörjning"\n'
            f'municipality = "sala"\ndate = {day}\nstatus = "confirmed"\nsource = "exempel"\n'
        )
    with (folder / "events.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines))
    return folder


def working_days() -> Iterator[dt.date]:
    """Give the plain working days of the period's years again and again."""
    while True:
        day = dt.date(2019, 1, 14)
        while day < dt.date(2020, 6, 1):
            if day.weekday() in (1, 2) and (day.month, day.day) not in {
                (5, 1),
                (12, 24),
                (12, 25),
                (1, 1),
                (4, 30),
                (12, 31),
            }:
                yield day
            day += dt.timedelta(days=1)


def restoring(*folders: Path) -> Callable[[], object]:
    """Give what puts the folders' events back as they are now, so that every round has a change to make."""
    kept = {folder / "events.toml": (folder / "events.toml").read_bytes() for folder in folders}
    return lambda: [path.write_bytes(data) for path, data in kept.items()]
