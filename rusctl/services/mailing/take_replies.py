"""Answers to invitations, read from files: judged, kept, put on the list to look at, and entered in the register."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip import replies as calendars
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import REASON
from rusctl.mail import answers, incoming
from rusctl.mail.answers import Result, Unnoted
from rusctl.mail.incoming import Unread
from rusctl.mail.outbox import messages, said
from rusctl.model.messages import Reason
from rusctl.services.mailing import registered_mail
from rusctl.services.project import Project
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted.sandbox import Refused

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.calendar.itip.replies import ItipEntry
    from rusctl.database.transaction import Transaction
    from rusctl.mail.incoming import CalendarPart
    from rusctl.mail.outbox import Outbox

KNOWN, REFUSED, FOREIGN, UNREAD = "known", "refused", "foreign", "unread"
_COUNTS: dict[str, Callable[[int], Message]] = {
    "taken": lambda n: nmsg("{count} answer taken", "{count} answers taken", n),
    KNOWN: lambda n: nmsg("{count} known already", "{count} known already", n),
    "outdated": lambda n: nmsg("{count} to an earlier date", "{count} to an earlier date", n),
    "review": lambda n: nmsg("{count} to look at (rusctl review)", "{count} to look at (rusctl review)", n),
    REFUSED: lambda n: nmsg("{count} refused", "{count} refused", n),
    FOREIGN: lambda n: nmsg("{count} not about our events", "{count} not about our events", n),
    UNREAD: lambda n: nmsg("{count} not read", "{count} not read", n),
}


class ReadReply(NamedTuple):
    """What became of one thing that was found in a file; the answer is spelled as iCalendar does, in small letters."""

    file: str
    result: str
    event: str = ""
    address: str = ""
    answer: str = ""
    reason: Message | None = None


def places(names: Sequence[str]) -> list[Path]:
    """Give the files and folders that answers are read from; RusctlError where there is none of a name."""
    found = [expanded(name) for name in names]
    for name, path in zip(names, found, strict=True):
        if not path.exists():
            raise RusctlError(msg("{file} is neither a file nor a folder", file=name))
    return found


def take(
    project: Project, box: "Outbox", roots: Sequence[Path], now: dt.datetime, *, dry_run: bool = False
) -> list[ReadReply]:
    """Read the answers in some files and folders, keep what those who were invited say of coming, and say of each.

    An answer that was kept before is entered in the register where its person has been entered under the event since.
    """
    taking = _Taking(project, box, now, dry_run=dry_run)
    found = [one for piece in incoming.pieces(list(roots)) for one in taking.outcomes(piece)]
    if not dry_run:
        taking.enter_earlier()
    if count := taking.entered:
        project.tell(nmsg("{count} answer put down in the register", "{count} answers put down in the register", count))
    return found


def summary(found: Iterable[ReadReply]) -> Message:
    """Say in numbers what became of the answers that were read."""
    counts = Counter(one.result for one in found)
    words = [say(counts[result]) for result, say in _COUNTS.items() if counts[result]]
    return msg("{counts}", counts=words) if words else msg("there is no answer there")


def to_show(found: Iterable[ReadReply]) -> list[ReadReply]:
    """Give those that people are to see: what is known already, and what is not about our events, is counted only."""
    return [one for one in found if one.result not in (KNOWN, FOREIGN)]


class _Taking:
    """Answers on their way in."""

    def __init__(self, project: Project, outbox: "Outbox", now: dt.datetime, *, dry_run: bool) -> None:
        self.outbox, self.now, self.dry_run = outbox, now, dry_run
        self.entered = 0  # answers that stand in the register now, too
        self._enter = registered_mail.answered(project)
        self.domain = project.loaded.plan.process.uid_domain
        self.ids = outbox.ids() | {f"{event.id}@{self.domain}": event.id for event in project.loaded.plan.events}

    def outcomes(self, piece: "CalendarPart | Unread") -> Iterator[ReadReply]:
        if isinstance(piece, Unread):
            yield ReadReply(piece.name, UNREAD, reason=piece.reason)
            return
        try:
            asked = calendars.asked(piece.octets)
        except Refused as refusal:
            yield ReadReply(piece.name, UNREAD, reason=refusal.message)
            return
        for one in asked:
            yield self._outcome(piece, one)

    def _outcome(self, piece: "CalendarPart", asked: "ItipEntry") -> ReadReply:
        event = self.ids.get(asked.uid, "")
        if not event:
            return ReadReply(piece.name, FOREIGN)
        if asked.reply is None:
            reason = msg(
                "{method} is not for others to send; only answers (REPLY) are read", method=asked.method or "?"
            )
            return ReadReply(piece.name, REFUSED, event, reason=reason)
        if piece.method not in ("", asked.method):
            reason = msg("the mail says {one} and its calendar {other}", one=piece.method, other=asked.method)
            return ReadReply(piece.name, REFUSED, event, asked.reply.address, reason=reason)
        return self._judged(piece, asked, event)

    def _judged(self, piece: "CalendarPart", asked: "ItipEntry", event: str) -> ReadReply:
        reply = asked.reply
        assert reply is not None  # noqa: S101 - the caller has looked
        if mark := self.outbox.marks.of(reply.address):
            said = msg("from somebody who was erased by decision {decision}; it is not kept", decision=mark.decision)
            return ReadReply(piece.name, REFUSED, event, reason=said)
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
        return ReadReply(piece.name, result.value, event, reply.address, reply.status.lower(), why)

    def _judge(
        self, connection: "Connection", piece: "CalendarPart", asked: "ItipEntry"
    ) -> "tuple[Result, Reason | None]":
        """Say what becomes of an answer, by what stands in the database now."""
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
        persons = self.outbox.addresses.persons.get(one.key, ())
        if not self._enter(change, event, persons, one.status, first):
            return 0
        answers.noted(change, [one])
        return 1

    def enter_earlier(self) -> None:
        """Enter earlier answers of those who have been entered under the event since; what was noted by hand stands."""
        with self.outbox.register.reading() as connection:
            waiting = answers.to_note(connection)
        if waiting:
            self.entered += self.outbox.steps.take(
                lambda change: sum(self._entered(change, one, self.ids.get(one.uid, ""), first=True) for one in waiting)
            )
