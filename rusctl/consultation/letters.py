"""Letters stored and read: which file each reply got, made from which answers, and when and how it went out.

A letter is never changed: what is to be said otherwise is a new one.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.consultation.schema import body, letter, letter_answer, reply, reply_body
from rusctl.database.transaction import Transaction
from rusctl.model.letters import GivenReply, MadeLetter, RespondingBody


def replies(connection: Connection, consultation: str) -> list[GivenReply]:
    """Give the replies of a consultation with their bodies, in the order of their numbers."""
    rows = connection.execute(
        select(reply).where(reply.c.consultation == consultation).order_by(reply.c.number)
    ).mappings()
    query = (
        select(reply_body.c.reply, body)
        .join(body, body.c.id == reply_body.c.body)
        .where(body.c.consultation == consultation)
        .order_by(body.c.number)
    )
    bodies: dict[int, list[RespondingBody]] = {}
    for one in connection.execute(query).mappings():
        found = RespondingBody(
            one["number"], one["name"], one["kind"], one["municipality"], one["contact"], one["person_number"]
        )
        bodies.setdefault(one["reply"], []).append(found)
    return [
        GivenReply(
            row=row["id"],
            version=row["version"],
            number=row["number"],
            dnr=row["dnr"],
            their_dnr=row["their_dnr"],
            authored=row["authored"],
            arrived=row["arrived"],
            channel=row["channel"],
            stance=row["stance"],
            follows=row["follows"],
            replaces=row["replaces"],
            all_split=row["all_split"] is not None,
            published=row["published"],
            ground=row["ground"],
            bodies=tuple(bodies.get(row["id"], ())),
        )
        for row in rows
    ]


def made(connection: Connection, consultation: str) -> list[MadeLetter]:
    """Give the letters of a consultation, in the order of their replies and then of their making."""
    query = (
        select(letter)
        .join(reply, reply.c.id == letter.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(reply.c.number, letter.c.ordinal)
    )
    answers = (
        select(letter_answer.c.letter, letter_answer.c.answer)
        .join(letter, letter.c.id == letter_answer.c.letter)
        .join(reply, reply.c.id == letter.c.reply)
        .where(reply.c.consultation == consultation)
    )
    of: dict[int, set[int]] = {}
    for row, answer in connection.execute(answers):
        of.setdefault(row, set()).add(answer)
    return [
        MadeLetter(
            row=row["id"],
            version=row["version"],
            reply=row["reply"],
            ordinal=row["ordinal"],
            corrects=row["corrects"],
            language=row["language"],
            name=row["name"],
            sha256=row["sha256"],
            path=row["path"],
            sent=row["sent"],
            channel=row["channel"],
            message=row["message"],
            at=row["at"],
            answers=frozenset(of.get(row["id"], ())),
        )
        for row in connection.execute(query).mappings()
    ]


def next_ordinal(connection: Connection, of_reply: int) -> int:
    """Give the number that the next letter of a reply, by its row, will have."""
    query = select(func.max(letter.c.ordinal)).where(letter.c.reply == of_reply)
    return int(connection.execute(query).scalar() or 0) + 1


def keep(change: Transaction, of_reply: int, answers: Collection[int], values: dict[str, Any], by: str = "") -> int:
    """Enter a letter of a reply, by its row, made from answers, by theirs; give the letter's row."""
    row = change.insert(letter, reply=of_reply, at=change.now, noted_by=by, **values)
    change.insert_many(letter_answer, [{"letter": row, "answer": one} for one in sorted(answers)])
    return row


def went_out(change: Transaction, found: Sequence[MadeLetter], day: dt.date, channel: str) -> None:
    """Enter that letters went out on a day; ConflictError where somebody has changed one meanwhile."""
    for one in found:
        change.update(letter, one.row, one.version, sent=day, channel=channel)


def publish(change: Transaction, found: Sequence[GivenReply], *, published: bool, ground: str) -> None:
    """Enter whether the texts of replies may be published, and on which ground."""
    for one in found:
        change.update(reply, one.row, one.version, published=published, ground=ground)
