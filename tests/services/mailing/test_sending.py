"""What a send does with a message that is claimed, failed, put off or unknown, and what is refused before."""

import datetime as dt
import shutil
import time
from typing import Any

import pytest

from rusctl.errors import ConflictError, EnvironmentFailureError, PolicyError, RusctlError
from rusctl.mail.outbox import Outbox
from rusctl.model.messages import State
from rusctl.register import persons
from rusctl.services.mailing import outbox_messages, sending
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, TARGETS
from tests.mail.server import CUT, Box, Fault
from tests.services.conftest import change, said
from tests.services.mailing.conftest import (
    EN,
    NORBERG,
    NOW,
    cancelled,
    entered,
    heard,
    invite,
    moved,
    person,
    reading,
    registered,
    states,
)
from tests.services.planning.conftest import register


@pytest.fixture
def queued(tour: Project, mail: Box) -> Project:
    """The tour with three messages that wait, those of persons whom the register knows."""
    entered(tour, *map(registered, ("ett", "tva", "tre")))
    mail.faults.append(Fault("RCPT", "451 later", times=3))
    invite(tour, send=True)
    mail.faults.clear()
    assert [one.rpartition(" ")[2] for one in states(tour)] == ["queued"] * 3
    heard(tour)
    return tour


def send(project: Project) -> bool:
    """Send what waits, as outbox send does."""
    project = project.again()
    with sending.outbox(project, EN, NOW, what="outbox send") as box:
        return sending.deliver(project, box, outbox_messages.in_order(project, box, NOW))


def ends(project: Project) -> list[str]:
    return [one.rpartition(" ")[2] for one in states(project)]


def test_what_waits_is_sent_once(queued: Project, mail: Box) -> None:
    assert send(queued)
    assert mail.copies() == dict.fromkeys(("ett@example.org", "tva@example.org", "tre@example.org"), 1)
    assert heard(queued) == ["3 sent"]
    assert send(queued)
    assert heard(queued) == []
    assert len(mail.taken) == 3


def test_what_is_refused_has_failed_and_is_tried_again_when_somebody_says_so(queued: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "550 no such mailbox", times=1))
    assert not send(queued)
    assert heard(queued) == ["2 sent, 1 failed"]
    assert ends(queued) == ["failed", "sent", "sent"]
    assert send(queued)
    assert outbox_messages.retry(queued.again(), EN, [1]) == 1
    assert send(queued)
    assert ends(queued) == ["sent"] * 3


def test_what_may_have_arrived_is_unknown_and_never_sent_again_by_itself(queued: Project, mail: Box) -> None:
    mail.faults.append(Fault("after", CUT, times=1))
    assert not send(queued)
    assert heard(queued) == [
        "2 sent, 1 unknown",
        "unknown: whether the server took it is not certain; rusctl outbox resolve settles it",
    ]
    assert send(queued)
    assert len(mail.taken) == 3


def test_what_is_put_off_waits(queued: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "451 later", times=1))
    assert not send(queued)
    assert heard(queued) == ["1 queued, 2 sent", "queued: rusctl outbox send tries again"]
    assert ends(queued) == ["queued", "sent", "sent"]


def test_a_server_that_is_not_there_stops_it_and_all_waits(queued: Project, mail: Box) -> None:
    mail.faults.append(Fault("banner", CUT))
    with pytest.raises(EnvironmentFailureError):
        send(queued)
    assert heard(queued) == ["3 queued", "queued: rusctl outbox send tries again"]
    assert ends(queued) == ["queued"] * 3


def test_what_a_crash_left_on_its_way_is_unknown(queued: Project) -> None:
    box = reading(queued)
    box.begin(1)
    assert ends(queued) == ["sending", "queued", "queued"]
    assert send(queued)
    assert heard(queued)[0] == ("1 message was being sent when rusctl stopped; delivery unknown")
    assert ends(queued) == ["unknown", "sent", "sent"]


def held(project: Project, monkeypatch: pytest.MonkeyPatch, meanwhile: Any) -> bool:
    """Send, with what happens between looking what waits and the first message."""
    project = project.again()
    with sending.outbox(project, EN, NOW, what="outbox send") as box:
        waiting = box.waiting(NORBERG)
        meanwhile(Outbox(register(project.folder.path), NOW))
        monkeypatch.setattr(box, "waiting", lambda _: waiting)
        return sending.deliver(project, box, [NORBERG])


def test_what_somebody_else_has_claimed_is_left_to_them(
    queued: Project, mail: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held(queued, monkeypatch, lambda other: other.begin(1))
    assert heard(queued) == ["1 message was taken by somebody else meanwhile", "2 sent"]
    assert ends(queued) == ["sending", "sent", "sent"]
    assert "ett@example.org" not in mail.copies()


def test_who_was_restricted_meanwhile_gets_nothing(queued: Project, mail: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def restrict(other: Outbox) -> None:
        other.register.change("person restrict", lambda change: persons.set_values(change, 2, 1, {"restricted": True}))

    assert held(queued, monkeypatch, restrict)
    assert heard(queued) == ["1 person is protected or restricted and is not written to", "2 sent"]
    assert mail.copies() == {"ett@example.org": 1, "tre@example.org": 1}
    assert send(queued)
    assert heard(queued) == ["1 person is protected or restricted and is not written to"]


def test_what_somebody_settles_while_it_is_sent_stands(queued: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    settle = Outbox.settle

    def late(box: Outbox, number: int, state: State, text: str) -> None:
        if number == 1:
            other = Outbox(register(queued.folder.path), NOW)
            assert other.recover() == 1
            other.decide(1, State.QUEUED)
        settle(box, number, state, text)

    monkeypatch.setattr(Outbox, "settle", late)
    assert send(queued)
    assert heard(queued) == ["3 sent", "settled by somebody else while they were being sent, and left so: 1"]


def test_what_holds_no_more_is_removed_before(queued: Project, mail: Box) -> None:
    moved(queued)
    project = queued.again()
    with sending.outbox(project, EN, NOW, dry_run=True) as box:
        assert outbox_messages.in_order(project, box, NOW, dry_run=True) == [NORBERG]
    text = (
        "norberg has changed: 3 messages are removed from the queue; rusctl invite norberg --send tells what holds now"
    )
    assert heard(queued) == [text]
    assert ends(queued) == ["queued"] * 3
    assert send(queued)
    assert heard(queued) == [text]
    assert ends(queued) == ["withdrawn"] * 3
    assert not mail.taken


def test_about_what_is_cancelled_nothing_is_sent(queued: Project, mail: Box) -> None:
    cancelled(queued)
    assert send(queued)
    assert not mail.taken


def test_as_many_are_sent_in_a_minute_as_the_plan_says(queued: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    change(queued.folder.path, TARGETS, 'security = "none"', 'security = "none"\nper_minute = 1')
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert send(queued)
    first, second, third = slept  # what is left of a minute, and of two, since nobody really waits
    assert first == 0
    assert 40 < second <= 60
    assert 100 < third <= 120


def test_without_a_server_or_without_consent_nothing_is_queued(tour: Project, mail: Box) -> None:
    tour.asked = lambda _: None
    with pytest.raises(PolicyError) as caught:
        invite(tour, "ett", send=True)
    assert "send messages through a mail server" in said(caught.value.message)
    assert states(tour) == []
    assert not mail.taken


def test_from_another_register_nothing_is_sent(queued: Project, mail: Box) -> None:
    shutil.rmtree(queued.folder.path / "register")
    entered(queued, registered("ett"))
    heard(queued)
    with pytest.raises(ConflictError):
        invite(queued, send=True)
    assert not mail.taken


def test_a_plan_with_faults_is_refused_at_the_first(tour: Project) -> None:
    sending.refuse_faults(tour)
    change(tour.folder.path, EVENTS, 'status = "tentative"', 'status = "perhaps"')
    project = tour.again()
    with pytest.raises(RusctlError) as caught:
        sending.refuse_faults(project)
    assert said(caught.value.message).endswith("; fix the plan first (rusctl check)")
    assert (caught.value.at.file, caught.value.at.line) == (EVENTS, project.line(caught.value.at))


def test_the_moment_has_whole_seconds_in_utc() -> None:
    assert sending.moment().microsecond == 0
    assert sending.moment().tzinfo is dt.UTC


def test_to_look_at_the_outbox_makes_nothing(tour: Project) -> None:
    assert reading(tour).recipients(NORBERG) == {}
    assert not (tour.folder.path / "register").exists()
    invite(tour, "ett")
    assert list(reading(tour).recipients(NORBERG)) == [person("ett").key]
