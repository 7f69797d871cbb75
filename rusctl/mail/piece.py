"""What mail keeps of one person: shown in an extract, and erased, with what others have said of the person."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, exists, or_, select, update

from rusctl.database.pieces import Held, Identity, Piece, Removed
from rusctl.database.tables import address
from rusctl.database.transaction import Transaction
from rusctl.language import hard_words
from rusctl.mail.message import plain_text
from rusctl.mail.schema import answer, mail_event, message, review, unreached
from rusctl.model.messages import State
from rusctl.storage.files import personal_data_search

Persons = Collection[int]  # their numbers
_SAID = (
    message.c.name,
    message.c.said,
    unreached.c.said,
    answer.c.comment,
    review.c.comment,
    review.c.subject,
    review.c.name,
)


def erase(change: Transaction, addresses: Iterable[str], texts: Sequence[str] = (), persons: Persons = ()) -> int:
    """Remove what is kept about some addresses, and the messages to some persons; give how many entries there were.

    What others have said is blanked where one of the texts stands in it.
    """
    keys = {address.casefold() for address in addresses}
    count = 0
    from_them = or_(*(column.in_(keys) for column in (review.c.key, review.c.sender, review.c.delegate)))
    whose = (
        (message, _to(keys, persons)),
        (answer, answer.c.key.in_(keys)),
        (review, from_them),
        (unreached, unreached.c.key.in_(keys)),
    )
    for table, mine in whose:
        count += change.connection.execute(delete(table).where(mine)).rowcount
    for column, row in _naming(change.connection, texts):
        blanked = update(column.table).where(column.table.c.id == row).values({column.name: ""})
        count += change.connection.execute(blanked).rowcount
    change.rows += count
    return count


def _naming(connection: Connection, texts: Sequence[str]) -> list[tuple[Column[Any], int]]:
    """Give where one of some texts stands in what others have said: column and row."""
    patterns = personal_data_search.patterns_of(texts)
    return [
        (column, row)
        for column in (_SAID if patterns else ())
        for row, said in connection.execute(select(column.table.c.id, column).where(column != ""))
        if _names(said, patterns)
    ]


def _names(said: str, patterns: Sequence[Any]) -> bool:
    return bool(said) and personal_data_search.holds(said.encode(), patterns) is not None


def _to(addresses: Iterable[str], persons: Persons) -> ColumnElement[bool]:
    """Give the condition that a message is to one of some addresses, or to one of some persons."""
    return message.c.key.in_({address.casefold() for address in addresses}) | message.c.person.in_(list(persons))


def identities(connection: Connection, addresses: Iterable[str], persons: Persons = ()) -> list[str]:
    """Give the identities of the messages to some addresses or persons."""
    return list(connection.execute(select(message.c.identity).where(_to(addresses, persons))).scalars())


def numbers(connection: Connection, addresses: Iterable[str], persons: Persons = ()) -> frozenset[int]:
    """Give the numbers of the messages to some addresses or persons."""
    return frozenset(connection.execute(select(message.c.id).where(_to(addresses, persons))).scalars())


def last_number(connection: Connection, event: str, address: str) -> int:
    """Give the number of the last message to an address about an event; 0 where there is none."""
    query = select(message.c.id).join(mail_event, mail_event.c.uid == message.c.uid)
    mine = query.where(mail_event.c.event == event, message.c.key == address.casefold())
    return connection.execute(mine.order_by(message.c.id.desc()).limit(1)).scalar() or 0


def without_draft(
    connection: Connection, found: Collection[int], erased: Callable[[str], bool]
) -> tuple[list[int], list[int]]:
    """Give the numbers of those drafts whose messages or persons are gone, and of those that have a newer draft."""
    if not found:
        return [], []
    query = select(message.c.id, message.c.uid, message.c.key, message.c.state).order_by(message.c.id)
    last: dict[tuple[str, str], int] = {}
    there: dict[int, tuple[str, str]] = {}
    for number, uid, key, state in connection.execute(query):
        there[number] = (uid, key)
        if state == State.DRAFT.value:
            last[uid, key] = number
    gone = [number for number in found if number not in there or erased(there[number][1])]
    return gone, [number for number in found if number not in gone and last.get(there[number], 0) > number]


def idle_since(connection: Connection, days: Mapping[str, dt.date], before: dt.date) -> list[str]:
    """Give the addresses that are nobody's in the register and whose last event was before a day.

    Where the plan has no such event any more, it is the day of what was written or read last.
    """
    entered = select(address.c.key)
    last: dict[str, dt.date] = {}
    for table, at in ((message, message.c.changed), (answer, answer.c.read), (review, review.c.read)):
        query = select(table.c.key, mail_event.c.event, at).outerjoin(mail_event, mail_event.c.uid == table.c.uid)
        for key, event, written in connection.execute(query.where(table.c.key.not_in(entered))):
            moment = _moment(written)
            day = days.get(event) or (moment.date() if moment else dt.date.min)
            last[key] = max(last.get(key, dt.date.min), day)
    return sorted(key for key, day in last.items() if key and day < before)


def extract(connection: Connection, who: Identity) -> list[Held]:
    """Give what is kept about a person's addresses, and what others have said of the person."""
    keys = {address.casefold() for address in who.addresses}
    patterns = personal_data_search.patterns_of(who.own)
    return [
        *_messages(connection, _to(keys, [who.number])),
        *_answers(connection, keys, patterns),
        *_reviews(connection, keys, patterns),
        *_unreached(connection, keys),
    ]


def _messages(connection: Connection, mine: ColumnElement[bool]) -> Iterator[Held]:
    query = select(message, mail_event.c.event).join(mail_event, mail_event.c.uid == message.c.uid)
    names = ("event", "address", "name", "role", "part", "language", "kind", "method", "sequence", "state", "changed")
    for row in connection.execute(query.where(mine).order_by(message.c.id)).mappings():
        values = {name: row[name] for name in (*names, "attempts", "said")}
        if row["octets"] is not None:
            values["text"] = plain_text(bytes(row["octets"]))
        yield Held("message", row["id"], values, _moment(row["made"]), "invite")


def _answers(connection: Connection, keys: Collection[str], patterns: Sequence[Any]) -> Iterator[Held]:
    for row in _of_events(connection, answer):
        if row["key"] in keys:
            values = {"event": row["event"], "address": row["key"], "answer": row["status"]}
            values |= {"comment": row["comment"], "sequence": row["sequence"], "answered": row["stamp"]}
            values |= {"guests": row["guests"]}
        elif _names(row["comment"], patterns):
            values = {"event": row["event"], "comment": _about(row["comment"], patterns)}
        else:
            continue
        yield Held("answer", row["id"], values, _moment(row["read"]), "replies")


def _reviews(connection: Connection, keys: Collection[str], patterns: Sequence[Any]) -> Iterator[Held]:
    for row in _of_events(connection, review):
        own = {name: row[name] for name in ("key", "sender", "delegate") if row[name] in keys}
        if not own and not any(_names(row[name], patterns) for name in ("comment", "subject", "name")):
            continue
        values = {"event": row["event"], "answer": row["status"], "reason": row["reason"]}
        if own:
            values |= {name: row[name] for name in ("comment", "subject", "name", "guests", "proposed", "sequence")}
        else:
            values |= {name: _about(row[name], patterns) for name in ("comment", "subject", "name")}
        values |= {{"key": "address"}.get(name, name): value for name, value in own.items()}
        yield Held("review", row["id"], values | {"done": bool(row["done"])}, _moment(row["read"]), "replies")


def _unreached(connection: Connection, keys: Collection[str]) -> Iterator[Held]:
    for row in connection.execute(select(unreached).where(unreached.c.key.in_(list(keys)))).mappings():
        values = {"address": row["key"], "since": row["since"], "said": row["said"]}
        yield Held("unreached", row["id"], values, _moment(row["since"]), "replies")


def _of_events(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a table with the event's id, or its UID where nobody has been written to about it."""
    query = select(table, mail_event.c.event).outerjoin(mail_event, mail_event.c.uid == table.c.uid)
    for row in connection.execute(query.order_by(table.c.id)).mappings():
        yield {**row, "event": row["event"] or row["uid"]}


def _about(said: str, patterns: Sequence[Any]) -> str:
    """Give the sentences of what somebody has said that name the person: the rest is another's (art. 15.4 GDPR)."""
    whole = hard_words.sentences(said)
    mine = [one for one in whole if _names(one, patterns)]
    if not mine:
        return ""
    return " ".join([*mine, *([hard_words.LEFT_OUT] if len(mine) < len(whole) else [])])


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _erase(change: Transaction, who: Identity, _held: Collection[str]) -> Removed:
    return Removed(mail=erase(change, who.addresses, who.own, [who.number]))


def _contacts(change: Transaction, who: Identity) -> Removed:
    return Removed(mail=erase(change, who.addresses, [text for text in who.own if text in who.contacts]))


def _merge(change: Transaction, kept: int, gone: int) -> None:
    """Let the messages to a person who was entered twice be to the one who stays."""
    change.connection.execute(update(message).where(message.c.person == gone).values(person=kept))


def _part(change: Transaction, number: int) -> None:
    """Let the messages to the mailbox of a person who is there again be to them, if nobody else has it."""
    of = address.alias()
    others = exists().where(of.c.key == message.c.key, of.c.person != number)
    mine = message.c.key.in_(select(address.c.key).where(address.c.person == number))
    change.connection.execute(update(message).where(mine, ~others).values(person=number))


PIECE = Piece("mail", (mail_event, message, answer, review, unreached), _erase, _contacts, extract, _merge, _part)
