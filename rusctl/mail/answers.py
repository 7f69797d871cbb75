"""What the invited have answered, and the answers that somebody has to look at."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from rusctl.mail.database import transaction
from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED, REQUEST, Said
from rusctl.mail.known import NOTHING, Addresses
from rusctl.model.recipients import Answer, Reply

MOST_FOR_REVIEW = 2_000
_ANSWERS = frozenset(one.value for one in Answer)
_AHEAD = dt.timedelta(days=1)


class Result(StrEnum):
    """What becomes of an answer."""

    TAKEN = "taken"
    KNOWN = "known"
    OUTDATED = "outdated"
    REVIEW = "review"


class Reason(StrEnum):
    """Why somebody has to look at an answer."""

    STRANGER = "stranger"
    SENDER = "sender"
    DELEGATED = "delegated"
    UNCLEAR = "unclear"
    UNDATED = "undated"
    FUTURE = "future"
    AHEAD = "ahead"


class Given(NamedTuple):
    """The latest answer of one who was invited."""

    key: str
    status: Answer
    comment: str
    sequence: int
    stamp: dt.datetime


class Unnoted(NamedTuple):
    """An answer that the register has not been told of, and when it was read."""

    uid: str
    key: str
    status: Answer
    read: str


class Look(NamedTuple):
    """An answer to look at."""

    number: int
    event: str
    uid: str
    address: str
    sender: str
    reason: Reason
    status: str
    comment: str
    read: str
    done: bool
    delegate: str


def judge(
    reply: Reply, sender: str, said: Sequence[Said], have: Given | None, now: dt.datetime
) -> tuple[Result, Reason | None]:
    """Say what becomes of an answer, by what its writer was told and has answered before.

    `sender` is who the mail was from, "" where the file is no mail, and the reply's address where it is another one of
    the same person. SEQUENCE decides, then DTSTAMP (RFC 5546, 2.1.5).
    """
    told = [one for one in said if one.state in MAY_HAVE_ARRIVED]
    if reason := _odd(reply, sender, told, now):
        return Result.REVIEW, reason
    last = told[-1]
    if last.method == CANCEL or reply.sequence < last.version.sequence:
        return Result.OUTDATED, None
    assert reply.stamp is not None  # noqa: S101 - `_odd` has looked
    if have is None or (have.sequence, have.stamp) < (reply.sequence, reply.stamp):
        return Result.TAKEN, None
    same_time = (have.sequence, have.stamp) == (reply.sequence, reply.stamp)
    if same_time and (have.status, have.comment) != (reply.status.lower(), reply.comment):
        return Result.REVIEW, Reason.UNCLEAR
    return Result.KNOWN, None


def _odd(reply: Reply, sender: str, told: Sequence[Said], now: dt.datetime) -> Reason | None:
    """Say what keeps an answer from being taken as it is."""
    if not told:
        return Reason.STRANGER
    if sender and sender.casefold() != reply.address.casefold():
        return Reason.SENDER
    if reply.status == "DELEGATED":
        return Reason.DELEGATED
    if reply.status.lower() not in _ANSWERS:
        return Reason.UNCLEAR
    if reply.stamp is None:
        return Reason.UNDATED
    if reply.stamp > now + _AHEAD:
        return Reason.FUTURE
    highest = max((one.version.sequence for one in told if one.method == REQUEST), default=-1)
    return Reason.AHEAD if reply.sequence > highest else None


def given(connection: sqlite3.Connection, uid: str, addresses: Addresses = NOTHING) -> dict[str, Given]:
    """Give the latest answers about an event, by key; of a person with several addresses the latest of all."""
    rows = connection.execute("SELECT * FROM answer WHERE uid = ?", (uid,))
    found: dict[str, Given] = {}
    for row in rows:
        one = Given(
            key=addresses.key(row["key"]),
            status=Answer(row["status"]),
            comment=row["comment"],
            sequence=row["sequence"],
            stamp=dt.datetime.fromisoformat(row["stamp"]),
        )
        other = found.get(one.key)
        if other is None or (other.sequence, other.stamp) < (one.sequence, one.stamp):
            found[one.key] = one
    return found


def to_note(connection: sqlite3.Connection) -> list[Unnoted]:
    """Give the answers that the register has not been told of yet."""
    rows = connection.execute("SELECT * FROM answer WHERE NOT noted ORDER BY uid, key")
    return [Unnoted(row["uid"], row["key"], Answer(row["status"]), row["read"]) for row in rows]


def noted(connection: sqlite3.Connection, those: Iterable[Unnoted]) -> None:
    """Write down that the register has been told of some answers."""
    with transaction(connection):
        connection.executemany(
            "UPDATE answer SET noted = 1 WHERE uid = ? AND key = ?", [(one.uid, one.key) for one in those]
        )


def keep(connection: sqlite3.Connection, reply: Reply, now: str) -> None:
    """Keep an answer; a message that it answers has arrived, whatever was known of it."""
    assert reply.stamp is not None  # noqa: S101 - only what `judge` takes is kept
    key = reply.address.casefold()
    status = Answer(reply.status.lower()).value
    with transaction(connection):
        connection.execute(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (uid, key) DO UPDATE SET "
            "status = excluded.status, comment = excluded.comment, sequence = excluded.sequence, "
            "stamp = excluded.stamp, read = excluded.read, noted = 0",
            (reply.uid, key, status, reply.comment, reply.sequence, reply.stamp.isoformat(), now),
        )
        connection.execute(
            "UPDATE message SET state = 'sent', octets = NULL, changed = ? WHERE uid = ? AND key = ? AND method = ? "
            "AND sequence = ? AND state IN ('draft', 'unknown')",
            (now, reply.uid, key, REQUEST, reply.sequence),
        )


def put_by(connection: sqlite3.Connection, reply: Reply, sender: str, reason: Reason, now: str) -> bool | None:
    """Put an answer on the list to look at; False where it has been there before, None where the list is full."""
    said = (str(getattr(reply, name)) for name in reply.__slots__ if name != "delegate" or reply.delegate)
    parts = (*said, sender, reason.value)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    if connection.execute("SELECT 1 FROM review WHERE digest = ?", (digest,)).fetchone():
        return False
    if connection.execute("SELECT count(*) FROM review WHERE NOT done").fetchone()[0] >= MOST_FOR_REVIEW:
        return None
    connection.execute(
        "INSERT INTO review (digest, uid, key, sender, reason, status, comment, read, delegate) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            digest,
            reply.uid,
            reply.address.casefold(),
            sender.casefold(),
            reason.value,
            reply.status,
            reply.comment,
            now,
            reply.delegate.casefold(),
        ),
    )
    return True


def to_review(connection: sqlite3.Connection, *, everything: bool = False) -> list[Look]:
    """Give what is to be looked at, and with `everything` also what has been."""
    rows = connection.execute(
        "SELECT review.*, event.id AS event FROM review LEFT JOIN event USING (uid) "
        "WHERE ? OR NOT done ORDER BY number",
        (everything,),
    )
    return [
        Look(
            number=row["number"],
            event=row["event"] or "",
            uid=row["uid"],
            address=row["key"],
            sender=row["sender"],
            reason=Reason(row["reason"]),
            status=row["status"],
            comment=row["comment"],
            read=row["read"],
            done=bool(row["done"]),
            delegate=row["delegate"],
        )
        for row in rows
    ]


def settle(connection: sqlite3.Connection, number: int) -> bool:
    """Take an answer off the list; False where there is none of that number."""
    return connection.execute("UPDATE review SET done = 1 WHERE number = ?", (number,)).rowcount == 1
