"""Erasing a person from all that mail keeps: the outbox, the answers, the list to look at, and the drafts."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from rusctl.mail import database, drafts
from rusctl.mail.history import LOCK
from rusctl.storage.lock import lock

_WHOSE = {
    "message": "key = ?1",
    "answer": "key = ?1",
    "review": "key = ?1 OR sender = ?1 OR delegate = ?1",
    "known": "key = ?1",
}


def erase(folder: Path, addresses: Iterable[str]) -> int:
    """Remove and overwrite what is kept about some addresses; give how many entries and drafts there were."""
    if not database.path_of(folder).exists():
        return 0
    count = 0
    with lock(folder, name=LOCK), database.opened(folder) as connection:
        for address in addresses:
            count += drafts.remove(folder, address)
            with database.transaction(connection):
                for table, whose in _WHOSE.items():
                    sql = f"DELETE FROM {table} WHERE {whose}"  # noqa: S608 - the table above
                    count += connection.execute(sql, (address.casefold(),)).rowcount
    return count


def kept(folder: Path, addresses: Iterable[str]) -> int:
    """Give how many entries and drafts `erase` would remove."""
    with database.looked_at(folder) as connection:
        return sum(_entries(connection, address) + drafts.count(folder, address) for address in addresses)


def _entries(connection: sqlite3.Connection, address: str) -> int:
    counts = (
        connection.execute(f"SELECT count(*) FROM {table} WHERE {whose}", (address.casefold(),)).fetchone()[0]  # noqa: S608 - the table above
        for table, whose in _WHOSE.items()
    )
    return sum(counts)
