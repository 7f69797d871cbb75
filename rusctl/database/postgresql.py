"""The register in PostgreSQL, where several colleagues work at once."""

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from rusctl.database import tls
from rusctl.errors import EnvironmentFailureError, UsageError
from rusctl.language.message import msg

if TYPE_CHECKING:
    from psycopg import Connection
    from sqlalchemy.engine import ExceptionContext

Answer = TypeVar("Answer")
CONNECT_SECONDS = "10"  # until the server has let us in
STATEMENT_SECONDS = 60.0  # from a statement to the last of its answer, however it comes


def read_url(text: str) -> URL:
    """Read an address of a database; UsageError, without the address in it, where it is none."""
    wrong = UsageError(
        msg(
            "the register's address must be postgresql://server/database; see docs/register.md for what may stand in it"
        )
    )
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise wrong from None
    if url.drivername not in ("postgresql", "postgres") or not url.database:
        raise wrong
    if any(isinstance(value, tuple) for name, value in url.query.items() if name not in ("host", "port")):
        raise wrong  # said twice: nobody knows which one holds
    return url


def shown(url: URL) -> str:
    """Give an address as it may be shown: without a password."""
    query = {key: value for key, value in url.query.items() if key not in ("password", "sslpassword")}
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return plain.render_as_string()


def engine(url: URL) -> Engine:
    """Give the engine of a database; over a network the server must prove who it is, unless the address says other."""
    query: dict[str, Any] = {**url.query, **tls.secured(url)}
    query.setdefault("connect_timeout", CONNECT_SECONDS)
    query.setdefault("application_name", "rusctl")
    try:
        made = create_engine(
            url.set(drivername="postgresql+psycopg", query=query),
            poolclass=NullPool,
            hide_parameters=True,  # an error never says what was in a row
            isolation_level="READ COMMITTED",
            use_native_hstore=False,  # the register has none, and looking for it is one more question to the server
        )
    except ModuleNotFoundError:
        raise EnvironmentFailureError(
            msg("the driver of PostgreSQL is not installed; install it with pip install 'rusctl[postgres]'"),
            stops=False,  # what is to be copied stands last
        ) from None
    event.listen(made, "do_connect", _connect)
    event.listen(made, "handle_error", _name_server)
    return made


def _connect(_dialect: object, _record: object, words: Any, named: dict[str, Any]) -> "Connection[Any]":
    """Connect so that no statement is waited for without end; the server's own limit is not to be trusted with that."""
    import psycopg  # noqa: PLC0415 - only where the register is in PostgreSQL

    class Limited(psycopg.Connection[Any]):
        """Ends itself where a server that has let us in is silent, or sends its answer in drops."""

        def wait(self, gen: Any, *args: Any, **settings: Any) -> Any:
            return super().wait(_within(self, gen, psycopg.OperationalError), *args, **settings)

    return Limited.connect(*words, **named)


def _within(
    connection: "Connection[Any]", steps: Generator[Any, Any, Answer], too_late: type[Exception]
) -> Generator[Any, Any, Answer]:
    """Take the driver's steps for as long as a statement may take; the driver looks in ten times a second."""
    end = time.monotonic() + STATEMENT_SECONDS
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if time.monotonic() > end:
                connection.pgconn.finish()  # nobody waits for what is still to come
                raise too_late
            wanted = steps.send(ready)
    except StopIteration as stop:
        answer: Answer = stop.value
        return answer


def _name_server(context: "ExceptionContext") -> None:
    """Keep beside an error which server it came from."""
    if context.sqlalchemy_exception is not None and context.engine is not None:
        url = context.engine.url
        named = url.host or url.query.get("host") or ""
        context.sqlalchemy_exception.add_detail(named if isinstance(named, str) else ", ".join(named))
