"""What consultations keep of one person: shown in an extract, and taken out by erasure.

A person may be a body's contact, a private person who replied, somebody who is named in a text, or a colleague. The
contact is taken from the body; names are blacked out; replies, comments and answers stay as counts.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Column, Connection, select, update

from rusctl.consultation.schema import TABLES, body, reply
from rusctl.database.blacking import NamedPerson, black_out, rows_of, sentences_held
from rusctl.database.pieces import Held, Identity, Piece, Removed
from rusctl.database.transaction import Transaction

_OWN_WORDS = [column for table in TABLES for column in table.columns if column.info.get("free_text")]
_COLLEAGUES = (reply.c.heard_by, reply.c.all_split_by)  # beside those who noted something


def _erase(change: Transaction, who: Identity, _held_events: Collection[str]) -> Removed:
    where = body.c.contact == who.number
    gone = change.connection.execute(
        update(body).where(where).values(contact=None, version=body.c.version + 1)
    ).rowcount
    person = NamedPerson(who.own)
    for column in _COLLEAGUES:
        gone += _without_colleague(change, person, column)
    change.rows += gone
    return Removed(consultations=gone + black_out(change, TABLES, person))


def _without_colleague(change: Transaction, person: NamedPerson, column: Column[Any]) -> int:
    rows = change.connection.execute(select(reply.c.id, column).where(column != "")).all()
    mine = [row for row, said in rows if person.signed(said)]
    for row in mine:
        change.connection.execute(update(reply).where(reply.c.id == row).values({column.name: ""}))
    return len(mine)


def _contacts(change: Transaction, who: Identity) -> Removed:
    texts = [text for text in who.own if text in who.contacts]
    return Removed(consultations=black_out(change, TABLES, NamedPerson(texts)))


def _merge(change: Transaction, kept: int, gone: int) -> None:
    query = select(body.c.id, body.c.version).where(body.c.contact == gone)
    for row, version in change.connection.execute(query).all():
        change.update(body, row, version, contact=kept)


def extract(connection: Connection, who: Identity) -> list[Held]:
    """Give the bodies whose contact a person is, and the sentences of all texts that name the person, and no others."""
    person = NamedPerson(who.own)
    contacts = [row for row in rows_of(connection, body) if row["contact"] == who.number]
    shown = ("consultation", "number", "name", "contact")
    mine = [Held(body.name, row["id"], {key: row[key] for key in shown}, row["at"], "") for row in contacts]

    def about(_row: Mapping[str, Any]) -> Mapping[str, Any]:
        return {}

    named = (one for column in _OWN_WORDS for one in sentences_held(connection, person, column, about))
    return [*mine, *named]


PIECE = Piece("consultation", TABLES, _erase, _contacts, extract, _merge)
