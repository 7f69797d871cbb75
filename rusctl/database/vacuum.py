"""Writing the database anew, so that nothing of what was removed stays in its files; and what is out of reach."""

from sqlalchemy import Connection, String, Table, select, text

from rusctl.database import failures
from rusctl.database.database import Register
from rusctl.database.pieces import Pieces, tables_of
from rusctl.database.tables import copy
from rusctl.language.message import Message, msg

STATISTICS = "pg_catalog.pg_statistic"  # holds samples of what stands in the columns


def compact(register: Register, pieces: Pieces) -> list[Message]:
    """Write the register's tables, indexes and statistics anew; give what could not be, in words."""
    if register.place.path is not None:
        with failures.said(), register.engine.connect() as connection:
            connection.connection.dbapi_connection.execute("VACUUM")  # type: ignore[union-attr]
        return []
    with failures.said(), register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        left = _not_ours(connection, pieces)
        for table in tables_of(pieces):
            if table.name in left:
                continue
            connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table.name}"'))
            if connection.execute(select(table.c.id).limit(1)).first() is None:
                _drop_statistics(connection, table)
        if STATISTICS not in left:
            connection.execute(text(f"VACUUM FULL {STATISTICS}"))
    if not left:
        return []
    return [msg("what the database still has on its pages, until its owner runs VACUUM FULL on {tables}", tables=left)]


def _not_ours(connection: Connection, pieces: Pieces) -> list[str]:
    """Give the tables that this user may not write anew: PostgreSQL passes over those, and only warns."""
    owner = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    if connection.execute(text(owner)).scalar():
        return []
    others = "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT pg_has_role(relowner, 'USAGE')"
    found = set(connection.execute(text(others)).scalars())
    return [*(table.name for table in tables_of(pieces) if table.name in found), STATISTICS]


def _drop_statistics(connection: Connection, table: Table) -> None:
    """Drop the samples of an empty table: ANALYZE leaves them, and a column that gets its type anew loses them."""
    for column in table.columns:
        if column.info["personal"] and isinstance(column.type, String):
            kind = column.type.compile(connection.dialect)
            connection.execute(text(f'ALTER TABLE "{table.name}" ALTER COLUMN "{column.name}" TYPE {kind}'))


def out_of_reach(register: Register, connection: Connection) -> list[Message]:
    """Name the places that may still hold what was removed, and that rusctl cannot reach."""
    places = list(connection.execute(select(copy.c.place).distinct().order_by(copy.c.place)).scalars())
    found = [msg("backups: {places}", places=places) if places else msg("backups made by others than rusctl")]
    if register.place.path is None:
        found.append(
            msg("the server's log of changes (WAL), its archives and its replicas, until they are overwritten")
        )
    else:
        found.append(msg("freed blocks of the disk, and what the disk or a synchronised folder keeps of older files"))
    return [
        *found,
        msg("mail that has been sent, in the mailboxes of those who have it, and with the mail server"),
        msg("invitations and calendars that others have taken a copy of"),
        msg("what git keeps, here and in every clone, if a file with the person was ever committed"),
        msg("drafts and lists in the folders of colleagues, until rusctl runs there"),
        msg("lists that were exported or printed, and the files that people were imported from"),
        msg("what a terminal or its shell keeps of commands"),
    ]
