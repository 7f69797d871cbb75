"""What a recipient is told next, by what was said before."""

from dataclasses import replace

import pytest

from rusctl.mail.history import (
    CANCEL,
    REQUEST,
    MailAction,
    SentMessage,
    State,
    Version,
    next_cancel,
    next_reminder,
    next_request,
)

THEN = Version(3, "monday", "monday, Sala")
WORDS = Version(4, "monday", "monday, Sala, room 2")
MOVED = Version(4, "tuesday", "tuesday, Sala")


def said(
    number: int, state: State, version: Version = THEN, method: str = REQUEST, kind: str = "invitation"
) -> SentMessage:
    return SentMessage(number=number, ordinal=number, state=state, kind=kind, method=method, version=version)


ARRIVED = [State.DRAFT, State.SENDING, State.SENT, State.UNKNOWN]


def test_who_has_been_told_nothing_is_invited() -> None:
    assert next_request(THEN, []) == MailAction(kind="invitation", method=REQUEST, sequence=3)


@pytest.mark.parametrize("state", ARRIVED)
def test_who_may_have_it_is_not_told_again(state: State) -> None:
    assert next_request(THEN, [said(1, state)]) == MailAction()


@pytest.mark.parametrize("state", ARRIVED)
def test_a_new_date_has_a_higher_sequence(state: State) -> None:
    assert next_request(MOVED, [said(1, state)]) == MailAction(kind="update", method=REQUEST, sequence=4)


def test_a_new_date_has_a_higher_sequence_than_was_told_even_where_the_ledger_counts_lower() -> None:
    assert next_request(MOVED, [said(1, State.SENT, THEN._replace(sequence=9))]).sequence == 10


def test_other_words_keep_the_sequence_so_that_answers_stand() -> None:
    assert next_request(WORDS, [said(1, State.SENT)]) == MailAction(kind="information", method=REQUEST, sequence=3)


def test_a_reminder_that_was_taken_back_may_be_made_again() -> None:
    reminder = said(2, State.WITHDRAWN, kind="reminder")
    assert next_reminder(THEN, [said(1, State.SENT), reminder]).kind == "reminder"
    assert next_reminder(THEN, [said(1, State.SENT), said(2, State.SENT, kind="reminder")]) == MailAction()


def test_what_waits_for_an_address_that_is_no_more_is_made_anew() -> None:
    waits = replace(said(1, State.QUEUED), moved=True)
    assert next_request(THEN, [waits]) == MailAction((1,), "invitation", REQUEST, 3)
    assert next_request(THEN, [replace(said(1, State.UNKNOWN), moved=True)]) == MailAction()


def test_what_waits_is_not_put_in_twice() -> None:
    assert next_request(THEN, [said(1, State.QUEUED)]) == MailAction()


def test_what_waits_and_is_out_of_date_is_withdrawn() -> None:
    assert next_request(MOVED, [said(1, State.QUEUED)]) == MailAction((1,), "invitation", REQUEST, 4)


def test_a_cancellation_that_waits_is_withdrawn_when_the_event_is_on_again() -> None:
    assert next_request(THEN, [said(1, State.SENT), said(2, State.QUEUED, method=CANCEL)]) == MailAction((2,))


def test_what_failed_for_good_is_not_sent_again_by_itself() -> None:
    assert next_request(THEN, [said(1, State.FAILED)]) == MailAction(blocked_by=1)


def test_what_failed_is_forgotten_when_there_is_something_new_to_say() -> None:
    assert next_request(MOVED, [said(1, State.FAILED)]) == MailAction(kind="invitation", method=REQUEST, sequence=4)


def test_who_was_told_of_a_cancellation_is_invited_anew() -> None:
    history = [said(1, State.SENT), said(2, State.SENT, THEN._replace(sequence=4), CANCEL)]
    assert next_request(THEN, history) == MailAction(kind="invitation", method=REQUEST, sequence=5)


@pytest.mark.parametrize("state", ARRIVED)
def test_a_cancellation_has_a_higher_sequence(state: State) -> None:
    assert next_cancel(THEN, [said(1, state)], "cancellation") == MailAction((), "cancellation", CANCEL, 4)


def test_who_was_never_told_needs_no_cancellation_and_what_waits_is_withdrawn() -> None:
    assert next_cancel(THEN, [said(1, State.QUEUED)], "cancellation") == MailAction((1,))
    assert next_cancel(THEN, [said(1, State.FAILED)], "cancellation") == MailAction()
    assert next_cancel(THEN, [], "cancellation") == MailAction()


def test_a_reminder_that_waits_is_withdrawn_by_a_cancellation() -> None:
    history = [said(1, State.SENT), said(2, State.QUEUED, kind="reminder")]
    assert next_cancel(THEN, history, "cancellation") == MailAction((2,), "cancellation", CANCEL, 4)


def test_a_cancellation_is_told_once() -> None:
    history = [said(1, State.SENT), said(2, State.SENT, THEN._replace(sequence=4), CANCEL)]
    assert next_cancel(THEN, history, "cancellation") == MailAction()
    waiting = [said(1, State.SENT), said(2, State.QUEUED, THEN._replace(sequence=4), CANCEL)]
    assert next_cancel(THEN, waiting, "cancellation") == MailAction()


def test_a_reminder_goes_once_for_a_date_and_only_to_who_has_been_told_of_it() -> None:
    history = [said(1, State.SENT)]
    assert next_reminder(THEN, history) == MailAction(kind="reminder", method=REQUEST, sequence=3)
    assert next_reminder(THEN, [*history, said(2, State.UNKNOWN, kind="reminder")]) == MailAction()
    assert next_reminder(MOVED, history) == MailAction()
    assert next_reminder(THEN, [said(1, State.QUEUED)]) == MailAction()
    assert next_reminder(THEN, [said(1, State.FAILED)]) == MailAction()
    assert next_reminder(THEN, [*history, said(2, State.SENT, method=CANCEL)]) == MailAction()
