"""All that mail keeps about one person, for an extract: messages, answers, answers to look at, addresses, drafts."""

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.mail import database, drafts
from rusctl.mail.message import plain_text
from rusctl.storage.files import personal_data_search, private


class Kept(NamedTuple):
    """A row about a person: its table, its number where it has one, its values, when it was made and by what."""

    table: str
    number: int | None
    values: Mapping[str, Any]
    made: dt.datetime | None
    made_by: str


def kept(folder: Path, addresses: Collection[str], texts: Sequence[str]) -> list[Kept]:
    """Give what is kept about a person's addresses, and what others have said of the person."""
    keys = {address.casefold() for address in addresses}
    patterns = personal_data_search.patterns_of(texts)
    with database.looked_at(folder) as connection:
        return [
            *_messages(connection, keys),
            *_answers(connection, keys, patterns),
            *_reviews(connection, keys, patterns),
            *_known(connection, keys),
            *_drafts(folder, addresses),
        ]


def _messages(connection: sqlite3.Connection, keys: Collection[str]) -> Iterator[Kept]:
    rows = connection.execute("SELECT message.*, event.id AS event FROM message JOIN event USING (uid) ORDER BY number")
    names = ("event", "address", "name", "role", "part", "language", "kind", "method", "sequence", "state", "changed")
    for row in rows:
        if row["key"] in keys:
            values = {name: row[name] for name in (*names, "attempts", "said")}
            if row["octets"] is not None:
                values["text"] = plain_text(row["octets"])
            yield Kept("message", row["number"], values, _moment(row["made"]), "invite")


def _answers(connection: sqlite3.Connection, keys: Collection[str], patterns: Sequence[Any]) -> Iterator[Kept]:
    rows = connection.execute(
        "SELECT answer.*, answer.rowid AS place, coalesce(event.id, uid) AS event "
        "FROM answer LEFT JOIN event USING (uid) ORDER BY uid, key"
    )
    for row in rows:
        if row["key"] in keys:
            values = {"event": row["event"], "address": row["key"], "answer": row["status"]}
            values |= {"comment": row["comment"], "sequence": row["sequence"], "answered": row["stamp"]}
        elif _names(row["comment"], patterns):
            values = {"event": row["event"], "comment": row["comment"]}
        else:
            continue
        yield Kept("answer", row["place"], values, _moment(row["read"]), "replies")


def _reviews(connection: sqlite3.Connection, keys: Collection[str], patterns: Sequence[Any]) -> Iterator[Kept]:
    rows = connection.execute(
        "SELECT review.*, coalesce(event.id, uid) AS event FROM review LEFT JOIN event USING (uid) ORDER BY number"
    )
    for row in rows:
        own = {name: row[name] for name in ("key", "sender", "delegate") if row[name] in keys}
        if not own and not _names(row["comment"], patterns):
            continue
        values = {"event": row["event"], "answer": row["status"], "reason": row["reason"], "comment": row["comment"]}
        values |= {{"key": "address"}.get(name, name): value for name, value in own.items()}
        yield Kept("review", row["number"], values | {"done": bool(row["done"])}, _moment(row["read"]), "replies")


def _known(connection: sqlite3.Connection, keys: Collection[str]) -> Iterator[Kept]:
    for row in connection.execute("SELECT * FROM known ORDER BY key"):
        if row["key"] in keys:
            yield Kept("known", None, {"address": row["key"], "person": row["person"]}, None, "")


def _drafts(folder: Path, addresses: Collection[str]) -> Iterator[Kept]:
    for path in sorted({path for address in addresses for path in drafts.to(folder, address)}):
        values = {"file": path.relative_to(folder / private.NAME).as_posix(), "text": plain_text(path.read_bytes())}
        yield Kept("draft", None, values, None, "")


def _names(comment: str, patterns: Sequence[Any]) -> bool:
    return bool(comment) and personal_data_search.holds(comment.encode(), patterns) is not None


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
