"""Reusable reasons: each wording a row of its own, and which comments' valid answers use which."""

from sqlalchemy import Connection, select

from rusctl.consultation.schema import answer, comment, reason, reply, wording
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.comments import ReasonWording, ReusableReason


def listed(connection: Connection, consultation: str) -> list[ReusableReason]:
    """Give a consultation's reusable reasons by their ids, each with its wordings and where they are used."""
    rows = (
        connection.execute(select(reason).where(reason.c.consultation == consultation).order_by(reason.c.ident))
        .mappings()
        .all()
    )
    wordings: dict[int, list[ReasonWording]] = {}
    of_it = reason.c.consultation == consultation
    query = select(wording).join(reason, reason.c.id == wording.c.reason).where(of_it).order_by(wording.c.ordinal)
    for row in connection.execute(query).mappings():
        one = ReasonWording(
            row=row["id"], ordinal=row["ordinal"], text=row["text"], noted_by=row["noted_by"], at=row["at"]
        )
        wordings.setdefault(row["reason"], []).append(one)
    used = _used(connection, consultation)
    return [
        ReusableReason(
            row=row["id"],
            version=row["version"],
            ident=row["ident"],
            current=row["current"],
            wordings=tuple(wordings.get(row["id"], ())),
            used=tuple(used.get(row["id"], ())),
        )
        for row in rows
    ]


def _used(connection: Connection, consultation: str) -> dict[int, list[tuple[str, int]]]:
    query = (
        select(wording.c.reason, reply.c.number, comment.c.number, wording.c.ordinal)
        .join(answer, answer.c.wording == wording.c.id)
        .join(comment, (comment.c.id == answer.c.comment) & (comment.c.current == answer.c.ordinal))
        .join(reply, reply.c.id == comment.c.reply)
        .where(reply.c.consultation == consultation)
        .order_by(reply.c.number, comment.c.number)
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for row, of_reply, number, ordinal in connection.execute(query):
        found.setdefault(row, []).append((f"{of_reply}.{number}", ordinal))
    return found


def get(connection: Connection, consultation: str, ident: str) -> ReusableReason:
    """Give a reusable reason by its id; RusctlError where there is none."""
    found = next((one for one in listed(connection, consultation) if one.ident == ident), None)
    if found is None:
        raise RusctlError(msg("there is no reusable reason {id}; rusctl consultation reasons lists them", id=ident))
    return found


def say(change: Transaction, consultation: str, ident: str, text: str, by: str = "") -> int:
    """Make a reusable reason, or give one that there is a new wording; give the wording's number.

    Answers keep the wording that they were written with. The same wording again is no new one.
    """
    there = next((one for one in listed(change.connection, consultation) if one.ident == ident), None)
    if there is None:
        row, ordinal = change.insert(reason, consultation=consultation, ident=ident), 1
    elif there.valid.text == text:
        return there.current
    else:
        row, ordinal = there.row, len(there.wordings) + 1
        change.update(reason, there.row, there.version, current=ordinal)
    change.insert(wording, reason=row, ordinal=ordinal, text=text, at=change.now, noted_by=by)
    return ordinal


def remove(change: Transaction, consultation: str, ident: str) -> None:
    """Take a reusable reason away; PolicyError where a version of any answer uses it."""
    one = get(change.connection, consultation, ident)
    query = select(answer.c.id).where(answer.c.wording.in_([each.row for each in one.wordings]))
    if change.connection.execute(query).first():
        raise PolicyError(msg("{id} is used by answers and cannot be removed", id=ident))
    for each in one.wordings:
        change.delete(wording, each.row, 1)
    change.delete(reason, one.row, one.version)
