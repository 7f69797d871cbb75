"""What is listed of mail: who was invited and has answered what, what waits for review, and the messages."""

from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.mail import drafts
from rusctl.register import persons
from rusctl.services.mailing import answer_words, answered, mail_listings, outbox_messages, recipient_actions, reviewing
from rusctl.services.project import Project
from tests.mail.server import CUT, Box, Fault
from tests.services.conftest import said
from tests.services.mailing.conftest import (
    EN,
    NOW,
    cancelled,
    entered,
    heard,
    invite,
    moved,
    reading,
    registered,
    states,
)
from tests.services.mailing.test_take_replies import mail as mailed
from tests.services.mailing.test_take_replies import reply, taken

HIDDEN = "1 more are not shown, since their data are protected or restricted"


def said_of(project: Project, name: str | None = None, *, hidden: bool = False) -> list[str]:
    rows = answered.invited(project.again(), name, hidden=hidden)
    return [f"{row['event']} {row['address'][:3]} {row['told']} {row['answer']} {row['current']}" for row in rows]


def test_nobody_was_invited_to_anything(tour: Project) -> None:
    assert answered.invited(tour) == []
    assert list(answered.counted([])) == []
    with pytest.raises(RusctlError) as caught:
        answered.invited(tour, "norberg")
    assert said(caught.value.message) == "nobody has been invited to norberg"


def test_an_answer_is_listed_with_the_date_it_is_to(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    invite(tour, "tre", event="arboga")
    taken(tour, tmp_path, reply(more="COMMENT:kommer lite sent\n"))
    assert said_of(tour, "norberg") == ["norberg ett sent accepted True", "norberg tva draft needs-action False"]
    rows = answered.invited(tour.again())
    assert [row["event"] for row in rows] == ["norberg", "norberg", "arboga"]
    assert (rows[0]["comment"], rows[0]["answered"]) == ("kommer lite sent", "2018-11-08T10:00:00+00:00")
    assert (rows[1]["comment"], rows[1]["answered"], rows[1]["role"]) == (None, None, None)
    assert [said(one) for one in answered.counted(rows)] == [
        "norberg: 2 invited: yes 1, no answer 1",
        "arboga: 1 invited: no answer 1",
    ]
    moved(tour)
    invite(tour)
    assert said_of(tour, "norberg") == ["norberg ett draft accepted False", "norberg tva draft needs-action False"]
    (text,) = answered.counted(answered.invited(tour.again(), "norberg"))
    assert said(text) == "norberg: 2 invited: no answer 2"


def test_an_answer_to_what_is_cancelled_is_current_no_more(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, reply())
    cancelled(tour)
    invite(tour)
    assert said_of(tour) == ["norberg ett draft accepted False"]


def test_whose_invitation_was_withdrawn_is_invited_no_more(tour: Project) -> None:
    invite(tour, "ett", "tva")
    invite(tour, "ett", withdraw=True)
    assert said_of(tour) == ["norberg tva draft needs-action False"]


def test_what_was_removed_before_it_was_sent_is_listed_as_that(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "451 later", times=1))
    invite(tour, "ett", send=True)
    cancelled(tour)
    invite(tour)
    assert said_of(tour) == ["norberg ett withdrawn needs-action False"]


def test_the_protected_are_counted_and_shown_when_they_are_asked_for(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    taken(tour, tmp_path, mailed("tva", reply()))
    entered(tour, registered("ett", protected=True))
    heard(tour)
    assert said_of(tour) == ["norberg tva draft needs-action False"]
    assert [row["address"] for row in outbox_messages.listed(tour.again())] == ["tva@example.org"]
    assert reviewing.to_review(tour.again()) == []
    assert heard(tour) == [HIDDEN] * 3
    assert len(said_of(tour, hidden=True)) == len(outbox_messages.listed(tour.again(), hidden=True)) == 2
    assert [row["address"] for row in reviewing.to_review(tour.again(), hidden=True)] == ["ett@example.org"]
    assert heard(tour) == []


def test_what_somebody_has_looked_at_waits_no_more(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, reply("okand"), reply(answer="DELEGATED"))
    rows = reviewing.to_review(tour.again())
    assert [(row["number"], row["reason"], row["answer"]) for row in rows] == [
        (1, "stranger", "accepted"),
        (2, "delegated", "delegated"),
    ]
    with pytest.raises(RusctlError) as caught:
        reviewing.settle(tour.again(), [1, 7])
    assert said(caught.value.message) == "there is no 7 on the list"
    assert len(reviewing.to_review(tour.again())) == 2
    reviewing.settle(tour.again(), [1])
    assert [row["number"] for row in reviewing.to_review(tour.again())] == [2]
    assert [row["done"] for row in reviewing.to_review(tour.again(), everything=True)] == [True, False]


def test_where_nobody_was_written_to_no_register_is_made(tour: Project) -> None:
    assert (mail_listings.outbox(tour), mail_listings.answers(tour)) == ([], ([], []))
    with pytest.raises(RusctlError, match="nobody has been invited to"):
        mail_listings.answers(tour, "sala")
    assert reviewing.to_review(tour) == []
    with pytest.raises(RusctlError) as caught:
        reviewing.take(tour, EN, [7])
    assert said(caught.value.message) == "there is no 7 on the list"
    assert not (tour.folder.path / "register").exists()


def test_messages_are_listed_by_event_and_state(tour: Project, mail: Box) -> None:
    invite(tour, "ett")
    invite(tour, "tva", event="arboga", send=True)
    assert len(mail.taken) == 1

    def numbers(event: str = "", state: str = "") -> list[int]:
        return [row["number"] for row in mail_listings.outbox(tour.again(), event, state)]

    assert (numbers(), numbers("arboga"), numbers(state="draft"), numbers("arboga", "draft")) == ([1, 2], [2], [1], [])
    with pytest.raises(RusctlError) as caught:
        numbers(state="borta")
    assert said(caught.value.message).startswith("borta is not a state; there are ")


def test_a_message_is_shown_with_its_words_as_long_as_they_are_kept(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "550 no such mailbox", times=1))
    invite(tour, "ett", send=True)
    row, text = outbox_messages.message(tour.again(), 1)
    assert (row["event"], row["state"], row["kind"]) == ("norberg", "failed", "invitation")
    assert "no such mailbox" in row["said"]
    assert "Norberg" in text
    invite(tour, "tva", send=True)
    assert outbox_messages.message(tour.again(), 2)[1] == ""
    with pytest.raises(RusctlError) as caught:
        outbox_messages.message(tour.again(), 9)
    assert said(caught.value.message) == "there is no message 9; rusctl outbox list shows them"


def test_what_is_unknown_is_settled_by_what_somebody_found_out(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("after", CUT, times=2))
    invite(tour, "ett", "tva", send=True)
    assert states(tour) == ["ett invitation 0 unknown", "tva invitation 0 unknown"]
    assert outbox_messages.resolve(tour.again(), EN, [1], arrived=True) == 1
    assert outbox_messages.resolve(tour.again(), EN, [2], arrived=False) == 1
    assert states(tour) == ["ett invitation 0 sent", "tva invitation 0 queued"]
    with pytest.raises(PolicyError) as caught:
        outbox_messages.resolve(tour.again(), EN, [1, 2], arrived=True)
    assert said(caught.value.message) == "1 is sent, not unknown"
    with pytest.raises(RusctlError) as found:
        outbox_messages.resolve(tour.again(), EN, (), "norberg", arrived=True)
    assert said(found.value.message) == "nothing of norberg is unknown or a draft"


def test_the_drafts_of_an_event_are_settled_together(tour: Project) -> None:
    invite(tour, "ett", "tva")
    invite(tour, "ett", event="arboga")
    assert outbox_messages.resolve(tour.again(), EN, (), "norberg", arrived=True) == 2
    assert outbox_messages.resolve(tour.again(), EN, (), "arboga", arrived=False) == 1
    assert [one.rpartition(" ")[2] for one in states(tour)] == ["sent", "sent", "withdrawn"]
    assert drafts.found(tour.folder.path)


def test_only_what_has_failed_is_tried_again(tour: Project, mail: Box) -> None:
    mail.faults += [Fault("RCPT", "550 no", times=1), Fault("after", CUT, times=1)]
    invite(tour, "ett", "tva", send=True)
    invite(tour, "tre", send=True)
    texts = []
    for number in (2, 3):
        with pytest.raises(PolicyError) as caught:
            outbox_messages.retry(tour.again(), EN, [1, number])
        texts.append(said(caught.value.message))
    assert texts == ["2 may have arrived; say rusctl outbox resolve 2 --not-sent", "3 is sent, not failed"]
    assert states(tour)[0] == "ett invitation 0 failed"
    assert outbox_messages.retry(tour.again(), EN, [1, 1]) == 1
    assert states(tour)[0] == "ett invitation 0 queued"


def test_what_has_no_date_to_tell_is_not_sent(tour: Project, mail: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    mail.faults.append(Fault("RCPT", "451 later", times=1))
    invite(tour, "ett", send=True)
    heard(tour)
    project = tour.again()
    box = reading(tour)
    find = recipient_actions.find_meeting
    monkeypatch.setattr(recipient_actions, "find_meeting", lambda *words: replace(find(*words), entry=None))
    assert outbox_messages.in_order(project, box, NOW) == []
    assert heard(tour) == ["norberg has no date to tell; nothing about it is sent"]


def test_the_words_of_answers_end_with_none() -> None:
    assert answer_words.ORDER == ("accepted", "declined", "tentative", "delegated", "needs-action")
    assert {one: said(text) for one, text in answer_words.WORDS.items()}["needs-action"] == "no answer"


def test_a_message_to_somebody_hidden_is_shown_only_where_that_is_asked_for(tour: Project) -> None:
    register = entered(tour, registered("ett"))
    invite(tour)
    register.change("person set", lambda change: persons.set_values(change, 1, 1, {"protected": True}))
    with pytest.raises(PolicyError):
        outbox_messages.message(tour.again(), 1)
    assert outbox_messages.message(tour.again(), 1, hidden=True)[0]["address"] == "ett@example.org"
