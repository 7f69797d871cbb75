"""Publishing to a calendar on a server: look, decide, do, look again; each step noted, so that a kill loses nothing."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rusctl.calendar.server.caldav import AT_ONCE, Calendar
from rusctl.calendar.server.deliver import End, EntryDelivery, deliver
from rusctl.calendar.server.list_remote import survey
from rusctl.calendar.server.remote import LostError, Seen, key
from rusctl.calendar.server.remote_diff import ContentHash, differences, mark, read_mark
from rusctl.calendar.server.sync import (
    SENDS,
    DeliveredState,
    DesiredEntry,
    Situation,
    SyncAction,
    SyncKind,
    count,
    steps,
    too_many,
)
from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.record import dataclass
from rusctl.storage.files import deliveries
from rusctl.storage.files.deliveries import Sent


class Choices(NamedTuple):
    """What the user allows: UIDs whose version on the server may be overwritten, many deletions, many put back."""

    overwrite: Collection[str] = ()
    deletions: bool = False
    put_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDelivery:
    """What is to be done, and why it may not be, if it may not."""

    steps: tuple[SyncAction, ...]
    forbidden: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How each event ended, what the server was given of each now, and what is still open."""

    outcomes: tuple[EntryDelivery, ...]
    had: Mapping[str, DeliveredState]
    open: tuple[Sent, ...]


_NO_CHOICES = Choices()


def known(had: Mapping[str, DeliveredState], noted: Iterable[Sent]) -> Mapping[str, DeliveredState]:
    """Give what the server was given: by the ledger, and by the notes of a run that did not come to its end."""
    now = dict(had)
    for sent in noted:
        if sent.arrived and sent.mark:
            before = now.get(sent.uid)
            tried = (before.mark,) if before and before.mark.says else ()  # a ledger that came by git may be newer
            now[sent.uid] = DeliveredState(sent.uid, sent.path, sent.etag, read_mark(sent.mark), sent.sequence, tried)
        elif sent.arrived:
            now.pop(sent.uid, None)
        elif sent.mark:
            one = now.get(sent.uid, DeliveredState(sent.uid, sent.path))
            now[sent.uid] = one._replace(tried=_with(one.tried, read_mark(sent.mark)))
    return now


def prepare(
    calendar: Calendar,
    wanted: Mapping[str, DesiredEntry],
    had: Mapping[str, DeliveredState],
    choices: Choices = _NO_CHOICES,
) -> PreparedDelivery:
    """Look at the server and decide; nothing there is changed."""
    now = survey(calendar, wanted, had)
    found = tuple(steps(now, choices.overwrite))
    return PreparedDelivery(steps=_with_theirs(calendar, found), forbidden=_forbidden(now, found, choices))


def prepare_new(
    wanted: Mapping[str, DesiredEntry], had: Mapping[str, DeliveredState], choices: Choices = _NO_CHOICES
) -> PreparedDelivery:
    """Decide about a calendar that is to be made, so that it holds nothing."""
    now = Situation(wanted=wanted, had=had, listed={}, seen={})
    found = tuple(steps(now))
    return PreparedDelivery(steps=found, forbidden=_forbidden(now, found, choices))


def carry_out(
    calendar: Calendar,
    todo: Collection[SyncAction],
    had: Mapping[str, DeliveredState],
    folder: Path,
    target: str,
    *,
    along: Callable[[Collection[SyncAction]], Iterable[SyncAction]] = iter,
) -> Report:
    """Do what was decided, and read back what has arrived; `along` is told of each step that is done."""
    now = dict(had)
    outcomes = []
    for outcome in deliver(calendar, along(todo), _Notes(todo, folder, target).before):
        after = _after(now.get(outcome.step.uid), outcome)
        if outcome.end is End.DONE and outcome.step.kind is not SyncKind.SAME:
            deliveries.note(folder, target, _sent(outcome.step)._replace(arrived=True, etag=outcome.etag))
        if after is None:
            now.pop(outcome.step.uid, None)
        else:
            now[outcome.step.uid] = after
        outcomes.append(outcome)
    read = _read_back(calendar, outcomes)
    for one in read:
        if one.end is End.DONE and one.step.uid in now:
            now[one.step.uid] = now[one.step.uid]._replace(etag=one.etag)
        elif one.end is End.UNKNOWN and one.step.wanted:
            version, before = mark(one.step.wanted.octets), now[one.step.uid]
            now[one.step.uid] = before._replace(tried=_with(before.tried, version))
    unsure = tuple(Sent(one.uid, one.path, str(version)) for one in now.values() for version in one.tried)
    return Report(outcomes=tuple(read), had=now, open=unsure)


class _Notes:
    """Notes events before they are sent, some at once: seeing each safe on the disk by itself takes a tenth of all."""

    def __init__(self, todo: Iterable[SyncAction], folder: Path, target: str) -> None:
        self.to_come = deque(step for step in todo if step.kind in SENDS)
        self.noted: set[str] = set()
        self.folder, self.target = folder, target

    def before(self, step: SyncAction) -> None:
        """See that a step is noted; the steps come in their order."""
        if step.uid not in self.noted:
            some = [self.to_come.popleft() for _ in range(min(AT_ONCE, len(self.to_come)))]
            deliveries.note(self.folder, self.target, *map(_sent, some))
            self.noted = {one.uid for one in some}


def _with_theirs(calendar: Calendar, found: tuple[SyncAction, ...]) -> tuple[SyncAction, ...]:
    """Fetch what is to be changed as it is now, so that the change can be told; what cannot be had is told without."""
    to_see = [one.path for one in found if one.kind is SyncKind.CHANGE and one.theirs is None]
    try:
        there = calendar.contents(to_see) if to_see else {}
    except LostError:
        return found
    seen = {name: one.data for name, one in there.items() if one.data is not None}
    return tuple(replace(one, theirs=one.theirs or seen.get(key(one.path))) for one in found)


def _forbidden(now: Situation, found: tuple[SyncAction, ...], choices: Choices) -> Message | None:
    gone = count(found, SyncKind.DELETE)
    if gone and too_many(gone, now) and not choices.deletions:
        return nmsg(
            "{count} event would be deleted, more than a fifth of what the calendar was given; if that is right, add "
            "--allow-deletions",
            "{count} events would be deleted, more than a fifth of what the calendar was given; if that is right, add "
            "--allow-deletions",
            gone,
        )
    lost = count(found, SyncKind.RESTORE)
    if lost and too_many(lost, now) and not choices.put_back:
        return nmsg(
            "{count} published event is missing on the server (more than a fifth); if the calendar was "
            "emptied or is new, add --put-back",
            "{count} published events are missing on the server (more than a fifth); if the calendar was "
            "emptied or is new, add --put-back",
            lost,
        )
    return None


def _sent(step: SyncAction) -> Sent:
    if step.wanted is None or step.kind is SyncKind.DELETE:
        return Sent(step.uid, step.path)
    return Sent(step.uid, step.path, str(mark(step.wanted.octets)), step.wanted.sequence)


def _after(before: DeliveredState | None, outcome: EntryDelivery) -> DeliveredState | None:
    """Give what the server was given of an event when a step has ended."""
    step = outcome.step
    if outcome.end is End.DONE and step.wanted:
        made = mark(step.wanted.octets)
        return DeliveredState(step.uid, step.path, outcome.etag, made, step.wanted.sequence)
    if outcome.end is End.DONE:
        return None
    if outcome.late and step.wanted:
        one = before or DeliveredState(step.uid, step.path)
        return one._replace(tried=_with(one.tried, mark(step.wanted.octets)))
    return before


def _with(tried: tuple[ContentHash, ...], version: ContentHash) -> tuple[ContentHash, ...]:
    return tuple(dict.fromkeys((*tried, version)))


def _read_back(calendar: Calendar, outcomes: list[EntryDelivery]) -> list[EntryDelivery]:
    """Look at what has arrived; a server that cannot be asked any more has said of each that it has it."""
    sent = {one.step.path: one.step.wanted.octets for one in outcomes if _was_sent(one) and one.step.wanted}
    try:
        there = calendar.contents(sent) if sent else {}
    except (LostError, EnvironmentFailureError):
        return outcomes
    return [
        _seen_again(one, sent[one.step.path], there.get(key(one.step.path))) if _was_sent(one) else one
        for one in outcomes
    ]


def _was_sent(outcome: EntryDelivery) -> bool:
    return outcome.end is End.DONE and outcome.step.kind in (SyncKind.CREATE, SyncKind.RESTORE, SyncKind.CHANGE)


def _seen_again(outcome: EntryDelivery, octets: bytes, there: Seen | None) -> EntryDelivery:
    if there is None or there.data is None:
        text = msg("the server says that it has taken it, and does not show it: the next run asks again")
        return outcome._replace(end=End.UNKNOWN, reason=text)
    names = list(differences(there.data, octets))
    if not names:
        return outcome._replace(etag=there.etag)
    # With the ETag that the server gave for ours this is ours as it keeps it; with another, somebody was there already,
    # and then ours stays known by its own ETag, so that the next run shows both.
    return outcome._replace(reason=msg("the server keeps it otherwise: {names}", names=names), theirs=there.data)
