"""How fast messages go to a mail server, whoever sends: the moment when it is free again stands in the database."""

import datetime as dt

from sqlalchemy import Connection, bindparam, select, text, update

from rusctl.database import failures
from rusctl.database.columns import UtcMoment
from rusctl.database.database import Register, same_schema
from rusctl.database.sqlite import WRITES
from rusctl.database.tables import pace

FAR = dt.timedelta(hours=1)  # a moment so far ahead is of a clock that was wrong


def turn(register: Register, server: str, per_minute: int) -> float:
    """Take the next turn at a server, and give in how many seconds it is; nobody else gets the same.

    A turn that is not used, such as by a sender that was ended, is lost: it becomes slower by that, never faster.
    """
    with failures.said(), register.engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            same_schema(writing)
            now = _now(writing)
            new = text("INSERT INTO pace (server, free) VALUES (:server, :now) ON CONFLICT (server) DO NOTHING")
            writing.execute(new.bindparams(bindparam("now", now, UtcMoment)), {"server": server})
            mine = pace.c.server == server
            free = writing.execute(select(pace.c.free).where(mine).with_for_update()).scalar_one()
            now = _now(writing)  # others may have held the row
            mine_is = free if now <= free < now + FAR else now
            after = mine_is + dt.timedelta(minutes=1) / per_minute
            writing.execute(update(pace).where(mine).values(free=after))
            return max(0.0, (mine_is - now).total_seconds())


def _now(connection: Connection) -> dt.datetime:
    """Give the moment by the one clock that all who send share: the server's, or this machine's for a file."""
    if connection.dialect.name == "postgresql":
        found: dt.datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found
    return dt.datetime.now(dt.UTC)
