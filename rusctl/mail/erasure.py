"""Erasing a person from all that mail keeps: the outbox, the answers, the list to look at, and the drafts."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from rusctl.mail import database, drafts
from rusctl.mail.history import LOCK
from rusctl.storage.files import personal_data_search
from rusctl.storage.files.lock import lock

_WHOSE = {
    "message": "key = ?1",
    "answer": "key = ?1",
    "review": "key = ?1 OR sender = ?1 OR delegate = ?1",
    "known": "key = ?1",
}
_SAID = (("message", "name"), ("message", "said"), ("answer", "comment"), ("review", "comment"))


def erase(folder: Path, addresses: Iterable[str], texts: Sequence[str] = ()) -> int:
    """Remove and overwrite what is kept about some addresses; give how many entries and drafts there were.

    What others have said is blanked where one of the texts stands in it.
    """
    count = 0
    with lock(folder, name=LOCK):
        addresses = list(addresses)
        count += sum(drafts.remove(folder, address) for address in addresses)
        if not database.path_of(folder).exists():
            return count
        with database.opened(folder) as connection, database.transaction(connection):
            for address in addresses:
                for table, whose in _WHOSE.items():
                    sql = f"DELETE FROM {table} WHERE {whose}"  # noqa: S608 - the table above
                    count += connection.execute(sql, (address.casefold(),)).rowcount
            for table, column, row in _naming(connection, texts):
                sql = f"UPDATE {table} SET {column} = '' WHERE rowid = ?"  # noqa: S608 - the table above
                count += connection.execute(sql, (row,)).rowcount
    return count


def kept(folder: Path, addresses: Iterable[str], texts: Sequence[str] = ()) -> int:
    """Give how many entries and drafts `erase` would remove or blank."""
    addresses = list(addresses)
    with database.looked_at(folder) as connection:
        own = sum(_entries(connection, address) + drafts.count(folder, address) for address in addresses)
        keys = {address.casefold() for address in addresses}
        return own + sum(1 for _ in _naming(connection, texts, keys))


def _naming(
    connection: sqlite3.Connection, texts: Sequence[str], but: Iterable[str] = ()
) -> list[tuple[str, str, int]]:
    """Give where one of some texts stands in what is not about one of the keys: table, column and row."""
    patterns = personal_data_search.patterns_of(texts)
    found: list[tuple[str, str, int]] = []
    for table, column in _SAID if patterns else ():
        sql = f"SELECT rowid AS place, key, {column} AS said FROM {table} WHERE {column} <> ''"  # noqa: S608 - the table above
        found += [
            (table, column, row["place"])
            for row in connection.execute(sql)
            if row["key"] not in but and personal_data_search.holds(row["said"].encode(), patterns) is not None
        ]
    return found


def _entries(connection: sqlite3.Connection, address: str) -> int:
    counts = (
        connection.execute(f"SELECT count(*) FROM {table} WHERE {whose}", (address.casefold(),)).fetchone()[0]  # noqa: S608 - the table above
        for table, whose in _WHOSE.items()
    )
    return sum(counts)
