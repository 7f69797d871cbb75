"""Measure several who write in the register at once, each in a process of its own."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from bench_base import PYTHON, ROOT
from bench_databases import Place

sys.path.append(str(ROOT))

WRITERS, CHANGES = (1, 2, 4, 8), 50


class Wait(NamedTuple):
    """So many writing at once: changes a second of all together, and how long one waits for a change, in ms."""

    writers: int
    rate: float
    median: float
    most: float


def several(place: Place, folder: Path) -> Iterator[Wait]:
    """Measure some who write at once without a pause, each from a process of its own and in other rows."""
    for count in WRITERS:
        place.fresh("full")
        words = [PYTHON, __file__, str(folder)]
        pipe = subprocess.PIPE
        made = [subprocess.Popen([*words, str(n)], stdin=pipe, stdout=pipe, text=True) for n in range(count)]
        ready = [_line(one) for one in made]
        begun = time.perf_counter()
        for one in made:
            _tell(one, "go")
        waits = sorted(wait for one in made for wait in json.loads(_line(one)))
        seconds = time.perf_counter() - begun
        for one in made:
            one.communicate()
        assert len(ready) * CHANGES == len(waits)  # noqa: S101 - every one has done its part
        yield Wait(count, len(waits) / seconds, statistics.median(waits) * 1000, waits[-1] * 1000)


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None  # noqa: S101 - it is piped
    return process.stdout.readline()


def _tell(process: "subprocess.Popen[str]", word: str) -> None:
    assert process.stdin is not None  # noqa: S101 - it is piped
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def _mark(change: Any, row: int) -> None:
    from rusctl.register.schema import participation

    change.update(participation, row, 1, walk_in=True)


def writer(folder: Path, number: int) -> None:
    """Be one of several who write: say ready, wait for the word, make the changes, and say how long each took."""
    from sqlalchemy import select

    from rusctl.database import making
    from rusctl.register.schema import participation

    register = making.open_register(folder, "")
    mine = participation.c.id % max(WRITERS) == number
    with register.reading() as connection:
        rows = list(connection.execute(select(participation.c.id).where(mine).limit(CHANGES)).scalars())
    print("ready", flush=True)
    sys.stdin.readline()
    waits = []
    for row in rows:
        begun = time.perf_counter()
        register.change("participants attend", partial(_mark, row=row))
        waits.append(time.perf_counter() - begun)
    print(json.dumps(waits), flush=True)


if __name__ == "__main__":
    writer(Path(sys.argv[1]), int(sys.argv[2]))
