"""What becomes of an answer: only the invited, only what they were told, only the newest."""

import datetime as dt
import hashlib
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from rusctl.calendar.itip.partstat import answer_of
from rusctl.database.transaction import Transaction
from rusctl.mail import answers
from rusctl.mail.answers import GivenAnswer, Result, judge
from rusctl.mail.history import CANCEL, REQUEST, SentMessage, Version
from rusctl.mail.outbox import Outbox
from rusctl.mail.schema import answer, review
from rusctl.model.messages import Reason, State
from rusctl.model.people import Answer
from rusctl.model.recipients import Reply
from tests.mail.conftest import NOW, UID, new

STAMP = dt.datetime(2018, 11, 8, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
REPLY = Reply(uid=UID, address="Ett@example.org", status="ACCEPTED", sequence=3, stamp=STAMP, answer=Answer.ACCEPTED)
HAVE = GivenAnswer("ett@example.org", Answer.ACCEPTED, "", 3, STAMP)


def saying(status: str) -> Reply:
    return replace(REPLY, status=status, answer=answer_of(status))


def told(sequence: int = 3, state: State = State.SENT, method: str = REQUEST, number: int = 1) -> SentMessage:
    version = Version(sequence, "monday", "monday, Sala")
    return SentMessage(number=number, ordinal=number, state=state, kind="invitation", method=method, version=version)


def result(
    reply: Reply = REPLY, sender: str = "", said: tuple[SentMessage, ...] = (told(),), have: GivenAnswer | None = None
) -> object:
    found, reason = judge(reply, sender, said, have, NOW)
    return reason or found


@pytest.mark.parametrize("status", ["ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION"])
def test_the_invited_are_heard(status: str) -> None:
    assert result(saying(status)) is Result.TAKEN
    assert result(saying(status), sender="ett@Example.org") is Result.TAKEN


@pytest.mark.parametrize("state", [State.DRAFT, State.SENDING, State.UNKNOWN])
def test_who_may_have_been_invited_is_heard(state: State) -> None:
    assert result(said=(told(state=state),)) is Result.TAKEN


@pytest.mark.parametrize(
    ("said", "reply", "sender", "expected"),
    [
        ((), REPLY, "", Reason.STRANGER),
        ((told(state=State.QUEUED),), REPLY, "", Reason.STRANGER),
        ((told(state=State.FAILED),), REPLY, "", Reason.STRANGER),
        ((told(state=State.WITHDRAWN),), REPLY, "", Reason.STRANGER),
        ((told(),), REPLY, "someone@example.org", Reason.SENDER),
        ((told(),), REPLY, "?", Reason.SENDER),
        ((told(),), saying("DELEGATED"), "", Reason.DELEGATED),
        ((told(),), saying("COMPLETED"), "", Reason.UNCLEAR),
        ((told(),), saying(""), "", Reason.UNCLEAR),
        ((told(),), replace(REPLY, stamp=None), "", Reason.UNDATED),
        ((told(),), replace(REPLY, stamp=NOW + 48 * HOUR), "", Reason.FUTURE),
        ((told(),), replace(REPLY, sequence=4), "", Reason.AHEAD),
        ((told(),), replace(REPLY, sequence=2), "", Result.OUTDATED),
        ((told(), told(4, method=CANCEL, number=2)), REPLY, "", Result.OUTDATED),
        ((told(), told(5, number=2)), REPLY, "", Result.OUTDATED),
        ((told(), told(5, number=2)), replace(REPLY, sequence=5), "", Result.TAKEN),
    ],
)
def test_what_is_not_taken(said: tuple[SentMessage, ...], reply: Reply, sender: str, expected: object) -> None:
    assert result(reply, sender, said) is expected


def test_the_newest_counts_by_sequence_then_by_dtstamp() -> None:
    assert result(have=HAVE) is Result.KNOWN
    assert result(replace(saying("DECLINED"), stamp=STAMP - HOUR), have=HAVE) is Result.KNOWN
    assert result(replace(saying("DECLINED"), stamp=STAMP + HOUR), have=HAVE) is Result.TAKEN
    assert result(have=HAVE._replace(sequence=2, stamp=STAMP + HOUR)) is Result.TAKEN
    assert result(saying("DECLINED"), have=HAVE) is Reason.UNCLEAR


def test_an_answer_is_kept_and_a_newer_one_takes_its_place(outbox: Outbox) -> None:
    outbox.add(UID, "sala", [new("ett@example.org", state=State.UNKNOWN)])
    kept = replace(REPLY, sequence=0)
    outbox.steps.take(lambda change: answers.keep(change, kept, outbox.now))
    newer = replace(kept, status="DECLINED", answer=Answer.DECLINED, comment="sjuk", stamp=STAMP + HOUR)
    outbox.steps.take(lambda change: answers.keep(change, newer, outbox.now))
    assert outbox.given(UID) == {
        "ett@example.org": GivenAnswer("ett@example.org", Answer.DECLINED, "sjuk", 0, STAMP + HOUR)
    }


def test_an_answer_proves_that_the_invitation_arrived(outbox: Outbox) -> None:
    states = [State.UNKNOWN, State.DRAFT, State.FAILED]
    outbox.add(UID, "sala", [new(f"p{number}@example.org", state=state) for number, state in enumerate(states)])
    for number in range(3):
        reply = replace(REPLY, address=f"p{number}@example.org", sequence=0)
        outbox.steps.take(partial(answers.keep, reply=reply, now=outbox.now))
    assert [entry.state for entry in outbox.entries()] == [State.SENT, State.SENT, State.FAILED]


def test_the_list_to_look_at_holds_each_once_and_has_an_end(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(reply: Reply, sender: str = "x@example.org") -> bool | None:
        return outbox.steps.take(lambda change: answers.put_by(change, reply, sender, Reason.STRANGER, outbox.now))

    def listed(*, everything: bool = False) -> list[answers.ReviewItem]:
        with outbox.register.reading() as connection:
            return answers.to_review(connection, everything=everything)

    assert [put(REPLY), put(REPLY)] == [True, False]
    monkeypatch.setattr(answers, "MOST_FOR_REVIEW", 1)
    assert put(replace(REPLY, comment="x"), "") is None
    (one,) = listed()
    assert (one.address, one.sender, one.reason, one.status) == (
        "ett@example.org",
        "x@example.org",
        Reason.STRANGER,
        "ACCEPTED",
    )
    assert outbox.steps.take(lambda change: answers.settle(change, one.number))
    assert not outbox.steps.take(lambda change: answers.settle(change, 99))
    assert listed() == []
    assert put(REPLY) is False
    assert len(listed(everything=True)) == 1


def test_a_row_says_an_answer_and_a_digest_in_the_same_words_whatever_the_enum_is_called(outbox: Outbox) -> None:
    silent, sent = saying("NEEDS-ACTION"), replace(saying("DELEGATED"), delegate="Ny@example.org")

    def work(change: Transaction) -> None:
        answers.keep(change, silent, outbox.now)
        answers.put_by(change, sent, "", Reason.DELEGATED, outbox.now)

    outbox.steps.take(work)
    assert outbox.given(UID)["ett@example.org"].status is Answer.NONE
    parts = (UID, "Ett@example.org", "DELEGATED", "", "3", str(STAMP), "Ny@example.org", "", "delegated")
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    with outbox.register.reading() as connection:
        assert connection.execute(select(answer.c.status)).scalars().all() == ["needs-action"]
        assert connection.execute(select(review.c.digest)).scalars().all() == [digest]
