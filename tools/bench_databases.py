"""The databases that the register is measured on: the file beside the plan, and a PostgreSQL of the bench's own."""

import contextlib
import gc
import io
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench_base import ROOT

sys.path.append(str(ROOT))

gc.set_threshold(100_000)  # as the process of a command has it (rusctl/__main__.py)
PRAGMAS = ("foreign_keys = ON", "secure_delete = ON", "journal_mode = DELETE", "synchronous = EXTRA")


class Place(NamedTuple):
    """A database to measure: its name, how to have a fresh copy of a made register, and the driver's connection."""

    name: str
    fresh: Callable[[str], None]
    keep: Callable[[str], None]
    connect: Callable[[], Any]
    mark: str


def rusctl(*words: str) -> None:
    """Run a command in this process; one that fails ends the bench."""
    from rusctl import cli

    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = cli.run(words)
    if code:
        sys.exit(f"rusctl {' '.join(words)} ended with {code}: {said.buffer.getvalue().decode()}")


@contextlib.contextmanager
def on_sqlite(folder: Path) -> Iterator[Place | None]:
    """Measure on the file beside the plan."""
    kept, register = folder.parent / "kept", folder / "register"

    def keep(name: str) -> None:
        shutil.copytree(register, kept / name)

    def fresh(name: str) -> None:
        shutil.rmtree(register)
        shutil.copytree(kept / name, register)

    def connect() -> Any:
        connection = sqlite3.connect(register / "register.sqlite3", isolation_level=None)
        for one in PRAGMAS:
            connection.execute(f"PRAGMA {one}")
        return connection

    rusctl("register", "init")
    keep("empty")
    yield Place("SQLite", fresh, keep, connect, "?")


@contextlib.contextmanager
def on_postgresql(folder: Path) -> Iterator[Place | None]:
    """Measure on a PostgreSQL of its own, if the package with one is installed."""
    try:
        import psycopg

        from tests.register.server import server
    except ModuleNotFoundError:
        yield None
        return
    shutil.rmtree(folder / "register", ignore_errors=True)
    with server() as running:
        admin = psycopg.connect(running.url("postgres"), autocommit=True)

        def copy(source: str, name: str) -> None:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
            admin.execute("CHECKPOINT")

        admin.execute("CREATE DATABASE strategy")
        os.environ["RUSCTL_REGISTER"] = running.url("strategy")
        rusctl("register", "init")
        copy("strategy", "kept_empty")
        yield Place(
            "PostgreSQL",
            lambda name: copy(f"kept_{name}", "strategy"),
            lambda name: copy("strategy", f"kept_{name}"),
            lambda: psycopg.connect(running.url("strategy"), autocommit=True),
            "%s",
        )
        del os.environ["RUSCTL_REGISTER"]
        admin.close()
