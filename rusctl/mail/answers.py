"""What the invited have answered, and the answers that somebody has to look at."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select, update

from rusctl.database.tables import address
from rusctl.database.transaction import Transaction
from rusctl.mail.addresses import NOTHING, Addresses
from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED, REQUEST, SentMessage
from rusctl.mail.schema import answer, mail_event, message, review
from rusctl.model.messages import Reason, State
from rusctl.model.people import Answer
from rusctl.model.recipients import Reply

MOST_FOR_REVIEW = 2_000
_NO_ANSWER = "needs-action"  # what a row says of Answer.NONE; the other answers stand there by their values
_AHEAD = dt.timedelta(days=1)
_MOST_SEQUENCE = 2**31 - 1  # what a column holds


class Result(StrEnum):
    """What becomes of an answer."""

    TAKEN = "taken"
    KNOWN = "known"
    OUTDATED = "outdated"
    REVIEW = "review"


class GivenAnswer(NamedTuple):
    """The latest answer of one who was invited."""

    key: str
    status: Answer
    comment: str
    sequence: int
    stamp: dt.datetime
    guests: int = 0


class Unnoted(NamedTuple):
    """An answer of somebody who is not entered under the event."""

    uid: str
    key: str
    status: Answer


class ReviewItem(NamedTuple):
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
    subject: str = ""
    name: str = ""
    guests: int = 0
    proposed: str = ""
    sequence: int = 0
    stamp: str = ""


class Beside(NamedTuple):
    """What the list to look at has of a mail beside the answer: its subject, and what tells it from other mails.

    With `done` it is only remembered, so that it is not taken twice.
    """

    subject: str = ""
    mark: str = ""
    done: bool = False


NO_MORE = Beside()


def judge(
    reply: Reply, sender: str, said: Sequence[SentMessage], have: GivenAnswer | None, now: dt.datetime
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
    comment = have.comment or _kept(reply.comment)  # which is forgotten when the event is over
    if same_time and (have.status, comment) != (reply.answer, _kept(reply.comment)):
        return Result.REVIEW, Reason.UNCLEAR
    return Result.KNOWN, None


def _odd(reply: Reply, sender: str, told: Sequence[SentMessage], now: dt.datetime) -> Reason | None:
    """Say what keeps an answer from being taken as it is."""
    if not told:
        return Reason.STRANGER
    if sender and sender.casefold() != reply.address.casefold():
        return Reason.SENDER
    if reply.answer is Answer.DELEGATED:
        return Reason.DELEGATED
    if reply.answer is None:
        return Reason.UNCLEAR
    if reply.stamp is None:
        return Reason.UNDATED
    if reply.stamp > now + _AHEAD:
        return Reason.FUTURE
    highest = max((one.version.sequence for one in told if one.method == REQUEST), default=-1)
    return Reason.AHEAD if reply.sequence > highest else None


def given(
    connection: Connection, uid: str, addresses: Addresses = NOTHING, keys: Sequence[str] | None = None
) -> dict[str, GivenAnswer]:
    """Give the latest answers about an event, of all or of some keys; of a person with several the latest of all."""
    found: dict[str, GivenAnswer] = {}
    query = select(answer).where(answer.c.uid == uid).order_by(answer.c.key)
    if keys is not None:
        query = query.where(answer.c.key.in_(keys))
    for row in connection.execute(query).mappings():
        one = GivenAnswer(
            key=addresses.key(row["key"]),
            status=_answer(row["status"]),
            comment=row["comment"],
            sequence=row["sequence"],
            stamp=dt.datetime.fromisoformat(row["stamp"]),
            guests=row["guests"],
        )
        other = found.get(one.key)
        if other is None or (other.sequence, other.stamp) < (one.sequence, one.stamp):
            found[one.key] = one
    return found


def coming_by_mail(connection: Connection, event: str) -> int:
    """Give how many have said yes to an event by mail alone: nobody in the register has their address."""
    uids = select(mail_event.c.uid).where(mail_event.c.event == event)
    strangers = answer.c.key.not_in(select(address.c.key))
    query = select(func.count()).where(answer.c.uid.in_(uids), answer.c.status == Answer.ACCEPTED.value, strangers)
    return int(connection.execute(query).scalar() or 0)


def answered_at(connection: Connection, event: str, number: int) -> str:
    """Give when a person in the register last answered about an event by mail, in ISO 8601; empty where never."""
    query = (
        select(func.max(answer.c.stamp))
        .join(mail_event, mail_event.c.uid == answer.c.uid)
        .join(address, address.c.key == answer.c.key)
        .where(mail_event.c.event == event, address.c.person == number)
    )
    return connection.execute(query).scalar() or ""


def to_note(connection: Connection) -> list[Unnoted]:
    """Give the answers of those who were not entered under the event when they answered."""
    rows = connection.execute(select(answer).where(~answer.c.noted).order_by(answer.c.uid, answer.c.key)).mappings()
    return [Unnoted(row["uid"], row["key"], _answer(row["status"])) for row in rows]


def noted(change: Transaction, those: Iterable[Unnoted]) -> None:
    """Write down that answers have been entered for the persons whose they are."""
    for one in those:
        mine = (answer.c.uid == one.uid) & (answer.c.key == one.key)
        change.rows += change.connection.execute(update(answer).where(mine).values(noted=True)).rowcount


def keep(change: Transaction, reply: Reply, now: str) -> None:
    """Keep an answer; a message that it answers has arrived, whatever was known of it."""
    assert reply.stamp is not None  # noqa: S101 - only what `judge` takes is kept
    assert reply.answer is not None  # noqa: S101 - likewise
    key = reply.address.casefold()
    values = {
        "status": _NO_ANSWER if reply.answer is Answer.NONE else reply.answer.value,
        "comment": _kept(reply.comment),
        "guests": reply.guests,
        "sequence": reply.sequence,
        "stamp": reply.stamp.isoformat(),
        "read": now,
        "noted": False,
    }
    mine = (answer.c.uid == reply.uid) & (answer.c.key == key)
    if change.connection.execute(update(answer).where(mine).values(**values)).rowcount:
        change.rows += 1
    else:
        change.insert(answer, uid=reply.uid, key=key, **values)
    told = (message.c.uid == reply.uid) & (message.c.key == key) & (message.c.method == REQUEST)
    told &= message.c.sequence == reply.sequence
    open_ones = message.c.state.in_((State.DRAFT.value, State.UNKNOWN.value))
    arrived = update(message).where(told, open_ones).values(state=State.SENT.value, octets=None, changed=now)
    change.rows += change.connection.execute(arrived).rowcount


def put_by(
    change: Transaction, reply: Reply, sender: str, reason: Reason, now: str, *, beside: Beside = NO_MORE
) -> bool | None:
    """Put an answer on the list to look at; False where it has been there before, None where the list is full."""
    connection = change.connection
    digest = _digest(reply, sender, reason, beside.mark)
    if connection.execute(select(review.c.id).where(review.c.digest == digest)).first():
        return False
    open_ones = connection.execute(select(func.count()).select_from(review).where(~review.c.done)).scalar() or 0
    if open_ones >= MOST_FOR_REVIEW and not beside.done:
        return None
    change.insert(
        review,
        digest=digest,
        uid=_kept(reply.uid),
        key=_kept(reply.address.casefold()),
        sender=_kept(sender.casefold()),
        reason=reason.value,
        status=_kept(reply.status),
        comment=_kept(reply.comment),
        read=now,
        delegate=_kept(reply.delegate.casefold()),
        subject=_kept(beside.subject),
        sequence=min(max(reply.sequence, 0), _MOST_SEQUENCE),
        stamp=reply.stamp.isoformat() if reply.stamp else "",
        name=_kept(reply.name),
        guests=reply.guests,
        proposed=reply.proposed,
        done=beside.done,
    )
    return True


def _digest(reply: Reply, sender: str, reason: Reason, mark: str) -> str:
    """Give what tells one thing on the list from another: the same mail read again is the same."""
    always = ("uid", "address", "status", "comment", "sequence", "stamp")
    more = (reply.delegate, reply.proposed, str(reply.guests or ""), mark)
    parts = (*(str(getattr(reply, name)) for name in always), *filter(None, more), sender, reason.value)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _answer(word: str) -> Answer:
    """Give the answer that a row says."""
    return Answer.NONE if word == _NO_ANSWER else Answer(word)


def _kept(text: str) -> str:
    """Give a text as a database can keep it: PostgreSQL has no character of number 0."""
    return text.replace("\0", "")


def comments(connection: Connection, events: Collection[str] | None = None) -> list[tuple[Table, int]]:
    """Give the rows with something said beside the answers about some events, or about all."""
    found: list[tuple[Table, int]] = []
    for table in (answer, review):
        query = select(table.c.id).where(table.c.comment != "")
        if events is not None:
            mine = select(mail_event.c.uid).where(mail_event.c.event.in_(list(events)))
            query = query.where(table.c.uid.in_(mine))
        found += [(table, number) for number in connection.execute(query).scalars()]
    return found


def forget_comments(change: Transaction, rows: Iterable[tuple[Table, int]]) -> None:
    """Forget what was said beside answers; it is kept for no undo."""
    for table, number in rows:
        change.connection.execute(update(table).where(table.c.id == number).values(comment=""))
        change.rows += 1


def to_review(connection: Connection, *, everything: bool = False) -> list[ReviewItem]:
    """Give what is to be looked at, and with `everything` also what has been."""
    query = select(review, mail_event.c.event).outerjoin(mail_event, mail_event.c.uid == review.c.uid)
    if not everything:
        query = query.where(~review.c.done)
    return [
        ReviewItem(
            number=row["id"],
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
            subject=row["subject"],
            name=row["name"],
            guests=row["guests"],
            proposed=row["proposed"],
            sequence=row["sequence"],
            stamp=row["stamp"],
        )
        for row in connection.execute(query.order_by(review.c.id)).mappings()
    ]


def waiting(connection: Connection, uid: str, addresses: Addresses = NOTHING) -> set[str]:
    """Give by key who has answered about an event in a way that somebody has still to look at.

    What does not say which event it is about may be about this one. A program's answer is nobody's.
    """
    open_ones = ~review.c.done & review.c.uid.in_((uid, ""))
    open_ones &= review.c.reason.not_in((Reason.STRANGER.value, Reason.AUTOMATIC.value))
    return {addresses.key(key) for key in connection.execute(select(review.c.key).where(open_ones)).scalars()}


def settle(change: Transaction, number: int) -> bool:
    """Take an answer off the list; False where there is none of that number."""
    done = change.connection.execute(update(review).where(review.c.id == number).values(done=True)).rowcount
    change.rows += done
    return done == 1
