"""Who has been told what, by address and by Message-ID: whose a mail in words is, and which message did not arrive."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from rusctl.database.transaction import Transaction
from rusctl.mail.addresses import NOTHING, Addresses
from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED, REQUEST
from rusctl.mail.schema import mail_event, message
from rusctl.model.consultation import read_ref
from rusctl.model.messages import MessageKind, State

_GIVEN_OUT = (State.SENT.value, State.UNKNOWN.value, State.DRAFT.value)


class ToldMessage(NamedTuple):
    """One message to one recipient: about which event, of which version, and where it is."""

    number: int
    uid: str
    event: str
    key: str
    state: State
    kind: str
    method: str
    sequence: int
    identity: str
    made: str
    moved: bool


class ToldMessages:
    """All that has been told, by whom it was told to and by the names of the messages."""

    def __init__(self, messages: Iterable[ToldMessage]) -> None:
        """Take the messages, in the order they were written."""
        self.by_key: dict[str, list[ToldMessage]] = {}
        self.by_identity: dict[str, ToldMessage] = {}
        for one in messages:
            self.by_key.setdefault(one.key, []).append(one)
            self.by_identity[one.identity] = one

    def named(self, references: Iterable[str]) -> ToldMessage | None:
        """Give the message that a mail names, the first of several; None where it names none of ours."""
        names = (one.partition("@")[0] for one in references)
        return next((self.by_identity[name] for name in names if name in self.by_identity), None)

    def invited_to(self, key: str) -> dict[str, list[ToldMessage]]:
        """Give what somebody has been told of each event that they are invited to now, by its UID.

        What a consultation has asked a body is none: its reply is a statement.
        """
        found: dict[str, list[ToldMessage]] = {}
        for one in self.by_key.get(key, ()):
            if one.state in MAY_HAVE_ARRIVED and read_ref(one.event) is None:
                found.setdefault(one.uid, []).append(one)
        return {
            uid: said
            for uid, said in found.items()
            if said[-1].method != CANCEL and said[-1].kind != MessageKind.WITHDRAWAL
        }

    def newest(self, key: str, uid: str = "") -> ToldMessage | None:
        """Give the newest message to somebody that may have arrived or has failed, about an event or any."""
        mine = [one for one in self.by_key.get(key, ()) if uid in ("", one.uid) and one.state is not State.WITHDRAWN]
        given = [one for one in mine if one.state in MAY_HAVE_ARRIVED or one.state is State.FAILED]
        return given[-1] if given else None


def read(connection: Connection, addresses: Addresses = NOTHING) -> ToldMessages:
    """Give all that has been told; what was told to an address that a person had was told to that person."""
    columns = (
        message.c[name] for name in ("id", "uid", "key", "state", "kind", "method", "sequence", "identity", "made")
    )
    query = select(*columns, mail_event.c.event).join(mail_event, mail_event.c.uid == message.c.uid)
    return ToldMessages(_one(row, addresses) for row in connection.execute(query.order_by(message.c.id)).mappings())


def _one(row: Mapping[Any, Any], addresses: Addresses) -> ToldMessage:
    key = addresses.key(row["key"])
    return ToldMessage(
        number=row["id"],
        uid=row["uid"],
        event=row["event"],
        key=key,
        state=State(row["state"]),
        kind=row["kind"],
        method=row["method"],
        sequence=row["sequence"],
        identity=row["identity"],
        made=row["made"],
        moved=key != row["key"],
    )


def answered_sequence(said: Sequence[ToldMessage], moment: str) -> int:
    """Give the version that an answer of a moment (ISO 8601, UTC) is to: the last that was told before; else the first.

    Without a moment it is the last.
    """
    asked = [one for one in said if one.method == REQUEST] or said
    before = [one for one in asked if one.made <= moment] if moment else asked
    return (before[-1] if before else asked[0]).sequence


def failed(found: ToldMessages) -> dict[str, list[ToldMessage]]:
    """Give by the event's id the messages that did not arrive and that nothing newer has taken the place of.

    One to an address that its person has no more is none of them: the next message goes to the new one.
    """
    lost: dict[str, list[ToldMessage]] = {}
    for said in found.by_key.values():
        last: dict[str, ToldMessage] = {one.uid: one for one in said if one.state is not State.WITHDRAWN}
        for one in last.values():
            if one.state is State.FAILED and not one.moved:
                lost.setdefault(one.event, []).append(one)
    return lost


def did_not_arrive(change: Transaction, number: int, said: str, now: str) -> bool:
    """Write down that a message which was given out has not arrived; False where it is not one."""
    whose = (message.c.id == number) & message.c.state.in_(_GIVEN_OUT)
    values = {"state": State.FAILED.value, "said": said.replace("\0", ""), "octets": None, "changed": now}
    count = change.connection.execute(update(message).where(whose).values(**values)).rowcount
    change.rows += count
    return bool(count)
