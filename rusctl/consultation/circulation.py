"""The circulation list as a whole: each body with its contact, changed, and what was said to it on which day."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from rusctl.consultation.schema import body, notice
from rusctl.consultation.standing import BodyFacts
from rusctl.consultation.store import listed, tell
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.consultation import BodyNotice, read_ref

MAIL = "e-mail"  # the channel that rusctl ships for it


class CirculatedBody(NamedTuple):
    """A body as the circulation list has it; `email` is empty where nobody is to be written to, or may be.

    `hidden` says that its data are protected or restricted, so that nothing is sent to it, and `function` that
    it is a functional mailbox and no person.
    """

    row: int
    version: int
    number: int
    name: str
    kind: str
    legal_group: str
    municipality: str
    contact: int | None
    contact_name: str
    email: str
    language: str
    hidden: bool
    function: bool
    private: bool
    note: str
    facts: BodyFacts


def bodies(connection: Connection, consultation: str) -> list[CirculatedBody]:
    """Give all bodies of a consultation with their contacts, in the order of their numbers."""
    facts = {one.row: one.facts for one in listed(connection, consultation)}
    query = select(
        body,
        person.c.name.label("contact_name"),
        person.c.email,
        person.c.language,
        person.c.function,
        (person.c.protected | person.c.restricted).label("hidden"),
    ).outerjoin(person, person.c.id == body.c.contact)
    rows = connection.execute(query.where(body.c.consultation == consultation).order_by(body.c.number)).mappings()
    return [_made(dict(row), facts[row["id"]]) for row in rows]


def _made(row: Mapping[str, Any], facts: BodyFacts) -> CirculatedBody:
    return CirculatedBody(
        row=row["id"],
        version=row["version"],
        number=row["number"],
        name=row["name"],
        kind=row["kind"],
        legal_group=row["legal_group"],
        municipality=row["municipality"],
        contact=row["contact"],
        contact_name=row["contact_name"] or "",
        email=row["email"] or "",
        language=row["language"] or "",
        hidden=bool(row["hidden"]),
        function=bool(row["function"]),
        private=row["person_number"] is not None,
        note=row["note"],
        facts=facts,
    )


def set_body(change: Transaction, one: CirculatedBody, values: Mapping[str, Any]) -> None:
    """Change some values of a body; ConflictError where somebody else changed it meanwhile."""
    change.update(body, one.row, one.version, **values)


def remove_body(change: Transaction, one: CirculatedBody) -> None:
    """Take a body from the list that nobody has said anything to, and that has said nothing.

    RusctlError where something was: its history is kept.
    """
    if one.facts.asked or one.facts.declined or one.facts.arrived or one.facts.until:
        text = msg("{name} was asked or has replied, so it stays on the list", name=one.name)
        raise RusctlError(text)
    change.delete(body, one.row, one.version)


def told_by_mail(change: Transaction, ref: str, what: BodyNotice, day: dt.date, message: int) -> None:
    """Enter that a body was asked or reminded by a message, once; `ref` is how mail knows the body."""
    found = read_ref(ref)
    if found is None:
        return
    query = select(body.c.id).where(body.c.consultation == found[0], body.c.number == found[1])
    row: int | None = change.connection.execute(query).scalar()
    there = select(notice.c.id).where(notice.c.message == message, notice.c.what == what)
    if row is not None and change.connection.execute(there).first() is None:
        tell(change, [row], what, day, channel=MAIL, message=message)
