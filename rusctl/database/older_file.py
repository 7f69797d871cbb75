"""A file that an older rusctl kept in SQLite by itself, read as it stands."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg


class OlderFile(NamedTuple):
    """Which file, as it is shown; the newest of its versions that is known; its tables, and how each is ordered."""

    path: Path
    shown: str
    newest: int
    tables: Mapping[str, str]


def rows_of(file: OlderFile) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each table in its order; none of a table that the file lacks.

    EnvironmentFailureError where the file cannot be read, RusctlError where a newer rusctl has made it.
    """
    try:
        with closing(sqlite3.connect(f"{file.path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > file.newest:
                raise RusctlError(msg("{file} was made by a newer rusctl; use that one", file=file.shown))
            there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            return {
                table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]  # noqa: S608 - the caller's own names
                if table in there
                else []
                for table, order in file.tables.items()
            }
    except sqlite3.Error as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be used: {reason}", file=file.shown, reason=str(error))
        ) from None
