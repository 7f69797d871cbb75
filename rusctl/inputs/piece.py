"""What inputs keep in the database, and what goes of it where a person is erased."""

from collections.abc import Collection

from rusctl.database.pieces import Identity, Piece, Removed
from rusctl.database.transaction import Transaction
from rusctl.inputs.schema import TABLES


def _erase(_change: Transaction, _who: Identity, _held: Collection[str]) -> Removed:
    return Removed()


PIECE = Piece("inputs", TABLES, _erase)
