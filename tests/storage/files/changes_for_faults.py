"""Changes that the fault tests make fail: each function is run in a folder, and gives an exit code."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.storage.files import atomic, journal, made
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.toml import edits

NOW = dt.datetime(2018, 11, 8, 12, 0, tzinfo=dt.UTC)
EVENT = {"id": "new", "date": dt.date(2018, 12, 3)}


def one_file(_words: Sequence[str]) -> int:
    return guarded(lambda folder: change(folder, "events.toml"))


def two_files(_words: Sequence[str]) -> int:
    return guarded(lambda folder: change(folder, "events.toml", "config/roles.toml"))


def undo(_words: Sequence[str]) -> int:
    return guarded(lambda folder: journal.undo(folder, ["undo"], NOW))


def change(folder: Path, *names: str) -> None:
    changes = {}
    for name in names:
        old = atomic.read(folder / name)
        changes[name] = FileChange(old, edits.apply(old, [edits.Append(("event",), EVENT)]).raw)
    journal.commit(folder, changes, ["event", "add"], NOW)


def guarded(act: object) -> int:
    assert callable(act)
    folder = Path.cwd()
    made.begin()
    try:
        with journal.changing(folder):
            act(folder)
    except RusctlError as error:
        sys.stderr.write(Language("en").text(made.told(error.message)))
        return error.exit_code
    return 0
