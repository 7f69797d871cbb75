"""Bringing a database to the schema of this rusctl; the owner of Alembic."""

from pathlib import Path

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def scripts() -> ScriptDirectory:
    """Give the migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that a database lacks, inside the transaction that has begun: all of them or none."""
    found = scripts()
    context = MigrationContext.configure(
        connection,
        opts={"fn": lambda current, _context: found._upgrade_revs(revision, current), "transactional_ddl": True},  # noqa: SLF001 - what Alembic's own command does
    )
    with Operations.context(context):
        context.run_migrations()
