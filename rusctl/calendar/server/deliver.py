"""Doing what was decided, one event after another, so that it is known of each whether it arrived.

An answer that did not come is looked for on the server: what is there now says whether the request was carried out. It
is sent again only once the server has shown that it was not, and then on the same condition, so that nothing is
overwritten that somebody else has put there.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import UnreachableError
from rusctl.calendar.server.refusals import DeliveryStoppedError, Refusal
from rusctl.calendar.server.remote import LostError, Seen
from rusctl.calendar.server.remote_diff import fingerprint, is_marked, mark
from rusctl.calendar.server.sync import CONFLICTS, SENDS, SyncAction, SyncKind
from rusctl.language.message import Message, msg
from rusctl.storage.files.made import note, unsure

_GONE = "gone"  # in the place of an ETag, which has quotation marks


class End(StrEnum):
    """How a step ended."""

    DONE = "done"
    CONFLICT = "conflict"  # somebody else's version was found, and left
    REFUSED = "refused"
    UNKNOWN = "unknown"  # whether it arrived nobody can say now; the next run asks
    NOT_TRIED = "not-tried"


class EntryDelivery(NamedTuple):
    """How a step ended: the ETag there now, why it was not done, and what was found in its place.

    `late` says that an answer was lost, so that what was sent may still arrive, however long after.
    """

    step: SyncAction
    end: End
    etag: str = ""
    reason: Message | None = None
    theirs: bytes | None = None
    late: bool = False


def deliver(
    calendar: Calendar, steps: Iterable[SyncAction], before: Callable[[SyncAction], None]
) -> Iterator[EntryDelivery]:
    """Carry out the steps, and give how each ended as soon as it is known; `before` is called before each is sent.

    What would stop every further one ends the run: the rest are given as not tried.
    """
    stopped: Message | None = None
    for step in steps:
        if step.kind in CONFLICTS:
            yield EntryDelivery(step, End.CONFLICT, theirs=step.theirs)
        elif step.kind not in SENDS:
            yield EntryDelivery(step, End.DONE, step.etag)
        elif stopped is not None:
            yield EntryDelivery(step, End.NOT_TRIED, reason=stopped)
        else:
            before(step)
            outcome, stopped = _carried_out(calendar, step)
            if outcome.late or outcome.end is End.UNKNOWN:
                unsure()
            if outcome.end is End.DONE:
                note(msg("the calendar on {host}", host=calendar.connection.host))
            yield outcome


def _carried_out(calendar: Calendar, step: SyncAction) -> tuple[EntryDelivery, Message | None]:
    """Carry out one step; the second value says why no further one is to be tried."""
    lost = False
    try:
        answer = _send(calendar, step)
        if isinstance(answer, LostError):
            lost = True
            found = _after(calendar, step, answer.message)
            if found is not None:
                return found._replace(late=True), None
            answer = _send(calendar, step)
            if isinstance(answer, LostError):
                found = _after(calendar, step, answer.message)
                return (found or EntryDelivery(step, End.REFUSED, reason=answer.message))._replace(late=True), None
    except UnreachableError as error:
        return EntryDelivery(step, End.REFUSED, reason=error.message, late=lost), error.message
    except _UnknownError as error:
        return EntryDelivery(step, End.UNKNOWN, reason=error.message, late=True), error.message
    if isinstance(answer, Refusal):
        outcome, stopped = _refused(calendar, step, answer)
        return outcome._replace(late=lost or answer.unsure or outcome.end is End.UNKNOWN), stopped
    return _arrived(calendar, step, answer), None


class _UnknownError(Exception):
    """Neither the request's answer came nor one to the question what is there now."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.message = message


def _send(calendar: Calendar, step: SyncAction) -> str | Refusal | LostError:
    """Send a step, and give the new ETag, the refusal, or that no answer came; "" where it is to be looked at."""
    try:
        if step.wanted is None or step.kind is SyncKind.DELETE:
            answer = calendar.delete(step.path, step.etag)
            return answer if isinstance(answer, Refusal) else _GONE if answer else ""
        return calendar.put(step.path, step.wanted.octets, step.etag)
    except LostError as error:
        return error


def _after(calendar: Calendar, step: SyncAction, why: Message) -> EntryDelivery | None:
    """Look what is there now; None where it is as before the step."""
    now = _ask(calendar, step, why)
    if _is_done(step, now):
        return EntryDelivery(step, End.DONE, now.etag if now else "")
    if (now.etag if now else "") == step.etag:
        return None
    return EntryDelivery(step, End.CONFLICT, theirs=now.data if now else b"")


def _ask(calendar: Calendar, step: SyncAction, why: Message) -> Seen | None:
    try:
        return calendar.fetch(step.path)
    except (LostError, UnreachableError, DeliveryStoppedError):
        raise _UnknownError(
            msg("{reason}, and what has arrived is not known: the next run asks first", reason=why)
        ) from None


def _is_done(step: SyncAction, now: Seen | None) -> bool:
    if step.kind is SyncKind.DELETE or step.wanted is None:
        return now is None
    if now is None or now.data is None or fingerprint(now.data) != fingerprint(step.wanted.octets):
        return False
    # What was there before may mean the same and say it otherwise: then it is another ETag that shows the arrival.
    return now.etag != step.etag or is_marked(now.data, mark(step.wanted.octets))


def _refused(calendar: Calendar, step: SyncAction, answer: Refusal) -> tuple[EntryDelivery, Message | None]:
    stopped = answer.message if answer.final else None
    if not (answer.differs or answer.unsure):
        return EntryDelivery(step, End.REFUSED, reason=answer.message), stopped
    try:
        found = _after(calendar, step, answer.message)
    except _UnknownError as error:
        return EntryDelivery(step, End.UNKNOWN, reason=error.message), error.message
    if found is not None:
        return found, stopped
    if answer.uid_taken:
        return EntryDelivery(step, End.CONFLICT, reason=answer.message), stopped
    if answer.differs:
        text = msg("{reason}, says the server, and shows it as it was; try again later", reason=answer.message)
        return EntryDelivery(step, End.REFUSED, reason=text), stopped
    return EntryDelivery(step, End.REFUSED, reason=answer.message), stopped


def _arrived(calendar: Calendar, step: SyncAction, etag: str) -> EntryDelivery:
    """Give a step that the server says it has done; where it says no ETag, what is there is looked at."""
    if etag:
        return EntryDelivery(step, End.DONE, "" if etag == _GONE else etag)
    unseen = msg("the server says that it has taken it, and does not show it: the next run asks again")
    if step.kind is SyncKind.DELETE:
        unseen = msg("the server says that it has deleted it, and shows it still: the next run asks again")
    try:
        found = _after(calendar, step, unseen)
    except _UnknownError:
        found = None
    return found or EntryDelivery(step, End.UNKNOWN, reason=unseen, late=True)
