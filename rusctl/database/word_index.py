"""The index of a table's words in SQLite: an FTS5 table of its column `terms`, kept along with what is written.

A table says by `INDEX` in its `info` which index it has. Triggers of a file are what somebody else may have written,
so that SQLite lets none of them write in such an index. Those made here belong to a connection: they note which rows
have changed, and the index follows before the change is confirmed. PostgreSQL keeps its own.
"""

from sqlalchemy import Connection, Table, text

from rusctl.database.columns import metadata

INDEX = "word_index"
_MADE = """CREATE VIRTUAL TABLE {index} USING fts5(terms, content='{table}', content_rowid='id', detail='none',
columnsize=0, tokenize="unicode61 remove_diacritics 0 tokenchars '='")"""
_GONE = "INSERT INTO {index}_due (row, terms, gone) VALUES (old.id, old.terms, 1);"
_NEW = "INSERT INTO {index}_due (row, terms, gone) VALUES (new.id, new.terms, 0);"
_FOLLOW = (
    "CREATE TEMP TABLE IF NOT EXISTS {index}_due (n INTEGER PRIMARY KEY, row INTEGER, terms TEXT, gone INTEGER)",
    f"CREATE TEMP TRIGGER IF NOT EXISTS {{index}}_new AFTER INSERT ON main.{{table}} BEGIN {_NEW} END",
    f"CREATE TEMP TRIGGER IF NOT EXISTS {{index}}_gone AFTER DELETE ON main.{{table}} BEGIN {_GONE} END",
    (
        "CREATE TEMP TRIGGER IF NOT EXISTS {index}_changed AFTER UPDATE OF terms ON main.{table} "
        f"BEGIN {_GONE} {_NEW} END"
    ),
)
# of a row that was written more than once, what it was at first goes, and what it is at last comes
_SETTLE = (
    (
        "INSERT INTO {index}({index}, rowid, terms) SELECT 'delete', row, terms FROM temp.{index}_due "
        "WHERE gone AND n IN (SELECT min(n) FROM temp.{index}_due GROUP BY row)"
    ),
    (
        "INSERT INTO {index}(rowid, terms) SELECT row, terms FROM temp.{index}_due "
        "WHERE NOT gone AND n IN (SELECT max(n) FROM temp.{index}_due GROUP BY row)"
    ),
    "DELETE FROM temp.{index}_due",
)
_REBUILD = ("INSERT INTO {index}({index}) VALUES ('rebuild')", "INSERT INTO {index}({index}) VALUES ('optimize')")


def ddl(table: Table) -> str:
    """Give what makes the index of a table."""
    return _MADE.format(index=table.info[INDEX], table=table.name)


def _run(connection: Connection, statements: tuple[str, ...], needed: str) -> None:
    """Run statements for each index of SQLite whose table of a name is there; nothing in PostgreSQL."""
    tables = [table for table in metadata.tables.values() if INDEX in table.info]
    if not tables or connection.dialect.name != "sqlite":
        return
    schemas = "SELECT name FROM main.sqlite_schema UNION SELECT name FROM temp.sqlite_schema"
    there = set(connection.execute(text(schemas)).scalars())
    for names in ({"index": one.info[INDEX], "table": one.name} for one in tables):
        if needed.format(**names) in there:
            for statement in statements:
                connection.exec_driver_sql(statement.format(**names))


def follow(connection: Connection) -> None:
    """Note from here on which rows this connection writes."""
    _run(connection, _FOLLOW, "{index}")


def settle(connection: Connection) -> None:
    """Bring the indexes up to date with what has been noted."""
    _run(connection, _SETTLE, "{index}_due")


def rebuild(connection: Connection) -> None:
    """Make the indexes anew from what the tables hold, so that nothing is left in them of what was removed."""
    _run(connection, ("DELETE FROM temp.{index}_due",), "{index}_due")
    _run(connection, _REBUILD, "{index}")
