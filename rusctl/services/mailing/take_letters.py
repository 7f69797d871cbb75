"""Mails that came in without a calendar: answers in words, and reports that a message did not arrive."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip import replies
from rusctl.calendar.itip.partstat import PARTSTAT
from rusctl.language import hard_words
from rusctl.language.message import Message, msg
from rusctl.mail import answers, in_words, own_words, told, unreached
from rusctl.mail.answers import Beside, Result
from rusctl.model.messages import Reason
from rusctl.model.plan import exact
from rusctl.model.recipients import Reply
from rusctl.services.mailing import own_letters, put_down
from rusctl.services.project import Project
from rusctl.storage.untrusted.sandbox import Refused

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.in_words import SaidInWords
    from rusctl.mail.outbox import Outbox
    from rusctl.mail.parts import Bounce, Letter, Undelivered
    from rusctl.mail.told import ToldMessage

UNDELIVERED, UNREAD, REFUSED = "undelivered", "unread", "refused"
FULL = msg("the list to look at is full; empty it with rusctl review --done")


class LetterOutcome(NamedTuple):
    """What became of a mail without a calendar: as for any answer, with what it is shown by."""

    result: str
    event: str = ""
    address: str = ""
    answer: str = ""
    reason: Message | None = None


class Letters:
    """Mails in words on their way in; what has been told is read once, when the first of them comes."""

    def __init__(self, project: Project, outbox: "Outbox") -> None:
        """Take the plan and the outbox, whose lock is held unless it is a dry run."""
        self.project, self.outbox = project, outbox
        self._told: told.ToldMessages | None = None
        self._uninformed = put_down.uninformed(project)
        self._ours = list(own_letters.lines(project.loaded.plan))

    @property
    def told(self) -> told.ToldMessages:
        """What has been told to whom."""
        if self._told is None:
            with self.outbox.register.reading() as connection:
                self._told = told.read(connection, self.outbox.addresses)
        return self._told

    def of(self, letter: "Letter", change: "Transaction | None") -> LetterOutcome:
        """Give what becomes of a mail in words: on the list where somebody who was asked wrote it, else only said.

        Without a change it is a dry run.
        """
        letter = self._without_ours(letter)
        if letter.address and (mark := self.outbox.marks.of(letter.address)):
            said = msg("from somebody who was erased by decision {decision}; it is not kept", decision=mark.decision)
            return LetterOutcome(REFUSED, address=letter.sender, reason=said)
        named = self.told.named(letter.references)
        key = self.outbox.addresses.key(letter.address)
        asked = self.told.invited_to(key) if letter.address else {}
        if named is None and not asked:
            return LetterOutcome(UNREAD, address=letter.sender, reason=_why_unread(letter))
        return self._to_review(letter, key, named, asked, change)

    def is_answer(self, letter: "Letter") -> bool:
        """Whether a mail whose calendars say no answer says one in words, or answers one of our messages."""
        if letter.automatic or letter.forwarded or letter.enclosed:
            return False
        return bool(self.told.named(letter.references) or in_words.said(self._without_ours(letter).text))

    def _without_ours(self, letter: "Letter") -> "Letter":
        """Give a letter without what it quotes, unmarked, of ours in the region's own words."""
        return letter._replace(text=own_words.before_ours(letter.text, self._ours)) if self._ours else letter

    def _to_review(
        self,
        letter: "Letter",
        key: str,
        named: "ToldMessage | None",
        asked: "dict[str, list[ToldMessage]]",
        change: "Transaction | None",
    ) -> LetterOutcome:
        whose, uid = (named.key, named.uid) if named else (key, self._meant(letter, asked))
        said = self.told.invited_to(whose).get(uid, [])
        reason = _reason(letter, whose == key)
        plain = in_words.said(letter.text) if reason is Reason.WORDS else None
        if plain:
            plain = plain._replace(sentence=hard_words.without_in_sentences(plain.sentence).text)
        address = letter.address.casefold() if whose == key else whose
        reply = _reply(letter, uid, address, plain, named.sequence if named else _sequence(letter, said))
        event = said[0].event if said else named.event if named else ""
        shown = LetterOutcome(
            Result.REVIEW.value, event, letter.sender, reply.status.lower(), _words(reason, letter, plain)
        )
        if plain and said and reply.sequence < said[-1].sequence:
            return shown._replace(result=Result.OUTDATED.value, reason=None)
        if change is None:
            return shown
        beside = Beside(letter.subject, _mark(letter))
        there = answers.put_by(change, reply, letter.sender, reason, self.outbox.now, beside=beside)
        if there is False:
            return shown._replace(result=Result.KNOWN.value, reason=None)
        return shown if there else shown._replace(reason=FULL)

    def _meant(self, letter: "Letter", asked: "dict[str, list[ToldMessage]]") -> str:
        """Give the UID of the event that a mail is about, "" where it may be several.

        It is the only one, else the only one that its subject names, else the only one that is still to come.
        """
        if len(asked) == 1:
            return next(iter(asked))
        subject = letter.subject.casefold()
        events = {event.id: event for event in self.project.loaded.plan.events}
        named, coming = [], []
        for uid, said in asked.items():
            event = events.get(said[0].event)
            if event is None:
                continue
            if any(word.casefold() in subject for word in self._names(event.id) if word):
                named.append(uid)
            when = exact(event.when)
            if when is not None and when.last >= self.project.today:
                coming.append(uid)
        return next((some[0] for some in (named, coming) if len(some) == 1), "")

    def _names(self, event: str) -> Iterator[str]:
        """Give what a subject may call an event: its title, or its municipality."""
        plan = self.project.loaded.plan
        for one in plan.events:
            if one.id == event:
                yield one.title
                yield next((here.name for here in plan.municipalities if here.id == one.municipality), "")

    def bounced(self, bounce: "Bounce", change: "Transaction | None") -> Iterator[LetterOutcome]:
        """Give what a report says of each recipient, and let the messages be failed that did not arrive.

        Without a change it is a dry run.
        """
        for one in bounce.recipients:
            yield self._bounced(bounce, one, change)

    def _bounced(self, bounce: "Bounce", one: "Undelivered", change: "Transaction | None") -> LetterOutcome:
        said = " ".join(filter(None, (one.status, one.said)))
        if not one.final:
            reason = msg("a mail server says that it has not given up; nothing is changed ({said})", said=said or "?")
            return LetterOutcome(UNREAD, address=one.address, reason=reason)
        key = self.outbox.addresses.key(one.address)
        found = self._returned(bounce, key)
        if found is None:
            reason = msg("a mail did not arrive there, and nothing that may have arrived was sent there from here")
            return LetterOutcome(UNREAD, address=one.address, reason=reason)
        words = msg("did not arrive: {said}", said=said) if said else msg("did not arrive")
        shown = LetterOutcome(UNDELIVERED, found.event, one.address, reason=words)
        if change is None:
            return shown
        new = self._mark(change, bounce, one, found, said)
        return shown if new else shown._replace(result=Result.KNOWN.value, reason=None)

    def _mark(
        self, change: "Transaction", bounce: "Bounce", one: "Undelivered", found: "ToldMessage", said: str
    ) -> bool:
        """Remember a report, once, and put down that its message did not arrive and nobody was told by it."""
        reply = Reply(uid=found.uid, address=one.address, status="", comment=said)
        mark = hashlib.sha256(
            "\0".join((*bounce.identities, bounce.subject, said)).encode("utf-8", "replace")
        ).hexdigest()
        beside = Beside(bounce.subject, mark, done=True)
        if not answers.put_by(change, reply, bounce.sender, Reason.UNDELIVERED, self.outbox.now, beside=beside):
            return False
        unreached.note(change, found.number, said, self.outbox.now)
        if told.did_not_arrive(change, found.number, said, self.outbox.now):
            self._uninformed(change, found.event, self.outbox.addresses.persons.get(found.key, ()))
        return True

    def _returned(self, bounce: "Bounce", key: str) -> "ToldMessage | None":
        """Give the message that a report is about: by its Message-ID, the invitation in it, else the newest there."""
        named = self.told.named(bounce.identities)
        if named is not None and named.key == key:
            return named
        for octets in bounce.calendars:
            try:
                uids = [one.uid for one in replies.asked(octets)]
            except Refused:
                continue
            for uid in uids:
                if found := self.told.newest(key, uid):
                    return found
        return self.told.newest(key)


def _sequence(letter: "Letter", said: "Sequence[ToldMessage]") -> int:
    moment = letter.date.isoformat(timespec="seconds") if letter.date else ""
    return told.answered_sequence(said, moment) if said else 0


def _reason(letter: "Letter", own: bool) -> Reason:
    """Say why somebody is to look at a mail in words; only what a person who was asked wrote may be an answer."""
    if letter.automatic or letter.returned:
        return Reason.AUTOMATIC
    if letter.enclosed:
        return Reason.ENCLOSED
    if letter.forwarded or not own:
        return Reason.SENDER
    return Reason.WORDS


def _reply(letter: "Letter", uid: str, address: str, plain: "SaidInWords | None", sequence: int) -> Reply:
    """Give what is kept of a mail in words: the sentence of a plain answer, without what nobody is to keep."""
    return Reply(
        uid=uid,
        address=address,
        status=PARTSTAT[plain.answer] if plain else "",
        comment=plain.sentence if plain else "",
        sequence=sequence,
        stamp=letter.date,
        answer=plain.answer if plain else None,
    )


def _mark(letter: "Letter") -> str:
    """Give what tells one mail in words from another."""
    parts = (letter.subject, letter.text, str(letter.date), letter.enclosed)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _words(reason: Reason, letter: "Letter", plain: "SaidInWords | None") -> Message:
    subject = letter.subject
    if plain:
        return msg("an answer in words: {sentence} (subject: {subject})", sentence=plain.sentence, subject=subject)
    match reason:
        case Reason.AUTOMATIC:
            return msg("an automatic answer, read it yourself (subject: {subject})", subject=subject)
        case Reason.ENCLOSED:
            return msg(
                "what it says is in {file}, which is not opened here; read it in your mail (subject: {subject})",
                file=letter.enclosed,
                subject=subject,
            )
        case Reason.SENDER:
            return msg(
                "an answer in words, passed on or by somebody else; read it yourself (subject: {subject})",
                subject=subject,
            )
    return msg("an answer in words that is no plain yes or no; read it yourself (subject: {subject})", subject=subject)


def _why_unread(letter: "Letter") -> Message:
    subject = letter.subject
    if letter.returned:
        return msg("a report by a mail server, read it yourself (subject: {subject})", subject=subject)
    if letter.automatic:
        return msg("an automatic answer, read it yourself (subject: {subject})", subject=subject)
    if letter.enclosed:
        return _words(Reason.ENCLOSED, letter, None)
    return msg(
        "no answer with a calendar, from somebody who was not invited; read it yourself (subject: {subject})",
        subject=subject,
    )
