"""Addresses that messages did not reach: stored, shown, said when somebody is written to, and settled."""

from pathlib import Path

import pytest

from rusctl.database.database import Register
from rusctl.errors import RusctlError
from rusctl.mail import piece
from rusctl.services.mailing import unreached_mailboxes
from rusctl.services.people import persons
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from tests.mail.server import Box, Fault
from tests.services.mailing.conftest import entered, heard, invite, registered, states
from tests.services.mailing.test_take_letters import bounce
from tests.services.mailing.test_take_replies import taken


def unreached(project: Project) -> list[str]:
    return [row["address"].partition("@")[0] for row in unreached_mailboxes.listed(project.again())]


def counted(project: Project) -> int:
    return register_summary(project.again()).unreached


@pytest.fixture
def bounced(tour: Project, tmp_path: Path) -> Register:
    """A register with two persons who were written to, of whom one was not reached."""
    found = entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    taken(tour, tmp_path, bounce("ett"))
    return found


def test_a_report_marks_the_address_and_not_the_message_alone(tour: Project, bounced: Register) -> None:
    assert unreached(tour) == ["ett"]
    (row,) = unreached_mailboxes.listed(tour.again())
    assert (row["persons"], row["said"]) == (["1"], "5.1.1 550 unknown")
    assert persons.not_reached(tour.again()) == {1}
    assert counted(tour) == 1
    assert bounced is not None


def test_it_is_stored_and_stands_when_the_message_is_gone(tour: Project, bounced: Register) -> None:
    bounced.change("x", lambda change: change.connection.exec_driver_sql("DELETE FROM message").rowcount)
    assert unreached(tour) == ["ett"]


def test_what_a_server_refuses_marks_the_address(tour: Project, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "550 no such user", times=1))
    assert not invite(tour, "ett", "tva", send=True).complete
    assert states(tour) == ["ett invitation 0 failed", "tva invitation 0 sent"]
    assert unreached(tour) == ["ett"]
    assert unreached_mailboxes.listed(tour.again())[0]["persons"] == ["1"]


def test_another_address_settles_it(tour: Project, bounced: Register) -> None:
    persons.correct(tour.again(), 1, {"email": "ny@example.org"})
    assert (unreached(tour), counted(tour)) == ([], 0)
    persons.correct(tour.again(), 1, {"email": "ett@example.org"})
    assert unreached(tour) == ["ett"]
    assert bounced is not None


@pytest.mark.parametrize("word", ["1", "ett@example.org", "Ett@Example.org"])
def test_a_command_settles_it(tour: Project, bounced: Register, word: str) -> None:
    assert unreached_mailboxes.settle(tour.again(), [word], dry_run=True) == 1
    assert unreached(tour) == ["ett"]
    assert unreached_mailboxes.settle(tour.again(), [word]) == 1
    assert (unreached(tour), counted(tour)) == ([], 0)
    with pytest.raises(RusctlError):
        unreached_mailboxes.settle(tour.again(), [word])
    assert bounced is not None


def test_who_is_written_to_there_all_the_same_is_said(tour: Project, bounced: Register) -> None:
    heard(tour)
    invite(tour, "ett", "tre", event="hallstahammar")
    said = "1 of them has an address that an earlier message did not reach; rusctl outbox addresses shows it"
    assert said in heard(tour)
    assert bounced is not None


def test_nothing_of_it_is_left_of_who_is_erased(tour: Project, bounced: Register) -> None:
    bounced.change("outbox erase", lambda change: piece.erase(change, ["ett@example.org"]))
    assert unreached(tour) == []


def test_who_is_hidden_is_in_no_count(tour: Project, bounced: Register) -> None:
    persons.restrict(tour.again(), 1)
    assert (unreached(tour), counted(tour)) == ([], 0)
    assert bounced is not None
