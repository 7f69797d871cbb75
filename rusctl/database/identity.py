"""Which database this is, and what a folder remembers of it, so that another one in its place is seen."""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from rusctl.database import numbers
from rusctl.database.tables import database
from rusctl.language.message import Message, msg
from rusctl.storage.files import atomic, erased_list, state

FILE = "database.json"  # in the folder's state


class Identity(NamedTuple):
    """A database's own name, and how often it was restored or moved."""

    ident: str
    generation: int


def ensure(connection: Connection, folder: Path) -> None:
    """Give a database its identity, where it has none yet, with the key of the folder's list of the erased."""
    if connection.execute(select(database.c.id)).first() is None:
        key = erased_list.secret(folder) or secrets.token_hex(32)
        connection.execute(insert(database).values(ident=uuid4().hex, generation=1, secret=key, moved=""))


def of(connection: Connection) -> Identity:
    """Give a database's identity."""
    return Identity(*connection.execute(select(database.c.ident, database.c.generation)).one())


def renew(connection: Connection) -> None:
    """Count that a database was restored or moved."""
    connection.execute(update(database).values(generation=database.c.generation + 1, moved=""))


def secret(connection: Connection) -> str:
    """Give the key of a database's digests."""
    return str(connection.execute(select(database.c.secret)).scalar_one())


class Memory:
    """What a folder remembers of the database it uses: which it is, and the highest numbers it has seen."""

    def __init__(self, folder: Path, tables: Collection[str], tell: Callable[[Message], None]) -> None:
        """Take the folder, the tables whose numbers people know, and who is told."""
        self.folder, self.tables, self.tell = folder, tables, tell
        self.met = False

    def meet(self, connection: Connection) -> None:
        """Compare, once, the database that is about to be written in with what is remembered.

        Numbers go on above those that were given, also by another database in its place or an older copy of it.
        """
        if self.met:
            return
        self.met = True
        before, now = self._read(), of(connection)
        if before is None:
            return
        ident, floors = before
        if ident != now.ident:
            self.tell(
                msg(
                    "note: this is another register than the one that was used here before; numbers go on above those "
                    "that were given"
                )
            )
        elif floors.get("operation", 0) > numbers.last(connection).get("operation", 0):
            self.tell(
                msg(
                    "note: the register is older than what was seen of it here, such as a copy that was put back; "
                    "numbers go on above those that were given"
                )
            )
        numbers.raise_to(connection, floors, self.tables)

    def seen(self, connection: Connection) -> dict[str, int]:
        """Give the last numbers of the tables that count, to be remembered once they are confirmed."""
        now = numbers.last(connection)
        return {table: now[table] for table in self.tables if table in now}

    def remember(self, ident: str, seen: dict[str, int]) -> None:
        """Write down what was seen; the change stands where that cannot be done."""
        before = self._read()
        floors = {table: max(number, (before[1] if before else {}).get(table, 0)) for table, number in seen.items()}
        if before == (ident, floors):
            return
        try:
            place = state.ensure(self.folder)
            text = json.dumps({"ident": ident, "numbers": floors, "at": dt.datetime.now(dt.UTC).isoformat()})
            atomic.write_private(place / FILE, text.encode(), below=self.folder)
        except OSError:
            return

    def _read(self) -> tuple[str, dict[str, int]] | None:
        try:
            found = json.loads((self.folder / atomic.STATE / FILE).read_bytes())
            floors = {str(table): int(number) for table, number in found["numbers"].items()}
            return str(found["ident"]), floors
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
