"""The register as an SQLite file beside the plan: for its owner only, out of git, and erased where it is deleted."""

import contextlib
import functools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from rusctl.database import word_index
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, begun, inside, made, private, windows

FOLDER, FILE = private.NAME, private.FILE
WAIT = 30.0  # seconds for another writer to be done
WRITES = "rusctl_writes"  # the execution option of a connection that is going to write
ALONE = "rusctl_alone"  # and of one whose words SQLite takes outside a transaction only
COPIES_FILES = sqlite3.sqlite_version_info >= (3, 27)  # it knows VACUUM INTO

# What is asked of SQLite, and what it must answer. A rollback journal that is deleted leaves nothing of what was erased
# in the folder, as a write-ahead log does; temporary tables stay in memory for the same reason.
PRAGMAS = (
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),  # on macOS down to the disk itself
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)


def path_in(folder: Path) -> Path:
    """Give where a project's register stands."""
    return folder / FOLDER / FILE


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give an empty file, 0600, to be filled; it gets its name when all is in it, and only if nothing has that name.

    In the register's folder, which is made 0700 and ignored by git before anything is in it. What a process that was
    ended has left of an earlier one is swept away, whatever it was to be called.
    """
    temporary, handle = _begun(path)
    try:
        if not begun.HOLDS:
            os.close(handle)
        yield temporary
        try:
            _name(temporary, path)
            made.unsure()
            atomic.sync_directory(path.parent)
            made.note(path.name)
        except FileExistsError:
            raise _there(path) from None
        except OSError as error:
            raise _not_written(path, error) from None
    finally:
        for left in (temporary, temporary.with_name(temporary.name + "-journal")):
            windows.again(partial(left.unlink, missing_ok=True))
        if begun.HOLDS:
            os.close(handle)


def _begun(path: Path) -> tuple[Path, int]:
    try:
        if path.parent.name == FOLDER:
            make_folder(path.parent)
        private.refuse_kept(path)
        _refuse_taken(path)
        begun.sweep(path.parent, mark=begun.HANDED_OUT)
        return begun.begin(path, begun.HANDED_OUT)
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        raise _not_written(path, error) from None


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise FileExistsError


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name, unless another has it by now."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if isinstance(error, FileExistsError) or path.exists():
            raise
        windows.again(lambda: temporary.rename(path))  # a file system without links


def _there(path: Path) -> RusctlError:
    return RusctlError(msg("there is a register already, in {file}", file=shown(path)))


def _not_written(path: Path, error: OSError) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        msg("{file} cannot be written: {reason}", file=shown(path), reason=atomic.reason(error))
    )


def shown(path: Path) -> str:
    """Give a file with the folder it is in, and no path of the machine."""
    return f"{path.parent.name}/{path.name}" if path.parent.name == FOLDER else path.name


def make_folder(folder: Path) -> None:
    """Make the register's folder, 0700 and ignored by git; raises OSError."""
    inside.make_own(folder.parent, folder.name)
    private.close(folder, 0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        atomic.write_private(ignore, b"*\n", below=folder.parent)


def engine(path: Path) -> Engine:
    """Give the engine of a register that is there; a change takes the lock when it begins and not when it writes."""
    made = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path),
        poolclass=NullPool,
        hide_parameters=True,  # an error never says what was in a row
    )

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        if not options.get(ALONE):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")
        if options.get(WRITES):
            word_index.follow(connection)

    return made


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise RusctlError(msg("there is no register here; make one with rusctl register init"))
    _private(path)
    _refuse_kept(path)
    connection = sqlite3.connect(f"{uri(path.absolute())}?mode=rw", uri=True, isolation_level=None, timeout=WAIT)
    try:
        _put_in_force(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def uri(path: PurePath) -> str:
    """Give a file as SQLite opens it, which takes the name of another machine for a part of the path."""
    text = path.as_uri()
    return text if text.startswith("file:///") else text.replace("file://", "file:////", 1)


def _put_in_force(connection: sqlite3.Connection) -> None:
    """Set the pragmas and read them back: SQLite says nothing of one that it does not know or cannot set."""
    for name, value, wanted in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone() or (None,)
        if found != wanted:
            raise EnvironmentFailureError(
                msg(
                    "this SQLite does not put {setting} in force, which the register needs; the register is not opened",
                    setting=f"{name} = {value}",
                )
            )


@functools.lru_cache(maxsize=64)
def _refuse_kept(path: Path) -> None:
    """Ask git once in a run: a register is opened often."""
    if path.parent.name == FOLDER:
        private.refuse_kept(path)


def _private(path: Path) -> None:
    """See that nobody else can read the file; what has become open is closed, and where that fails it is not used."""
    try:
        if path.parent.name == FOLDER:
            inside.refuse_others(path.parent.parent, path.parent)
            private.close(path.parent, 0o700)
        for one in (path, path.with_name(path.name + "-journal")):
            if path.parent.name == FOLDER:
                inside.refuse_links(path.parent.parent, one)
            with contextlib.suppress(FileNotFoundError):  # another's journal is gone as soon as its change is made
                private.close(one, 0o600)
    except OSError as error:
        raise EnvironmentFailureError(
            msg(
                "{file} can be read by others, and that could not be fixed: {reason}; the register is not opened",
                file=shown(path),
                reason=atomic.reason(error),
            )
        ) from None
