"""People who are written to about an event, through no command line: runs as invite and remind make them."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from rusctl.database.database import Register
from rusctl.database.erased import mark
from rusctl.database.extracting import identity
from rusctl.language.catalogue import Language
from rusctl.mail.outbox import Outbox
from rusctl.model.people import Person
from rusctl.model.recipients import Recipient
from rusctl.register import participants, persons
from rusctl.register.list_rows import Record
from rusctl.services.mailing import inviting, outbox_messages, sending, who_is_told
from rusctl.services.mailing.inviting import EventMailing
from rusctl.services.mailing.read_recipients import MailList
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, TARGETS
from tests.mail.server import Box, serving
from tests.services.conftest import add, change, said
from tests.services.planning.conftest import register

EN = Language("en")
NOW = dt.datetime(2018, 11, 8, 12, tzinfo=dt.UTC)
NORBERG = "norberg@rus2030.regionvastmanland.se"
EVENT = 'id = "norberg"\nkind = "kommundialog"\nmunicipality = "norberg"\ndate = 2018-11-26\nstatus = "tentative"'
NEW = "{} not in the register yet; whoever is written to is entered there"
ONE_NEW, TWO_NEW = NEW.format("1 of the list is"), NEW.format("2 of the list are")
KEPT = (
    "who is invited, what is sent and what is answered is kept in register/register.sqlite3, which only you can read "
    "and git passes over"
)


class Done(NamedTuple):
    """What a run came to: who was to be told what, and whether all of it is where it was to be."""

    told: list[str]
    complete: bool = True


def person(name: str, **more: Any) -> Recipient:
    return Recipient(address=f"{name}@example.org", name=f"Testperson {name.capitalize()}", **more)


def invite(project: Project, *names: str, event: str | None = "norberg", **more: Any) -> Done:
    """Invite those of some names to an event; with `send` and so on as the options say."""
    how = {name: more.pop(name) for name in ("send", "dry_run", "now") if name in more}
    listed = mail_list(*map(person, names)) if names else None
    return run_invitation(project, Invitation(event, listed, **more), **how)


def mail_list(*people: Recipient) -> MailList:
    """Give a list of some people, as it is read."""
    records = [
        Record(row, {"name": one.name or one.address, "email": one.address}, {}, {"role": one.role} if one.role else {})
        for row, one in enumerate(people, 1)
    ]
    return MailList("list.txt", list(people), records)


def run_invitation(
    project: Project, what: Invitation, *, send: bool = False, dry_run: bool = False, now: dt.datetime = NOW
) -> Done:
    project = project.again()
    asked = who_is_told.of_register(project, what)

    def decide(box: Outbox) -> list[EventMailing]:
        return who_is_told.invited(project, box, what, asked, now)

    return _run(project, decide, "invite", send=send, unsent=what.unsent, dry_run=dry_run, now=now)


def remind(project: Project, *roles: str, event: str = "norberg", send: bool = False, dry_run: bool = False) -> Done:
    project = project.again()

    def decide(box: Outbox) -> list[EventMailing]:
        return who_is_told.reminded(project, box, event, NOW, roles)

    return _run(project, decide, "remind", send=send, unsent=False, dry_run=dry_run, now=NOW)


def _run(
    project: Project,
    decide: Callable[[Outbox], list[EventMailing]],
    what: str,
    *,
    send: bool,
    unsent: bool,
    dry_run: bool,
    now: dt.datetime,
) -> Done:
    with sending.outbox(project, EN, now, what=what, dry_run=dry_run) as box:
        prepared = inviting.prepare(project, box, decide(box), send=send, unsent=unsent)
        found = [
            f"{one.meeting.id} {turn.recipient.address.partition('@')[0]} {turn.step.kind} {turn.step.sequence}"
            for one in prepared.mailings
            for turn in one.messages
        ]
        for note in (prepared.nothing, prepared.removed):
            if note:
                project.tell(note)
        if prepared.nothing or dry_run:
            return Done(found)
        return Done(found, inviting.MailingRun(project, box, prepared, now).carry_out())


def heard(project: Project) -> list[str]:
    """Give what was said beside the results since it was last asked for."""
    found = [said(one) for one in project.notes]
    project.notes.clear()
    return found


def states(project: Project) -> list[str]:
    """Give the messages: to whom, what they tell, and where they are."""
    rows = outbox_messages.listed(project.again(), hidden=True)
    return [f"{row['address'].partition('@')[0]} {row['kind']} {row['sequence']} {row['state']}" for row in rows]


def reading(project: Project) -> Outbox:
    """Give the outbox to look at."""
    return sending.looked_at(project.again(), NOW)


def entered(
    project: Project, *those: Person, event: str = "norberg", role: str = "politiker", **values: Any
) -> Register:
    """Enter persons in the register, each with a part in an event; give the register."""
    found = register(project.folder.path)
    for one in those:
        number = found.change("person add", lambda change, one=one: persons.add(change, one))  # type: ignore[misc]
        take_part(project, number, event=event, role=role, **values)
    return found


def take_part(project: Project, number: int, *, event: str = "norberg", role: str = "politiker", **values: Any) -> None:
    """Let a person of the register take part in an event, or change how."""
    register(project.folder.path).change(
        "participants add",
        lambda change: participants.put(change, event, persons.get(change.connection, number), role, values),
    )


def registered(name: str, **more: Any) -> Person:
    return Person(name=f"Testperson {name.capitalize()}", email=f"{name}@example.org", **more)


def erased(project: Project, name: str) -> None:
    """Let somebody be on the list of the erased by their address, and in no room of the database."""
    found = register(project.folder.path)
    number = found.change("person add", lambda change: persons.add(change, registered(name)))
    with found.reading() as connection:
        who = identity(connection, number)._replace(addresses=(f"{name}@example.org",))
    found.change("person erase", lambda change: mark(change, who, "dnr 1"))
    out_of_the_register(project, f"{name}@example.org")


def out_of_the_register(project: Project, email: str) -> None:
    """Let nobody with an address stand in the register, whatever they were written."""
    mine = "(SELECT id FROM person WHERE email = ?)"
    with register(project.folder.path).engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE message SET person = NULL WHERE person IN {mine}", (email,))
        for table in ("participation", "mandate", "address"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE person IN {mine}", (email,))
        connection.exec_driver_sql("DELETE FROM person WHERE email = ?", (email,))


def moved(project: Project) -> None:
    change(project.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")


def cancelled(project: Project) -> None:
    change(project.folder.path, EVENTS, EVENT, EVENT.replace("tentative", "cancelled"))


@pytest.fixture
def mail(tour: Project) -> Iterator[Box]:
    """A mail server that the plan names, and that its user agrees to."""
    with serving(Box()) as found:
        add(tour.folder.path, TARGETS, f'[mail]\nhost = "127.0.0.1"\nport = {found.port}\nsecurity = "none"')
        tour.asked = lambda _: True
        yield found
