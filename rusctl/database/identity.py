"""Which database this is, and what a folder remembers of it, so that another one in its place is seen."""

import contextlib
import datetime as dt
import functools
import json
import secrets
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from rusctl.database import numbers
from rusctl.database.tables import database, operation
from rusctl.database.tables import folder as folders
from rusctl.language.message import Message, msg
from rusctl.storage.files import atomic, erased_list, state

FILE = "database.json"  # in the folder's state
_UNSAID = -1  # the change that was made last, where an earlier rusctl remembered numbers alone


class DatabaseIdentity(NamedTuple):
    """A database's own name, and how often it was restored or moved."""

    ident: str
    generation: int


def ensure(connection: Connection, folder: Path) -> None:
    """Give a database its identity, where it has none yet, with the key of the folder's list of the erased."""
    if connection.execute(select(database.c.id)).first() is None:
        key = erased_list.secret(folder) or secrets.token_hex(32)
        connection.execute(insert(database).values(ident=uuid4().hex, generation=1, secret=key, moved=""))


def of(connection: Connection) -> DatabaseIdentity:
    """Give a database's identity."""
    return DatabaseIdentity(*connection.execute(select(database.c.ident, database.c.generation)).one())


def renew(connection: Connection) -> None:
    """Count that a database was restored or moved."""
    connection.execute(update(database).values(generation=database.c.generation + 1, moved=""))


def secret(connection: Connection) -> str:
    """Give the key of a database's digests."""
    return str(connection.execute(select(database.c.secret)).scalar_one())


class Doubt(StrEnum):
    """Why a database is not the one that a folder expects."""

    OTHER = "other"
    OLDER = "older"


def _said(doubt: Doubt) -> Message:
    if doubt is Doubt.OTHER:
        return msg(
            "note: this is another register than the one that was used here before; numbers go on above those that "
            "were given, and no message is sent until rusctl register accept"
        )
    return msg(
        "note: the register is older than what was seen of it here, such as a copy that was put back; numbers go on "
        "above those that were given, and no message is sent until rusctl register accept"
    )


class Remembered(NamedTuple):
    """The database that a folder expects: which, of what generation, the last change made here, and its key.

    `numbers` are the highest that were ever given, by this database or another. `doubt` is what was said of the one
    that was found in its place, until it is accepted. `folder` is the folder's name for itself.
    """

    ident: str
    generation: int = 0
    operation: int = 0
    key: str = ""
    numbers: Mapping[str, int] = {}
    doubt: str = ""
    folder: str = ""


class Memory:
    """What a folder remembers of the database it uses: which it is, and the highest numbers it has seen."""

    def __init__(self, folder: Path, tables: Collection[str], tell: Callable[[Message], None]) -> None:
        """Take the folder, the tables whose numbers people know, and who is told."""
        self.folder, self.tables, self.tell = folder, tables, tell
        self.met = False

    def meet(self, connection: Connection) -> None:
        """Compare, once, the database that is about to be written in with what is remembered.

        Numbers go on above those that were given, also by another database in its place or an older copy of it. What
        is to be doubted is written down before that, since the numbers do not show it afterwards.
        """
        if self.met:
            return
        self.met = True
        before = self.remembered()
        if before is None:
            return
        doubt = _doubt(connection, before)
        if doubt and doubt != before.doubt:
            self.tell(_said(doubt))
        if (doubt or "") != before.doubt:
            self._write(before._replace(doubt=doubt or ""))
        numbers.raise_to(connection, dict(before.numbers), self.tables)

    def doubt(self, connection: Connection) -> Doubt | None:
        """Give why a database is not the one that is expected here; None where it is, or where none was used here."""
        before = self.remembered()
        return before and _doubt(connection, before)

    def folder_in(self, connection: Connection) -> int:
        """Give the number that this folder has in the database."""
        query = select(folders.c.id).where(folders.c.ident == self.name)
        found = connection.execute(query).scalar()
        if found is None:
            made = connection.execute(insert(folders).values(ident=self.name, at=dt.datetime.now(dt.UTC)))
            (found,) = made.inserted_primary_key or (0,)
        return int(found)

    @functools.cached_property
    def name(self) -> str:
        """The folder's name for itself, by which its drafts are told from those of a colleague."""
        before = self.remembered()
        return (before.folder if before else "") or uuid4().hex

    def seen(self, connection: Connection) -> dict[str, int]:
        """Give the last numbers of the tables that count, to be remembered once they are confirmed."""
        now = numbers.last(connection)
        return {table: now[table] for table in self.tables if table in now}

    def remember(self, now: DatabaseIdentity, last: tuple[int, str], seen: dict[str, int]) -> None:
        """Write down what was seen, and the change that was made; the change stands where that cannot be done.

        Which database is expected stays as it was while the one that is there is in doubt.
        """
        before = self.remembered()
        floors = _highest(before, seen)
        if before is not None and (before.doubt or before.operation > last[0]):
            self._write(before._replace(numbers=floors))
        else:
            self._write(Remembered(*now, *last, floors))

    def accept(self, connection: Connection) -> None:
        """Expect, from now on, the database that is there."""
        query = select(operation.c.id, operation.c.key).order_by(operation.c.id.desc()).limit(1)
        number, key = connection.execute(query).one_or_none() or (0, "")
        floors = _highest(self.remembered(), self.seen(connection))
        self._write(Remembered(*of(connection), number, key, floors))

    def _write(self, what: Remembered) -> None:
        text = json.dumps(what._asdict() | {"folder": self.name} | {"at": dt.datetime.now(dt.UTC).isoformat()})
        with contextlib.suppress(OSError):
            place = state.ensure(self.folder)
            atomic.write_private(place / FILE, text.encode(), below=self.folder)

    def remembered(self) -> Remembered | None:
        """Give what is remembered; None where that is nothing, or cannot be read."""
        try:
            found = json.loads((self.folder / atomic.STATE / FILE).read_bytes())
            return Remembered(
                ident=str(found["ident"]),
                generation=int(found.get("generation", 0)),
                operation=int(found.get("operation", _UNSAID)),
                key=str(found.get("key", "")),
                numbers={str(table): int(number) for table, number in found["numbers"].items()},
                doubt=str(found.get("doubt", "")),
                folder=str(found.get("folder", "")),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _highest(before: Remembered | None, seen: Mapping[str, int]) -> dict[str, int]:
    floors = before.numbers if before else {}
    return {table: max(floors.get(table, 0), seen.get(table, 0)) for table in {**floors, **seen}}


def _doubt(connection: Connection, before: Remembered) -> Doubt | None:
    """Give why a database is not the one remembered: another, or one without the change that was made here last."""
    now = of(connection)
    if now.ident != before.ident:
        return Doubt.OTHER
    if before.operation == _UNSAID:
        last = numbers.last(connection).get(operation.name, 0)
        behind = before.numbers.get(operation.name, 0) > last
        return Doubt.OLDER if behind or before.doubt == Doubt.OLDER else None
    mine = (operation.c.id == before.operation) & (operation.c.key == before.key)
    there = not before.operation or connection.execute(select(operation.c.id).where(mine)).first() is not None
    return None if there and now.generation >= before.generation else Doubt.OLDER
