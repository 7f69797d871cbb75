"""The answers that somebody has to look at: from strangers, delegations, in words, and what is not clear."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip.partstat import answer_of
from rusctl.database.database import Steps
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_people import REASON
from rusctl.mail import answers, told
from rusctl.mail.addresses import known
from rusctl.mail.answers import Result, Unnoted
from rusctl.mail.history import LOCK
from rusctl.mail.outbox import messages, said
from rusctl.model.messages import Reason
from rusctl.model.people import Answer
from rusctl.model.recipients import Reply
from rusctl.output import mail_rows
from rusctl.output.rows import Row
from rusctl.services.mailing import counter_proposals, left_out, put_down, sending
from rusctl.services.people.register_access import is_there, opened_or_empty
from rusctl.services.project import Project
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.answers import ReviewItem
    from rusctl.mail.outbox import Outbox

_PLAIN = frozenset((Answer.ACCEPTED, Answer.DECLINED, Answer.TENTATIVE))
_NEVER = frozenset((Reason.STRANGER, Reason.FUTURE, Reason.AHEAD, Reason.DELEGATED, Reason.COUNTER, Reason.UNDELIVERED))


class TakenAnswers(NamedTuple):
    """What taking answers came to: how many were kept, how many entered in the register, and what there is to say."""

    kept: int
    entered: int
    notes: tuple[Message, ...]


def to_review(project: Project, *, everything: bool = False, hidden: bool = False) -> list[Row]:
    """Give the answers to look at, and with `everything` also those that somebody has looked at.

    What is about those whose data are protected or restricted is counted only, unless `hidden` shows it, too.
    """
    project.readable()
    with opened_or_empty(project).reading() as connection:
        looks = answers.to_review(connection, everything=everything)
        kept = known(connection).hidden
    shown = [one for one in looks if hidden or not {one.address, one.sender, one.delegate}.intersection(kept)]
    left_out.tell_not_shown(project, len(looks) - len(shown))
    return [_row(one) for one in shown]


def settle(project: Project, numbers: Sequence[int]) -> None:
    """Take answers off the list, all or none; RusctlError where one is not on it."""

    def work(change: "Transaction") -> None:
        there = {one.number for one in answers.to_review(change.connection, everything=True)}
        for number in numbers:
            if number not in there:
                raise _not_there(number)
        for number in numbers:
            answers.settle(change, number)

    with lock(project.folder.path, name=LOCK):
        Steps(opened_or_empty(project), "review").take(work)


def take(project: Project, language: Language, numbers: Sequence[int], event: str = "") -> TakenAnswers:
    """Take what is on the list as the answers that it says, all or none, and enter them in the register.

    Another time that is proposed is no answer: it goes from the list, and is said as a date to consider. `event` is the
    one that is meant where a mail does not say. RusctlError where a number is not on the list, PolicyError where it
    says no plain answer, or one to another date.
    """
    project.readable()
    if not is_there(project):  # nothing is on a list, and none is made to say so
        raise _not_there(numbers[0])
    now = sending.moment()
    with sending.outbox(project, language, now, what="review") as box:
        taking = _Settling(project, box, now, event)
        box.steps.take(lambda change: taking.all(change, numbers))
    return TakenAnswers(taking.kept, taking.entered, tuple(taking.notes))


class _Settling:
    """Answers on the list on their way into what is kept, in one step."""

    def __init__(self, project: Project, box: "Outbox", now: dt.datetime, event: str) -> None:
        self.project, self.box, self.now, self.event = project, box, now, event
        self._enter = put_down.answered(project)
        self.kept = self.entered = 0
        self.notes: list[Message] = []

    def all(self, change: "Transaction", numbers: Sequence[int]) -> None:
        self.kept, self.entered, self.notes = 0, 0, []  # where the step is made again
        there = {one.number: one for one in answers.to_review(change.connection, everything=True)}
        for number in dict.fromkeys(numbers):
            if number not in there:
                raise _not_there(number)
            self._one(change, there[number])
            answers.settle(change, number)

    def _one(self, change: "Transaction", item: "ReviewItem") -> None:
        if item.reason is Reason.COUNTER:
            self._consider(item)
            return
        answer = answer_of(item.status)
        if not _takes(item) or answer is None:
            text = msg(
                "{number} says no answer that can be taken ({reason}); --done takes it off when you have seen to it",
                number=item.number,
                reason=REASON[item.reason],
            )
            raise PolicyError(text)
        uid, event = self._about(item)
        self._keep(change, item, self._reply(change, item, uid, answer), event)

    def _about(self, item: "ReviewItem") -> tuple[str, str]:
        """Give the UID and the id of the event that an answer is about."""
        if item.uid:
            return item.uid, item.event
        if not self.event:
            raise PolicyError(
                msg("{number} does not say which event it is about; say it with --event", number=item.number)
            )
        uid = self.box.uid(self.event)
        if not uid:
            raise RusctlError(msg("nobody has been invited to {id}", id=self.event))
        return uid, self.event

    def _reply(self, change: "Transaction", item: "ReviewItem", uid: str, answer: Answer) -> Reply:
        stamp = item.stamp or item.read
        sequence = item.sequence
        if not item.uid:
            key = self.box.addresses.key(item.address)
            history = told.read(change.connection, self.box.addresses).invited_to(key).get(uid, [])
            sequence = (
                told.answered_sequence(history, item.stamp[:19] + "+00:00" if item.stamp else "") if history else 0
            )
        return Reply(
            uid=uid,
            address=item.address,
            status=item.status,
            comment=item.comment,
            sequence=sequence,
            stamp=min(dt.datetime.fromisoformat(stamp), self.now),
            answer=answer,
            guests=item.guests,
        )

    def _keep(self, change: "Transaction", item: "ReviewItem", reply: Reply, event: str) -> None:
        addresses = self.box.addresses
        key = addresses.key(reply.address)
        history = said(messages(change.connection, reply.uid), addresses).get(key, [])
        have = answers.given(change.connection, reply.uid, addresses).get(key)
        result, reason = answers.judge(reply, reply.address, history, have, self.now)
        if result is Result.OUTDATED:
            raise PolicyError(msg("{number} is to an earlier date of {id}; ask again", number=item.number, id=event))
        if result is Result.REVIEW and reason is not None:
            raise PolicyError(msg("{number} cannot be taken: {reason}", number=item.number, reason=REASON[reason]))
        if result is Result.KNOWN:
            self.notes.append(
                msg("{number}: an answer that is as new or newer is there, and stands", number=item.number)
            )
            return
        answers.keep(change, reply, self.box.now)
        self.kept += 1
        assert reply.answer is not None  # noqa: S101 - it is a plain one
        if self._enter(change, event, addresses.persons.get(key, ()), reply.answer, False):
            answers.noted(change, [Unnoted(reply.uid, reply.address.casefold(), reply.answer)])
            self.entered += 1

    def _consider(self, item: "ReviewItem") -> None:
        """Say how a time that was proposed is looked at and taken; the answer stays as it was."""
        if not item.proposed:
            self.notes.append(msg("{number} proposes another time that could not be read", number=item.number))
            return
        when = counter_proposals.as_written(item.proposed)
        self.notes.append(
            msg(
                'a date to consider for {id}: {when}; rusctl whatif move {id} "{when}" says what would follow, and '
                'rusctl event move {id} "{when}" takes it',
                id=item.event,
                when=when,
            )
        )


def _not_there(number: int) -> RusctlError:
    return RusctlError(msg("there is no {number} on the list", number=number))


def _takes(item: "ReviewItem") -> bool:
    """Whether what is on the list says an answer that can be taken as it is."""
    return not item.done and item.reason not in _NEVER and answer_of(item.status) in _PLAIN


def _row(one: "ReviewItem") -> Row:
    values: Row = one._asdict() | {"reason": one.reason.value, "answer": one.status.lower(), "takes": _takes(one)}
    return mail_rows.row(mail_rows.REVIEW, values)
