"""Bringing the database up to date, with what an older rusctl kept of mail in a file of its own."""

from typing import NamedTuple

from rusctl.database import making, place
from rusctl.database.making import in_memory, open_register
from rusctl.database.tables import HEAD
from rusctl.database.transaction import Transaction
from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg, nmsg
from rusctl.mail import adopt
from rusctl.mail.history import LOCK
from rusctl.services.mailing import listed_people
from rusctl.services.people.erasing import erase_listed
from rusctl.services.people.register_access import declared, opened, remembering
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files import atomic, private
from rusctl.storage.files.lock import lock


class Renewed(NamedTuple):
    """The schema before and after, None before where there was no database; and how many messages were taken in."""

    before: str | None
    after: str
    messages: int | None


def bring_up_to_date(project: Project, *, dry_run: bool = False) -> Renewed:
    """Run the migrations that the database lacks, and take in the older file of mail, where there is one."""
    folder, said = project.folder.path, declared(project)
    outbox = folder / private.NAME / private.OUTBOX
    where = place.of(folder, said)
    if not outbox.exists():
        done = Renewed(*making.migrate(folder, said, dry_run=dry_run), None)
        if not dry_run:
            erase_listed(project, opened(project), everywhere=True)
        return done
    before: str | None = None
    with lock(folder, name=LOCK):
        if where.path is not None and not where.path.exists():
            if dry_run:
                return Renewed(None, HEAD, _messages(project, dry_run=True))
            making.make_beside(folder, PIECES)
        else:
            before, _ = making.migrate(folder, said, dry_run=dry_run)
        return Renewed(before, HEAD, _messages(project, dry_run=dry_run))


def _messages(project: Project, *, dry_run: bool) -> int:
    """Take in the older file, in one transaction, and remove it once that is confirmed.

    Those who were invited become persons who take part, as those of a list do.
    """
    folder = project.folder.path
    outbox = folder / private.NAME / private.OUTBOX
    key = adopt.key_of(outbox)

    def work(change: Transaction) -> int:
        count = adopt.adopt(change, outbox)
        waiting = sum(
            listed_people.enter_those_written_to(project, change, event, people)
            for event, people in adopt.written_to(change).items()
        )
        adopt.say_whose(change)
        if waiting:
            project.tell(
                nmsg(
                    "of {count} who was invited it is not certain who it is; rusctl participants add enters them",
                    "of {count} who were invited it is not certain who they are; rusctl participants add enters them",
                    waiting,
                )
            )
        return count

    if dry_run:
        return in_memory(folder, PIECES).change("register migrate", work)
    register = remembering(project, open_register(folder, declared(project)))
    count = 0
    if not register.has(key):  # else it was taken in, and rusctl was ended before it could be removed
        count = register.change("register migrate", work, key=key)
    try:
        private.shred(outbox)
        outbox.with_name(f"{outbox.name}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFailureError(
            msg(
                "all of {file} is in the register now, but it cannot be removed: {reason}; remove it yourself",
                file=f"{private.NAME}/{private.OUTBOX}",
                reason=atomic.reason(error),
            )
        ) from None
    return count
