"""What a recipient has been told of an event, and what there is to tell now: pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rusctl.model.messages import MessageKind, State
from rusctl.model.record import dataclass

__all__ = [
    "CANCEL",
    "LOCK",
    "MAY_HAVE_ARRIVED",
    "REQUEST",
    "MailAction",
    "SentMessage",
    "State",
    "Version",
    "is_withdrawn",
    "newest",
    "next_cancel",
    "next_place",
    "next_reminder",
    "next_request",
    "next_thanks",
]

REQUEST, CANCEL = "REQUEST", "CANCEL"
LOCK = "outbox"  # the lock of whoever sends, reads answers or erases


MAY_HAVE_ARRIVED = frozenset((State.DRAFT, State.SENDING, State.SENT, State.UNKNOWN))


class Version(NamedTuple):
    """An event as it stands: its SEQUENCE, and the fingerprints of what is significant and of all that is seen."""

    sequence: int
    significant: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message to one recipient about one event; `moved` where it is to an address that they no longer have."""

    number: int
    ordinal: int
    state: State
    kind: str
    method: str
    version: Version
    moved: bool = False


class MailAction(NamedTuple):
    """What to do for one recipient: messages to withdraw, and one to send, by its kind and SEQUENCE."""

    withdraw: tuple[int, ...] = ()
    kind: str = ""
    method: str = ""
    sequence: int = 0
    blocked_by: int = 0


def newest(history: Sequence[SentMessage]) -> SentMessage:
    """Give the message that stands: the last that was not removed from the queue, or the last of all."""
    return next((one for one in reversed(history) if one.state is not State.WITHDRAWN), history[-1])


def is_withdrawn(history: Sequence[SentMessage]) -> bool:
    """Whether somebody's own invitation was withdrawn, so that they are expected no more."""
    return newest(history).kind == MessageKind.WITHDRAWAL


def next_request(version: Version, history: Sequence[SentMessage]) -> MailAction:
    """Give what a recipient of the invitation is to be told; the history is in the order it was written.

    A higher SEQUENCE goes with a significant change only, so that nobody has to answer again for a corrected word.
    """
    history = _about_the_meeting(history)
    last = _last(history)
    if last is None or last.method == CANCEL:
        kind, sequence = "invitation", _above(version, last)
    elif last.version.significant != version.significant:
        kind, sequence = "update", _above(version, last)
    elif last.version.seen != version.seen:
        kind, sequence = "information", last.version.sequence
    else:
        stale = (one for one in history if one.state is State.QUEUED and not _says(one, REQUEST, version))
        return MailAction(withdraw=tuple(one.number for one in stale))
    return _unless_there(MailAction(kind=kind, method=REQUEST, sequence=sequence), version, history)


def next_cancel(version: Version, history: Sequence[SentMessage], kind: str) -> MailAction:
    """Give what a recipient is to be told of an event, or of an invitation, that is no more; withdraw what waits."""
    history = _about_the_meeting(history)
    last = _last(history)
    if last is None or last.method == CANCEL:
        waiting = [one for one in history if one.state is State.QUEUED and one.method != CANCEL]
        return MailAction(withdraw=tuple(one.number for one in waiting))
    return _unless_there(MailAction(kind=kind, method=CANCEL, sequence=_above(version, last)), version, history)


def next_place(version: Version, history: Sequence[SentMessage]) -> MailAction:
    """Give the offer of a place to somebody who waits for one; nothing where one may have arrived and is not answered.

    It tells the meeting as it stands, and asks for an answer to it.
    """
    step = next_request(version, history)
    last = _last(_about_the_meeting(history))
    sequence = step.sequence if step.kind or last is None else last.version.sequence
    return MailAction(withdraw=step.withdraw, kind=MessageKind.PLACE.value, method=REQUEST, sequence=sequence)


def next_thanks(version: Version, history: Sequence[SentMessage]) -> MailAction:
    """Give the thanks to somebody who came; once, and without a calendar."""
    gone = (State.WITHDRAWN, State.FAILED)
    if any(one.kind == MessageKind.THANKS and one.state not in gone for one in history):
        return MailAction()
    return MailAction(kind=MessageKind.THANKS.value, method="", sequence=version.sequence)


def next_reminder(version: Version, history: Sequence[SentMessage]) -> MailAction:
    """Give the reminder of an invitation: one for each SEQUENCE, and only of what the recipient has been told."""
    last = _last(history)
    newest = _newest(history)
    current = last is not None and last.method == REQUEST and last.version.significant == version.significant
    if not current or last is None or newest is None or newest.state is State.QUEUED:
        return MailAction()
    reminded = any(
        one.kind == "reminder" and one.version.sequence == last.version.sequence and one.state is not State.WITHDRAWN
        for one in history
    )
    return MailAction() if reminded else MailAction(kind="reminder", method=REQUEST, sequence=last.version.sequence)


def _about_the_meeting(history: Sequence[SentMessage]) -> list[SentMessage]:
    """Leave out what tells nothing of when or whether a meeting is held: thanks, which have no calendar."""
    return [one for one in history if one.kind != MessageKind.THANKS]


def _unless_there(step: MailAction, version: Version, history: Sequence[SentMessage]) -> MailAction:
    """Leave out a message that waits already or has failed for good; withdraw what waits and says something else."""
    newest = _newest(history)
    if newest is not None and _says(newest, step.method, version):
        if newest.state is State.QUEUED:
            return MailAction(withdraw=tuple(number for number in _queued(history) if number != newest.number))
        if newest.state is State.FAILED:
            return MailAction(withdraw=_queued(history), blocked_by=newest.number)
    return step._replace(withdraw=_queued(history))


def _says(said: SentMessage, method: str, version: Version) -> bool:
    return said.method == method and said.version.seen == version.seen and not said.moved


def _above(version: Version, last: SentMessage | None) -> int:
    return version.sequence if last is None else max(version.sequence, last.version.sequence + 1)


def _last(history: Sequence[SentMessage]) -> SentMessage | None:
    """Give the newest message that the recipient has or may have."""
    return next((one for one in reversed(history) if one.state in MAY_HAVE_ARRIVED), None)


def _newest(history: Sequence[SentMessage]) -> SentMessage | None:
    return next((one for one in reversed(history) if one.state is not State.WITHDRAWN), None)


def _queued(history: Sequence[SentMessage]) -> tuple[int, ...]:
    return tuple(one.number for one in history if one.state is State.QUEUED)
