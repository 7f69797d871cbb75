"""All that the register holds about one person, in every table, and where it came from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, or_, select

from rusctl.database import transaction
from rusctl.database.pieces import Held, Identity, Pieces, tables_of
from rusctl.database.tables import history, operation, person


def leads(table: Table) -> list[Column[Any]]:
    """Give the columns of a table that lead to a person."""
    found = transaction.leads(table)
    if table is person:
        found.append(person.c.id)
    if table is history:
        found += [history.c.person, history.c.other]
    return found


def held(connection: Connection, who: Identity, pieces: Pieces) -> list[Held]:
    """Give all rows about a person, table by table, then what a room gives of its tables by itself."""
    by_itself = {table for piece in pieces if piece.extract for table in piece.tables}
    tables = [table for table in tables_of(pieces) if leads(table) and table not in by_itself]
    rows = [row for table in tables for row in _rows(connection, table, who.number)]
    return [*rows, *(row for piece in pieces if piece.extract for row in piece.extract(connection, who))]


def identity(connection: Connection, number: int) -> Identity:
    """Give what a person can be found by, from the person's row and from what is kept of it."""
    versions = list(_versions(connection, number))

    def each(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row[name] for row in versions for name in names if row.get(name)))

    return Identity(number, each("name", "email", "phone"), each("email", "phone"), each("email"))


def shared(connection: Connection, texts: Iterable[str], but: Collection[int] = ()) -> set[str]:
    """Give those of some texts that persons in the register have, except some, in capitals or not."""
    wanted = {text.casefold(): text for text in texts}
    query = select(person.c.id, person.c.name, person.c.email, person.c.phone)
    rows = [row[1:] for row in connection.execute(query) if row[0] not in but]
    return {wanted[value.casefold()] for row in rows for value in row if value and value.casefold() in wanted}


def _versions(connection: Connection, number: int) -> Iterator[Mapping[str, Any]]:
    for row in connection.execute(select(person).where(person.c.id == number)).mappings():
        yield dict(row)
    mine = or_(history.c.of_row == number, history.c.person == number)  # the latter where two were merged
    kept = select(history.c.before).where(history.c.of_table == person.name, mine)
    for before in connection.execute(kept).scalars():
        yield transaction.unpacked(person, before)


def _rows(connection: Connection, table: Table, number: int) -> Iterator[Held]:
    query = select(table).where(or_(*(column == number for column in leads(table)))).order_by(table.c.id)
    for row in connection.execute(query).mappings():
        made = connection.execute(select(operation).where(operation.c.id == row["operation"])).mappings().first()
        yield Held(table.name, row["id"], dict(row), made["at"] if made else None, made["what"] if made else "")
