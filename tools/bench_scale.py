"""Measure a folder of national size: many people in the register, and a long log of changes."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from bench_base import FEW, PYTHON, RUSCTL, Measure, generated, restoring

PEOPLE, LOGGED = 20_000, 20_000
ADD = "INSERT INTO person (name, organisation, municipality, email, operation) VALUES (?, ?, 'sala', ?, ?)"
READ = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM person ORDER BY name').fetchall()"
BACK_UP = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', (sys.argv[2],))"


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured of a folder of national size."""
    folder, file = filled(work / "national")
    copies = [work / "ours.sqlite3", work / "bare.sqlite3"]
    read = [PYTHON, "-c", READ, str(file)]
    here = ["--project", str(folder)]
    yield Measure(
        f"`person list`, {PEOPLE} people", [*RUSCTL, "person", "list", *here], "the bare SQL", read, 30.0, 300
    )
    ours = [*RUSCTL, "register", "backup", str(copies[0]), *here]
    bare = [PYTHON, "-c", BACK_UP, str(file), str(copies[1])]
    gone = partial(removed, copies)
    yield Measure(f"`register backup`, {PEOPLE} people", ours, "the bare `VACUUM INTO`", bare, 25.0, 300, gone)
    long, short = generated(work / "long", FEW), generated(work / "short", FEW)
    title, peer = f"`event move` after {LOGGED} changes", "the same without a log of them"
    move = [*RUSCTL, "event", "move", "mote-500", "2019-03-05", "--project"]
    yield Measure(title, [*move, str(long)], peer, [*move, str(short)], 3.0, 300, logged(long, short))


def filled(folder: Path) -> tuple[Path, Path]:
    """Give a plan with many people in its register, and the register's file."""
    generated(folder, FEW)
    for words in (["register", "init"], ["person", "add", "--name", "Testperson"]):
        subprocess.run([*RUSCTL, *words, "--project", str(folder)], check=True, capture_output=True)
    file = folder / "register" / "register.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        ((operation,),) = connection.execute("SELECT max(id) FROM operation")
        rows = (
            (f"Testperson {n}", f"Organisation {n % 500}", f"p{n}@example.org", operation) for n in range(1, PEOPLE)
        )
        connection.executemany(ADD, rows)
    return folder, file


def removed(files: list[Path]) -> None:
    """Remove files, so that every round makes them."""
    for file in files:
        file.unlink(missing_ok=True)


def logged(long: Path, short: Path) -> Callable[[], object]:
    """Give what puts the events back, and a long log into one of the folders."""
    restore = restoring(long, short)
    for folder in (long, short):
        words = ["event", "move", "mote-500", "2019-03-05", "--project", str(folder)]
        subprocess.run([*RUSCTL, *words], check=True, capture_output=True)
    log = long / ".rusctl" / "journal.jsonl"
    entry = json.loads(log.read_text(encoding="ascii").splitlines()[0])
    lines = []
    for number in range(1, LOGGED + 1):
        lines += [json.dumps(entry | {"id": number}), json.dumps({"id": number, "end": "done"})]
    text = "\n".join(lines) + "\n"

    def before() -> None:
        restore()
        for folder in (long, short):  # so that what was replaced is not taken for an editor's
            for kept in (folder / ".rusctl" / "replaced").glob("*"):
                kept.unlink()
        log.write_text(text, encoding="ascii")

    return before
