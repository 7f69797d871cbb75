"""Answers to invitations, read from files: judged, kept, put on the list to look at, and entered in the register.

Every file is accounted for: what a calendar in it says, what a mail says in words, what did not arrive, or why nothing
was read.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip import replies as calendars
from rusctl.errors import RusctlError
from rusctl.language import hard_words
from rusctl.language.hard_words import Hard
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import HARD, REASON
from rusctl.mail import answers, incoming
from rusctl.mail.answers import Beside, Result, Unnoted
from rusctl.mail.incoming import Bounce, Letter, Unread
from rusctl.mail.outbox import messages, said
from rusctl.model.messages import Reason
from rusctl.services.mailing import counter_proposals, put_down
from rusctl.services.mailing.take_letters import FULL, UNDELIVERED, Letters
from rusctl.services.people import comments
from rusctl.services.project import Project
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted.sandbox import Refused

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.calendar.itip.replies import ItipEntry
    from rusctl.database.transaction import Transaction
    from rusctl.mail.incoming import CalendarPart, Piece
    from rusctl.mail.outbox import Outbox
    from rusctl.model.recipients import Reply

AT_ONCE = 50  # pieces that are kept in one step: few waits for the disk, and nobody else's writing waits long
KNOWN, REFUSED, FOREIGN, UNREAD = "known", "refused", "foreign", "unread"
_COUNTS: dict[str, Callable[[int], Message]] = {
    "taken": lambda n: nmsg("{count} answer taken", "{count} answers taken", n),
    KNOWN: lambda n: nmsg("{count} known already", "{count} known already", n),
    "outdated": lambda n: nmsg("{count} to an earlier date", "{count} to an earlier date", n),
    "review": lambda n: nmsg("{count} to look at (rusctl review)", "{count} to look at (rusctl review)", n),
    REFUSED: lambda n: nmsg("{count} refused", "{count} refused", n),
    UNDELIVERED: lambda n: nmsg(
        "{count} message did not arrive (rusctl outbox list)", "{count} messages did not arrive (rusctl outbox list)", n
    ),
    FOREIGN: lambda n: nmsg("{count} not about our events", "{count} not about our events", n),
    UNREAD: lambda n: nmsg("{count} not read", "{count} not read", n),
}


class ReadReply(NamedTuple):
    """What became of one thing that was found in a file; the answer is spelled as iCalendar does, in small letters.

    `sender` and `subject` are those of the mail, as far as it says them.
    """

    file: str
    result: str
    event: str = ""
    address: str = ""
    answer: str = ""
    reason: Message | None = None
    sender: str = ""
    subject: str = ""


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
    found = list(taking.outcomes(incoming.pieces(list(roots))))
    if not dry_run:
        taking.enter_earlier()
        comments.forget(project, box.register)
    if count := taking.entered:
        project.tell(nmsg("{count} answer recorded in the register", "{count} answers recorded in the register", count))
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
        self._enter = put_down.answered(project)
        self.domain = project.loaded.plan.process.uid_domain
        self.ids = outbox.ids() | {f"{event.id}@{self.domain}": event.id for event in project.loaded.plan.events}
        self.zone = project.loaded.plan.process.timezone
        self.letters = Letters(project, outbox)
        self._of_mail: dict[str, list[str]] = {}  # what became of the calendars of each mail, by its name
        self._judged_so_far: set[Reply] = set()  # of a dry run, which keeps nothing to compare with

    def outcomes(self, pieces: "Iterable[Piece]") -> Iterator[ReadReply]:
        """Give what becomes of all that was found in files; so many at a time are kept in one step."""
        for some in _together(map(_read, pieces)):
            if self.dry_run or not any(map(self._may_be_kept, some)):
                made = self._made_of(some, None)
            else:
                made = self.outbox.steps.take(partial(self._made_of, some))
            self.entered += sum(entered for _, entered in made)
            yield from (outcome for outcome, _ in made)

    def _may_be_kept(self, found: "_Found") -> bool:
        """Whether something of a piece may have to be kept, so that a database is made where there is none."""
        if isinstance(found.piece, Unread):
            return False
        if isinstance(found.piece, Letter | Bounce):
            return bool(self.letters.told.by_key)
        return any(one.uid in self.ids for one in found.asked)

    def _made_of(self, some: "Sequence[_Found]", change: "Transaction | None") -> list[tuple[ReadReply, int]]:
        """Give what becomes of some pieces, and how many answers each has entered in the register.

        It is done again where the connection to the database was lost, and changes nothing but what stands there.
        """
        self._of_mail = {}
        return [outcome for one in some for outcome in self._made(one, change)]

    def _made(self, found: "_Found", change: "Transaction | None") -> "Iterator[tuple[ReadReply, int]]":
        piece = found.piece
        match piece:
            case Unread():
                words = ReadReply(piece.name, UNREAD, reason=piece.reason, sender=piece.sender, subject=piece.subject)
                yield words, 0
            case Letter():
                yield self._letter(piece, change), 0
            case Bounce():
                for one in self.letters.bounced(piece, change):
                    yield ReadReply(piece.name, *one, sender=piece.sender, subject=piece.subject), 0
            case _:
                yield from self._calendar(piece, found, change)

    def _letter(self, letter: Letter, change: "Transaction | None") -> ReadReply:
        return ReadReply(letter.name, *self.letters.of(letter, change), sender=letter.sender, subject=letter.subject)

    def _calendar(
        self, piece: "CalendarPart", found: "_Found", change: "Transaction | None"
    ) -> "Iterator[tuple[ReadReply, int]]":
        for one, entered in self._entries(piece, found, change):
            self._of_mail.setdefault(piece.name, []).append(one.result)
            letter = piece.letter
            yield (one if letter is None else one._replace(sender=piece.sender, subject=letter.subject)), entered
        if piece.letter is not None:
            results = self._of_mail.get(piece.name, [])
            unanswered = REFUSED in results and not {Result.TAKEN, KNOWN, Result.REVIEW}.intersection(results)
            if unanswered and self.letters.is_answer(piece.letter):  # our own invitation came back, with words
                yield self._letter(piece.letter, change), 0

    def _entries(
        self, piece: "CalendarPart", found: "_Found", change: "Transaction | None"
    ) -> "Iterator[tuple[ReadReply, int]]":
        asked = found.asked
        if found.refused is not None:
            yield ReadReply(piece.name, UNREAD, reason=found.refused), 0
            return
        for one in asked[: calendars.MOST_EVENTS]:
            yield self._outcome(piece, one, change)
        if not asked:
            yield ReadReply(piece.name, UNREAD, reason=msg("there is no meeting in the calendar")), 0
        elif len(asked) > calendars.MOST_EVENTS:
            text = msg("only the first {most} meetings of the calendar are read", most=calendars.MOST_EVENTS)
            yield ReadReply(piece.name, UNREAD, reason=text), 0

    def _outcome(
        self, piece: "CalendarPart", asked: "ItipEntry", change: "Transaction | None"
    ) -> tuple[ReadReply, int]:
        event = self.ids.get(asked.uid, "")
        if not event:
            return ReadReply(piece.name, FOREIGN), 0
        if asked.reply is None:
            reason = msg(
                "{method} is not for others to send; only answers (REPLY) are read", method=asked.method or "?"
            )
            return ReadReply(piece.name, REFUSED, event, reason=reason), 0
        if piece.method not in ("", asked.method):
            reason = msg("the message says {one} and its calendar {other}", one=piece.method, other=asked.method)
            return ReadReply(piece.name, REFUSED, event, asked.reply.address, reason=reason), 0
        return self._judged(piece, self._of_sender(piece, asked), event, change)

    def _of_sender(self, piece: "CalendarPart", asked: "ItipEntry") -> "ItipEntry":
        """Give an entry with the answer of the one who wrote first, where several stand in it."""
        assert asked.reply is not None  # noqa: S101 - the caller has looked
        key = self.outbox.addresses.key
        mine = (one for one in asked.others if piece.sender and key(one.address) == key(piece.sender))
        if key(asked.reply.address) == key(piece.sender) or (found := next(mine, None)) is None:
            return asked
        return asked._replace(reply=found)

    def _judged(
        self, piece: "CalendarPart", asked: "ItipEntry", event: str, change: "Transaction | None"
    ) -> tuple[ReadReply, int]:
        reply = asked.reply
        assert reply is not None  # noqa: S101 - the caller has looked
        kept = hard_words.without_in_sentences(reply.comment)
        reply = replace(reply, comment=kept.text)
        if asked.method == calendars.COUNTER:
            reply = replace(reply, proposed=counter_proposals.proposed(piece.octets, self.zone))
        asked = asked._replace(reply=reply)
        if mark := self.outbox.marks.of(reply.address):
            said = msg("from somebody who was erased by decision {decision}; it is not kept", decision=mark.decision)
            return ReadReply(piece.name, REFUSED, event, reason=said), 0
        if change is None:
            with self.outbox.register.reading() as connection:
                result, reason = self._judge(connection, piece, asked)
            if result is Result.TAKEN and reply in self._judged_so_far:
                result = Result.KNOWN
            self._judged_so_far.add(reply)
            there, entered = None, 0
        else:
            result, reason, there, entered = self._take(change, piece, asked, event)
        why = REASON[reason] if isinstance(reason, Reason) else None
        if reason and not self.dry_run and there is None:
            why = FULL
        if reason is Reason.COUNTER and reply.proposed and why is not FULL:
            why = counter_proposals.sentence(reply.proposed)
        if why is None and kept.left_out and result is not Result.KNOWN:
            about = [HARD[one] for one in Hard if one in kept.left_out]
            why = msg("left out of the comment: {about}", about=about)
        return ReadReply(piece.name, result.value, event, reply.address, reply.status.lower(), why), entered

    def _judge(
        self, connection: "Connection", piece: "CalendarPart", asked: "ItipEntry"
    ) -> "tuple[Result, Reason | None]":
        """Say what becomes of an answer, by what stands in the database now."""
        assert asked.reply is not None  # noqa: S101 - the caller has looked
        reply, addresses = asked.reply, self.outbox.addresses
        key = addresses.key(reply.address)
        mine = addresses.together(key)  # of a thousand who were asked, those rows alone
        told = said(messages(connection, reply.uid, mine), addresses).get(key, [])
        have = answers.given(connection, reply.uid, addresses, mine).get(key)
        sender = reply.address if piece.sender and addresses.key(piece.sender) == key else piece.sender
        result, reason = answers.judge(reply, sender, told, have, self.now)
        if asked.method == calendars.COUNTER:
            return Result.REVIEW, reason if reason in (Reason.STRANGER, Reason.SENDER) else Reason.COUNTER
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
        beside = Beside(piece.letter.subject if piece.letter else "")
        there = answers.put_by(change, reply, piece.sender, reason, self.outbox.now, beside=beside)
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


class _Found(NamedTuple):
    """One thing out of a file, and of a calendar what it asks, or why it is not read."""

    piece: "Piece"
    asked: "Sequence[ItipEntry]" = ()
    refused: Message | None = None


def _together(found: "Iterable[_Found]") -> "Iterator[list[_Found]]":
    """Give so many pieces at a time, those of one mail always together."""
    some: list[_Found] = []
    for one in found:
        if len(some) >= AT_ONCE and one.piece.name != some[-1].piece.name:
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _read(piece: "Piece") -> _Found:
    """Read what is found in a file as far as that goes without the database."""
    piece = _cleaned(piece)
    if isinstance(piece, Unread | Letter | Bounce):
        return _Found(piece)
    try:
        return _Found(piece, calendars.asked(piece.octets, piece.method))
    except Refused as refusal:
        return _Found(piece, refused=refusal.message)


def _cleaned(piece: "Piece") -> "Piece":
    """Give what a file holds with a subject that says nothing of a person that nobody is to keep."""
    if isinstance(piece, Unread | Letter | Bounce):
        return piece._replace(subject=hard_words.without_in_sentences(piece.subject).text)
    if piece.letter is None:
        return piece
    return piece._replace(
        letter=piece.letter._replace(subject=hard_words.without_in_sentences(piece.letter.subject).text)
    )
