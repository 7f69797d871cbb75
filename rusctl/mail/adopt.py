"""Taking what an older rusctl kept of mail, in a file of its own, into the database; all of it or nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from rusctl.database.older_file import OlderFile, rows_of
from rusctl.database.tables import address, person
from rusctl.database.transaction import Transaction
from rusctl.errors import EnvironmentFailureError, IntegrityError
from rusctl.language.message import Message, msg
from rusctl.language.system_words import system_words
from rusctl.mail.addresses import whose
from rusctl.mail.schema import answer, mail_event, message, review
from rusctl.model.messages import MessageKind, State
from rusctl.model.recipients import Recipient
from rusctl.storage.files import private

NEWEST = 2  # of its versions
_ORDERS = {"event": "rowid", "message": "number", "answer": "uid, key", "review": "number", "known": "key"}
_SHOWN = f"{private.NAME}/{private.OUTBOX}"
# Of two who have told the same, the state that is furthest stands: what may have gone out is never sent again.
_FURTHEST = [
    State.QUEUED, State.FAILED, State.WITHDRAWN, State.DRAFT, State.SENDING, State.UNKNOWN, State.SENT,
]  # fmt: skip
Rows = list[dict[str, Any]]


def key_of(path: Path) -> str:
    """Give what tells one file from another, so that each is taken once."""
    try:
        return f"mail-{hashlib.sha256(path.read_bytes()).hexdigest()[:32]}"
    except OSError as error:
        raise _unusable(system_words(error)) from None


def adopt(change: Transaction, path: Path) -> int:
    """Take a file in, and give how many messages it had."""
    old = _read(path)
    events, messages = old["event"], old["message"]
    _take_events(change, events)
    _take_messages(change, messages)
    _take_answers(change, old["answer"])
    _take_reviews(change, old["review"])
    _take_addresses(change, old["known"])
    say_whose(change)
    _compare(change.connection, messages)
    change.rows += len(messages) or 1
    return len(messages)


def _read(path: Path) -> dict[str, Rows]:
    """Give the rows of each table, in the order they were made; of the version before, with what it lacked."""
    found = rows_of(OlderFile(path, _SHOWN, NEWEST, _ORDERS))
    for row in found["answer"]:
        row.setdefault("noted", 1)  # what an older one read, it has put down
    for row in found["review"]:
        row.setdefault("delegate", "")
    return found


def _take_events(change: Transaction, events: Rows) -> None:
    there = set(change.connection.execute(select(mail_event.c.uid)).scalars())
    for row in events:
        if row["uid"] not in there:
            change.insert(mail_event, uid=row["uid"], event=row["id"])


def _take_messages(change: Transaction, messages: Rows) -> None:
    """Take messages with their numbers, where nobody has numbered any; else as the next ones."""
    connection = change.connection
    rows = connection.execute(select(message.c.id, message.c.identity, message.c.state))
    there = {identity: (number, State(state)) for number, identity, state in rows}
    numbered = not there
    ordinals = {tuple(row) for row in connection.execute(select(message.c.uid, message.c.key, message.c.ordinal))}
    for row in messages:
        if row["identity"] in there:
            number, state = there[row["identity"]]
            if _FURTHEST.index(State(row["state"])) > _FURTHEST.index(state):
                values = {name: row[name] for name in ("state", "octets", "changed", "attempts", "said")}
                connection.execute(update(message).where(message.c.id == number).values(**values))
            continue
        values = {name: value for name, value in row.items() if name != "number"}
        while (values["uid"], values["key"], values["ordinal"]) in ordinals:
            values["ordinal"] += 1
        ordinals.add((values["uid"], values["key"], values["ordinal"]))
        if numbered:
            values["id"] = row["number"]
        connection.execute(insert(message).values(operation=change.number, **values))
    if numbered and messages and connection.dialect.name == "postgresql":
        _go_on(connection, "message", messages[-1]["number"])


def _go_on(connection: Connection, table: str, last: int) -> None:
    """Let the numbers go on above those that were taken; SQLite does so by itself."""
    connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), last)))


def _take_answers(change: Transaction, found: Rows) -> None:
    """Take answers; of two of one person to one event the newer stands."""
    there = {
        (row.uid, row.key): (row.sequence, row.stamp)
        for row in change.connection.execute(select(answer.c.uid, answer.c.key, answer.c.sequence, answer.c.stamp))
    }
    for row in found:
        values = {**row, "noted": bool(row["noted"])}
        have = there.get((row["uid"], row["key"]))
        if have is None:
            change.insert(answer, **values)
        elif have < (row["sequence"], row["stamp"]):
            mine = (answer.c.uid == row["uid"]) & (answer.c.key == row["key"])
            change.connection.execute(update(answer).where(mine).values(**values))


def _take_reviews(change: Transaction, found: Rows) -> None:
    there = set(change.connection.execute(select(review.c.digest)).scalars())
    numbered = not there
    for row in found:
        if row["digest"] not in there:
            values = {name: value for name, value in row.items() if name != "number"} | {"done": bool(row["done"])}
            change.insert(review, **values, **({"id": row["number"]} if numbered else {}))
    if numbered and found and change.connection.dialect.name == "postgresql":
        _go_on(change.connection, "review", found[-1]["number"])


def _take_addresses(change: Transaction, found: Iterable[Mapping[str, Any]]) -> None:
    """Let the addresses that persons were known by be those that they had."""
    persons = set(change.connection.execute(select(person.c.id)).scalars())
    there = {tuple(row) for row in change.connection.execute(select(address.c.person, address.c.key))}
    for row in found:
        if row["person"] in persons and (row["person"], row["key"]) not in there:
            change.insert(address, person=row["person"], key=row["key"], current=False)


def say_whose(change: Transaction) -> None:
    """Let each message that was taken in be to the person whose the mailbox is."""
    query = select(message.c.id, message.c.key, message.c.name).where(message.c.operation == change.number)
    for row in change.connection.execute(query).all():
        mine = update(message).where(message.c.id == row.id)
        change.connection.execute(mine.values(person=whose(change.connection, row.key, row.name)))


def written_to(change: Transaction) -> dict[str, list[Recipient]]:
    """Give by event to whom the messages are that were taken in, as each was last named; no one who was uninvited."""
    query = select(message, mail_event.c.event).join(mail_event, mail_event.c.uid == message.c.uid)
    found: dict[str, dict[str, Recipient]] = {}
    for row in change.connection.execute(query.where(message.c.operation == change.number).order_by(message.c.id)):
        mine = found.setdefault(row.event, {})
        mine.pop(row.key, None)
        if row.kind != MessageKind.WITHDRAWAL or row.state == State.WITHDRAWN:
            mine[row.key] = Recipient(address=row.address, name=row.name, role=row.role, language=row.language)
    return {event: list(people.values()) for event, people in found.items()}


def _compare(connection: Connection, messages: Rows) -> None:
    """See that each message is there as it was."""
    there = {row["identity"]: row for row in connection.execute(select(message)).mappings()}
    names = ("uid", "key", "address", "name", "role", "part", "language", "kind", "method", "sequence", "significant")
    for row in messages:
        now = there.get(row["identity"])
        if now is None or any(now[name] != row[name] for name in (*names, "seen", "made")):
            raise IntegrityError(msg("what was taken out of {file} is not the same as what it holds", file=_SHOWN))


def _unusable(reason: Message) -> EnvironmentFailureError:
    return EnvironmentFailureError(msg("{file} cannot be used: {reason}", file=_SHOWN, reason=reason))
