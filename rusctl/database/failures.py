"""What a database says has gone wrong, in words for people; never its own words, which may hold what is in a row."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError

from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.storage.files import made

# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
GONE = ("08", "57P01", "57P02", "57P03")  # no connection, shut down, crashed, starting up
AGAIN = ("40001", "40P01")  # serialization failure, deadlock
REFUSED = ("28",)  # wrong name or password
NO_DATABASE = ("3D000",)
NO_RIGHT = ("42501",)
FULL = ("53",)

REGISTER = msg("the register")  # what has been changed, where a later step fails


def confirming(connection: Connection) -> None:
    """Note that a transaction is about to end: a server that breaks off then does not say whether it was made."""
    if connection.dialect.name == "postgresql":
        made.unsure()


def state(error: DBAPIError) -> str:
    """Give PostgreSQL's code of what went wrong; empty where there was no answer."""
    return getattr(error.orig, "sqlstate", None) or ""


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection went away, so that it is not known whether the last words arrived."""
    if isinstance(error.orig, sqlite3.Error) or _refused(error):
        return False
    return error.connection_invalidated or state(error).startswith(GONE) or _no_answer(error)


def is_worth_again(error: DBAPIError) -> bool:
    """Whether the same change may well succeed now: two have stood in each other's way, and neither was made."""
    return state(error) in AGAIN


def _refused(error: DBAPIError) -> Message | None:
    """Say why there is no connection, where waiting is of no use: libpq has no code for that, only words.

    They are libpq's own in English, and the server's in English or Swedish.
    """
    said = str(error.orig) if _no_answer(error) else ""
    return next((message for words, message in _REFUSALS if said and re.search(words, said, re.IGNORECASE)), None)


_NOT_LET_IN = msg(
    "the register's server does not let you in; look at your user name, and at the password in the file that "
    "PGPASSFILE names"
)
_NO_SUCH_DATABASE = msg("the register's server has no such database; ask the one who looks after it")
_REFUSALS = (
    ("does not support SSL", msg("the register's server does not encrypt, so it is not used")),
    (
        "does not match host name",
        msg("the certificate of the register's server is for another name than the address has, so it is not used"),
    ),
    (
        "root certificate",
        msg("there is no list of trusted authorities where sslrootcert says, so the register's server is not used"),
    ),
    (
        "certificate",
        msg(
            "the certificate of the register's server is of no authority that is trusted here, or out of date, so "
            "it is not used; the authority's own certificate can be named with sslrootcert"
        ),
    ),
    ('database ".*" does not exist|databasen? ".*" (existerar|finns) inte', _NO_SUCH_DATABASE),
    ('password|lösenord|pg_hba|role ".*" does not exist|rollen? ".*" (existerar|finns) inte', _NOT_LET_IN),
)


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
                "the register was changed by someone else meanwhile, and that change was kept: "
                "look at it again and try again"
            )
        ) from None
    except DBAPIError as error:
        raise sentence(error) from None
    except sqlite3.Error as error:  # while connecting
        raise of_sqlite(error) from None
    except SQLAlchemyError as error:
        raise EnvironmentFailureError(msg("the register cannot be used ({kind})", kind=type(error).__name__)) from None


def sentence(error: DBAPIError) -> RusctlError:
    """Say what a database's error means, and what to do."""
    if isinstance(error.orig, sqlite3.Error):
        return of_sqlite(error.orig)
    code = state(error)
    if code.startswith(REFUSED):
        text = _NOT_LET_IN
    elif code in NO_DATABASE:
        text = _NO_SUCH_DATABASE
    elif code in NO_RIGHT:
        text = msg("your user may not do this in the register's database; ask the one who looks after it")
    elif code.startswith(FULL):
        text = msg("the register's server has no room left")
    elif isinstance(error, ProgrammingError) and not code:
        text = msg("the register's address says something that PostgreSQL's driver does not know; see docs/register.md")
    elif refused := _refused(error):
        text = refused
    elif is_lost(error):
        text = _silent(error)
    else:
        text = msg("the register's server reports a fault ({code})", code=code or "?")
    return EnvironmentFailureError(text)


def _silent(error: DBAPIError) -> Message:
    server = next((name for name in error.detail if name), "")
    if not server:
        return msg("the register's server does not answer: try again later")
    return msg("the register's server {server} does not answer: try again later", server=server)


def of_sqlite(error: sqlite3.Error) -> RusctlError:
    """Say what SQLite's error means, and what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ConflictError(msg("somebody else is writing in the register; wait until they are done, and try again"))
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return EnvironmentFailureError(msg("the register's file is damaged; put a backup in its place"))
    if name == "SQLITE_IOERR_DIR_FSYNC":  # the last step of all: the change stands, unless the machine fails too
        made.unsure()
        return EnvironmentFailureError(
            msg(
                "the register was changed, but the disk could not confirm it ({code}); look whether rusctl "
                "register log has it before you try again",
                code=name,
            )
        )
    if name.startswith("SQLITE_IOERR"):
        return EnvironmentFailureError(
            msg(
                "the disk fails with the register's file ({code}): it may be at a limit, full or broken",
                code=name,
            )
        )
    if name.startswith("SQLITE_FULL"):
        return EnvironmentFailureError(msg("the disk with the register is full; free some space and try again"))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return EnvironmentFailureError(msg("the register's file or folder cannot be written"))
    return EnvironmentFailureError(
        msg("the register's file cannot be used ({code})", code=name or type(error).__name__)
    )
