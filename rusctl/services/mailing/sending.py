"""The outbox in use: opened with what the register says of addresses, and what waits in it sent."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rusctl.database import erased, runs
from rusctl.database.pace import turn
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import slug
from rusctl.language.vocabulary_people import STATE
from rusctl.mail.addresses import known
from rusctl.mail.dispatch import dispatch
from rusctl.mail.history import LOCK
from rusctl.mail.message import dated
from rusctl.mail.outbox import Outbox, QueuedMessage
from rusctl.model.messages import State
from rusctl.services import consent, selection
from rusctl.services.mailing import left_out, put_down, recipient_actions
from rusctl.services.mailing.mail_server import server_of
from rusctl.services.mailing.sent import sent
from rusctl.services.people import draft_files
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.people.erasing import erase_listed
from rusctl.services.people.register_access import is_there, opened_or_empty
from rusctl.services.project import Project
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.mail.smtp import Server


def refuse_faults(project: Project) -> None:
    """Refuse a plan with faults in its files, since people would be told half of it."""
    project.readable()
    if project.loaded.faults:
        first = project.loaded.faults[0]
        text = msg("{fault}; fix the plan first (rusctl check)", fault=first.message)
        raise RusctlError(text, first.at._replace(line=project.line(first.at)))


def moment() -> dt.datetime:
    """Give the moment it is, in UTC and whole seconds, as messages say it; whatever day is taken for today."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def event_id(project: Project, name: str) -> str:
    """Give the id of the event that a name means, among those of the plan and those that letters tell of.

    An id is taken before a name, also where the plan has lost it, since people may know it. A name that means none is
    given back, for the caller to refuse.
    """
    plan = project.readable().plan
    if any(one.id == name for one in plan.events):
        return name
    told = {entry.id for entry in plan.published.entries.values()} if plan.published else set()
    if is_there(project):
        told |= set(looked_at(project, moment()).ids().values())
    if gone := next((one for one in (name, slug(name)) if one in told), ""):
        return gone
    try:
        return selection.event(plan, name).id
    except RusctlError:
        return name


def looked_at(project: Project, now: dt.datetime) -> "Outbox":
    """Give the outbox to look at only."""
    register = opened_or_empty(project)
    with register.reading() as connection:
        addresses, marks = known(connection), erased.known(connection)
    return Outbox(register, now, addresses, marks=marks)


@contextmanager
def outbox(
    project: Project, language: Language, now: dt.datetime, *, what: str = "invite", dry_run: bool = False
) -> Iterator["Outbox"]:
    """Give the outbox, with its lock held and what a crash left settled; for a dry run, to look at only.

    `what` is the command, as the log of changes has it; how people were told is put down in the language.
    """
    if dry_run:
        yield looked_at(project, now)
        return
    with lock(project.folder.path, name=LOCK):
        register = opened_or_empty(project, made_when_written=True)
        erase_listed(project, register)
        with register.reading() as connection:
            addresses, marks = known(connection), erased.known(connection)
        draft_files.tidy(project, register, marks)
        found = Outbox(register, now, addresses, what=what, marks=marks)
        found.told, found.sent = put_down.told(project, language), sent(project, register)
        if lost := found.recover():
            project.tell(
                nmsg(
                    "{count} message was being sent when rusctl stopped; delivery unknown",
                    "{count} messages were being sent when rusctl stopped; delivery unknown",
                    lost,
                )
            )
        yield found


def server(project: Project) -> "Server":
    """Give the server to send through; RusctlError where there is none, before anything is put into the outbox."""
    plan = project.loaded.plan
    consent.for_mail(project)
    return server_of(plan, recipient_actions.sender_of(plan), project.folder.path)


def deliver(project: Project, box: "Outbox", uids: Iterable[str], through: "Server | None" = None) -> bool:
    """Send what waits about events, say how it ended, and give whether all that was ours to send was sent.

    EnvironmentFailureError where the server stopped it before the end.
    """
    queued = [one for uid in uids for one in box.waiting(uid)]
    waiting = [one for one in queued if one.address.casefold() not in box.addresses.hidden]
    left_out.tell_hidden(project, len(queued) - len(waiting))
    if not waiting:
        return True
    refuse_unexpected(box.register)
    through = through or server(project)
    settings = project.loaded.plan.publishing.mail
    pause = _turns(box, through, settings.per_minute if settings else 0)

    def along(messages: Sequence[QueuedMessage]) -> Iterator[QueuedMessage]:
        return project.progress(msg("Messages"), messages, len(messages))

    with runs.at_work(box.register) as box.run:
        pause()
        tally = dispatch(box, through, waiting, dated=dated, pause=pause, along=along)
    counts = Counter(tally.counts)
    counts[State.QUEUED] += (
        len(waiting) - sum(tally.counts.values()) - len(tally.held) + _held(project, box, tally.held)
    )
    if +counts:
        project.tell(msg("{counts}", counts=[_count(state, counts[state]) for state in STATE if counts[state]]))
    if box.overruled:
        project.tell(
            msg("settled by somebody else while they were being sent, and left so: {numbers}", numbers=box.overruled)
        )
    if counts[State.UNKNOWN]:
        project.tell(msg("unknown: whether the server took it is not certain; rusctl outbox resolve settles it"))
    if counts[State.QUEUED]:
        project.tell(msg("queued: rusctl outbox send tries again"))
    if tally.stopped:
        raise EnvironmentFailureError(tally.stopped)
    return not (counts[State.FAILED] or counts[State.UNKNOWN] or counts[State.QUEUED])


def _turns(box: "Outbox", through: "Server", per_minute: int) -> Callable[[], None]:
    """Give what waits until it is our turn at the server, among all who send out of the same database."""
    name = f"{through.host}:{through.port}"[:200]
    return lambda: time.sleep(turn(box.register, name, per_minute)) if per_minute else None


def _held(project: Project, box: "Outbox", numbers: Sequence[int]) -> int:
    """Give how many of those that were not ours to send still wait; those who may not be written to are said."""
    if not numbers:
        return 0

    with box.register.reading() as connection:
        hidden = known(connection).hidden
    there = [one for one in box.entries(numbers) if one.state is State.QUEUED]
    kept = [one for one in there if one.recipient.key not in hidden]
    left_out.tell_hidden(project, len(there) - len(kept))
    if taken := len(numbers) - len(there):
        project.tell(
            nmsg(
                "{count} message was taken by somebody else meanwhile",
                "{count} messages were taken by somebody else meanwhile",
                taken,
            )
        )
    return len(kept)


def _count(state: State, count: int) -> Message:
    return msg("{count} {state}", count=count, state=STATE[state])
