"""Answers stored and read: each version a row of its own, with who and when; which one is valid, and what was settled.

Nobody's words are ever written over. An answer that somebody wrote without having seen the one that is valid is kept
beside it as a version more, and waits there until a person decides.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.consultation import comments
from rusctl.consultation.schema import answer, answer_change, comment, reason, reply, settling, wording
from rusctl.database.transaction import Transaction
from rusctl.model.comments import (
    AnswerContent,
    AnsweredComment,
    AnswerSettled,
    CommentAnswer,
    ReplyComment,
    ReusableReason,
)
from rusctl.model.consultation import CommentStep, Settling

_AT_ONCE = 500  # ids in one question
_SETTLED = {Settling.CHECKED: CommentStep.CHECKED, Settling.APPROVED: CommentStep.APPROVED}


def write(change: Transaction, one: ReplyComment, content: AnswerContent, today: dt.date, by: str = "") -> int:
    """Write a version of the answer to a comment, locked by this change, which is valid from now on; give its number.

    One that was approved is open again, and it is noted that it was.
    """
    ordinal = keep_beside(change, one, content, by)
    values: dict[str, Any] = {"current": ordinal, "step": CommentStep.DRAFTED}
    if one.step is CommentStep.APPROVED:
        before = change.connection.execute(
            select(answer.c.id).where(answer.c.comment == one.row, answer.c.ordinal == one.current)
        ).scalar_one()
        _settle(change, before, Settling.REOPENED, today, by=by)
    if one.step in (CommentStep.APPROVED, CommentStep.REOPENED):
        values["step"] = CommentStep.REOPENED
    change.update(comment, one.row, one.version, **values)
    return ordinal


def keep_beside(change: Transaction, one: ReplyComment, content: AnswerContent, by: str = "") -> int:
    """Keep a version of the answer beside the one that is valid, which stays so; give its number."""
    highest = select(func.max(answer.c.ordinal)).where(answer.c.comment == one.row)
    ordinal = int(change.connection.execute(highest).scalar() or 0) + 1
    row = change.insert(
        answer,
        comment=one.row,
        ordinal=ordinal,
        disposition=content.disposition,
        reason=content.reason,
        wording=content.wording,
        at=change.now,
        noted_by=by,
    )
    change.insert_many(answer_change, [{"answer": row, "paragraph": each} for each in dict.fromkeys(content.changes)])
    return ordinal


def reworded(content: AnswerContent, one: ReusableReason) -> AnswerContent:
    """Give what an answer says with the valid wording of a reusable reason in place of the one it has."""
    return replace(content, wording=one.valid.row)


def settle(
    change: Transaction,
    one: ReplyComment,
    what: Settling,
    day: dt.date,
    *,
    body: str = "",
    note: str = "",
    by: str = "",
) -> None:
    """Enter that the valid answer of a comment, locked by this change, was checked or approved, or is opened again."""
    row = change.connection.execute(
        select(answer.c.id).where(answer.c.comment == one.row, answer.c.ordinal == one.current)
    ).scalar_one()
    _settle(change, row, what, day, body=body, note=note, by=by)
    change.update(comment, one.row, one.version, step=_SETTLED.get(what, CommentStep.REOPENED))


def _settle(
    change: Transaction, row: int, what: Settling, day: dt.date, *, body: str = "", note: str = "", by: str = ""
) -> None:
    values = {"what": what, "day": day, "by_body": body, "note": note, "at": change.now, "noted_by": by}
    change.insert(settling, answer=row, **values)


def answered(connection: Connection, found: Sequence[ReplyComment]) -> list[AnsweredComment]:
    """Give comments with all versions of their answers."""
    versions: dict[int, list[CommentAnswer]] = {}
    rows = [one.row for one in found]
    for at in range(0, len(rows), _AT_ONCE):
        for row, version in _versions(connection, rows[at : at + _AT_ONCE]):
            versions.setdefault(row, []).append(version)
    return [AnsweredComment(comment=one, answers=tuple(versions.get(one.row, ()))) for one in found]


def read(connection: Connection, consultation: str, replies: Collection[int] | None = None) -> list[AnsweredComment]:
    """Give a consultation's comments with their answers, all or those of replies, by their numbers."""
    return answered(connection, comments.read(connection, consultation, replies))


def _versions(connection: Connection, rows: list[int]) -> Iterator[tuple[int, CommentAnswer]]:
    query = (
        select(answer, wording.c.text.label("reused"), reason.c.ident)
        .outerjoin(wording, wording.c.id == answer.c.wording)
        .outerjoin(reason, reason.c.id == wording.c.reason)
        .where(answer.c.comment.in_(rows))
        .order_by(answer.c.comment, answer.c.ordinal)
    )
    found = connection.execute(query).mappings().all()
    changes = _changes(connection, rows)
    settled = _settled(connection, rows)
    for row in found:
        content = AnswerContent(
            disposition=row["disposition"],
            reason=row["reason"],
            wording=row["wording"],
            changes=tuple(changes.get(row["id"], ())),
        )
        yield (
            row["comment"],
            CommentAnswer(
                row=row["id"],
                ordinal=row["ordinal"],
                content=content,
                text="\n".join(filter(None, (row["reused"], row["reason"]))),
                reason_id=row["ident"] or "",
                noted_by=row["noted_by"],
                at=row["at"],
                settled=tuple(settled.get(row["id"], ())),
            ),
        )


def _changes(connection: Connection, rows: list[int]) -> Mapping[int, list[str]]:
    query = select(answer_change.c.answer, answer_change.c.paragraph).join(answer).where(answer.c.comment.in_(rows))
    found: dict[int, list[str]] = {}
    for row, paragraph in connection.execute(query.order_by(answer_change.c.id)):
        found.setdefault(row, []).append(paragraph)
    return found


def _settled(connection: Connection, rows: list[int]) -> Mapping[int, list[AnswerSettled]]:
    query = select(settling).join(answer, answer.c.id == settling.c.answer).where(answer.c.comment.in_(rows))
    found: dict[int, list[AnswerSettled]] = {}
    for row in connection.execute(query.order_by(settling.c.id)).mappings():
        one = AnswerSettled(
            what=Settling(row["what"]),
            day=row["day"],
            body=row["by_body"],
            note=row["note"],
            noted_by=row["noted_by"],
        )
        found.setdefault(row["answer"], []).append(one)
    return found


def behind(connection: Connection, consultation: str) -> dict[str, list[str]]:
    """Give which comments stand behind a change of each paragraph: those whose valid answers name it."""
    query = (
        select(answer_change.c.paragraph, reply.c.number, comment.c.number)
        .join(answer, answer.c.id == answer_change.c.answer)
        .join(comment, (comment.c.id == answer.c.comment) & (comment.c.current == answer.c.ordinal))
        .join(reply, reply.c.id == comment.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(reply.c.number, comment.c.number)
    )
    found: dict[str, list[str]] = {}
    for paragraph, of_reply, number in connection.execute(query):
        found.setdefault(paragraph, []).append(f"{of_reply}.{number}")
    return found
