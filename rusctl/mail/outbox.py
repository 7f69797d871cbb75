"""The outbox: every message to every recipient, and where it is on its way; kept so that none is sent twice."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from rusctl.mail.database import transaction
from rusctl.mail.history import Said, State, Version
from rusctl.mail.known import NOTHING, Addresses
from rusctl.model.recipients import Part, Recipient

_OPEN = (State.QUEUED, State.SENDING, State.UNKNOWN, State.FAILED)  # what may have to be sent (again) keeps its octets


class New(NamedTuple):
    """A message to put in the outbox."""

    recipient: Recipient
    ordinal: int
    kind: str
    method: str
    version: Version
    identity: str
    state: State
    octets: bytes | None


class Entry(NamedTuple):
    """A message in the outbox, as people look at it."""

    number: int
    event: str
    recipient: Recipient
    kind: str
    method: str
    sequence: int
    state: State
    made: str
    changed: str
    attempts: int
    said: str


class Waiting(NamedTuple):
    """A message to send: its number, the address, and its octets without Date."""

    number: int
    address: str
    octets: bytes


class Outbox:
    """The outbox of a project, in its open database."""

    def __init__(self, connection: sqlite3.Connection, now: dt.datetime, addresses: Addresses = NOTHING) -> None:
        """Take the connection, the moment of this run (UTC), and what the register says of addresses."""
        self.connection, self.addresses = connection, addresses
        self.now = now.isoformat(timespec="seconds")

    def histories(self, uid: str) -> dict[str, list[Said]]:
        """Give what each recipient has been told of an event, in order, by the recipient's key.

        What was said to an address that a person had before was said to that person.
        """
        found: dict[str, list[Said]] = {}
        for row in self._messages(uid):
            key = self.addresses.key(row["key"])
            version = Version(row["sequence"], row["significant"], row["seen"])
            said = Said(
                number=row["number"],
                ordinal=row["ordinal"],
                state=State(row["state"]),
                kind=row["kind"],
                method=row["method"],
                version=version,
                moved=key != row["key"],
            )
            found.setdefault(key, []).append(said)
        return found

    def recipients(self, uid: str) -> dict[str, Recipient]:
        """Give those who have been written to about an event, as they were last named, by key."""
        found = {}
        for row in self._messages(uid):
            who = _recipient(row)
            found[self.addresses.key(who.address)] = replace(who, address=self.addresses.now.get(who.key, who.address))
        return found

    def _messages(self, uid: str) -> Iterable[sqlite3.Row]:
        return self.connection.execute("SELECT * FROM message WHERE uid = ? ORDER BY number", (uid,))

    def uid(self, event: str) -> str:
        """Give the UID of an event by its id; nothing where nobody has been written to about it."""
        row = self.connection.execute("SELECT uid FROM event WHERE id = ?", (event,)).fetchone()
        return row["uid"] if row else ""

    def ids(self) -> dict[str, str]:
        """Give the ids of all events that anybody has been written to about, by UID."""
        return {row["uid"]: row["id"] for row in self.connection.execute("SELECT uid, id FROM event")}

    def events(self, state: State) -> list[str]:
        """Give the ids of the events that have messages in a state."""
        rows = self.connection.execute(
            "SELECT DISTINCT event.id FROM event JOIN message USING (uid) WHERE state = ? ORDER BY 1", (state.value,)
        )
        return [row["id"] for row in rows]

    def add(self, uid: str, event: str, messages: Iterable[New], withdraw: Iterable[int] = ()) -> list[int]:
        """Put messages in and withdraw others, all or none, with the event they are about; give the new numbers."""
        with transaction(self.connection):
            for number in withdraw:
                self._set(number, State.WITHDRAWN, "")
            self.connection.execute("INSERT INTO event VALUES (?, ?) ON CONFLICT DO NOTHING", (uid, event))
            return [self._insert(uid, one) for one in messages]

    def _insert(self, uid: str, new: New) -> int:
        who = new.recipient
        values: Mapping[str, object] = {
            "uid": uid,
            "key": who.key,
            "ordinal": new.ordinal,
            "address": who.address,
            "name": who.name,
            "role": who.role,
            "part": who.part.value,
            "language": who.language,
            "kind": new.kind,
            "method": new.method,
            "sequence": new.version.sequence,
            "significant": new.version.significant,
            "seen": new.version.seen,
            "identity": new.identity,
            "state": new.state.value,
            "octets": new.octets,
            "made": self.now,
            "changed": self.now,
        }
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        cursor = self.connection.execute(f"INSERT INTO message ({names}) VALUES ({marks})", values)  # noqa: S608 - the names above
        return int(cursor.lastrowid or 0)

    def recover(self) -> int:
        """Take what a crash left as `sending` for `unknown`; the sender's lock is held, so nobody is at it."""
        cursor = self.connection.execute(
            "UPDATE message SET state = 'unknown', changed = ? WHERE state = 'sending'", (self.now,)
        )
        return cursor.rowcount

    def waiting(self, uid: str | None = None) -> list[Waiting]:
        """Give what is to be sent, in the order it was put in."""
        rows = self.connection.execute(
            "SELECT * FROM message WHERE state = 'queued' AND (?1 IS NULL OR uid = ?1) ORDER BY number", (uid,)
        )
        return [Waiting(row["number"], row["address"], row["octets"]) for row in rows]

    def begin(self, number: int) -> None:
        """Write down that the server is about to get a message; on the disk when this returns."""
        self.connection.execute(
            "UPDATE message SET state = 'sending', attempts = attempts + 1, changed = ? WHERE number = ?",
            (self.now, number),
        )

    def settle(self, number: int, state: State, said: str) -> None:
        """Write down how it ended."""
        with transaction(self.connection):
            self._set(number, state, said)

    def _set(self, number: int, state: State, said: str) -> None:
        keep = state in _OPEN
        self.connection.execute(
            "UPDATE message SET state = ?, said = ?, changed = ?, octets = CASE WHEN ? THEN octets END "
            "WHERE number = ?",
            (state.value, said, self.now, keep, number),
        )

    def entries(self, numbers: Iterable[int] | None = None, event: str = "", state: str = "") -> list[Entry]:
        """Give messages to look at: those of the numbers, else all, of an event and in a state."""
        chosen = None if numbers is None else set(numbers)
        rows = self.connection.execute(
            "SELECT message.*, event.id AS event FROM message JOIN event USING (uid) ORDER BY number"
        )
        return [
            _entry(row)
            for row in rows
            if (chosen is None or row["number"] in chosen)
            and event in ("", row["event"])
            and state in ("", row["state"])
        ]

    def octets(self, number: int) -> bytes | None:
        """Give a message's octets, None where they are not kept any more."""
        row = self.connection.execute("SELECT octets FROM message WHERE number = ?", (number,)).fetchone()
        return row["octets"] if row else None


def _recipient(row: sqlite3.Row) -> Recipient:
    return Recipient(
        address=row["address"],
        name=row["name"],
        role=row["role"],
        part=Part(row["part"]),
        language=row["language"],
    )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        number=row["number"],
        event=row["event"],
        recipient=_recipient(row),
        kind=row["kind"],
        method=row["method"],
        sequence=row["sequence"],
        state=State(row["state"]),
        made=row["made"],
        changed=row["changed"],
        attempts=row["attempts"],
        said=row["said"],
    )
