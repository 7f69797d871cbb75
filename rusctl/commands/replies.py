"""`rusctl replies`."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from rusctl.calendar.itip import replies as calendars
from rusctl.calendar.itip.partstat import answer_of
from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import ANSWER, REASON
from rusctl.model.messages import Reason
from rusctl.output import mail_rows, rows
from rusctl.output.report import english
from rusctl.services.mailing import registered_mail, sending
from rusctl.services.session import Session, session
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted.sandbox import Refused

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.calendar.itip.replies import ItipEntry
    from rusctl.database.transaction import Transaction
    from rusctl.mail.answers import Result, Unnoted
    from rusctl.mail.incoming import CalendarPart, Unread
    from rusctl.mail.outbox import Outbox


REFUSED, FOREIGN, UNREAD = "refused", "foreign", "unread"
_COUNTS: dict[str, Callable[[int], Message]] = {
    "taken": lambda n: nmsg("{count} answer taken", "{count} answers taken", n),
    "known": lambda n: nmsg("{count} known already", "{count} known already", n),
    "outdated": lambda n: nmsg("{count} to an earlier date", "{count} to an earlier date", n),
    "review": lambda n: nmsg("{count} to look at (rusctl review)", "{count} to look at (rusctl review)", n),
    REFUSED: lambda n: nmsg("{count} refused", "{count} refused", n),
    FOREIGN: lambda n: nmsg("{count} not about our events", "{count} not about our events", n),
    UNREAD: lambda n: nmsg("{count} not read", "{count} not read", n),
}


class Outcome(NamedTuple):
    """What became of one thing that was found in a file."""

    file: str
    result: str
    event: str = ""
    address: str = ""
    answer: str = ""
    reason: Message | None = None


def replies(
    context: typed.Context,
    paths: Annotated[
        list[str],
        typed.Argument(metavar="FILE|FOLDER...", help="Answers: .ics, .eml or mbox files, or folders of them."),
    ],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read the answers to invitations; only what the invited themselves say of coming is taken."""
    run = session(context)
    run.readable()
    roots = [_existing(name) for name in paths]
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with sending.outbox(run, now, what="replies", dry_run=dry_run) as outbox:
        taking = _Taking(run, outbox, now, dry_run=dry_run)
        found = list(_outcomes(taking, roots))
        if not dry_run:
            taking.enter_earlier()
    if count := taking.entered:
        run.tell(nmsg("{count} answer put down in the register", "{count} answers put down in the register", count))
    if as_json:
        run.out(rows.json_text(mail_rows.reply_row(**_plain(one)) for one in found))
    else:
        _show(run, found)
    counts = Counter(one.result for one in found)
    words = [say(counts[result]) for result, say in _COUNTS.items() if counts[result]]
    run.tell(msg("{counts}", counts=words) if words else msg("there is no answer there"))
    if dry_run:
        run.dry_run()


def _existing(name: str) -> Path:
    path = expanded(name)
    if not path.exists():
        raise RusctlError(msg("{file} is neither a file nor a folder", file=name))
    return path


def _outcomes(taking: "_Taking", roots: list[Path]) -> Iterator[Outcome]:
    from rusctl.mail import incoming

    for piece in incoming.pieces(roots):
        yield from taking.outcomes(piece)


class _Taking:
    """Answers on their way in."""

    def __init__(self, run: Session, outbox: "Outbox", now: dt.datetime, *, dry_run: bool) -> None:
        self.outbox, self.now, self.dry_run = outbox, now, dry_run
        self.entered = 0  # answers that stand in the register now, too
        self._enter = registered_mail.answered(run)
        self.domain = run.loaded.plan.process.uid_domain
        self.ids = outbox.ids() | {f"{event.id}@{self.domain}": event.id for event in run.loaded.plan.events}

    def outcomes(self, piece: "CalendarPart | Unread") -> Iterator[Outcome]:
        from rusctl.mail.incoming import Unread

        if isinstance(piece, Unread):
            yield Outcome(piece.name, UNREAD, reason=piece.reason)
            return
        try:
            asked = calendars.asked(piece.octets)
        except Refused as refusal:
            yield Outcome(piece.name, UNREAD, reason=refusal.message)
            return
        for one in asked:
            yield self._outcome(piece, one)

    def _outcome(self, piece: "CalendarPart", asked: "ItipEntry") -> Outcome:
        event = self.ids.get(asked.uid, "")
        if not event:
            return Outcome(piece.name, FOREIGN)
        if asked.reply is None:
            reason = msg(
                "{method} is not for others to send; only answers (REPLY) are read", method=asked.method or "?"
            )
            return Outcome(piece.name, REFUSED, event, reason=reason)
        if piece.method not in ("", asked.method):
            reason = msg("the mail says {one} and its calendar {other}", one=piece.method, other=asked.method)
            return Outcome(piece.name, REFUSED, event, asked.reply.address, reason=reason)
        return self._judged(piece, asked, event)

    def _judged(self, piece: "CalendarPart", asked: "ItipEntry", event: str) -> Outcome:
        reply = asked.reply
        assert reply is not None  # noqa: S101 - the caller has looked
        if mark := self.outbox.marks.of(reply.address):
            said = msg("from somebody who was erased by decision {decision}; it is not kept", decision=mark.decision)
            return Outcome(piece.name, REFUSED, event, reason=said)
        if self.dry_run:
            with self.outbox.register.reading() as connection:
                result, reason = self._judge(connection, piece, asked)
            there, entered = None, 0
        else:
            result, reason, there, entered = self.outbox.steps.take(
                lambda change: self._take(change, piece, asked, event)
            )
        self.entered += entered
        why = REASON[reason] if isinstance(reason, Reason) else None
        if reason and not self.dry_run and there is None:
            why = msg("the list to look at is full; empty it with rusctl review --done")
        return Outcome(piece.name, result.value, event, reply.address, reply.status.lower(), why)

    def _judge(
        self, connection: "Connection", piece: "CalendarPart", asked: "ItipEntry"
    ) -> "tuple[Result, Reason | None]":
        """Say what becomes of an answer, by what stands in the database now."""
        from rusctl.mail import answers
        from rusctl.mail.answers import Result
        from rusctl.mail.outbox import messages, said

        assert asked.reply is not None  # noqa: S101 - the caller has looked
        reply, addresses = asked.reply, self.outbox.addresses
        key = addresses.key(reply.address)
        told = said(messages(connection, reply.uid), addresses).get(key, [])
        have = answers.given(connection, reply.uid, addresses).get(key)
        sender = reply.address if piece.sender and addresses.key(piece.sender) == key else piece.sender
        result, reason = answers.judge(reply, sender, told, have, self.now)
        if result is not Result.REVIEW and (asked.several or asked.part):
            return Result.REVIEW, Reason.UNCLEAR
        return result, reason

    def _take(
        self, change: "Transaction", piece: "CalendarPart", asked: "ItipEntry", event: str
    ) -> "tuple[Result, Reason | None, bool | None, int]":
        """Judge and keep an answer in one step: what becomes of it, why, if the list had room, how many entered."""
        from rusctl.mail import answers
        from rusctl.mail.answers import Result, Unnoted

        assert asked.reply is not None  # noqa: S101 - the caller has looked
        reply = asked.reply
        result, reason = self._judge(change.connection, piece, asked)
        if result is Result.TAKEN and reply.answer is not None:
            answers.keep(change, reply, self.outbox.now)
            one = Unnoted(reply.uid, reply.address.casefold(), reply.answer)
            return result, None, True, self._entered(change, one, event, first=False)
        if reason is None:
            return result, None, True, 0
        there = answers.put_by(change, reply, piece.sender, reason, self.outbox.now)
        return (Result.KNOWN if there is False else result), reason, there, 0

    def _entered(self, change: "Transaction", one: "Unnoted", event: str, *, first: bool) -> int:
        from rusctl.mail import answers

        persons = self.outbox.addresses.persons.get(one.key, ())
        if not self._enter(change, event, persons, one.status, first):
            return 0
        answers.noted(change, [one])
        return 1

    def enter_earlier(self) -> None:
        """Enter earlier answers of those who have been entered under the event since; what was noted by hand stands."""
        from rusctl.mail import answers

        with self.outbox.register.reading() as connection:
            waiting = answers.to_note(connection)
        if waiting:
            self.entered += self.outbox.steps.take(
                lambda change: sum(self._entered(change, one, self.ids.get(one.uid, ""), first=True) for one in waiting)
            )


def _plain(outcome: Outcome) -> dict[str, str | None]:
    values = {name: value or None for name, value in outcome._asdict().items()}
    return values | {"reason": english(outcome.reason) if outcome.reason else None}


def _show(run: Session, found: list[Outcome]) -> None:
    from rusctl.output.tables import Column, print_table

    shown = [one for one in found if one.result not in ("known", FOREIGN)]
    if not shown:
        return
    headings = (msg("File"), msg("Event"), msg("Address"), msg("Answer"), msg("Note"))
    print_table([Column(run.say(heading)) for heading in headings], [_row(run, one) for one in shown])


def _row(run: Session, one: Outcome) -> tuple[str, ...]:
    known = answer_of(one.answer)
    answer = run.say(ANSWER[known]) if known else one.answer
    note = run.say(one.reason) if one.reason else run.say(msg("to an earlier date")) if one.result == "outdated" else ""
    return one.file, one.event, one.address, answer, note
