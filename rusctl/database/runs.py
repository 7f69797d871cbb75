"""Senders at work, each with a number: whoever finds a message that one has taken can know whether it is gone.

By no clock. On PostgreSQL a sender holds a lock of its number, which the server frees with the connection; beside a
file there is one sender at a time, who holds the project's lock.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, insert, text

from rusctl.database import failures
from rusctl.database.database import Register
from rusctl.database.sqlite import WRITES
from rusctl.database.tables import run
from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg

_OURS = 0x72757363  # which of the server's locks are of senders


@contextmanager
def at_work(register: Register) -> Iterator[int]:
    """Give the number of a new sender; it is at work until the end."""
    with failures.said():
        number = _new(register)
    if register.place.path is not None:
        yield number
        return
    with failures.said():
        connection = register.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with failures.said():
            _hold(connection, number)
        yield number
    finally:
        connection.close()


def _new(register: Register) -> int:
    with register.engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            made = writing.execute(insert(run).values(at=dt.datetime.now(dt.UTC)))
            (number,) = made.inserted_primary_key or (0,)
    return int(number)


def _hold(connection: Connection, number: int) -> None:
    connection.execute(text("SELECT pg_advisory_lock(:ours, :number)"), {"ours": _OURS, "number": number})
    mine = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() "
        "AND classid = CAST(:ours AS oid) AND objid = CAST(:number AS oid)"
    )
    if not connection.execute(text(mine), {"ours": _OURS, "number": number}).scalar():
        raise EnvironmentFailureError(
            msg(
                "the register's server does not keep a lock for us, so that a message could be sent twice; connect to "
                "PostgreSQL itself, not to a pooler of transactions"
            )
        )


def gone(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """Give those senders that are at work no more, inside a transaction; beside a file the caller holds the lock."""
    numbers = list(numbers)
    if connection.dialect.name != "postgresql":
        return numbers
    ask = text("SELECT pg_try_advisory_xact_lock(:ours, :number)")
    return [one for one in numbers if connection.execute(ask, {"ours": _OURS, "number": one}).scalar()]
