"""What inputs keep of one person, who may be named in what was said: shown in an extract, and taken out by erasure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from rusctl.database.blacking import NamedPerson, black_out, sentences_held
from rusctl.database.pieces import Held, Identity, Piece, Removed
from rusctl.database.transaction import Transaction
from rusctl.inputs.schema import TABLES, input_text, inputs, note


def erase(change: Transaction, texts: Sequence[str]) -> int:
    """Take a person out of all that was said and noted, its versions, its index and what undo has; count the rows."""
    return black_out(change, TABLES, NamedPerson(texts))


def take_out(change: Transaction, row_id: int, words: str) -> int:
    """Take words out of an input as a person is taken out of all, and of what undo has of it; count the rows."""
    who = NamedPerson([words])
    who.initials.clear()

    def of_it(table: Table, row: Mapping[str, Any]) -> bool:
        return row.get("id" if table is inputs else "input") == row_id

    return black_out(change, TABLES, who, of_it)


def extract(connection: Connection, who: Identity) -> list[Held]:
    """Give the sentences of what was said and noted that name a person; the rest of it is others'."""
    person = NamedPerson(who.own)

    def about(row: Mapping[str, Any]) -> Mapping[str, Any]:
        found = select(inputs.c.ident).where(inputs.c.id == row["input"])
        return {"input": str(connection.execute(found).scalar() or "")}

    return [
        one for column in (input_text.c.text, note.c.text) for one in sentences_held(connection, person, column, about)
    ]


def _erase(change: Transaction, who: Identity, _held_events: Collection[str]) -> Removed:
    return Removed(inputs=erase(change, who.own))


def _contacts(change: Transaction, who: Identity) -> Removed:
    return Removed(inputs=erase(change, [text for text in who.own if text in who.contacts]))


PIECE = Piece("inputs", TABLES, _erase, _contacts, extract)
