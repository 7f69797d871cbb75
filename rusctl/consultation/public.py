"""What is kept for a publication: passages that are masked and why, public words, and the texts they are of."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, select

from rusctl.consultation.schema import body, mask, public_word, reply, reply_text
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction


class MaskedPassage(NamedTuple):
    """A passage of a text, by its characters, that is left out of what is published, and on which ground."""

    start: int
    stop: int
    ground: str


def masks(connection: Connection, consultation: str) -> dict[int, list[MaskedPassage]]:
    """Give the masked passages of a consultation's texts, by the row of their text, the first first."""
    query = (
        select(mask)
        .join(reply_text, reply_text.c.id == mask.c.of_text)
        .join(reply, reply.c.id == reply_text.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(mask.c.of_text, mask.c.start)
    )
    found: dict[int, list[MaskedPassage]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["of_text"], []).append(MaskedPassage(row["start"], row["stop"], row["ground"]))
    return found


def texts(connection: Connection, consultation: str) -> dict[int, tuple[int, str]]:
    """Give the texts of a consultation by their rows, each with the row of its reply."""
    query = (
        select(reply_text.c.id, reply_text.c.reply, reply_text.c.text)
        .join(reply, reply.c.id == reply_text.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(reply_text.c.id)
    )
    return {row.id: (row.reply, row.text) for row in connection.execute(query)}


def mask_words(change: Transaction, found: Mapping[int, str], words: str, ground: str, by: str = "") -> int:
    """Mask words wherever they stand in texts, given by their rows, and give how many places that is."""
    rows = []
    for row, text in found.items():
        at = text.find(words)
        while at >= 0:
            stop = at + len(words)
            rows.append({"of_text": row, "start": at, "stop": stop, "ground": ground, "at": change.now, "noted_by": by})
            at = text.find(words, stop)
    change.insert_many(mask, rows)
    return len(rows)


def public_words(connection: Connection, consultation: str) -> list[str]:
    """Give the words that somebody has confirmed to be public, though they were removed elsewhere."""
    query = select(public_word.c.word).where(public_word.c.consultation == consultation)
    return [word for (word,) in connection.execute(query)]


def confirm(change: Transaction, consultation: str, words: Sequence[str], by: str = "") -> None:
    """Enter that words are public."""
    values = {"consultation": consultation, "at": change.now, "noted_by": by}
    change.insert_many(public_word, [{"word": word, **values} for word in words])


def contacts(connection: Connection, consultation: str) -> list[Mapping[str, str]]:
    """Give the names, addresses and telephones of the bodies' contacts; a functional mailbox is nobody's.

    A mailbox on a list without a contact goes by the body's own name, which is no person's.
    """
    name = case((and_(body.c.person_number.is_(None), person.c.name == body.c.name), ""), else_=person.c.name)
    query = (
        select(name.label("name"), person.c.email, person.c.phone)
        .join(body, body.c.contact == person.c.id)
        .where(body.c.consultation == consultation, person.c.function.is_(False))
        .distinct()
    )
    return [{"name": row.name, "email": row.email, "phone": row.phone} for row in connection.execute(query)]
