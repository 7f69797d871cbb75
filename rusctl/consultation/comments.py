"""Comments stored and read: the points of replies, each a span of a text or of the whole, with what is said of it."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from rusctl.consultation.schema import answer, body, comment, mask, reply, reply_body, reply_file, reply_text
from rusctl.consultation.spans import Span
from rusctl.consultation.store import take_numbers
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.comments import NewComment, ReplyComment, SplitReply, TextOfReply
from rusctl.model.consultation import CommentStep

_NAME = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})")
FIELDS = (
    "summary",
    "proposal",
    "chapter",
    "paragraph",
    "page",
    "question",
    "theme",
    "stance",
    "asks",
    "assigned",
    "due",
)
"""What may be said of a comment after it is made."""
_AT_ONCE = 500  # ids in one question


def add(change: Transaction, consultation: str, of: SplitReply, found: Sequence[NewComment], by: str = "") -> list[int]:
    """Store comments of a reply, and give their numbers there; none is ever given again.

    RusctlError where one is no span of a text of that reply.
    """
    if not found:
        return []
    texts = {one.row: one.text for one in of.texts}
    for one in found:
        _refuse_outside(one, texts)
    first = take_numbers(change, consultation, f"comment {of.number}", len(found))
    change.insert_many(
        comment,
        [
            {
                "reply": of.row,
                "number": number,
                "of_text": one.of_text,
                "start": one.start,
                "stop": one.stop,
                "quote": one.quote,
                "summary": one.summary,
                "proposal": one.proposal,
                "chapter": one.chapter,
                "paragraph": one.paragraph,
                "page": one.page,
                "question": one.question,
                "theme": one.theme,
                "stance": one.stance,
                "asks": one.asks,
                "of_group": one.group,
                "step": step_of(theme=one.theme),
                "at": change.now,
                "noted_by": by,
            }
            for number, one in enumerate(found, first)
        ],
    )
    return [*range(first, first + len(found))]


def _refuse_outside(one: NewComment, texts: Mapping[int, str]) -> None:
    if one.of_text is None:
        return
    text = texts.get(one.of_text)
    start, stop = one.start or 0, one.stop or 0
    if text is None or not 0 <= start < stop <= len(text) or text[start:stop] != one.quote or not one.quote.strip():
        raise RusctlError(msg("characters {start} to {stop} are no words of the reply's text", start=start, stop=stop))


def step_of(*, theme: str) -> CommentStep:
    """Give how far a comment that nobody has answered has come."""
    return CommentStep.THEMED if theme else CommentStep.REGISTERED


def read(connection: Connection, consultation: str, replies: Collection[int] | None = None) -> list[ReplyComment]:
    """Give a consultation's comments in the order of their replies and numbers, all or those of replies, by numbers."""
    query = (
        select(comment, reply.c.number.label("of_reply"))
        .join(reply, reply.c.id == comment.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(reply.c.number, comment.c.number)
    )
    if replies is not None:
        query = query.where(reply.c.number.in_(list(replies)))
    return [_comment(row) for row in connection.execute(query).mappings()]


def _comment(row: Mapping[Any, Any]) -> ReplyComment:
    return ReplyComment(
        row=row["id"],
        version=row["version"],
        reply_row=row["reply"],
        reply=row["of_reply"],
        number=row["number"],
        of_text=row["of_text"],
        start=row["start"],
        stop=row["stop"],
        quote=row["quote"],
        summary=row["summary"],
        proposal=row["proposal"],
        chapter=row["chapter"],
        paragraph=row["paragraph"],
        page=row["page"],
        question=row["question"],
        theme=row["theme"],
        stance=row["stance"],
        asks=row["asks"],
        group=row["of_group"],
        step=CommentStep(row["step"]),
        current=row["current"],
        assigned=row["assigned"],
        due=row["due"],
        noted_by=row["noted_by"],
        at=row["at"],
    )


def parsed(name: str) -> tuple[int, int]:
    """Give the reply's number and the comment's of a name such as 17.4; RusctlError where it is none."""
    match = _NAME.fullmatch(name.strip())
    if not match:
        raise RusctlError(
            msg("{name} is no comment; write the reply's number and the comment's, such as 17.4", name=name)
        )
    return int(match[1]), int(match[2])


def meant(connection: Connection, consultation: str, names: Sequence[str]) -> list[ReplyComment]:
    """Give the comments of names such as 17.4, each once, in the order in which they are named.

    RusctlError for a name that is none, or that no comment has.
    """
    wanted = [parsed(one) for one in dict.fromkeys(names)]
    there = {(one.reply, one.number): one for one in read(connection, consultation, {one for one, _ in wanted})}
    for one in wanted:
        if one not in there:
            raise RusctlError(msg("there is no comment {name}", name=f"{one[0]}.{one[1]}"))
    return [there[one] for one in dict.fromkeys(wanted)]


def by_row(connection: Connection, row: int) -> ReplyComment:
    """Give a comment by its row, which is there."""
    query = select(comment, reply.c.number.label("of_reply")).join(reply, reply.c.id == comment.c.reply)
    return _comment(connection.execute(query.where(comment.c.id == row)).mappings().one())


def locked(change: Transaction, one: ReplyComment) -> ReplyComment:
    """Give a comment as it is now, which nobody else changes until this is done; RusctlError where it is gone."""
    row = change.row(comment, one.row)
    if row is None:
        raise RusctlError(msg("comment {name} is gone", name=one.name))
    return _comment({**row, "of_reply": one.reply})


def lock_row(change: Transaction, row: int) -> None:
    """Let nobody else change a comment, by its row, until this is done."""
    change.row(comment, row)


def update(change: Transaction, one: ReplyComment, values: Mapping[str, Any]) -> None:
    """Say something of a comment that is as it was seen; ConflictError where somebody has changed it meanwhile."""
    step = one.step
    if not one.current and "theme" in values:
        step = step_of(theme=values["theme"])
    change.update(comment, one.row, one.version, step=step, **values)


def move(change: Transaction, one: ReplyComment, of_text: int, span: Span, text: str) -> None:
    """Let a comment be another span of the reply's text, whose whole `text` is given."""
    start, stop = span
    change.update(comment, one.row, one.version, of_text=of_text, start=start, stop=stop, quote=text[start:stop])


def remove(change: Transaction, one: ReplyComment) -> None:
    """Take a comment away that nobody has answered; PolicyError where somebody has."""
    if change.connection.execute(select(answer.c.id).where(answer.c.comment == one.row)).first():
        raise PolicyError(msg("{name} has an answer and cannot be removed", name=one.name))
    change.delete(comment, one.row, one.version)


def split_replies(
    connection: Connection, consultation: str, numbers: Collection[int] | None = None
) -> list[SplitReply]:
    """Give a consultation's replies with their texts and comments, all or those of numbers, in their order."""
    query = select(reply).where(reply.c.consultation == consultation).order_by(reply.c.number)
    if numbers is not None:
        query = query.where(reply.c.number.in_(list(numbers)))
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    names = _bodies(connection, ids)
    texts = _texts(connection, ids)
    said: dict[int, list[ReplyComment]] = {}
    for one in read(connection, consultation, numbers):
        said.setdefault(one.reply_row, []).append(one)
    followed = {row["id"]: row["number"] for row in rows}
    return [
        SplitReply(
            row=row["id"],
            version=row["version"],
            number=row["number"],
            bodies=tuple(names.get(row["id"], ())),
            texts=tuple(texts.get(row["id"], ())),
            comments=tuple(said.get(row["id"], ())),
            all_split=row["all_split"],
            all_split_by=row["all_split_by"],
            follows=followed.get(row["follows"]),
            replaces=row["replaces"],
        )
        for row in rows
    ]


def split_reply(connection: Connection, consultation: str, number: int) -> SplitReply:
    """Give a reply of a number, with its texts and comments; RusctlError where there is none."""
    found = split_replies(connection, consultation, [number])
    if not found:
        raise RusctlError(msg("there is no reply {number}", number=number))
    return found[0]


def _in_pieces(rows: Sequence[int]) -> Iterator[list[int]]:
    for at in range(0, len(rows), _AT_ONCE):
        yield list(rows[at : at + _AT_ONCE])


def _bodies(connection: Connection, rows: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for some in _in_pieces(rows):
        query = select(reply_body.c.reply, body.c.name).join(body, body.c.id == reply_body.c.body)
        for row, name in connection.execute(query.where(reply_body.c.reply.in_(some)).order_by(body.c.number)):
            found.setdefault(row, []).append(name)
    return found


def _texts(connection: Connection, rows: Sequence[int]) -> dict[int, list[TextOfReply]]:
    found: dict[int, list[TextOfReply]] = {}
    for some in _in_pieces(rows):
        query = (
            select(reply_text, reply_file.c.name.label("file"))
            .outerjoin(reply_file, reply_file.c.id == reply_text.c.of_file)
            .where(reply_text.c.reply.in_(some))
            .order_by(reply_text.c.ordinal)
        )
        for row in connection.execute(query).mappings():
            found.setdefault(row["reply"], []).append(_text(row))
    return found


def _text(row: Mapping[Any, Any]) -> TextOfReply:
    account = json.loads(row["account"]) if row["account"] else {}
    return TextOfReply(
        row=row["id"],
        ordinal=row["ordinal"],
        text=row["text"],
        file=row["file"] or "",
        headings=tuple((start, stop) for start, stop, *_ in account.get("headings", ())),
        pages=tuple(account.get("pages", ())),
    )


def say_all_split(change: Transaction, one: SplitReply, by: str, *, done: bool = True) -> None:
    """Enter that no more comments are in a reply, and who said so; or take that back."""
    values = {"all_split": change.now, "all_split_by": by} if done else {"all_split": None, "all_split_by": ""}
    change.update(reply, one.row, one.version, **values)


def masked(connection: Connection, of_text: int) -> list[Span]:
    """Give the spans of a text that are masked before anything is published."""
    query = select(mask.c.start, mask.c.stop).where(mask.c.of_text == of_text).order_by(mask.c.start)
    return [(start, stop) for start, stop in connection.execute(query)]
