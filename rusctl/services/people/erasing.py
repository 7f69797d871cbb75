"""Erasing persons: from every room of the database in one transaction, and from what rusctl keeps beside it."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.database import erased, erasing, extracting, identity, vacuum
from rusctl.database.database import Steps
from rusctl.database.erased import digest
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail import drafts, piece
from rusctl.mail.addresses import known
from rusctl.mail.history import LOCK
from rusctl.model.plan import Plan
from rusctl.model.recipients import mail_address
from rusctl.register import persons
from rusctl.schedule.state.status import status_on
from rusctl.services.people import draft_files
from rusctl.services.people.data_subject import identity as identity_of
from rusctl.services.people.data_subject import traces_of
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.files import atomic, erased_list, handed_out, personal_data_search, private, sent_list
from rusctl.storage.files import exports as handouts
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.database.pieces import Identity, Removed
    from rusctl.database.transaction import Transaction


SHOWN = 20  # numbers of persons in a sentence


class Erasure(NamedTuple):
    """What erasing somebody removes: who it is, the events that have been held, rows of the register, and drafts."""

    register: "Register"
    who: "Identity"
    held: frozenset[str]
    removed: "Removed"
    drafts: int


class Remains(NamedTuple):
    """What is left of the erased: what rusctl cannot reach, and the places of the folder where they still stand.

    `shared` says that others in the register have one of the texts, which is not looked for. `unseen` are lists that
    were written elsewhere and cannot be looked at.
    """

    out_of_reach: tuple[Message, ...]
    places: tuple[str, ...]
    shared: bool
    unseen: tuple[str, ...] = ()


def propose(project: Project, number: int) -> Erasure:
    """Say what erasing a person removes; nothing is changed. RusctlError where there is no such person."""
    held = frozenset(held_events(project.readable().plan, project.today))
    register = opened(project)
    with register.reading() as connection:
        persons.get(connection, number)
        who = identity_of(connection, number)
        waiting = len(draft_files.to(connection, project.folder.path, who.addresses, [number]))
    removed = register.change("person erase", lambda change: erasing.erase(change, PIECES, [who], held), dry_run=True)
    return Erasure(register, who, held, removed, waiting)


def carry_out(project: Project, proposal: Erasure, decision: str) -> Remains:
    """Erase a person by a decision, and give what is left of them."""
    who = proposal.who

    def work(change: "Transaction") -> None:
        erasing.erase(change, PIECES, [who], proposal.held)
        erasing.log(change, "person erase", 1, decision)
        erased.mark(change, who, decision, known_again=project.plan.retention.erased_digests)

    beside(project, proposal.register, [who])
    proposal.register.change("person erase", work)
    list_erased(project, proposal.register)
    return remains(project, proposal.register, [who])


def shown(proposal: Erasure) -> list[Message]:
    """Say what an erasure removes, in numbers."""
    removed, mail = proposal.removed, proposal.removed.mail + proposal.drafts
    said = [
        nmsg("{count} part in an event stays as a count", "{count} parts in events stay as counts", removed.anonymised),
        nmsg("{count} row is deleted", "{count} rows are deleted", removed.deleted + removed.persons),
        nmsg("{count} entry of undo is removed", "{count} entries of undo are removed", removed.forgotten),
    ]
    if removed.inputs:
        text = nmsg("{count} row of inputs loses the person", "{count} rows of inputs lose the person", removed.inputs)
        said.append(text)
    if count := removed.consultations:
        said.append(
            nmsg(
                "{count} row of consultations loses the person", "{count} rows of consultations lose the person", count
            )
        )
    if mail:
        said.append(nmsg("{count} record of a message is removed", "{count} records of messages are removed", mail))
    return said


def remains(project: Project, register: "Register", who: "Sequence[Identity]") -> Remains:
    """Write the database anew, search the folder for what is left of persons, and name what is out of reach."""
    texts = [text for one in who for text in one.texts]
    left = vacuum.compact(register, PIECES)
    with register.reading() as connection:
        places = (*left, *vacuum.out_of_reach(register, connection))
        shared = extracting.shared(connection, texts)
    own = [text for text in texts if text not in shared]
    found = traces_of(project.folder.path, own)
    elsewhere = handed_out.look_through(project.folder.path, personal_data_search.holding(own))
    return Remains(places, (*found, *elsewhere.holding), bool(shared), elsewhere.unseen)


def told(found: Remains) -> list[Message]:
    """Say that persons are erased, and what of them is out of reach or not looked for."""
    said = [msg("erased; rusctl cannot reach:"), *(msg("- {place}", place=place) for place in found.out_of_reach)]
    if found.shared:
        said.append(msg("others in the register have the same name, address or telephone number; it is not looked for"))
    return [*said, *unseen_lists(found.unseen)]


def unseen_lists(places: Sequence[str]) -> list[Message]:
    """Say which lists that were written elsewhere cannot be looked at, so that somebody does."""
    if not places:
        return []
    return [
        msg(
            "these lists were written elsewhere and cannot be looked at, being moved, removed or out of reach; look "
            "yourself whether the person stands there: {places}",
            places=list(places),
        )
    ]


def still_there(found: Remains) -> Message:
    """Say where persons who were erased still stand."""
    if found.places:
        return msg("still found in: {places}; change these files yourself", places=found.places)
    return msg("nothing of it is left in the folder")


def beside(project: Project, register: "Register", who: "Sequence[Identity]") -> None:
    """Remove persons from what rusctl keeps beside the database: drafts, the log, undo, columns, exports."""
    folder = project.folder.path
    texts = [text for one in who for text in one.texts]
    private.sweep(folder, wait=True)
    _forget_sent(project, register, [address for one in who for address in one.addresses], [one.number for one in who])
    with lock(folder, name=LOCK):
        draft_files.remove(register, folder, who)
    with lock(folder):
        atomic.sweep(folder)
        personal_data_search.clean_journal(folder, texts)
        mappings.forget(folder, texts)
        exports = folder / handouts.FOLDER
        handouts.remove(folder, [one.file for one in personal_data_search.traces(exports, texts)])


def _forget_sent(
    project: Project, register: "Register", addresses: "Sequence[str]", persons: "Sequence[int]" = ()
) -> None:
    with register.reading() as connection:
        gone = piece.identities(connection, addresses, persons)
    if key := erased_list.secret(project.folder.path):
        sent_list.forget(project.folder.path, {digest(key, one) for one in gone})


def list_erased(project: Project, register: "Register") -> None:
    """Write down beside the register who has been erased from it, for a copy of it that is put back."""
    with register.reading() as connection:
        secret, lines = identity.secret(connection), erased.lines(connection)
    erased_list.made(project.folder.path, secret)
    erased_list.append(project.folder.path, lines)
    forget_digests(project, register)


def erase_listed(project: Project, register: "Register", *, everywhere: bool = False) -> None:
    """Erase again who is on the folder's list and there, since an older copy was put back behind our back; say so.

    They are looked for by their numbers; `everywhere` also by the digests of their addresses.
    """
    listed = erased_list.read(project.folder.path)
    if not listed:
        return
    forget_digests(project, register)

    if not everywhere:
        with register.reading() as connection:
            listed = erased.there_again(connection, listed)
    if not listed:
        return
    keys, held = [erased_list.secret(project.folder.path)], held_events(project.readable().plan, project.today)
    count = Steps(register, "register restore").take(
        lambda change: erased.erase_again(change, PIECES, listed, keys, held)
    )
    if count:
        project.tell(
            nmsg(
                "{count} person who was erased was there again, from an older copy of the register, and is erased "
                "again",
                "{count} people who were erased were there again, from an older copy of the register, and are "
                "erased again",
                count,
            )
        )


def forget_digests(project: Project, register: "Register") -> None:
    """Remove the digests that are switched off, or that the database has forgotten, here or in a colleague's folder."""
    if not project.readable().plan.retention.erased_digests:
        Steps(register, "retention run").take(erased.forget_digests)
    with register.reading() as connection:
        ident, numbers = identity.of(connection).ident, erased.without_digests(connection)
    erased_list.forget_digests(project.folder.path, ident, numbers)


def held_events(plan: Plan, today: dt.date) -> set[str]:
    """Give the events that have been, or whose day has passed: their counts stay."""
    return {
        event.id
        for event in plan.events
        if status_on(event, today).value == "held" or (event.when is not None and event.when.last < today)
    }


def coming_events(project: Project) -> frozenset[str]:
    """Give the events that are still to come, or have no day yet."""
    plan = project.readable().plan
    return frozenset(event.id for event in plan.events) - held_events(plan, project.today)


def erase_mail(project: Project, addresses: Sequence[str], *, dry_run: bool = False) -> int:
    """Remove what mail keeps about some addresses, and the drafts to them; give how many entries that is."""
    folder = project.folder.path
    if not is_there(project):
        found = drafts.of(folder, (), addresses)
        return len(found) if dry_run else drafts.remove(folder, found)

    register = opened(project)
    with lock(folder, name=LOCK):
        with register.reading() as connection:
            found = draft_files.to(connection, folder, addresses)
        count = len(found)
        if not dry_run:
            _forget_sent(project, register, addresses)
            drafts.remove(folder, found)
        count += register.change("outbox erase", lambda change: piece.erase(change, addresses), dry_run=dry_run)
        _tell_still_there(project, register, addresses)
    if not dry_run:
        vacuum.compact(register, PIECES)
    return count


def _tell_still_there(project: Project, register: "Register", addresses: Sequence[str]) -> None:
    """Say which persons with some addresses are in the register, since this erases nothing of theirs there."""
    with register.reading() as connection:
        persons = known(connection).persons
    keys = {mail_address(one).casefold() for one in addresses}
    if numbers := sorted({number for key in keys for number in persons.get(key, ())}):
        project.tell(
            nmsg(
                "{count} person with such an address is in the register and stays there: {numbers}; rusctl person "
                "erase erases them",
                "{count} people with such addresses are in the register and stay there: {numbers}; rusctl person "
                "erase erases them",
                len(numbers),
                numbers=[*numbers[:SHOWN], *(["…"] if len(numbers) > SHOWN else [])],
            )
        )
