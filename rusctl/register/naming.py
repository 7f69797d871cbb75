"""How often the register names a role or a municipality of the plan."""

from sqlalchemy import Connection, func, select

from rusctl.database.tables import person
from rusctl.register.schema import gender, mandate, participation

TABLES = {"role": (mandate, participation, gender), "municipality": (person, participation)}


def rows_naming(connection: Connection, column: str, name: str) -> int:
    """Give how many rows have an id in a column: role or municipality."""
    counts = [
        connection.execute(select(func.count()).select_from(table).where(table.c[column] == name)).scalar_one()
        for table in TABLES[column]
    ]
    return sum(counts)
