"""What is prepared for one run, written as drafts or put into the outbox, and told the ledger."""

from email import message_from_bytes
from email.utils import parseaddr

import pytest

from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.mail import drafts
from rusctl.mail.outbox import Outbox
from rusctl.model.messages import State
from rusctl.services.mailing import inviting, recipient_actions, sending, who_is_told
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.people import acceptance
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PROCESS, TARGETS
from tests.mail.server import Box, Fault
from tests.services.conftest import add, change, said
from tests.services.mailing.conftest import (
    EN,
    NORBERG,
    NOW,
    ONE_NEW,
    Done,
    entered,
    erased,
    heard,
    invite,
    mail_list,
    moved,
    person,
    registered,
    states,
)
from tests.services.planning.conftest import register

UNSENT = "1 draft was written before: say --unsent if it was not sent, rusctl outbox resolve --sent if it was"


def ledger(project: Project) -> dict[str, int]:
    """Give the version of every event that calendars and people have been told, by id."""
    published = project.again().plan.published
    return {one.id: one.sequence for one in published.entries.values()} if published else {}


def drafted(project: Project) -> list[str]:
    """Give to whom the drafts of a folder are, in the order of their numbers."""
    found = sorted(drafts.found(project.folder.path).items())
    return [parseaddr(message_from_bytes(path.read_bytes())["To"])[1] for _, path in found]


def test_drafts_are_written_and_the_ledger_told(tour: Project) -> None:
    invite(tour, "ett")
    (path,) = drafts.found(tour.folder.path).values()
    assert path.parent == drafts.place(tour.folder.path, "norberg")
    assert b"X-Unsent: 1" in path.read_bytes()
    assert ledger(tour) == {"norberg": 0}
    moved(tour)
    invite(tour)
    assert ledger(tour) == {"norberg": 1}


def test_a_withdrawn_invitation_alone_changes_nothing_for_calendars(tour: Project) -> None:
    invite(tour, "ett", "tva")
    invite(tour, "ett", withdraw=True)
    assert ledger(tour) == {"norberg": 0}


def test_that_calendars_are_not_told_is_said_where_there_are_any(tour: Project) -> None:
    add(tour.folder.path, TARGETS, '[[target]]\nid = "webb"\nkind = "folder"\npath = "flöden"')
    invite(tour, "ett")
    assert "this does not update calendars; run rusctl publish" in heard(tour)


def test_what_is_sent_is_queued_first_and_has_its_number(tour: Project, mail: Box) -> None:
    assert invite(tour, "ett", "tva", send=True) == Done(["norberg ett invitation 0", "norberg tva invitation 0"])
    assert mail.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    assert states(tour) == ["ett invitation 0 sent", "tva invitation 0 sent"]
    assert {one["Message-ID"].partition("@")[2] for one in mail.messages()} == {"rus2030.regionvastmanland.se>"}


def test_what_may_have_been_sent_from_a_draft_is_not_sent_again(tour: Project, mail: Box) -> None:
    invite(tour, "ett")
    heard(tour)
    with pytest.raises(PolicyError) as caught:
        invite(tour, send=True)
    assert said(caught.value.message) == UNSENT
    assert invite(tour, "tva", send=True).told == ["norberg tva invitation 0"]
    assert heard(tour)[:2] == [ONE_NEW, UNSENT]
    assert invite(tour, send=True, unsent=True).told == ["norberg ett invitation 0"]
    assert mail.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    assert states(tour)[0] == "ett invitation 0 withdrawn"


def test_drafts_that_were_not_sent_are_written_anew(tour: Project) -> None:
    invite(tour, "ett")
    moved(tour)
    assert invite(tour, unsent=True).told == ["norberg ett invitation 1"]
    assert states(tour) == ["ett invitation 0 withdrawn", "ett invitation 1 draft"]


def test_what_waits_is_said_and_sent_with_the_next(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "451 later", times=1))
    assert invite(tour, "ett", send=True) == Done(["norberg ett invitation 0"], complete=False)
    heard(tour)
    assert invite(tour) == Done([])
    assert heard(tour) == ["1 message waits in the outbox; rusctl outbox send sends it"]
    assert invite(tour, send=True) == Done([])
    assert mail.copies() == {"ett@example.org": 1}


def test_what_waits_and_holds_no_more_is_removed_from_the_queue(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "451 later", times=2))
    invite(tour, "ett", "tva", send=True)
    heard(tour)
    moved(tour)
    assert invite(tour, dry_run=True).told == ["norberg ett invitation 1", "norberg tva invitation 1"]
    assert heard(tour) == ["2 queued messages are removed from the queue"]
    change(tour.folder.path, EVENTS, 'status = "tentative"', 'status = "cancelled"')
    assert invite(tour) == Done([])
    assert heard(tour) == ["2 queued messages are removed from the queue"]
    assert [one.rpartition(" ")[2] for one in states(tour)] == ["withdrawn", "withdrawn"]


def test_a_message_that_failed_for_good_is_left_alone(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "550 no such mailbox", times=1))
    assert not invite(tour, "ett", "tva", send=True).complete
    heard(tour)
    assert invite(tour, send=True) == Done([])
    assert heard(tour) == [
        "1 message failed before and is left alone; rusctl outbox retry 1 sends it again",
        "everybody has been told; there is nothing to send",
    ]


def test_where_somebody_else_has_told_the_same_the_drafts_are_taken_back(tour: Project) -> None:
    entered(tour, registered("fyra"), event="arboga")
    what = Invitation("norberg", mail_list(person("ett")))
    project = tour.again()
    with sending.outbox(project, EN, NOW) as box:
        found = [
            *who_is_told.invited(project, box, Invitation("arboga", mail_list(person("tva"))), None, NOW),
            *who_is_told.invited(project, box, what, None, NOW),
        ]
        prepared = inviting.prepare(project, box, found)
        other = Outbox(register(project.folder.path), NOW)
        turn = prepared.mailings[1].turns[0]
        meeting = prepared.mailings[1].meeting
        message = recipient_actions.new_message(meeting, turn, None, State.SENT, "<other@example.org>")
        other.add(NORBERG, "norberg", [message])
        with pytest.raises(ConflictError):
            inviting.MailingRun(project, box, prepared, NOW).carry_out()
    assert drafted(tour) == ["tva@example.org"]


@pytest.mark.usefixtures("mail")
def test_from_an_older_copy_nothing_is_sent_until_it_is_accepted_and_nothing_twice(tour: Project) -> None:
    entered(tour, registered("fyra"))
    before = (tour.folder.path / "register" / "register.sqlite3").read_bytes()
    invite(tour, "ett", send=True)
    (tour.folder.path / "register" / "register.sqlite3").write_bytes(before)
    heard(tour)
    with pytest.raises(ConflictError) as caught:
        invite(tour, "ett", send=True)
    assert "so no message is sent" in said(caught.value.message)
    acceptance.accept(tour.again())
    heard(tour)
    assert invite(tour, "ett", send=True) == Done(["norberg ett invitation 0"])
    text = heard(tour)[-1]
    assert text.startswith("1 message may have been sent before the register was put back, and is unknown; ")
    assert states(tour) == ["ett invitation 0 unknown"]


def test_without_a_sender_nothing_is_written(tour: Project) -> None:
    change(tour.folder.path, PROCESS, 'contact = "region@regionvastmanland.se"', "")
    with pytest.raises(RusctlError) as caught:
        invite(tour, "ett")
    assert said(caught.value.message) == (
        "invitations need a sender: give the functional mailbox as contact in config/process.toml"
    )
    assert not drafted(tour)
    change(tour.folder.path, PROCESS, 'language = "sv"', 'language = "sv"\ncontact = "kansliet.på@example.org"')
    with pytest.raises(RusctlError) as caught:
        invite(tour, "ett")
    assert said(caught.value.message) == (
        "mail cannot be sent from kansliet.på@example.org; give another functional mailbox"
    )
    assert caught.value.at.route == ("contact",)


def test_what_the_erased_were_written_is_removed_before(tour: Project) -> None:
    invite(tour, "ett")
    erased(tour, "ett")
    invite(tour, "tva")
    assert drafted(tour) == ["tva@example.org"]


def test_everybody_is_written_to_in_their_own_language(tour: Project) -> None:
    entered(tour, registered("ett", language="en"), registered("tva"))
    invite(tour)
    english = {
        to: "Content-Language: en" in drafts.found(tour.folder.path)[number].read_text(encoding="utf-8")
        for number, to in zip(drafts.found(tour.folder.path), drafted(tour), strict=True)
    }
    assert english == {"ett@example.org": True, "tva@example.org": False}


@pytest.mark.usefixtures("mail")
def test_the_register_knows_that_they_were_told_and_how(tour: Project) -> None:
    entered(tour, registered("ett"))
    invite(tour, send=True)
    with register(tour.folder.path).reading() as connection:
        row = connection.exec_driver_sql("SELECT told, told_how FROM participation").one()
    assert (str(row.told), row.told_how) == ("2018-11-08", "email")
