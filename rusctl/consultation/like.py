"""Like comments: those that likely say the same, and the groups in which they are handled together.

A group is for handling alone: each comment keeps its own answer, each respondent gets a letter, each reply counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from rusctl.consultation.comments import locked
from rusctl.consultation.schema import comment, group, reply
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.alike import TextIndex
from rusctl.language.message import msg
from rusctl.language.stems import Stems
from rusctl.language.terms import words_of
from rusctl.model.comments import LikeGroup, ReplyComment

SAME = 0.6  # the likeness from which on two comments likely say the same
_NEAREST = 8  # of one comment, that are looked at


class LikelyAlike(NamedTuple):
    """Comments that likely say the same, by their places, and how like the least like of neighbours are (0 to 1)."""

    places: tuple[int, ...]
    likeness: float


def proposed(texts: Sequence[str]) -> list[LikelyAlike]:
    """Give which texts likely say the same; those of the same words are one before they are compared with others.

    Each text is in one proposal at most. The same texts give the same proposals, in the order of their first ones.
    """
    distinct: dict[tuple[str, ...], list[int]] = {}
    for place, text in enumerate(texts):
        if words := tuple(words_of(text)):
            distinct.setdefault(words, []).append(place)
    first = [texts[places[0]] for places in distinct.values()]
    above = list(range(len(first)))
    likeness = [1.0] * len(first)
    for one, nearest in enumerate(TextIndex(first, Stems()).all_like(_NEAREST, SAME)):
        for near in nearest:
            _join(above, likeness, one, near.place, near.likeness)
    found: dict[int, list[int]] = {}
    for one, places in enumerate(distinct.values()):
        found.setdefault(_root(above, one), []).extend(places)
    return sorted(
        LikelyAlike(tuple(sorted(places)), likeness[root]) for root, places in found.items() if len(places) > 1
    )


def _root(above: list[int], one: int) -> int:
    while above[one] != one:
        above[one] = above[above[one]]
        one = above[one]
    return one


def _join(above: list[int], likeness: list[float], one: int, other: int, alike: float) -> None:
    first, second = sorted((_root(above, one), _root(above, other)))
    above[second] = first
    likeness[first] = min(likeness[first], likeness[second], alike)


def groups(connection: Connection, consultation: str) -> list[LikeGroup]:
    """Give a consultation's groups in the order in which they were made, each with its comments' names."""
    query = (
        select(comment.c.of_group, reply.c.number, comment.c.number)
        .join(reply, reply.c.id == comment.c.reply)
        .where(reply.c.consultation == consultation, comment.c.of_group.is_not(None))
        .order_by(reply.c.number, comment.c.number)
    )
    members: dict[int, list[str]] = {}
    for row, of_reply, number in connection.execute(query):
        members.setdefault(row, []).append(f"{of_reply}.{number}")
    rows = connection.execute(select(group).where(group.c.consultation == consultation).order_by(group.c.id)).mappings()
    return [
        LikeGroup(
            row=row["id"],
            version=row["version"],
            name=row["name"],
            difference=row["difference"],
            members=tuple(members.get(row["id"], ())),
        )
        for row in rows
    ]


def get(connection: Connection, consultation: str, number: int) -> LikeGroup:
    """Give the group of a number; RusctlError where there is none."""
    found = next((one for one in groups(connection, consultation) if one.row == number), None)
    if found is None:
        raise RusctlError(
            msg("there is no group {number} of comments; list them with rusctl consultation like", number=number)
        )
    return found


def make(change: Transaction, consultation: str, members: Sequence[ReplyComment], name: str = "", by: str = "") -> int:
    """Put comments into a new group, and give its number; those that were in another are taken out of that."""
    number = change.insert(group, consultation=consultation, name=name, at=change.now, noted_by=by)
    put(change, number, members)
    return number


def put(change: Transaction, number: int | None, members: Sequence[ReplyComment]) -> int:
    """Put comments into a group, or with None out of theirs; give how many were not there."""
    moved = 0
    for one in members:
        now = locked(change, one)
        if now.group != number:
            change.update(comment, now.row, now.version, of_group=number)
            moved += 1
    return moved


def say(change: Transaction, one: LikeGroup, *, name: str | None = None, difference: str | None = None) -> None:
    """Name a group, or say why its comments are answered differently."""
    values = {"name": name, "difference": difference}
    change.update(group, one.row, one.version, **{key: value for key, value in values.items() if value is not None})


def dissolve(change: Transaction, one: LikeGroup, members: Sequence[ReplyComment]) -> None:
    """Dissolve a group: its comments stay with all that was made of them."""
    put(change, None, members)
    change.delete(group, one.row, one.version)
