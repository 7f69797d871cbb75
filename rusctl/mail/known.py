"""Whose the addresses are that have been written to: a person may have had another one before."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rusctl.mail.database import looked_at, transaction


class Addresses(NamedTuple):
    """What the register says of addresses, by key; without a register nothing is known of any.

    `now` leads from an address that a person had to the one they have, `persons` to the persons whose it is or was.
    To those of `hidden` nothing is sent.
    """

    now: Mapping[str, str] = {}
    persons: Mapping[str, tuple[int, ...]] = {}
    hidden: Collection[str] = frozenset()

    def key(self, address: str) -> str:
        """Give what tells whose an address is from others: the same for all addresses of one person."""
        key = address.casefold()
        return self.now.get(key, key).casefold()


NOTHING = Addresses()


def written_down(connection: sqlite3.Connection) -> dict[str, int]:
    """Give the person that each address was of when it was last looked up, by the address's key."""
    return {row["key"]: row["person"] for row in connection.execute("SELECT key, person FROM known")}


def used(connection: sqlite3.Connection) -> list[str]:
    """Give the keys of all addresses that mail holds."""
    tables = ("message", "answer", "review", "known")
    sql = " UNION ".join(f"SELECT key FROM {table}" for table in tables)  # noqa: S608 - the tables above
    return [row["key"] for row in connection.execute(f"{sql} ORDER BY 1")]


def had(folder: Path, number: int) -> list[str]:
    """Give the keys of the addresses that mail knows as a person's."""
    with looked_at(folder) as connection:
        rows = connection.execute("SELECT key FROM known WHERE person = ? ORDER BY key", (number,))
        return [row["key"] for row in rows]


def write_down(connection: sqlite3.Connection, persons: Mapping[str, int]) -> None:
    """Write down whose addresses are, so that it is known when a person has another one."""
    before = written_down(connection)
    changed = [(key, number) for key, number in persons.items() if before.get(key) != number]
    if changed:
        with transaction(connection):
            connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?)", changed)


def merged(connection: sqlite3.Connection, gone: int, kept: int) -> None:
    """Let the addresses of a person who was entered twice be those of the one who stays."""
    connection.execute("UPDATE known SET person = ? WHERE person = ?", (kept, gone))


def addresses(known: Mapping[str, int], current: Iterable[tuple[int, str, bool]], wanted: Collection[str]) -> Addresses:
    """Put together what was written down and what the register says now: person, address, whether they are hidden.

    Who has an address now goes before who had it. `wanted` are the addresses that are asked about.
    """
    owners: dict[str, list[int]] = {}
    address_of: dict[int, str] = {}
    to_hide: set[int] = set()
    for number, address, is_hidden in current:
        address_of[number] = address
        if address:
            owners.setdefault(address.casefold(), []).append(number)
        if is_hidden:
            to_hide.add(number)
    persons = {key: tuple(numbers) for key, numbers in owners.items()}
    now: dict[str, str] = {}
    for key in wanted:
        had = known.get(key)
        if key not in persons and had is not None and had in address_of:
            persons[key] = (had,)
            if address_of[had]:
                now[key] = address_of[had]
    hidden = frozenset(key for key, numbers in persons.items() if to_hide.intersection(numbers))
    return Addresses(now, persons, hidden)
