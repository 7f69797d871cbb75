"""What was received: files and texts of replies stored, found again by what they hold, and replies read."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.consultation.schema import body, reply, reply_body, reply_file, reply_text
from rusctl.database.tables import folder, person
from rusctl.database.transaction import Transaction
from rusctl.language.terms import terms_of
from rusctl.model.consultation import (
    DecisionLevel,
    NewReplyFile,
    NewReplyText,
    StoredFile,
    StoredReply,
    StoredText,
)


def add_files(change: Transaction, row: int, found: Sequence[NewReplyFile]) -> list[int]:
    """Store files of a reply, by its row, after those that it has, and give their ordinals."""
    first = _next(change.connection, reply_file.c.reply == row, reply_file.c.ordinal)
    rows = [
        {
            "reply": row,
            "ordinal": ordinal,
            "name": one.name,
            "size": one.size,
            "sha256": one.sha256,
            "media_type": one.media_type,
            "path": one.path,
            "folder": one.folder,
            "diary": one.diary,
            "at": change.now,
        }
        for ordinal, one in enumerate(found, first)
    ]
    change.insert_many(reply_file, rows)
    return [*range(first, first + len(rows))]


def add_texts(change: Transaction, row: int, found: Sequence[NewReplyText], noted_by: str = "") -> None:
    """Store texts of a reply, by its row, after those that it has; each never changes."""
    first = _next(change.connection, reply_text.c.reply == row, reply_text.c.ordinal)
    query = select(reply_file.c.ordinal, reply_file.c.id).where(reply_file.c.reply == row)
    files = {one.ordinal: one.id for one in change.connection.execute(query)}
    rows = [
        {
            "reply": row,
            "of_file": None if one.of_file is None else files[one.of_file],
            "ordinal": ordinal,
            "text": one.text,
            "terms": terms_of(one.text),
            "account": one.account,
            "at": change.now,
            "noted_by": noted_by,
        }
        for ordinal, one in enumerate(found, first)
    ]
    change.insert_many(reply_text, rows)


def _next(connection: Connection, mine: Any, ordinal: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.max(ordinal), 0)).where(mine)).scalar_one()) + 1


def known_files(connection: Connection, consultation: str, digests: Collection[str]) -> dict[str, list[int]]:
    """Give which of some files, by their SHA-256, a consultation has, each with the numbers of its replies."""
    query = (
        select(reply_file.c.sha256, reply.c.number)
        .join(reply)
        .where(reply.c.consultation == consultation, reply_file.c.sha256.in_(list(digests)))
        .order_by(reply.c.number)
    )
    found: dict[str, list[int]] = {}
    for digest, number in connection.execute(query) if digests else ():
        found.setdefault(digest, []).append(number)
    return found


def known_sources(connection: Connection, consultation: str) -> dict[str, int]:
    """Give the digests of what the replies of a consultation were read from, with their numbers."""
    query = select(reply.c.source, reply.c.number).where(
        reply.c.consultation == consultation, reply.c.source.is_not(None)
    )
    return {str(one.source): int(one.number) for one in connection.execute(query)}


def replies(connection: Connection, consultation: str, number: int | None = None) -> list[StoredReply]:
    """Give the replies of a consultation in the order of their numbers, or the one of a number."""
    wanted = reply.c.consultation == consultation
    if number is not None:
        wanted &= reply.c.number == number
    rows = connection.execute(select(reply).where(wanted).order_by(reply.c.number)).mappings().all()
    bodies = _bodies(connection, consultation)
    every = select(reply.c.id, reply.c.number).where(reply.c.consultation == consultation)
    numbers = {one.id: one.number for one in connection.execute(every)}
    files, texts = _counted(connection, reply_file.c.reply), _counted(connection, reply_text.c.reply)
    return [_stored(dict(row), bodies, numbers, files[row["id"]], texts[row["id"]]) for row in rows]


def _stored(
    row: Mapping[str, Any],
    bodies: Mapping[int, Sequence[tuple[int, str]]],
    numbers: Mapping[int, int],
    files: int,
    texts: int,
) -> StoredReply:
    same = (
        *("id", "number", "authored", "arrived", "channel", "decided", "text_version", "stance", "dnr", "their_dnr"),
        *("replaces", "heard_by", "heard", "version"),
    )
    return StoredReply(
        **{name: row[name] for name in same},
        bodies=tuple(bodies.get(row["id"], ())),
        level=DecisionLevel(row["level"]),
        follows=numbers.get(row["follows"]),
        all_split=row["all_split"] is not None,
        files=files,
        texts=texts,
    )


def _bodies(connection: Connection, consultation: str) -> dict[int, list[tuple[int, str]]]:
    query = (
        select(reply_body.c.reply, body.c.number, body.c.name)
        .join(body)
        .where(body.c.consultation == consultation)
        .order_by(reply_body.c.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for row, number, name in connection.execute(query):
        found.setdefault(row, []).append((number, name))
    return found


def _counted(connection: Connection, column: Any) -> Counter[int]:
    query = select(column.label("row"), func.count().label("found")).group_by(column)
    return Counter({one.row: one.found for one in connection.execute(query)})


def files_of(connection: Connection, row: int) -> list[StoredFile]:
    """Give the files of a reply, by its row, in their order."""
    query = select(reply_file).where(reply_file.c.reply == row).order_by(reply_file.c.ordinal)
    names = ("id", "ordinal", "name", "size", "sha256", "path", "folder", "diary")
    return [StoredFile(**{name: one[name] for name in names}) for one in connection.execute(query).mappings()]


def texts_of(connection: Connection, row: int) -> list[StoredText]:
    """Give the texts of a reply, by its row, in their order, each with the ordinal of its file."""
    query = (
        select(reply_text, reply_file.c.ordinal.label("place"))
        .outerjoin(reply_file, reply_file.c.id == reply_text.c.of_file)
        .where(reply_text.c.reply == row)
        .order_by(reply_text.c.ordinal)
    )
    return [
        StoredText(id=one["id"], ordinal=one["ordinal"], text=one["text"], account=one["account"], of_file=one["place"])
        for one in connection.execute(query).mappings()
    ]


def places(connection: Connection, digests: Iterable[str]) -> dict[str, list[StoredFile]]:
    """Give all files that hold some bytes, by their SHA-256."""
    wanted = list(dict.fromkeys(digests))
    found: dict[str, list[StoredFile]] = {}
    names = ("id", "ordinal", "name", "size", "sha256", "path", "folder", "diary")
    query = select(reply_file).where(reply_file.c.sha256.in_(wanted)).order_by(reply_file.c.id)
    for one in connection.execute(query).mappings() if wanted else ():
        found.setdefault(one["sha256"], []).append(StoredFile(**{name: one[name] for name in names}))
    return found


def by_address(connection: Connection, consultation: str) -> dict[str, list[int]]:
    """Give the numbers of the bodies of a consultation by the addresses of their contacts, in small letters."""
    query = (
        select(body.c.number, person.c.email)
        .join(person, person.c.id == body.c.contact)
        .where(body.c.consultation == consultation, person.c.email != "")
        .order_by(body.c.number)
    )
    found: dict[str, list[int]] = {}
    for number, address in connection.execute(query):
        found.setdefault(address.casefold(), []).append(number)
    return found


def folder_number(connection: Connection, name: str) -> int | None:
    """Give the number that a folder has in the database, by its name for itself; None where it has none yet."""
    found: int | None = connection.execute(select(folder.c.id).where(folder.c.ident == name)).scalar()
    return found


def set_bodies(change: Transaction, row: int, wanted: Sequence[int]) -> bool:
    """Let a reply, by its row, be from some bodies and no others; True if that differs from before."""
    query = select(reply_body.c.id, reply_body.c.body, reply_body.c.version).where(reply_body.c.reply == row)
    found = change.connection.execute(query).all()
    gone = [one for one in found if one.body not in wanted]
    new = [each for each in dict.fromkeys(wanted) if each not in {one.body for one in found}]
    for one in gone:
        change.delete(reply_body, one.id, one.version)
    change.insert_many(reply_body, [{"reply": row, "body": each} for each in new])
    return bool(gone or new)
