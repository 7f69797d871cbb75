"""What people are to be told in one run: prepared, then written as drafts or sent; what invite and remind share."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.utc_note import utc_note
from rusctl.calendar.itip.meeting import Meeting
from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail import drafts
from rusctl.mail.history import SentMessage
from rusctl.mail.message import Attachment, Mail, draft_bytes, identity, message_bytes
from rusctl.model.ledger import Ledger
from rusctl.model.messages import MessageKind, State
from rusctl.services.mailing import (
    attaching,
    first_contact,
    left_out,
    own_letters,
    recipient_actions,
    sending,
    unreached_mailboxes,
)
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.people.draft_files import DraftFiles
from rusctl.services.project import Project
from rusctl.storage import ledger
from rusctl.storage.files import journal
from rusctl.storage.files.names import PUBLISHED

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.outbox import New, Outbox
    from rusctl.model.ledger import PublishedEntry


_TELL_NO_LEDGER = frozenset((MessageKind.WITHDRAWAL.value, MessageKind.THANKS.value))
_NOT_SENT = frozenset((State.DRAFT, State.WITHDRAWN))


class EventMailing(NamedTuple):
    """What the people of one event are to be told; `entering` enters those of a list under it, with the messages."""

    meeting: Meeting
    turns: list[RecipientAction]
    entering: "Callable[[Transaction], None] | None" = None

    @property
    def messages(self) -> list[RecipientAction]:
        """The turns in which there is something to tell."""
        return [turn for turn in self.turns if turn.step.kind]

    @property
    def withdrawn(self) -> list[int]:
        """The numbers of messages that are removed from the queue."""
        return [number for turn in self.turns for number in turn.step.withdraw]


class PreparedMailing(NamedTuple):
    """What people are to be told in one run, of one event or several, and how.

    With `send` it is sent, with what waits about the events; else it is written as drafts. With `unsent` the drafts
    that were written before are forgotten. `nothing` says why there is nothing to do, where that is so. `attached` goes
    with each message. `waiting` is how many messages about the events wait to be sent.
    """

    mailings: list[EventMailing]
    send: bool
    unsent: bool
    nothing: Message | None
    attached: Attachment | None = None
    waiting: int = 0

    @property
    def to_send(self) -> int:
        """Say how many messages go out where it is sent: the new ones, and those that wait and are not removed."""
        return sum(len(one.messages) - len(one.withdrawn) for one in self.mailings) + self.waiting

    @property
    def removed(self) -> Message | None:
        """Say how many messages are removed from the queue, where there are such."""
        if not (count := sum(len(one.withdrawn) for one in self.mailings)):
            return None
        return nmsg(
            "{count} queued message is removed from the queue",
            "{count} queued messages are removed from the queue",
            count,
        )


def prepare(
    project: Project,
    box: "Outbox",
    mailings: Iterable[EventMailing],
    *,
    send: bool = False,
    unsent: bool = False,
    attached: Attachment | None = None,
) -> PreparedMailing:
    """Say what a run does; nobody is written to whom the register hides. Nothing is changed.

    ConflictError where it would be sent from a register that is not expected, PolicyError where all there is to send
    was written as drafts before, which somebody may have sent.
    """
    mailings = [one._replace(turns=left_out.without_hidden(project, box, one.turns)) for one in mailings]
    mailings = _with_first(box, mailings, unsent=unsent)
    turns = [turn for one in mailings for turn in one.turns]
    waiting = sum(len(box.waiting(one.meeting.uid)) for one in mailings)
    if send:
        _mind_sending(project, box, turns, unsent=unsent, waits=bool(waiting))
    if lacks := first_contact.unwritten(project.loaded.plan, [turn for turn in turns if turn.first and turn.step.kind]):
        project.tell(lacks)
    if blocked := _blocked(turns):
        project.tell(blocked)
    timezone = project.loaded.plan.process.timezone
    told = (one.meeting.entry for one in mailings if any(turn.step.kind for turn in one.turns))
    for note in utc_note(Feed(name="", entries=(entry,), timezone=timezone) for entry in told if entry):
        project.tell(note)
    if any(turn.step.kind for turn in turns):
        own_letters.refuse_faulty(project.loaded.plan)
        if gone := unreached_mailboxes.note(box, [turn.recipient.key for turn in turns if turn.step.kind]):
            project.tell(gone)
        for note in _lines_left_out(mailings, project.now):
            project.tell(note)
        if attached:
            attaching.refuse_too_much(attached, sum(bool(turn.step.kind) for turn in turns))
            project.tell(attaching.told(attached))
    something = any(turn.step.kind or turn.step.withdraw for turn in turns) or (send and waiting)
    return PreparedMailing(mailings, send, unsent, None if something else _nothing(waiting), attached, waiting)


def _lines_left_out(mailings: Iterable[EventMailing], now: dt.datetime) -> Iterator[Message]:
    """Say which lines of letters in the region's own words are left out, since an event has nothing for them."""
    seen = set()
    for one in mailings:
        for turn in one.messages if one.meeting.plan.letters else ():
            file, fields = recipient_actions.left_out(one.meeting, turn, now)
            if not fields or (one.meeting.id, file) in seen:
                continue
            seen.add((one.meeting.id, file))
            yield msg(
                "{file}: the lines with {fields} are left out for {id}, which has nothing to put there",
                file=file,
                fields=[f"{{{name}}}" for name in fields],
                id=one.meeting.id,
            )


def _with_first(box: "Outbox", mailings: list[EventMailing], *, unsent: bool) -> list[EventMailing]:
    """Give the mailings with who is written to for the first time; drafts that were never sent are no message."""
    known = box.written_to()

    def first(turn: RecipientAction) -> bool:
        drafted = unsent and bool(turn.history) and all(one.state in _NOT_SENT for one in turn.history)
        return turn.recipient.key not in known or drafted

    return [one._replace(turns=[turn._replace(first=first(turn)) for turn in one.turns]) for one in mailings]


def _nothing(waiting: int) -> Message:
    """Say that there is nothing to tell that has not been told, or does not wait."""
    if not waiting:
        return msg("everybody has been told; there is nothing to send")
    return nmsg(
        "{count} message waits in the outbox; rusctl outbox send sends it",
        "{count} messages wait in the outbox; rusctl outbox send sends them",
        waiting,
    )


def _mind_sending(project: Project, box: "Outbox", turns: list[RecipientAction], *, unsent: bool, waits: bool) -> None:
    """Refuse to send from a register that is not expected, or what a draft may have told already."""
    refuse_unexpected(box.register)
    if not unsent:
        _mind_drafts(project, turns, waits=waits)


def _mind_drafts(project: Project, turns: list[RecipientAction], *, waits: bool) -> None:
    """Refuse to send what somebody may have sent already, from a draft; where there is more to send, say so."""
    drafted = [turn for turn in turns if not turn.step.kind and turn.history and turn.history[-1].state is State.DRAFT]
    if not drafted:
        return
    text = nmsg(
        "{count} draft was written before: say --unsent if it was not sent, rusctl outbox resolve --sent if it was",
        "{count} drafts were written before: say --unsent if none was sent, rusctl outbox resolve --sent if all were",
        len(drafted),
    )
    if not waits and not any(turn.step.kind for turn in turns):
        raise PolicyError(text)
    project.tell(text)


def _blocked(turns: Iterable[RecipientAction]) -> Message | None:
    """Say who is left out because the same message failed for good."""
    numbers = [turn.step.blocked_by for turn in turns if turn.step.blocked_by]
    if not numbers:
        return None
    return nmsg(
        "{count} message failed before and is left alone; rusctl outbox retry {numbers} sends it again",
        "{count} messages failed before and are left alone; rusctl outbox retry {numbers} sends them again",
        len(numbers),
        numbers=" ".join(map(str, numbers)),
    )


class MailingRun:
    """What was prepared, on its way into the outbox; `numbers` are the messages that it became, however it ended."""

    def __init__(self, project: Project, box: "Outbox", prepared: PreparedMailing, now: dt.datetime) -> None:
        """Take what was prepared; RusctlError where there is no sender, or no server to send through."""
        self.project, self.box, self.prepared, self.now = project, box, prepared, now
        self.mailings = prepared.mailings
        self.sender = recipient_actions.sender_of(project.loaded.plan)
        self.server = sending.server(project) if prepared.send else None
        self.numbers: list[int] = []

    def carry_out(self) -> bool:
        """Write the drafts, or send; give whether all of it is where it was to be."""
        if self.prepared.unsent:
            self._forget_drafts()
        if not self.prepared.send:
            self._draft()
            return True
        self._queue()
        uids = [one.meeting.uid for one in self.mailings]
        self.numbers += [message.number for uid in uids for message in self.box.waiting(uid)]
        return sending.deliver(self.project, self.box, uids, self.server)

    def _forget_drafts(self) -> None:
        """Take drafts for withdrawn that were never sent."""
        for mailing in self.mailings:
            said = _all(self.box, mailing.meeting.uid)
            numbers = [one.number for one in said if one.state is State.DRAFT]
            self.box.add(mailing.meeting.uid, mailing.meeting.id, (), numbers)

    def _queue(self) -> None:
        """Make the messages and put them into the outbox, those of an event all or none, and tell the ledger."""
        domain = self.project.loaded.plan.process.uid_domain
        made = []
        for mailing in self.mailings:
            messages = []
            for turn in mailing.messages:
                identity = _identity(mailing.meeting, turn)
                mail = self._mail(mailing, turn)
                octets = message_bytes(mail, f"<{identity}@{domain}>")
                messages.append(recipient_actions.new_message(mailing.meeting, turn, octets, State.QUEUED, identity))
            made.append((mailing, messages))
        self._tell_ledger()
        for mailing, messages in made:
            self._add(mailing, messages)

    def _mail(self, mailing: EventMailing, turn: RecipientAction) -> Mail:
        return recipient_actions.mail_of(mailing.meeting, turn, self.sender, self.now, self.prepared.attached)

    def _draft(self) -> None:
        """Write the messages as drafts, put down that they were handed out, and tell the ledger."""
        made = [
            (mailing, turn, draft_bytes(self._mail(mailing, turn)))
            for mailing in self.mailings
            for turn in mailing.messages
        ]
        self._tell_ledger()
        folder = self.project.folder.path
        for mailing in self.mailings:
            meeting = mailing.meeting
            octets = [text for one, _, text in made if one is mailing]
            messages = [
                recipient_actions.new_message(meeting, turn, None, State.DRAFT, _identity(meeting, turn))
                for turn in mailing.messages
            ]
            files = DraftFiles(folder, meeting.id, octets)
            with files.put_down([one.number for turn in mailing.messages for one in turn.history]):
                self._add(mailing, messages, files.write)
            if messages:
                self._tell_drafts(meeting, len(messages))

    def _add(
        self, mailing: EventMailing, messages: "list[New]", drafted: "Callable[[Sequence[int]], None] | None" = None
    ) -> None:
        meeting = mailing.meeting
        version = recipient_actions.ledger_version(_told(mailing)) if messages else (-1, "")
        self.numbers += self.box.add(
            meeting.uid,
            meeting.id,
            messages,
            mailing.withdrawn,
            version,
            drafted=drafted,
            entering=mailing.entering if messages else None,
        )
        if self.box.again:
            self.project.tell(
                nmsg(
                    "{count} message may have been sent before the register was put back, and is unknown; rusctl "
                    "outbox resolve settles it",
                    "{count} messages may have been sent before the register was put back, and are unknown; rusctl "
                    "outbox resolve settles them",
                    len(self.box.again),
                )
            )
            self.box.again.clear()

    def _tell_drafts(self, meeting: Meeting, count: int) -> None:
        folder = self.project.folder.path
        place = drafts.place(folder, meeting.id).relative_to(folder).as_posix()
        self.project.tell(
            nmsg(
                "{count} draft written to {folder}; open it in your mail program, check it and send it",
                "{count} drafts written to {folder}; open them in your mail program, check them and send them",
                count,
                folder=place,
            )
        )

    def _tell_ledger(self) -> None:
        """Write down what people are told, so that calendars and invitations count in one series."""
        plan, files = self.project.loaded.plan, self.project.loaded.files
        before = after = plan.published or Ledger()
        for mailing in self.mailings:
            told = _told(mailing)
            if told is not None and told != mailing.meeting.before:
                after = after.with_told(told)
        if after == before:
            return
        if plan.publishing.targets:
            self.project.tell(msg("this does not update calendars; run rusctl publish"))
        with journal.changing(self.project.folder.path):
            ledger.write(self.project.folder.path, after, files.get(PUBLISHED))


def _told(mailing: EventMailing) -> "PublishedEntry | None":
    """Give what the ledger is to say of an event, once its people are told; None where it says nothing new."""
    steps = [turn.step for turn in mailing.messages if turn.step.kind not in _TELL_NO_LEDGER]
    told = mailing.meeting.told
    return replace(told, sequence=max([told.sequence, *(one.sequence for one in steps)])) if steps else None


def _identity(meeting: Meeting, turn: RecipientAction) -> str:
    parts = (meeting.uid, turn.recipient.key, turn.step.method, turn.step.sequence)
    return identity(*parts, recipient_actions.ordinal(turn))


def _all(box: "Outbox", uid: str) -> Iterator[SentMessage]:
    for said in box.histories(uid).values():
        yield from said
