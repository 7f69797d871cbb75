"""The circulation list and the replies stored and read: numbers given, what was said to a body, what came from it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, select, text, update

from rusctl.consultation.schema import body, extension, notice, reply, reply_body, series
from rusctl.consultation.standing import BodyFacts
from rusctl.database.transaction import Transaction
from rusctl.model.consultation import BodyNotice, NewBody, NewReply
from rusctl.model.consulting import NO_OBJECTION

_BODY, REPLY, _PERSON = "body", "reply", "person"  # what is numbered, each by itself


def take_numbers(change: Transaction, consultation: str, what: str, count: int) -> int:
    """Take numbers of a consultation that nobody else gets, and give the first; they are never given again."""
    made = text(
        "INSERT INTO consultation_series (consultation, what, last, operation) "
        "VALUES (:consultation, :what, 0, :operation) ON CONFLICT (consultation, what) DO NOTHING"
    )
    change.connection.execute(made, {"consultation": consultation, "what": what, "operation": change.number})
    mine = (series.c.consultation == consultation) & (series.c.what == what)
    more = update(series).where(mine).values(last=series.c.last + count).returning(series.c.last)
    return int(change.connection.execute(more).scalar_one()) - count + 1


def add_bodies(change: Transaction, consultation: str, found: Sequence[NewBody], noted_by: str = "") -> list[int]:
    """Put bodies on a consultation's circulation list, and give their numbers there, in the same order."""
    if not found:
        return []
    first = take_numbers(change, consultation, _BODY, len(found))
    private = [one for one in found if one.private]
    person = iter(range(take_numbers(change, consultation, _PERSON, len(private)), 2**31)) if private else iter(())
    rows = [
        {
            "consultation": consultation,
            "number": number,
            "name": one.name,
            "kind": one.kind,
            "legal_group": one.legal_group,
            "municipality": one.municipality,
            "contact": one.contact,
            "unsolicited": one.unsolicited,
            "person_number": next(person) if one.private else None,
            "note": one.note,
            "at": change.now,
            "noted_by": noted_by,
        }
        for number, one in enumerate(found, first)
    ]
    change.insert_many(body, rows)
    return [*range(first, first + len(rows))]


def tell(
    change: Transaction,
    rows: Iterable[int],
    what: BodyNotice,
    day: dt.date,
    *,
    channel: str = "",
    noted_by: str = "",
    message: int | None = None,
) -> None:
    """Enter that bodies, by their rows, were asked or reminded, or that they declined, on a day.

    `message` is the number of the message that said so.
    """
    values = {"what": what, "day": day, "channel": channel, "message": message}
    values |= {"at": change.now, "noted_by": noted_by}
    change.insert_many(notice, [{"body": row, **values} for row in rows])


def extend(change: Transaction, row: int, until: dt.date, reason: str, *, granted: dt.date, noted_by: str = "") -> None:
    """Give a body, by its row, a later last day, with the reason; the one that was granted last holds."""
    change.insert(extension, body=row, until=until, reason=reason, granted=granted, at=change.now, noted_by=noted_by)


def add_reply(change: Transaction, consultation: str, one: NewReply, noted_by: str = "") -> int:
    """Store a reply with its bodies, and give its number; what was read before gives the number that it has.

    The bodies and the reply that it follows must be there: look first at `listed` and `row_of`.
    """
    if one.source and (known := _known(change.connection, consultation, one.source)):
        return known
    rows = {each.number: each.row for each in listed(change.connection, consultation)}
    number = take_numbers(change, consultation, REPLY, 1)
    made = change.insert(
        reply,
        consultation=consultation,
        number=number,
        authored=one.authored,
        arrived=one.arrived,
        channel=one.channel,
        level=one.level,
        decided=one.decided,
        text_version=one.text_version,
        stance=one.stance,
        dnr=one.dnr,
        their_dnr=one.their_dnr,
        follows=None if one.follows is None else row_of(change.connection, reply, consultation, one.follows),
        replaces=one.replaces,
        source=one.source,
        note=one.note,
        heard_by=one.heard_by,
        heard=one.heard,
        at=change.now,
        noted_by=noted_by,
    )
    change.insert_many(reply_body, [{"reply": made, "body": rows[each]} for each in dict.fromkeys(one.bodies)])
    return number


def _known(connection: Connection, consultation: str, source: str) -> int | None:
    query = select(reply.c.number).where(reply.c.consultation == consultation, reply.c.source == source)
    found: int | None = connection.execute(query).scalar()
    return found


def row_of(connection: Connection, table: Table, consultation: str, number: int) -> int | None:
    """Give the row of a body or a reply by its number in a consultation; None where there is none."""
    query = select(table.c.id).where(table.c.consultation == consultation, table.c.number == number)
    found: int | None = connection.execute(query).scalar()
    return found


class ListedBody(NamedTuple):
    """A body on a circulation list: its row, number, name and places, and what its state is reckoned from."""

    row: int
    number: int
    name: str
    legal_group: str
    municipality: str
    person_number: int | None
    facts: BodyFacts


def listed(connection: Connection, consultation: str) -> list[ListedBody]:
    """Give all bodies of a consultation in the order of their numbers."""
    of_it = body.c.consultation == consultation
    rows = connection.execute(select(body).where(of_it).order_by(body.c.number)).mappings().all()
    said, until, came = _said(connection, of_it), _extended(connection, of_it), _came(connection, of_it)
    return [
        ListedBody(
            row["id"],
            row["number"],
            row["name"],
            row["legal_group"],
            row["municipality"],
            row["person_number"],
            BodyFacts(
                kind=row["kind"],
                unsolicited=row["unsolicited"],
                until=until.get(row["id"]),
                arrived=[day for day, _ in came.get(row["id"], ())],
                no_objection={stance for _, stance in came.get(row["id"], ())} == {NO_OBJECTION},
                **said.get(row["id"], {}),
            ),
        )
        for row in rows
    ]


def _said(connection: Connection, of_it: ColumnElement[bool]) -> Mapping[int, dict[str, Any]]:
    """Give on which days each body was asked first, and was reminded and declined last."""
    query = select(notice.c.body, notice.c.what, notice.c.day).join(body).where(of_it)
    found: dict[int, dict[str, Any]] = {}
    for row, what, day in connection.execute(query.order_by(notice.c.id)):
        days = found.setdefault(row, {})
        days[what] = min(days.get(what, day), day) if what == BodyNotice.ASKED else day
    return found


def _extended(connection: Connection, of_it: ColumnElement[bool]) -> Mapping[int, dt.date]:
    query = select(extension.c.body, extension.c.until).join(body).where(of_it).order_by(extension.c.id)
    return {one.body: one.until for one in connection.execute(query)}


def _came(connection: Connection, of_it: ColumnElement[bool]) -> Mapping[int, list[tuple[dt.date | None, str]]]:
    query = select(reply_body.c.body, reply.c.arrived, reply.c.stance).join(reply).join(body).where(of_it)
    found: dict[int, list[tuple[dt.date | None, str]]] = {}
    for row, day, stance in connection.execute(query.order_by(reply.c.number)):
        found.setdefault(row, []).append((day, stance))
    return found
