"""Those of a list who are written to become persons who take part, so that there is one book of who is invited."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rusctl.database.tables import person
from rusctl.errors import ConflictError
from rusctl.language.message import msg, nmsg
from rusctl.model.recipients import Recipient, mail_address
from rusctl.register import imports, listed_mailboxes
from rusctl.register.apply_import import take_in
from rusctl.register.imports import ImportChoice, Planned
from rusctl.register.list_rows import Record, RowFault
from rusctl.register.listed_mailboxes import PartedList
from rusctl.services.mailing.read_recipients import SETTLED, MailList, not_written_to
from rusctl.services.people import take_list
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.outbox import Outbox

_SEVERAL = msg("several people have this address; say whose it is, with the name before it")


def entered(
    project: Project, box: "Outbox", event: str, people: Sequence[Recipient], listed: MailList
) -> tuple[list[Recipient], "Callable[[Transaction], None]"]:
    """Give whom of a list to write to, and what enters them under the event, in the transaction that keeps a message.

    Left out are those of whom only people can tell who they are, and who are said to be protected: they are told with
    their rows. Who is hidden is not entered, and is left for those who write to leave out.
    """
    keys = {one.key for one in people if one.key not in box.addresses.hidden}
    mine = [one for one in _numbered(listed.records) if _key(one) in keys]
    wanted = take_list.choice(project, event)
    with box.register.reading() as connection:
        parted = listed_mailboxes.parted(connection, mine)
        planned = imports.plan(connection, parted.persons, (), wanted)
        faults = [*planned.faults, *(RowFault(one.row, "", _SEVERAL) for one in parted.several)]
        waiting = {one.row for one in faults}
        kept = [one for one in parted.persons if one.row not in waiting]
        if waiting:
            planned = imports.plan(connection, kept, (), wanted)
    for one in faults:
        project.tell(not_written_to(listed.file, one))
    if faults:
        project.tell(SETTLED)
    if count := planned.counts.new_persons + len(parted.new):
        project.tell(
            nmsg(
                "{count} of the list is not in the register yet; whoever is written to is entered there",
                "{count} of the list are not in the register yet; whoever is written to is entered there",
                count,
            )
        )
    gone = {_key(one) for one in mine if one.row in waiting}
    return [one for one in people if one.key not in gone], _entering(event, parted, kept, wanted, planned)


def _numbered(records: Sequence[Record]) -> list[Record]:
    """Give records with a number each: that of their row, or their place in the list where a line has several."""
    if len({one.row for one in records}) == len(records):
        return list(records)
    return [one._replace(row=place) for place, one in enumerate(records, 1)]


def _key(record: Record) -> str:
    return mail_address(record.person["email"]).casefold()


def _entering(
    event: str, parted: PartedList, kept: Sequence[Record], wanted: ImportChoice, planned: Planned
) -> "Callable[[Transaction], None]":
    def enter(change: "Transaction") -> None:
        done = take_in(change, kept, (), wanted, planned)
        if done.planned.faults:
            raise ConflictError(
                msg("somebody of the list was entered by someone else meanwhile; look at it again and try again")
            )
        listed_mailboxes.enter_functions(change, event, parted)

    return enter


def enter_those_written_to(project: Project, change: "Transaction", event: str, people: Sequence[Recipient]) -> int:
    """Enter those who have been written to about an event; give of how many it is not certain who they are.

    Who is known stays as they are, and nobody holds a role by it.
    """
    roles = {one.id for one in project.readable().plan.roles}
    records = [
        Record(
            row,
            {"name": one.name or one.address, "email": one.address, "language": one.language},
            {},
            {"role": one.role} if one.role in roles else {},
        )
        for row, one in enumerate(people, 1)
    ]
    wanted = take_list.choice(project, event)
    parted = listed_mailboxes.parted(change.connection, records)
    planned = imports.plan(change.connection, parted.persons, (), wanted, but=change.number)
    planned = planned._replace(roles=(), updates=[one for one in planned.updates if one.table is not person])
    take_in(change, parted.persons, (), wanted, planned)
    listed_mailboxes.enter_functions(change, event, parted)
    return len(planned.faults) + len(parted.several)
