"""Where the register is: what RUSCTL_REGISTER says, else the plan's `register`, else the file beside the plan."""

import os
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from rusctl.database import postgresql, sqlite
from rusctl.storage.files import private


class DatabasePlace(NamedTuple):
    """A database: an SQLite file, or an address of PostgreSQL."""

    path: Path | None = None
    url: URL | None = None

    @property
    def shown(self) -> str:
        """The place as it may be shown: no password, and no path of the machine."""
        if self.url is not None:
            return postgresql.shown(self.url)
        assert self.path is not None  # noqa: S101 - one of the two is there
        return sqlite.shown(self.path)

    def engine(self) -> Engine:
        """Give the database's engine."""
        if self.url is not None:
            return postgresql.engine(self.url)
        assert self.path is not None  # noqa: S101 - one of the two is there
        return sqlite.engine(self.path)


def of(folder: Path, declared: str) -> DatabasePlace:
    """Give where the register of a project is; `declared` is what the plan says."""
    text = os.environ.get(private.VARIABLE) or declared
    if text:
        return DatabasePlace(url=postgresql.read_url(text))
    return DatabasePlace(path=sqlite.path_in(folder))
