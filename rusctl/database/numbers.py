"""The last number that each table has given; a number is never given again, whatever happens to the rows."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select, text


def last(connection: Connection) -> dict[str, int]:
    """Give the last number of each table that has given one."""
    if connection.dialect.name == "postgresql":
        query = text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
        return {
            name.removesuffix("_id_seq"): int(number)
            for name, number in connection.execute(query)
            if number is not None
        }
    return {name: int(number) for name, number in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def go_on(connection: Connection, table: str, number: int) -> None:
    """Let the next number of a table be the one after this."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), number)))
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
    connection.execute(
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table, "last": number}
    )


def raise_to(connection: Connection, floors: dict[str, int], tables: Collection[str]) -> dict[str, int]:
    """Let tables go on above the numbers that are said; give the last numbers as they are then."""
    now = last(connection)
    for table in tables:
        if floors.get(table, 0) > now.get(table, 0):
            go_on(connection, table, floors[table])
            now[table] = floors[table]
    return {table: now[table] for table in tables if table in now}
