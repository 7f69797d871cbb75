"""The database of mail beside the plan, `register/outbox.sqlite3`; the owner of `sqlite3` among mail.

It holds addresses, so it is for its owner only and never enters git, and what is removed from it is overwritten.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, made, private

NAME = "outbox.sqlite3"
VERSION = 2
_SCHEMA = """
CREATE TABLE event (
    uid TEXT PRIMARY KEY,
    id TEXT NOT NULL
) STRICT;
CREATE TABLE message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL REFERENCES event(uid),
    key TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    part TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    method TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    significant TEXT NOT NULL,
    seen TEXT NOT NULL,
    identity TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'failed', 'withdrawn')),
    octets BLOB,
    made TEXT NOT NULL,
    changed TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT '',
    UNIQUE (uid, key, ordinal)
) STRICT;
CREATE TABLE answer (
    uid TEXT NOT NULL,
    key TEXT NOT NULL,
    status TEXT NOT NULL,
    comment TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    read TEXT NOT NULL,
    noted INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (uid, key)
) STRICT;
CREATE TABLE known (
    key TEXT PRIMARY KEY,
    person INTEGER NOT NULL
) STRICT;
CREATE TABLE review (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    uid TEXT NOT NULL,
    key TEXT NOT NULL,
    sender TEXT NOT NULL,
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    comment TEXT NOT NULL,
    read TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    delegate TEXT NOT NULL DEFAULT ''
) STRICT;
"""
# from the version before to each
_UPGRADES = {
    2: (
        "ALTER TABLE answer ADD COLUMN noted INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE review ADD COLUMN delegate TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE known (key TEXT PRIMARY KEY, person INTEGER NOT NULL) STRICT",
    ),
}


def path_of(folder: Path) -> Path:
    """Give where a project's database of mail is."""
    return folder / private.NAME / NAME


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the database, made where it is missing; EnvironmentFailureError where it cannot be used.

    Every statement is a transaction of its own unless one is begun, and is on the disk when it has been carried out.
    """
    private.make(folder)
    path = path_of(folder)
    private.refuse_kept(path)
    _make_private(folder, path)
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
            _set_up(connection)
            begun = connection.total_changes
            try:
                yield connection
            finally:
                if connection.total_changes > begun and not connection.in_transaction:
                    made.note(f"{private.NAME}/{NAME}")
    except sqlite3.Error as error:
        raise _unusable(str(error)) from None


@contextmanager
def looked_at(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the database to read it only; where there is none, an empty one in memory."""
    path = path_of(folder)
    if path.exists() and not _readable(path):
        with opened(folder):  # takes back what a crash left half done, or upgrades, which reading alone cannot
            pass
    try:
        with closing(_reading(path)) as connection:
            if not path.exists():
                _make(connection)
            _require_version(connection)
            yield connection
    except sqlite3.Error as error:
        raise _unusable(str(error)) from None


def _reading(path: Path) -> sqlite3.Connection:
    place = f"{path.resolve().as_uri()}?mode=ro" if path.exists() else ":memory:"
    connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=10)
    connection.row_factory = sqlite3.Row
    return connection


def _readable(path: Path) -> bool:
    try:
        with closing(_reading(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return _version(connection) >= VERSION
    except sqlite3.OperationalError:
        return False
    except sqlite3.Error as error:
        raise _unusable(str(error)) from None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Carry out several statements, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _set_up(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    wanted = {"journal_mode": "delete", "synchronous": 3, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0}
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != value:
            raise sqlite3.NotSupportedError(f"PRAGMA {name} = {value}")
    if _version(connection) == 0:
        _make(connection)
    elif _version(connection) < VERSION:
        _upgrade(connection)
    _require_version(connection)


def _upgrade(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for version in range(_version(connection) + 1, VERSION + 1):  # another may have done it meanwhile
            for statement in _UPGRADES[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")


def _make(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        if _version(connection) == 0:  # another may have made it meanwhile
            for statement in filter(str.strip, _SCHEMA.split(";\n")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _require_version(connection: sqlite3.Connection) -> None:
    if _version(connection) > VERSION:
        raise RusctlError(msg("{file} was made by a newer rusctl; use that one", file=f"{private.NAME}/{NAME}"))


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_private(folder: Path, path: Path) -> None:
    try:
        inside.refuse_links(folder, path.with_name(f"{NAME}-journal"))
        os.close(inside.opened(folder, path, os.O_RDWR | os.O_CREAT))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise _unusable(atomic.reason(error)) from None


def _unusable(reason: object) -> EnvironmentFailureError:
    return EnvironmentFailureError(msg("{file} cannot be used: {reason}", file=f"{private.NAME}/{NAME}", reason=reason))
