"""The outbox: every message to every recipient, and where it is on its way; kept so that none is sent twice."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, exists, null, select, update

from rusctl.database import runs
from rusctl.database.database import Register, Steps
from rusctl.database.erased import NOBODY, Marks
from rusctl.database.tables import address, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.language.message import msg
from rusctl.mail import answers, unreached
from rusctl.mail.addresses import NOTHING, Addresses, known, whose
from rusctl.mail.answers import GivenAnswer
from rusctl.mail.history import CANCEL, SentMessage, Version
from rusctl.mail.schema import mail_event, message
from rusctl.model.consultation import read_ref
from rusctl.model.messages import State
from rusctl.model.recipients import Part, Recipient

_TRIES = 5  # to put down what has happened, where somebody else changes the same person meanwhile
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


class OutboxRow(NamedTuple):
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


class QueuedMessage(NamedTuple):
    """A message to send: its number, the address, and its octets without Date."""

    number: int
    address: str
    octets: bytes


# What is put down of a person besides, in the transaction in which a message gets to where it is: the entry, whose the
# address is, and whether an answer that was given before is void.
Told = Callable[[Transaction, OutboxRow, tuple[int, ...], bool], None]


class SentList:
    """What this folder has given to a server, where that is kept beside the register; nothing here."""

    def has(self, identity: str) -> bool:
        """Say whether a message may have gone out."""
        return not identity

    def add(self, identity: str) -> None:
        """Keep that a message may have gone out, from now on."""


class HeldBackError(Exception):
    """A message that is not ours to send: somebody else has taken it, or its person may not be written to any more."""


class Outbox:
    """The outbox of a project, in its database."""

    def __init__(
        self,
        register: Register,
        now: dt.datetime,
        addresses: Addresses = NOTHING,
        *,
        what: str = "invite",
        marks: Marks = NOBODY,
    ) -> None:
        """Take the database, the moment of this run (UTC), what is known of addresses, the command, and the erased."""
        self.register, self.addresses, self.marks = register, addresses, marks
        self.now = now.isoformat(timespec="seconds")
        self.steps = Steps(register, what)
        self.told: Told | None = None
        self.sent = SentList()
        self.again: list[int] = []  # new messages that may have gone out before the register was put back
        self.run: int | None = None  # the sender's number
        self.overruled: list[int] = []  # messages that somebody else has settled while we sent them
        self._taken: set[int] = set()
        self._identities: dict[int, str] = {}
        self._read: dict[str, list[Mapping[str, Any]]] = {}

    def histories(self, uid: str) -> dict[str, list[SentMessage]]:
        """Give what each recipient has been told of an event, in order, by the recipient's key.

        What was said to an address that a person had before was said to that person.
        """
        return said(self._messages(uid), self.addresses)

    def recipients(self, uid: str) -> dict[str, Recipient]:
        """Give those who have been written to about an event, as they were last named, by key."""
        found = {}
        for row in self._messages(uid):
            who = _recipient(row)
            found[self.addresses.key(who.address)] = replace(who, address=self.addresses.now.get(who.key, who.address))
        return found

    def given(self, uid: str) -> dict[str, GivenAnswer]:
        """Give the latest answers about an event, by the recipient's key."""
        with self.register.reading() as connection:
            return answers.given(connection, uid, self.addresses)

    def written_to(self) -> set[str]:
        """Give by key who has been written to, of whatever event, and may have got it or will."""
        states = [one.value for one in State if one not in (State.WITHDRAWN, State.FAILED)]
        query = select(message.c.key).where(message.c.state.in_(states)).distinct()
        with self.register.reading() as connection:
            return {self.addresses.key(key) for key in connection.execute(query).scalars()}

    def to_look_at(self, uid: str) -> set[str]:
        """Give by key whose answers about an event somebody has still to look at."""
        with self.register.reading() as connection:
            return answers.waiting(connection, uid, self.addresses)

    def _messages(self, uid: str) -> list[Mapping[str, Any]]:
        """Give the messages about an event; what was read stands until this outbox changes something."""
        if uid not in self._read:
            with self.register.reading() as connection:
                self._read[uid] = messages(connection, uid)
        return self._read[uid]

    def uid(self, event: str) -> str:
        """Give the UID of an event by its id; nothing where nobody has been written to about it."""
        with self.register.reading() as connection:
            return connection.execute(select(mail_event.c.uid).where(mail_event.c.event == event)).scalar() or ""

    def ids(self) -> dict[str, str]:
        """Give the ids of all events that anybody has been written to about, by UID; a consultation's body is none."""
        query = select(mail_event.c.uid, mail_event.c.event).order_by(mail_event.c.id)
        with self.register.reading() as connection:
            return {row.uid: row.event for row in connection.execute(query) if read_ref(row.event) is None}

    def events(self, state: State) -> list[str]:
        """Give the ids of the events that have messages in a state."""
        query = select(mail_event.c.event).distinct().join(message, message.c.uid == mail_event.c.uid)
        query = query.where(message.c.state == state.value).order_by(mail_event.c.event)
        with self.register.reading() as connection:
            return list(connection.execute(query).scalars())

    def version(self, uid: str) -> tuple[int, str]:
        """Give what people were last told of an event, as the ledger has it: its SEQUENCE, and when it changed."""
        query = select(mail_event.c.sequence, mail_event.c.modified).where(mail_event.c.uid == uid)
        with self.register.reading() as connection:
            found = connection.execute(query).first()
        return (found.sequence, found.modified) if found else (-1, "")

    def add(
        self,
        uid: str,
        event: str,
        messages: Iterable[New],
        withdraw: Iterable[int] = (),
        version: tuple[int, str] = (-1, ""),
        *,
        drafted: Callable[[Sequence[int]], None] | None = None,
        entering: Callable[[Transaction], None] | None = None,
    ) -> list[int]:
        """Put messages in and withdraw others, all or none, with the event they are about; give the new numbers.

        `version` is what the ledger says of the event. `drafted` writes the drafts of the new messages, which are there
        before it is confirmed that they are; `entering` enters the persons they are to. ConflictError where somebody
        else has told one of them the same.
        """
        new, gone = list(messages), list(withdraw)

        def work(change: Transaction) -> list[int]:
            for number in gone:
                _set(change, number, State.WITHDRAWN, "", self.now, message.c.state.in_((State.QUEUED, State.DRAFT)))
            _know(change, uid, event, version)
            if entering is not None:
                entering(change)
                self.addresses = known(change.connection)
            numbers = [self._insert(change, uid, one) for one in new]
            for number in numbers:
                self._tell(change, number)
            if drafted is not None:
                self._are_here(change, numbers)
                drafted(numbers)
            return numbers

        if not new and not gone:
            return []
        self._read.clear()
        return self.steps.take(work)

    def _are_here(self, change: Transaction, numbers: Sequence[int]) -> None:
        """Put down whose the files of drafts are."""
        if self.register.memory is not None:
            here = self.register.memory.folder_in(change.connection)
            change.connection.execute(update(message).where(message.c.id.in_(numbers)).values(folder=here))

    def _insert(self, change: Transaction, uid: str, new: New) -> int:
        who = new.recipient
        state = State.UNKNOWN if new.state is State.QUEUED and self.sent.has(new.identity) else new.state
        number = change.insert(
            message,
            uid=uid,
            key=who.key,
            ordinal=new.ordinal,
            address=who.address,
            name=who.name,
            role=who.role,
            part=who.part.value,
            language=who.language,
            kind=new.kind,
            method=new.method,
            sequence=new.version.sequence,
            significant=new.version.significant,
            seen=new.version.seen,
            identity=new.identity,
            state=state.value,
            octets=new.octets,
            made=self.now,
            changed=self.now,
            person=whose(change.connection, who.key, who.name),
        )
        if state is not new.state:
            self.again.append(number)
        return number

    def recover(self) -> int:
        """Take what a crash left as `sending` for `unknown`, of the senders that are known to be gone."""
        sending = message.c.state == State.SENDING.value
        with self.register.reading() as connection:
            if connection.execute(select(message.c.id).where(sending).limit(1)).first() is None:
                return 0

        def work(change: Transaction) -> int:
            query = select(message.c.run).where(sending, message.c.run.is_not(None)).distinct()
            gone = runs.gone(change.connection, change.connection.execute(query).scalars())
            left = sending & (message.c.run.is_(None) | message.c.run.in_(gone))
            done = update(message).where(left).values(state=State.UNKNOWN.value, changed=self.now)
            count = change.connection.execute(done).rowcount
            change.rows += count
            return count

        self._read.clear()
        return self.steps.take(work)

    def waiting(self, uid: str | None = None) -> list[QueuedMessage]:
        """Give what is to be sent, in the order it was put in."""
        columns = (message.c.id, message.c.address, message.c.octets, message.c.identity)
        query = select(*columns).where(message.c.state == State.QUEUED.value)
        if uid is not None:
            query = query.where(message.c.uid == uid)
        with self.register.reading() as connection:
            rows = connection.execute(query.order_by(message.c.id)).all()
        self._identities.update({row.id: row.identity for row in rows})
        return [QueuedMessage(row.id, row.address, row.octets) for row in rows]

    def begin(self, number: int) -> None:
        """Take a message: nobody else sends it from now on, and that is on the disk when this returns.

        HeldBackError where it is not ours: it was taken or withdrawn by somebody else, its person is protected or
        restricted, or an earlier message to them about the event has not gone out yet.
        """
        self._keep_sent(number)  # before it is taken: what a copy that is put back does not know errs on this side
        if not self.steps.take(lambda change: self._take(change, number)):
            raise HeldBackError
        self._taken.add(number)
        self._read.clear()

    def _keep_sent(self, number: int) -> None:
        if number not in self._identities:
            query = select(message.c.id, message.c.identity).where(message.c.id == number)
            with self.register.reading() as connection:
                self._identities.update({row.id: row.identity for row in connection.execute(query)})
        if number in self._identities:
            self.sent.add(self._identities[number])

    def _take(self, change: Transaction, number: int) -> bool:
        earlier = message.alias()
        kept = person.c.protected | person.c.restricted
        hidden = exists().where(person.c.id == message.c.person, kept) | exists().where(
            address.c.key == message.c.key, person.c.id == address.c.person, kept
        )
        before = exists().where(
            earlier.c.uid == message.c.uid,
            earlier.c.key == message.c.key,
            earlier.c.id < message.c.id,
            earlier.c.state.in_((State.QUEUED.value, State.SENDING.value)),
        )
        free = (message.c.id == number) & (message.c.state == State.QUEUED.value) & ~hidden & ~before
        values = {"state": State.SENDING.value, "run": self.run, "attempts": message.c.attempts + 1}
        done = change.connection.execute(update(message).where(free).values(changed=self.now, **values))
        change.rows += done.rowcount
        return bool(done.rowcount) or self._is(change, number, State.SENDING)

    def _is(self, change: Transaction, number: int, state: State) -> bool:
        """Say whether a step was made whose confirmation was lost: the message is ours, and where it was put."""
        ours = (message.c.id == number) & (message.c.run == self.run) & (message.c.state == state.value)
        return self.run is not None and change.connection.execute(select(message.c.id).where(ours)).first() is not None

    def settle(self, number: int, state: State, said: str) -> None:
        """Write down how it ended; what somebody else has settled meanwhile stands."""
        if number in self._taken:
            there = message.c.state.in_((State.SENDING.value, State.UNKNOWN.value))
            whose: ColumnElement[bool] = there & (message.c.run == self.run if self.run else message.c.run.is_(null()))
        else:
            whose = message.c.state == State.QUEUED.value
        if not self._put(number, state, said, whose):
            self.overruled.append(number)
        self._taken.discard(number)

    def decide(self, number: int, state: State) -> None:
        """Write down what somebody says of one that is unknown, a draft or failed; ConflictError where it is not."""
        open_ones = (State.UNKNOWN.value, State.DRAFT.value, State.FAILED.value)
        if not self._put(number, state, "", message.c.state.in_(open_ones)):
            raise ConflictError(
                msg("message {number} was settled by somebody else meanwhile; look at it again", number=number)
            )
        if state is State.SENT:
            self._keep_sent(number)

    def _put(self, number: int, state: State, said: str, whose: ColumnElement[bool]) -> bool:
        def work(change: Transaction) -> bool:
            if not _set(change, number, state, said, self.now, whose):
                return self._is(change, number, state)
            if state is State.FAILED:
                unreached.note(change, number, said, self.now)
            self._tell(change, number)
            return True

        self._read.clear()
        for _ in range(_TRIES - 1):
            try:
                return self.steps.take(work)
            except ConflictError:  # somebody has just changed the person whom it was to
                continue
        return self.steps.take(work)

    def _tell(self, change: Transaction, number: int) -> None:
        """Put down of the persons whose the address is what they have been told."""
        if self.told is None:
            return
        (entry,) = entries(change.connection, message.c.id == number)
        persons = self.addresses.persons.get(entry.recipient.key, ())
        if persons and entry.state in (State.SENT, State.DRAFT):
            self.told(change, entry, persons, self._asks_anew(change.connection, entry))

    def _asks_anew(self, connection: Connection, entry: OutboxRow) -> bool:
        """Whether a message makes an answer that was given before void: another date, or an event that is on again."""
        if entry.kind != "invitation":
            return entry.kind == "update"
        uid = select(message.c.uid).where(message.c.id == entry.number).scalar_subquery()
        before = (message.c.uid == uid) & (message.c.method == CANCEL) & (message.c.id < entry.number)
        mine = message.c.key.in_(self.addresses.together(entry.recipient.key))
        return connection.execute(select(message.c.id).where(before, mine)).first() is not None

    def entries(self, numbers: Iterable[int] | None = None, event: str = "", state: str = "") -> list[OutboxRow]:
        """Give messages to look at: those of the numbers, else all, of an event and in a state."""
        chosen = None if numbers is None else set(numbers)
        where = []
        if event:
            where.append(mail_event.c.event == event)
        if state:
            where.append(message.c.state == state)
        with self.register.reading() as connection:
            found = entries(connection, *where)
        return [one for one in found if chosen is None or one.number in chosen]

    def octets(self, number: int) -> bytes | None:
        """Give a message's octets, None where they are not kept any more."""
        with self.register.reading() as connection:
            found = connection.execute(select(message.c.octets).where(message.c.id == number)).scalar()
        return found if found is None else bytes(found)


def not_again(connection: Connection, sent: SentList, now: str) -> int:
    """Let what waits in a copy that is put back, and may have gone out since, be unknown; give how many that is."""
    waiting = select(message.c.id, message.c.identity).where(message.c.state == State.QUEUED.value)
    numbers = [number for number, identity in connection.execute(waiting) if sent.has(identity)]
    gone = update(message).where(message.c.id.in_(numbers)).values(state=State.UNKNOWN.value, changed=now)
    return connection.execute(gone).rowcount if numbers else 0


def messages(connection: Connection, uid: str, keys: Sequence[str] | None = None) -> list[Mapping[str, Any]]:
    """Give the messages about an event, to all or to some keys, in the order they were written; without octets."""
    columns = [column for column in message.c if column is not message.c.octets]
    query = select(*columns).where(message.c.uid == uid).order_by(message.c.id)
    if keys is not None:
        query = query.where(message.c.key.in_(keys))
    return [dict(row) for row in connection.execute(query).mappings()]


def said(rows: Iterable[Mapping[str, Any]], addresses: Addresses) -> dict[str, list[SentMessage]]:
    """Give what each recipient has been told, in order, by the recipient's key."""
    found: dict[str, list[SentMessage]] = {}
    for row in rows:
        key = addresses.key(row["key"])
        one = SentMessage(
            number=row["id"],
            ordinal=row["ordinal"],
            state=State(row["state"]),
            kind=row["kind"],
            method=row["method"],
            version=Version(row["sequence"], row["significant"], row["seen"]),
            moved=key != row["key"],
        )
        found.setdefault(key, []).append(one)
    return found


def entries(connection: Connection, *where: ColumnElement[bool]) -> list[OutboxRow]:
    """Give messages as people look at them."""
    columns = [column for column in message.c if column is not message.c.octets]
    query = select(*columns, mail_event.c.event).join(mail_event, mail_event.c.uid == message.c.uid)
    rows = connection.execute(query.where(*where).order_by(message.c.id)).mappings()
    return [_entry(dict(row)) for row in rows]


def _know(change: Transaction, uid: str, event: str, version: tuple[int, str]) -> None:
    """Keep the event that people are told of, and what they are told: never less than before."""
    sequence, modified = version
    query = select(mail_event.c.sequence, mail_event.c.modified).where(mail_event.c.uid == uid)
    there = change.connection.execute(query).first()
    if there is None:
        change.insert(mail_event, uid=uid, event=event, sequence=sequence, modified=modified)
    elif (there.sequence, there.modified) < (sequence, modified):
        newer = update(mail_event).where(mail_event.c.uid == uid).values(sequence=sequence, modified=modified)
        change.rows += change.connection.execute(newer).rowcount


def _set(  # noqa: PLR0917 - what a row gets
    change: Transaction, number: int, state: State, said: str, now: str, whose: ColumnElement[bool]
) -> int:
    values: dict[str, Any] = {"state": state.value, "said": said, "changed": now}
    if state not in _OPEN:
        values["octets"] = None
    done = change.connection.execute(update(message).where(message.c.id == number, whose).values(**values))
    change.rows += done.rowcount
    return done.rowcount


def _recipient(row: Mapping[str, Any]) -> Recipient:
    return Recipient(
        address=row["address"],
        name=row["name"],
        role=row["role"],
        part=Part(row["part"]),
        language=row["language"],
    )


def _entry(row: Mapping[str, Any]) -> OutboxRow:
    return OutboxRow(
        number=row["id"],
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
