"""Names that stand in the register, so that a text can be looked through for them before it is stored."""

from sqlalchemy import Connection, select

from rusctl.database.tables import person
from rusctl.language.look import Names


def names(connection: Connection) -> Names:
    """Give the names of all persons in the register; a functional mailbox is no person."""
    return Names(connection.execute(select(person.c.name).where(~person.c.function)).scalars())
