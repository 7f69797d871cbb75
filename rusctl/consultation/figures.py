"""A consultation in numbers: bodies, replies, comments, answers and letters, counted on a day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.consultation.schema import answer, comment, letter, reply
from rusctl.consultation.standing import REPLIED, counted, state
from rusctl.consultation.store import ListedBody, listed
from rusctl.model.consultation import BodyState, CommentStep
from rusctl.model.consulted import ConsultationStanding


def figures(connection: Connection, consultation: str, closes: dt.date | None, today: dt.date) -> ConsultationStanding:
    """Give how a consultation stands on a day; `closes` is its last day, where it is known."""
    bodies = listed(connection, consultation)
    mine = reply.c.consultation == consultation
    columns = (reply.c.id, reply.c.number, reply.c.authored, reply.c.arrived, reply.c.dnr, reply.c.all_split)
    replies = connection.execute(select(*columns).where(mine).order_by(reply.c.number)).mappings().all()
    lettered = set(
        connection.execute(select(letter.c.reply).join(reply).where(mine, letter.c.sent.is_not(None))).scalars()
    )
    return ConsultationStanding(
        id=consultation,
        states=counted((one.facts for one in bodies), closes, today),
        rates=_rates(bodies, closes, today),
        silent=tuple(
            "" if one.person_number else one.name
            for one in bodies
            if state(one.facts, closes, today) is BodyState.SILENT
        ),
        groups=frozenset(one.legal_group for one in bodies if one.legal_group),
        replies=len(replies),
        undated=sum(one["arrived"] is None for one in replies),
        split=sum(one["all_split"] is not None for one in replies),
        backdated=tuple(one["number"] for one in replies if _backdated(one)),
        same_number=_same_number(replies),
        lettered=sum(one["id"] in lettered for one in replies),
        unlettered=tuple(one["number"] for one in replies if one["id"] not in lettered),
        **_of_comments(connection, consultation, today),
    )


def _rates(bodies: Iterable[ListedBody], closes: dt.date | None, today: dt.date) -> tuple[tuple[str, int, int], ...]:
    kinds: dict[str, list[int]] = {}
    for one in bodies:
        if one.facts.asked and not one.facts.unsolicited:
            counts = kinds.setdefault(one.facts.kind, [0, 0])
            counts[0] += state(one.facts, closes, today) in REPLIED
            counts[1] += 1
    return tuple((kind, replied, asked) for kind, (replied, asked) in kinds.items())


def _backdated(row: Mapping[Any, Any]) -> bool:
    return bool(row["authored"] and row["arrived"] and row["authored"] > row["arrived"])


def _same_number(rows: Iterable[Mapping[Any, Any]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    numbers: dict[str, list[int]] = {}
    for row in rows:
        if row["dnr"]:
            numbers.setdefault(row["dnr"], []).append(row["number"])
    return tuple((dnr, tuple(found)) for dnr, found in numbers.items() if len(found) > 1)


def _of_comments(connection: Connection, consultation: str, today: dt.date) -> dict[str, Any]:
    mine = reply.c.consultation == consultation
    columns = (reply.c.number.label("reply"), comment.c.number, comment.c.step, comment.c.current, comment.c.due)
    query = select(*columns).join(reply, reply.c.id == comment.c.reply).where(mine)
    rows = connection.execute(query.order_by(reply.c.number, comment.c.number)).mappings().all()
    steps = Counter(_step(one) for one in rows)
    first = select(func.min(answer.c.at)).join(comment, comment.c.id == answer.c.comment)
    written = connection.execute(first.join(reply, reply.c.id == comment.c.reply).where(mine)).scalar()
    return {
        "comments": len(rows),
        "drafted": steps[CommentStep.DRAFTED],
        "checked": steps[CommentStep.CHECKED],
        "approved": steps[CommentStep.APPROVED],
        "overdue": tuple(
            f"{one['reply']}.{one['number']}"
            for one in rows
            if one["due"] and one["due"] < today and one["step"] != CommentStep.APPROVED
        ),
        "first_answer": _day(written),
    }


def _step(row: Mapping[Any, Any]) -> CommentStep:
    """Give how far a comment's answer is: one that was opened again has an answer that is worked on."""
    step = CommentStep(row["step"])
    if step in (CommentStep.CHECKED, CommentStep.APPROVED):
        return step
    return CommentStep.DRAFTED if row["current"] else CommentStep.REGISTERED


def _day(moment: Any) -> dt.date | None:
    if isinstance(moment, str):
        moment = dt.datetime.fromisoformat(moment)
    return moment.date() if isinstance(moment, dt.datetime) else None
