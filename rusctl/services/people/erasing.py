"""Erasing persons: from every room of the database in one transaction, and from what rusctl keeps beside it."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rusctl.language.message import nmsg
from rusctl.mail import drafts
from rusctl.mail.history import LOCK
from rusctl.model.plan import Plan
from rusctl.schedule.state.status import status_on
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.project import Project
from rusctl.services.session import Session
from rusctl.storage.files import erased_list, sent_list
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.database.erased import Marks
    from rusctl.database.pieces import Identity


def beside(run: Session, who: "Sequence[Identity]") -> None:
    """Remove persons from what rusctl keeps beside the database: drafts, the log, undo, columns, exports."""
    from rusctl.storage import mappings  # noqa: PLC0415 - only when it is asked for
    from rusctl.storage.files import atomic, personal_data_search, private  # noqa: PLC0415 - only when it is asked for
    from rusctl.storage.files import exports as handouts  # noqa: PLC0415

    texts = [text for one in who for text in one.texts]
    private.sweep(run.folder.path, wait=True)
    _forget_sent(run, opened(run), [address for one in who for address in one.addresses])
    with lock(run.folder.path, name=LOCK):
        for address in [address for one in who for address in one.addresses]:
            drafts.remove(run.folder.path, address)
    with lock(run.folder.path):
        atomic.sweep(run.folder.path)
        personal_data_search.clean_journal(run.folder.path, texts)
        mappings.forget(run.folder.path, texts)
        exports = run.folder.path / handouts.FOLDER
        handouts.remove(run.folder.path, [one.file for one in personal_data_search.traces(exports, texts)])


def _forget_sent(project: Project | Session, register: "Register", addresses: "Sequence[str]") -> None:
    from rusctl.database.erased import digest
    from rusctl.mail import piece

    with register.reading() as connection:
        gone = piece.identities(connection, addresses)
    if key := erased_list.secret(project.folder.path):
        sent_list.forget(project.folder.path, {digest(key, one) for one in gone})


def kept_beside(run: Session, who: "Identity") -> int:
    """Give how many drafts there are to a person."""
    return sum(drafts.count(run.folder.path, address) for address in who.addresses)


def list_erased(run: Session, register: "Register") -> None:
    """Write down beside the register who has been erased from it, for a copy of it that is put back."""
    from rusctl.database import erased, identity

    with register.reading() as connection:
        secret, lines = identity.secret(connection), erased.lines(connection)
    erased_list.made(run.folder.path, secret)
    erased_list.append(run.folder.path, lines)


def erase_listed(project: Project | Session, register: "Register", *, everywhere: bool = False) -> None:
    """Erase again who is on the folder's list and there, since an older copy was put back behind our back; say so.

    They are looked for by their numbers; `everywhere` also by the digests of their addresses.
    """
    listed = erased_list.read(project.folder.path)
    if not listed:
        return
    from rusctl.database import erased
    from rusctl.database.database import Steps
    from rusctl.services.pieces import PIECES

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
                "{count} persons who were erased were there again, from an older copy of the register, and are erased "
                "again",
                count,
            )
        )


def held_events(plan: Plan, today: dt.date) -> set[str]:
    """Give the events that have been, or whose day has passed: their counts stay."""
    return {
        event.id
        for event in plan.events
        if status_on(event, today).value == "held" or (event.when is not None and event.when.last < today)
    }


def drafts_to_the_erased(project: Project | Session, marks: "Marks") -> int:
    """Remove the drafts to those who have been erased, in whatever folder; give how many there were."""
    folder = project.folder.path
    gone = [address for address in drafts.addresses(folder) if marks.of(address)]
    return sum(drafts.remove(folder, address) for address in gone)


def erase_mail(project: Project | Session, addresses: Sequence[str], *, dry_run: bool = False) -> int:
    """Remove what mail keeps about some addresses, and the drafts to them; give how many entries that is."""
    folder = project.folder.path
    count = sum(drafts.count(folder, address) for address in addresses)
    if not is_there(project):
        if not dry_run:
            for address in addresses:
                drafts.remove(folder, address)
        return count
    from rusctl.database import vacuum
    from rusctl.mail import piece
    from rusctl.services.pieces import PIECES

    register = opened(project)
    with lock(folder, name=LOCK):
        if not dry_run:
            _forget_sent(project, register, addresses)
            for address in addresses:
                drafts.remove(folder, address)
        count += register.change("outbox erase", lambda change: piece.erase(change, addresses), dry_run=dry_run)
    if not dry_run:
        vacuum.compact(register, PIECES)
    return count
