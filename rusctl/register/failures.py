"""What a database says has gone wrong, in words for people; never its own words, which may hold what is in a row."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import msg

# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
GONE = ("08", "57P01", "57P02", "57P03")  # no connection, shut down, crashed, starting up
AGAIN = ("40001", "40P01")  # serialization failure, deadlock
REFUSED = ("28",)  # wrong name or password
NO_DATABASE = ("3D000",)
NO_RIGHT = ("42501",)
FULL = ("53",)


def state(error: DBAPIError) -> str:
    """Give PostgreSQL's code of what went wrong; empty where there was no answer."""
    return getattr(error.orig, "sqlstate", None) or ""


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection went away, so that it is not known whether the last words arrived."""
    if isinstance(error.orig, sqlite3.Error):
        return False
    return error.connection_invalidated or state(error).startswith(GONE) or _no_answer(error)


def is_worth_again(error: DBAPIError) -> bool:
    """Whether the same change may well succeed now: two have stood in each other's way, and neither was made."""
    return state(error) in AGAIN


def _no_answer(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError) and not state(error)


@contextmanager
def said() -> Iterator[None]:
    """Turn a database's errors into sentences."""
    try:
        yield
    except IntegrityError:
        raise ConflictError(
            msg(
                "the register was changed by someone else meanwhile, and that change was kept; nothing was changed: "
                "look at it again and try again"
            )
        ) from None
    except DBAPIError as error:
        raise sentence(error) from None
    except sqlite3.Error as error:  # while connecting
        raise of_sqlite(error) from None
    except SQLAlchemyError as error:
        raise EnvironmentFailureError(
            msg("the register cannot be used ({kind}); nothing was changed", kind=type(error).__name__)
        ) from None


def sentence(error: DBAPIError) -> RusctlError:
    """Say what a database's error means, and what to do."""
    if isinstance(error.orig, sqlite3.Error):
        return of_sqlite(error.orig)
    code = state(error)
    if code.startswith(REFUSED):
        text = msg(
            "the register's server does not let you in; look at your user name, and at the password in the file that "
            "PGPASSFILE names"
        )
    elif code in NO_DATABASE:
        text = msg("the register's server has no such database; ask the one who looks after it")
    elif code in NO_RIGHT:
        text = msg("your user may not do this in the register's database; ask the one who looks after it")
    elif code.startswith(FULL):
        text = msg("the register's server has no room left; nothing was changed")
    elif is_lost(error):
        text = msg("the register's server does not answer; nothing was changed: try again later")
    else:
        text = msg("the register's server reports a fault ({code}); nothing was changed", code=code or "?")
    return EnvironmentFailureError(text)


def of_sqlite(error: sqlite3.Error) -> RusctlError:
    """Say what SQLite's error means, and what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ConflictError(msg("somebody else is writing in the register; wait until they are done, and try again"))
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return EnvironmentFailureError(msg("the register's file is damaged; put a backup in its place"))
    if name.startswith("SQLITE_FULL"):
        return EnvironmentFailureError(msg("the disk is full; the register was not changed"))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return EnvironmentFailureError(msg("the register's file or folder cannot be written; nothing was changed"))
    return EnvironmentFailureError(
        msg("the register's file cannot be used ({code}); nothing was changed", code=name or type(error).__name__)
    )
