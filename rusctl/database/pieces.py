"""What the rooms keep in the database: each gives a piece, and who works on the whole is given all of them."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from rusctl.database.columns import metadata
from rusctl.database.tables import KERNEL
from rusctl.database.transaction import Transaction


class Identity(NamedTuple):
    """What a person can be found by, now and before: all texts; of these contacts; of these addresses.

    `own` are those of the texts that nobody else has now.
    """

    number: int
    texts: tuple[str, ...]
    contacts: tuple[str, ...]
    addresses: tuple[str, ...]
    own: tuple[str, ...] = ()


class Held(NamedTuple):
    """A row about a person: its table, its number where it has one, its values, and the operation that made it."""

    table: str
    row: int | None
    values: Mapping[str, Any]
    made: dt.datetime | None
    made_by: str


class Removed(NamedTuple):
    """What was removed of some persons: rows kept as counts, rows deleted, what undo had, what mail had.

    `inputs` and `consultations` are the rows of those, and of what undo has of them, in which they stood.
    """

    persons: int = 0
    anonymised: int = 0
    deleted: int = 0
    forgotten: int = 0
    mail: int = 0
    inputs: int = 0
    consultations: int = 0

    def plus(self, other: "Removed") -> "Removed":
        """Give both together."""
        return Removed(*(sum(pair) for pair in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """What one room keeps: its name, its tables, and what goes with a person.

    `erase` removes what there is of a person, but for what stays as a count in the events that were held; `contacts`
    what goes with their e-mail and telephone alone. `extract` gives what is held of a person in a room's tables, where
    the rows that point at the person are not all of it. `merge` lets what was one person's be another's, and `part`
    lets a person who is there again have what was handed over.
    """

    name: str
    tables: tuple[Table, ...]
    erase: Callable[[Transaction, Identity, Collection[str]], Removed]
    contacts: Callable[[Transaction, Identity], Removed] = lambda _change, _who: Removed()
    extract: Callable[[Connection, Identity], list[Held]] | None = None
    merge: Callable[[Transaction, int, int], None] = lambda _change, _kept, _gone: None
    part: Callable[[Transaction, int], None] = lambda _change, _number: None


Pieces = Sequence[Piece]


def tables_of(pieces: Pieces) -> list[Table]:
    """Give all tables, those of all rooms first; a table stands after those that it points at."""
    mine = {*KERNEL, *(table for piece in pieces for table in piece.tables)}
    return [table for table in metadata.sorted_tables if table in mine]
