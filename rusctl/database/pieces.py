"""What the rooms keep in the database: each gives a piece, and who works on the whole is given all of them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Table

from rusctl.database.columns import metadata
from rusctl.database.tables import KERNEL


class Piece(NamedTuple):
    """What one room keeps: its name, and its tables."""

    name: str
    tables: tuple[Table, ...]


Pieces = Sequence[Piece]


def tables_of(pieces: Pieces) -> list[Table]:
    """Give all tables, those of all rooms first; a table stands after those that it points at."""
    mine = {*KERNEL, *(table for piece in pieces for table in piece.tables)}
    return [table for table in metadata.sorted_tables if table in mine]
