"""An open register: reading it, and changing it so that every change is made once, whole, or not at all."""

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from rusctl.database import failures, identity, word_index
from rusctl.database.place import DatabasePlace
from rusctl.database.sqlite import WRITES
from rusctl.database.tables import HEAD, MOVED, database, operation
from rusctl.database.transaction import Transaction
from rusctl.database.undo import trim
from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import private
from rusctl.storage.files.made import note, unsure

Result = TypeVar("Result")
PATIENCE = 30.0  # seconds in which a server that went away may come back
FIRST_PATIENCE = 3.0  # likewise, where it has not answered at all yet
_PAUSE = 0.05
_ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Register:
    """A register whose schema is that of this rusctl."""

    def __init__(self, place: DatabasePlace, engine: Engine, folder: Path | None = None) -> None:
        self.place, self.engine = place, engine
        self.folder = folder  # the project's, where the files beside the register are
        self.memory: identity.Memory | None = None  # what the folder remembers of it
        self.unmade: Callable[[], DatabasePlace] | None = None  # makes it, where nothing has been written yet

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with; what is read is as it stood at one moment."""
        with failures.said(), self.engine.connect() as connection:
            options = _ONE_MOMENT if connection.dialect.name == "postgresql" else {}
            reading = connection.execution_options(**options)
            with reading.begin():
                same_schema(reading)
                yield reading

    def change(
        self,
        what: str,
        work: Callable[[Transaction], Result],
        *,
        key: str = "",
        undoes: int | None = None,
        dry_run: bool = False,
    ) -> Result:
        """Make one change in one transaction, and give what `work` gives; with `dry_run` nothing of it stays.

        `what` is the command and holds nothing of a person. The operation's key is written in the same transaction, so
        that when the connection is lost while it is confirmed, another attempt finds out whether it was made: it is
        made once, whatever happens. ConflictError, with nothing changed, where a row was changed by someone else.
        """
        self.be_there()
        if not dry_run and self.folder is not None:
            private.sweep(self.folder)
        key = key or uuid4().hex
        attempts: list[Result] = []
        return self.until_made(
            lambda: self._attempt(what, key, undoes, work, attempts, dry_run=dry_run),
            key,
            attempts,
            was_made=lambda: self.has(key),
        )

    def be_there(self) -> None:
        """Make the database where it is to be made when something is first written in it."""
        if self.unmade is not None:
            self.place, self.unmade = self.unmade(), None
            self.engine = self.place.engine()

    def until_made(
        self, attempt: Callable[[], Result], key: str, attempts: list[Result], *, was_made: Callable[[], bool]
    ) -> Result:
        """Try until it is known how it ended; `attempts` has the results of those that may have been made."""
        began, confirmed = time.monotonic(), False
        while True:
            try:
                return attempt()
            except IntegrityError:
                if not was_made():  # else the attempt that seemed lost was made after all
                    with failures.said():
                        raise
                confirmed = True
            except DBAPIError as error:
                patience = PATIENCE if attempts or failures.state(error) else FIRST_PATIENCE
                if not (failures.is_lost(error) or failures.is_worth_again(error)) or confirmed:
                    raise failures.sentence(error) from None
                if time.monotonic() - began > patience:
                    raise (_unknown(key) if attempts else failures.sentence(error)) from None
            time.sleep(_PAUSE)

    def _attempt(
        self,
        what: str,
        key: str,
        undoes: int | None,
        work: Callable[[Transaction], Result],
        attempts: list[Result],
        *,
        dry_run: bool,
    ) -> Result:
        now = dt.datetime.now(dt.UTC)
        with _sqlite_said(), self.engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin() as transaction:
                same_schema(writing)
                if writing.execute(select(operation.c.id).where(operation.c.key == key)).first():
                    return _earlier(attempts)
                self.meet(writing)
                made = writing.execute(insert(operation).values(key=key, at=now, what=what, undoes=undoes))
                (number,) = made.inserted_primary_key or (0,)
                change = Transaction(writing, number, now)
                result = work(change)
                word_index.settle(writing)
                trim(writing)
                writing.execute(update(operation).where(operation.c.id == number).values(rows=change.rows))
                if dry_run:
                    transaction.rollback()
                    return result
                seen = self.seen(writing, number, key)
                attempts.append(result)
        seen()
        note(failures.REGISTER)
        return result

    def meet(self, connection: Connection) -> None:
        """Compare the database with what the folder remembers of it, before anything is written."""
        if self.memory is not None:
            self.memory.meet(connection)

    def seen(self, connection: Connection, number: int, key: str) -> Callable[[], None]:
        """Give what writes down, once it is confirmed, that a change was made, and which numbers have been given."""
        memory = self.memory
        if memory is None:
            return lambda: None
        which, found = identity.of(connection), memory.seen(connection)
        return lambda: memory.remember(which, (number, key), found)

    def has(self, key: str) -> bool:
        """Say whether the operation of a key has been made."""
        with self.reading() as connection:
            return connection.execute(select(operation.c.id).where(operation.c.key == key)).first() is not None


class Steps:
    """What goes on for minutes: one operation in the log, made in many small transactions."""

    def __init__(self, register: Register, what: str) -> None:
        """Take the database and the command; the operation is logged with the first step that changes something."""
        self.register, self.what = register, what
        self.key = uuid4().hex
        self.number: int | None = None

    def take(self, work: Callable[[Transaction], Result]) -> Result:
        """Make one step, whole or not at all, and give what `work` gives.

        Where the connection is lost while a later step than the first is confirmed, `work` is done again: it is to see
        what it has done already.
        """
        self.register.be_there()
        attempts: list[Result] = []
        return self.register.until_made(
            lambda: self._attempt(work, attempts),
            self.key,
            attempts,
            was_made=lambda: self.number is None and self.register.has(self.key),
        )

    def _attempt(self, work: Callable[[Transaction], Result], attempts: list[Result]) -> Result:
        now = dt.datetime.now(dt.UTC)
        with _sqlite_said(), self.register.engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin() as transaction:
                same_schema(writing)
                number = self.number
                first = number is None
                if number is None:
                    self.register.meet(writing)
                    if made := writing.execute(select(operation.c.id).where(operation.c.key == self.key)).scalar():
                        self.number = made
                        return _earlier(attempts)
                    row = writing.execute(insert(operation).values(key=self.key, at=now, what=self.what))
                    (number,) = row.inserted_primary_key or (0,)
                    trim(writing)
                change = Transaction(writing, number, now)
                result = work(change)
                word_index.settle(writing)
                if not change.rows:
                    transaction.rollback()
                    return result
                more = operation.c.rows + change.rows
                writing.execute(update(operation).where(operation.c.id == number).values(rows=more))
                again = first or change.inserted
                seen = self.register.seen(writing, number, self.key) if again else lambda: None
                attempts.append(result)
        self.number = number
        seen()
        note(failures.REGISTER)
        return result


def _earlier(attempts: list[Result]) -> Result:
    """Give the result of the attempt that was made; a key that another process has used belongs to another change."""
    if attempts:
        return attempts[-1]
    raise RusctlError(msg("this change has been made already"))


@contextmanager
def _sqlite_said() -> Iterator[None]:
    """Turn what SQLite says while connecting into a sentence; nothing of it is worth another attempt."""
    try:
        yield
    except sqlite3.Error as error:
        raise failures.of_sqlite(error) from None


def _unknown(key: str) -> EnvironmentFailureError:
    unsure()
    return EnvironmentFailureError(
        msg(
            "the register's server went away while it was confirming the change, so it is not known whether it was "
            "made; when it is back, look whether rusctl register log has {key}",
            key=key,
        )
    )


def same_schema(connection: Connection) -> None:
    """Refuse a database whose schema is another one than this rusctl's."""
    found = revision(connection)
    if found == HEAD:
        return
    if found == MOVED:
        raise ConflictError(
            msg(
                "the register was moved to {place}; use it there (RUSCTL_REGISTER, or register in config/process.toml)",
                place=connection.execute(select(database.c.moved)).scalar() or "?",
            )
        )
    if found is None:
        raise RusctlError(msg("there is no register here; make one with rusctl register init"))
    if found > HEAD:
        raise RusctlError(msg("the register was made by a newer rusctl; upgrade this one"))
    raise RusctlError(msg("the register is of an older rusctl; bring it up to date with rusctl register migrate"))


def revision(connection: Connection) -> str | None:
    """Give the schema that a database has, or None where there is none."""
    if connection.dialect.name == "postgresql":  # asking it what tables it has takes as long as adding them up
        there = connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is not None
    else:
        there = inspect(connection).has_table("alembic_version")
    if not there:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
