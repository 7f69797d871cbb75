"""Putting messages into the outbox, handing out drafts, and sending what waits; what `invite` and `outbox` share."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rusctl.calendar.meeting import Meeting
from rusctl.commands import invitations, registered_mail
from rusctl.commands.invitations import Turn
from rusctl.commands.mail_server import server_of
from rusctl.commands.session import Session
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail import drafts
from rusctl.mail.history import LOCK, Said, State
from rusctl.published import Ledger
from rusctl.storage import journal
from rusctl.storage.keys import PUBLISHED
from rusctl.storage.lock import lock

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox

KINDS: dict[str, Message] = {
    "invitation": msg("invitation"),
    "update": msg("new date"),
    "information": msg("changed details"),
    "reminder": msg("reminder"),
    "cancellation": msg("cancellation"),
    "withdrawal": msg("invitation withdrawn"),
}
STATES: dict[State, Message] = {
    State.DRAFT: msg("draft"),
    State.QUEUED: msg("queued"),
    State.SENDING: msg("being sent"),
    State.SENT: msg("sent"),
    State.UNKNOWN: msg("unknown"),
    State.FAILED: msg("failed"),
    State.WITHDRAWN: msg("withdrawn"),
}


def refuse_faults(run: Session) -> None:
    """Refuse a plan with faults in its files, since people would be told half of it."""
    run.readable()
    if run.loaded.faults:
        first = run.loaded.faults[0]
        text = msg("{fault}; mend the plan first (rusctl check)", fault=first.message)
        raise RusctlError(text, first.at._replace(line=run.line(first.at)))


@contextmanager
def outbox(run: Session, now: dt.datetime, *, dry_run: bool = False) -> Iterator["Outbox"]:
    """Give the outbox, with its lock held and what a crash left settled; for a dry run, to look at only."""
    from rusctl.mail import database
    from rusctl.mail.outbox import Outbox

    folder = run.folder.path
    if dry_run:
        with database.looked_at(folder) as connection:
            yield Outbox(connection, now)
        return
    with lock(folder, name=LOCK), database.opened(folder) as connection:
        found = Outbox(connection, now)
        if lost := found.recover():
            run.tell(
                nmsg(
                    "{count} message was on its way when rusctl was interrupted: unknown whether it arrived",
                    "{count} messages were on their way when rusctl was interrupted: unknown whether they arrived",
                    lost,
                )
            )
        yield found


def blocked(turns: Iterable[Turn]) -> list[Message]:
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


def show(run: Session, turns: Sequence[Turn]) -> None:
    """Show who is to be told what."""
    from rusctl.output.tables import Column, print_table

    rows = [
        (turn.recipient.address, turn.recipient.name, run.say(KINDS[turn.step.kind]), str(turn.step.sequence))
        for turn in turns
        if turn.step.kind
    ]
    if rows:
        headings = (msg("Address"), msg("Name"), msg("What is sent"))
        columns = [Column(run.say(heading)) for heading in headings]
        print_table([*columns, Column(run.say(msg("Version")), number=True)], rows)
    if withdrawn := sum(len(turn.step.withdraw) for turn in turns):
        run.tell(
            nmsg("{count} message that waits is taken back", "{count} messages that wait are taken back", withdrawn)
        )


class Errand:
    """What is to be told of one event in this run."""

    def __init__(self, run: Session, box: "Outbox", meeting: Meeting, turns: Sequence[Turn], now: dt.datetime) -> None:
        """Keep it; nothing is done yet."""
        self.run, self.box, self.meeting, self.now = run, box, meeting, now
        self.turns = turns
        self.sender = invitations.sender_of(run.loaded.plan)

    def forget_drafts(self, *, unsent: bool) -> None:
        """Take drafts for withdrawn that were never sent."""
        if unsent:
            drafts = [said.number for said in _all(self.box, self.meeting.uid) if said.state is State.DRAFT]
            self.box.add(self.meeting.uid, self.meeting.id, (), drafts)

    def queue(self) -> None:
        """Make the messages and put them into the outbox, all or none, and tell the ledger."""
        from rusctl.mail.message import message_bytes

        made = []
        domain = self.run.loaded.plan.process.uid_domain
        for turn in self._turns():
            identity = self._identity(turn)
            mail = invitations.mail_of(self.meeting, turn, self.sender, self.now)
            octets = message_bytes(mail, f"<{identity}@{domain}>")
            made.append(invitations.new_message(self.meeting, turn, octets, State.QUEUED, identity))
        self._tell_ledger()
        self.box.add(self.meeting.uid, self.meeting.id, made, self._withdrawn())

    def draft(self) -> None:
        """Write the messages as drafts, put down that they were handed out, and tell the ledger."""
        from rusctl.mail.message import draft_bytes

        made = []
        for turn in self._turns():
            mail = invitations.mail_of(self.meeting, turn, self.sender, self.now)
            made.append((turn, draft_bytes(mail)))
        self._tell_ledger()
        folder = self.run.folder.path
        for turn, octets in made:
            drafts.write(folder, self.meeting.id, turn.recipient.address, octets)
        messages = [
            invitations.new_message(self.meeting, turn, None, State.DRAFT, self._identity(turn)) for turn, _ in made
        ]
        self.box.add(self.meeting.uid, self.meeting.id, messages, self._withdrawn())
        if made:
            place = _shown(drafts.place(folder, self.meeting.id), folder)
            self.run.tell(
                nmsg(
                    "{count} draft written to {folder}; open it in your mail program, look at it, and send it",
                    "{count} drafts written to {folder}; open them in your mail program, look at them, and send them",
                    len(made),
                    folder=place,
                )
            )

    def _turns(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.step.kind]

    def _withdrawn(self) -> list[int]:
        return [number for turn in self.turns for number in turn.step.withdraw]

    def _identity(self, turn: Turn) -> str:
        from rusctl.mail.message import identity

        parts = (self.meeting.uid, turn.recipient.key, turn.step.method, turn.step.sequence)
        return identity(*parts, invitations.ordinal(turn))

    def _tell_ledger(self) -> None:
        """Write down what people are told, so that calendars and invitations count in one series."""
        from rusctl.storage import published

        steps = [turn.step for turn in self._turns() if turn.step.kind != "withdrawal"]
        told = replace(self.meeting.told, sequence=max([self.meeting.told.sequence, *(s.sequence for s in steps)]))
        if not steps or told == self.meeting.before:
            return
        if self.run.loaded.plan.publishing.targets:
            self.run.tell(msg("calendars are not told by this; rusctl publish does it"))
        plan, files = self.run.loaded.plan, self.run.loaded.files
        with journal.changing(self.run.folder.path):
            published.write(self.run.folder.path, (plan.published or Ledger()).with_told(told), files.get(PUBLISHED))


def deliver(run: Session, box: "Outbox", uids: Iterable[str]) -> None:
    """Send what waits about events, say how it ended, and end with the exit code that fits."""
    from rusctl.mail.dispatch import dispatch
    from rusctl.mail.message import dated

    hidden = registered_mail.hidden(run)
    waiting = [one for uid in uids for one in box.waiting(uid) if one.address.casefold() not in hidden]
    if not waiting:
        return
    plan = run.loaded.plan
    server = server_of(plan, invitations.sender_of(plan))
    settings = plan.publishing.mail
    pause = 60 / settings.per_minute if settings and settings.per_minute else 0.0
    tally = dispatch(box, server, waiting, dated=dated, pause=lambda: time.sleep(pause))
    _tell_register(run, box, [message.number for message in waiting])
    left = len(waiting) - sum(tally.counts.values())
    counts = Counter(tally.counts)
    counts[State.QUEUED] += left
    run.tell(msg("{counts}", counts=[_count(state, counts[state]) for state in STATES if counts[state]]))
    if counts[State.UNKNOWN]:
        run.tell(msg("unknown: whether the server took it is not certain; rusctl outbox resolve settles it"))
    if counts[State.QUEUED]:
        run.tell(msg("queued: rusctl outbox send tries again"))
    if tally.stopped:
        raise EnvironmentFailureError(tally.stopped)
    if counts[State.FAILED] or counts[State.UNKNOWN] or counts[State.QUEUED]:
        raise typer.Exit(1)


def _tell_register(run: Session, box: "Outbox", numbers: list[int]) -> None:
    """Put down in the register, where there is one, who was told."""
    sent = [one for one in box.entries(numbers) if one.state is State.SENT]
    if sent and registered_mail.is_there(run):
        for event in dict.fromkeys(one.event for one in sent):
            registered_mail.keep_told(run, event, [one.recipient.address for one in sent if one.event == event])


def _count(state: State, count: int) -> Message:
    return msg("{count} {state}", count=count, state=STATES[state])


def _all(box: "Outbox", uid: str) -> Iterator[Said]:
    for said in box.histories(uid).values():
        yield from said


def _shown(path: Path, folder: Path) -> str:
    try:
        return str(path.relative_to(folder))
    except ValueError:
        return str(path)
