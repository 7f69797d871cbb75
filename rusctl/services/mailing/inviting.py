"""What people are to be told in one run: shown, then written as drafts or sent; what `invite` and `remind` share."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip.meeting import Meeting
from rusctl.errors import ConflictError, PolicyError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import KIND
from rusctl.mail import drafts
from rusctl.mail.history import MailAction, SentMessage
from rusctl.model.ledger import Ledger
from rusctl.model.messages import Kind, State
from rusctl.model.recipients import Recipient
from rusctl.output import mail_rows, rows
from rusctl.services.mailing import recipient_actions, registered_mail, sending
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.session import Session
from rusctl.storage.files import journal
from rusctl.storage.files.names import PUBLISHED

if TYPE_CHECKING:
    from rusctl.mail.outbox import New, Outbox, OutboxRow
    from rusctl.model.ledger import PublishedEntry


class MailingOptions(NamedTuple):
    """How a run is to go about it."""

    send: bool = False
    unsent: bool = False
    dry_run: bool = False
    as_json: bool = False


class EventMailing(NamedTuple):
    """What the people of one event are to be told."""

    meeting: Meeting
    turns: list[RecipientAction]

    @property
    def messages(self) -> list[RecipientAction]:
        """The turns in which there is something to tell."""
        return [turn for turn in self.turns if turn.step.kind]

    @property
    def withdrawn(self) -> list[int]:
        """The numbers of messages that are removed from the queue."""
        return [number for turn in self.turns for number in turn.step.withdraw]


def carry_out(
    run: Session, box: "Outbox", errands: Iterable[EventMailing], manner: MailingOptions, now: dt.datetime
) -> None:
    """Show what is to be told, and do it unless it is a dry run; nobody is written to whom the register hides."""
    errands = [one._replace(turns=registered_mail.without_hidden(run, box, one.turns)) for one in errands]
    waits = manner.send and any(box.waiting(one.meeting.uid) for one in errands)
    turns = [turn for one in errands for turn in one.turns]
    if manner.send:
        _mind_sending(run, box, turns, unsent=manner.unsent, waits=waits)
    run.tell_all(_blocked(turns))
    if not any(turn.step.kind or turn.step.withdraw for turn in turns) and not waits:
        if manner.as_json:
            run.out(rows.json_text([]))
        run.tell(_nothing(sum(len(box.waiting(one.meeting.uid)) for one in errands)))
        return
    if not manner.as_json:
        _show(run, errands)
    if manner.dry_run:
        if manner.as_json:
            run.out(rows.json_text(_planned(errands)))
        run.dry_run()
        return
    work, server = _Work(run, box, errands, now), sending.server(run) if manner.send else None
    try:
        if manner.unsent:
            work.forget_drafts()
        if manner.send:
            work.queue()
            work.numbers += [message.number for one in errands for message in box.waiting(one.meeting.uid)]
            sending.deliver(run, box, [one.meeting.uid for one in errands], server)
        else:
            work.draft()
    finally:
        if manner.as_json:
            run.out(rows.json_text(map(_become, box.entries(work.numbers))))


def _nothing(waiting: int) -> Message:
    """Say that there is nothing to tell that has not been told, or does not wait."""
    if not waiting:
        return msg("everybody has been told; there is nothing to send")
    return nmsg(
        "{count} message waits in the outbox; rusctl outbox send sends it",
        "{count} messages wait in the outbox; rusctl outbox send sends them",
        waiting,
    )


def _planned(errands: Sequence[EventMailing]) -> Iterator[rows.Row]:
    for errand in errands:
        for turn in errand.messages:
            yield _row(errand.meeting.id, turn.recipient, turn.step) | {"number": None, "state": None}


def _become(entry: "OutboxRow") -> rows.Row:
    return _row(entry.event, entry.recipient, entry) | {"number": entry.number, "state": entry.state.value}


def _row(event: str, to: Recipient, what: "MailAction | OutboxRow") -> rows.Row:
    said = {"kind": what.kind, "method": what.method, "sequence": what.sequence, "number": None, "state": None}
    return mail_rows.row(
        mail_rows.TOLD, {"event": event, "address": to.address, "name": to.name, "role": to.role} | said
    )


def _mind_sending(run: Session, box: "Outbox", turns: list[RecipientAction], *, unsent: bool, waits: bool) -> None:
    """Refuse to send from a register that is not expected, or what a draft may have told already."""
    refuse_unexpected(box.register)
    if not unsent:
        _mind_drafts(run, turns, waits=waits)


def _mind_drafts(run: Session, turns: list[RecipientAction], *, waits: bool) -> None:
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
    run.tell(text)


def _blocked(turns: Iterable[RecipientAction]) -> list[Message]:
    """Say who is left out because the same message failed for good."""
    numbers = [turn.step.blocked_by for turn in turns if turn.step.blocked_by]
    if not numbers:
        return []
    return [
        nmsg(
            "{count} message failed before and is left alone; rusctl outbox retry {numbers} sends it again",
            "{count} messages failed before and are left alone; rusctl outbox retry {numbers} sends them again",
            len(numbers),
            numbers=" ".join(map(str, numbers)),
        )
    ]


def _show(run: Session, errands: Sequence[EventMailing]) -> None:
    """Show who is to be told what, and of which event where there are several."""
    from rusctl.output.tables import Column, print_table

    several = len(errands) > 1
    table = [
        (
            *([errand.meeting.id] if several else []),
            turn.recipient.address,
            turn.recipient.name,
            run.say(KIND[Kind(turn.step.kind)]),
            str(turn.step.sequence),
        )
        for errand in errands
        for turn in errand.messages
    ]
    if table:
        headings = [*([msg("Event")] if several else []), msg("Address"), msg("Name"), msg("What is sent")]
        columns = [Column(run.say(heading)) for heading in headings]
        print_table([*columns, Column(run.say(msg("Version")), number=True)], table)
    if withdrawn := sum(len(errand.withdrawn) for errand in errands):
        run.tell(
            nmsg(
                "{count} queued message is removed from the queue",
                "{count} queued messages are removed from the queue",
                withdrawn,
            )
        )


class _Work:
    """Errands on their way into the outbox; `numbers` are the messages that they became."""

    def __init__(self, run: Session, box: "Outbox", errands: Sequence[EventMailing], now: dt.datetime) -> None:
        self.run, self.box, self.errands, self.now = run, box, errands, now
        self.sender = recipient_actions.sender_of(run.loaded.plan)
        self.numbers: list[int] = []

    def forget_drafts(self) -> None:
        """Take drafts for withdrawn that were never sent."""
        for errand in self.errands:
            said = _all(self.box, errand.meeting.uid)
            numbers = [one.number for one in said if one.state is State.DRAFT]
            self.box.add(errand.meeting.uid, errand.meeting.id, (), numbers)

    def queue(self) -> None:
        """Make the messages and put them into the outbox, those of an event all or none, and tell the ledger."""
        from rusctl.mail.message import message_bytes

        domain = self.run.loaded.plan.process.uid_domain
        made = []
        for errand in self.errands:
            messages = []
            for turn in errand.messages:
                identity = _identity(errand.meeting, turn)
                mail = recipient_actions.mail_of(errand.meeting, turn, self.sender, self.now)
                octets = message_bytes(mail, f"<{identity}@{domain}>")
                messages.append(recipient_actions.new_message(errand.meeting, turn, octets, State.QUEUED, identity))
            made.append((errand, messages))
        self._tell_ledger()
        for errand, messages in made:
            self._add(errand, messages)

    def draft(self) -> None:
        """Write the messages as drafts, put down that they were handed out, and tell the ledger."""
        from rusctl.mail.message import draft_bytes

        made = [
            (errand, turn, draft_bytes(recipient_actions.mail_of(errand.meeting, turn, self.sender, self.now)))
            for errand in self.errands
            for turn in errand.messages
        ]
        self._tell_ledger()
        folder = self.run.folder.path
        for errand, turn, octets in made:
            drafts.write(folder, errand.meeting.id, turn.recipient.address, octets)
        for number, errand in enumerate(self.errands):
            meeting = errand.meeting
            messages = [
                recipient_actions.new_message(meeting, turn, None, State.DRAFT, _identity(meeting, turn))
                for turn in errand.messages
            ]
            try:
                self._add(errand, messages)
            except ConflictError:  # somebody has told them the same: a draft would tell it once more
                for one in self.errands[number:]:
                    for turn in one.messages:
                        drafts.take_back(folder, one.meeting.id, turn.recipient.address)
                raise
            if messages:
                self._tell_drafts(meeting, len(messages))

    def _add(self, errand: EventMailing, messages: "list[New]") -> None:
        meeting = errand.meeting
        version = recipient_actions.ledger_version(_told(errand)) if messages else (-1, "")
        self.numbers += self.box.add(meeting.uid, meeting.id, messages, errand.withdrawn, version)
        if self.box.again:
            self.run.tell(
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
        folder = self.run.folder.path
        place = _shown(drafts.place(folder, meeting.id), folder)
        self.run.tell(
            nmsg(
                "{count} draft written to {folder}; open it in your mail program, look at it, and send it",
                "{count} drafts written to {folder}; open them in your mail program, look at them, and send them",
                count,
                folder=place,
            )
        )

    def _tell_ledger(self) -> None:
        """Write down what people are told, so that calendars and invitations count in one series."""
        from rusctl.storage import ledger

        plan, files = self.run.loaded.plan, self.run.loaded.files
        before = after = plan.published or Ledger()
        for errand in self.errands:
            told = _told(errand)
            if told is not None and told != errand.meeting.before:
                after = after.with_told(told)
        if after == before:
            return
        if plan.publishing.targets:
            self.run.tell(msg("calendars are not told by this; rusctl publish does it"))
        with journal.changing(self.run.folder.path):
            ledger.write(self.run.folder.path, after, files.get(PUBLISHED))


def _told(errand: EventMailing) -> "PublishedEntry | None":
    """Give what the ledger is to say of an event, once its people are told; None where it says nothing new."""
    steps = [turn.step for turn in errand.messages if turn.step.kind != "withdrawal"]
    told = errand.meeting.told
    return replace(told, sequence=max([told.sequence, *(one.sequence for one in steps)])) if steps else None


def _identity(meeting: Meeting, turn: RecipientAction) -> str:
    from rusctl.mail.message import identity

    parts = (meeting.uid, turn.recipient.key, turn.step.method, turn.step.sequence)
    return identity(*parts, recipient_actions.ordinal(turn))


def _all(box: "Outbox", uid: str) -> Iterator[SentMessage]:
    for said in box.histories(uid).values():
        yield from said


def _shown(path: Path, folder: Path) -> str:
    try:
        return str(path.relative_to(folder))
    except ValueError:
        return str(path)
