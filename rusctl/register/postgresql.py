"""The register in PostgreSQL, where several colleagues work at once."""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from rusctl.errors import EnvironmentFailureError, UsageError
from rusctl.language.message import msg
from rusctl.register import network

CONNECT_SECONDS = "10"


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
    query: dict[str, Any] = {**url.query, **network.secured(url)}
    query.setdefault("connect_timeout", CONNECT_SECONDS)
    query.setdefault("application_name", "rusctl")
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg", query=query),
            poolclass=NullPool,
            hide_parameters=True,  # an error never says what was in a row
            isolation_level="READ COMMITTED",
            use_native_hstore=False,  # the register has none, and looking for it is one more question to the server
        )
    except ModuleNotFoundError:
        raise EnvironmentFailureError(
            msg("the driver of PostgreSQL is not installed; install it with pip install 'rusctl[postgres]'")
        ) from None
