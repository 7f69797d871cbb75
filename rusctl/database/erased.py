"""Who was erased: told again by keyed digests of addresses, never by a name, so that what is erased stays erased."""

import datetime as dt
import hmac
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from rusctl.database import addresses, erasing, extracting, identity
from rusctl.database.addresses import key_of
from rusctl.database.pieces import Identity, Pieces
from rusctl.database.tables import address, disposal, erased, operation, person
from rusctl.database.transaction import Transaction
from rusctl.storage.files.erased_list import Line


class Mark(NamedTuple):
    """That somebody was erased: their number, when, by which decision."""

    number: int
    at: dt.datetime
    decision: str


class Marks(NamedTuple):
    """The erased of a database, by the digests of their addresses; who has been entered again is none of them."""

    secret: str = ""
    found: Mapping[str, Mark] = {}
    back: frozenset[str] = frozenset()

    def of(self, email: str) -> Mark | None:
        """Give whose an address was, where they were erased."""
        key = key_of(email) if self.found else ""
        return self.found.get(digest(self.secret, key)) if key and key not in self.back else None


NOBODY = Marks()


def digest(secret: str, key: str) -> str:
    """Give what an address is known by after its person was erased: nobody without the key can make or test it."""
    return hmac.new(secret.encode(), key.encode(), "sha256").hexdigest()


def digests(secret: str, emails: Iterable[str]) -> list[str]:
    """Give the digests of addresses, each once."""
    return sorted({digest(secret, key) for one in emails if (key := key_of(one))})


def mark(
    change: Transaction, who: Identity, decision: str, at: dt.datetime | None = None, *, known_again: bool = True
) -> None:
    """Write down that somebody is erased; with `known_again` also by which digests their addresses are told again."""
    found = (digests(identity.secret(change.connection), who.addresses) if known_again else []) or [""]
    for one in found:
        change.connection.execute(
            insert(erased).values(
                number=who.number, at=at or change.now, decision=decision, digest=one, operation=change.number
            )
        )


def with_digests(connection: Connection, before: dt.datetime) -> int:
    """Give how many who were erased before a moment are told again by digests."""
    query = select(func.count(erased.c.number.distinct())).where(erased.c.digest != "", erased.c.at < before)
    return connection.execute(query).scalar() or 0


def forget_digests(change: Transaction, before: dt.datetime | None = None) -> int:
    """Remove the digests of who was erased before a moment, or of all, and give how many; the erasures stay."""
    due = erased.c.digest != ""
    if before is not None:
        due &= erased.c.at < before
    numbers = list(change.connection.execute(select(erased.c.number).where(due).distinct()).scalars())
    _only_numbers(change.connection, numbers)
    change.rows += len(numbers)
    return len(numbers)


def _only_numbers(connection: Connection, numbers: Collection[int]) -> None:
    """Keep one row of each of the erased, without a digest."""
    for number in numbers:
        mine = erased.c.number == number
        first = connection.execute(select(func.min(erased.c.id)).where(mine)).scalar()
        connection.execute(delete(erased).where(mine, erased.c.id != first))
        connection.execute(update(erased).where(mine).values(digest=""))


def without_digests(connection: Connection) -> set[int]:
    """Give the numbers of the erased who are told again by no digest."""
    found: dict[int, str] = {}
    for row in connection.execute(select(erased.c.number, erased.c.digest)):
        found[row.number] = max(found.get(row.number, ""), row.digest)
    return {number for number, digest_ in found.items() if not digest_}


def lines(connection: Connection) -> list[Line]:
    """Give the erased as the list beside the register has them."""
    ident = identity.of(connection).ident
    found: dict[int, Line] = {}
    query = select(erased.c.number, erased.c.at, erased.c.decision, erased.c.digest).order_by(erased.c.id)
    for row in connection.execute(query):
        line = Line(ident, row.number, row.at.isoformat(timespec="seconds"), row.decision, ())
        before = found.setdefault(row.number, line)
        found[row.number] = before._replace(digests=(*before.digests, *([row.digest] if row.digest else [])))
    return list(found.values())


def restored(
    connection: Connection, pieces: Pieces, listed: Iterable[Line], keys: Iterable[str], held: Collection[str]
) -> int:
    """Make a copy that is put back a database of its own generation, without those who have been erased since.

    Give how many those were.
    """
    identity.renew(connection)
    now = dt.datetime.now(dt.UTC)
    made = connection.execute(insert(operation).values(key=uuid4().hex, at=now, what="register restore"))
    change = Transaction(connection, (made.inserted_primary_key or (0,))[0], now)
    listed = list(listed)
    count = erase_again(change, pieces, listed, keys, held)
    ident = identity.of(connection).ident  # what has been kept long enough does not come back with a copy
    _only_numbers(connection, [line.number for line in listed if line.ident == ident and not line.digests])
    connection.execute(update(operation).where(operation.c.id == change.number).values(rows=change.rows))
    return count


def there_again(connection: Connection, listed: Iterable[Line]) -> list[Line]:
    """Give those of the list whose numbers are there, in the same database: a copy was put back without a word."""
    ident = identity.of(connection).ident
    mine = {line.number: line for line in listed if line.ident == ident}
    query = select(person.c.id).where(person.c.id.in_(list(mine)))
    return [mine[number] for number in connection.execute(query).scalars()]


def erase_again(
    change: Transaction, pieces: Pieces, listed: Iterable[Line], keys: Iterable[str], held: Collection[str]
) -> int:
    """Erase those of the list who are there, and give how many.

    They are found by their numbers, where the list is of the same database, and by the digests of their addresses.
    """
    connection = change.connection
    ident = identity.of(connection).ident
    before, count = set(connection.execute(select(erased.c.number)).scalars()), 0
    known_keys = {key for key in (*keys, identity.secret(connection)) if key}
    mailboxes = {
        digest(key, mailbox): number
        for number, mailbox in connection.execute(select(address.c.person, address.c.key))
        for key in known_keys
    }
    for line in listed:
        numbers = {mailboxes[one] for one in line.digests if one in mailboxes}
        if line.ident == ident:
            numbers |= set(connection.execute(select(person.c.id).where(person.c.id == line.number)).scalars())
        at = dt.datetime.fromisoformat(line.at)
        for number in sorted(numbers):
            found = extracting.identity(connection, number)
            who = found._replace(addresses=(*found.addresses, *addresses.of(connection, number)), own=found.texts)
            erasing.erase(change, pieces, [who], held)
            mark(change, who, line.decision, at, known_again=bool(line.digests))
            count += 1
        if numbers or (line.ident == ident and line.number not in before):
            row = {"at": at, "kind": "person erase", "number": 1, "decision": line.decision}
            connection.execute(insert(disposal).values(operation=change.number, **row))
            change.rows += 1
    return count


def known(connection: Connection) -> Marks:
    """Give the erased."""
    query = select(erased.c.digest, erased.c.number, erased.c.at, erased.c.decision).order_by(erased.c.id)
    found = {row.digest: Mark(row.number, row.at, row.decision) for row in connection.execute(query) if row.digest}
    if not found:
        return NOBODY
    back = frozenset(connection.execute(select(address.c.key)).scalars())
    return Marks(identity.secret(connection), found, back)
