"""An event that is postponed until further notice: called off for those invited, and back under the same UID."""

import datetime as dt
import email

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.mail.message import plain_text
from rusctl.model.plan import Days, When
from rusctl.services import selection
from rusctl.services.planning import change_events, event_status
from rusctl.services.planning.event_edits import moving
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Edit
from tests.services.conftest import said
from tests.services.mailing.conftest import NORBERG, heard, invite, reading, remind

SPRING = Days(first=dt.date(2019, 3, 5), last=dt.date(2019, 3, 5))


def made(project: Project, edits: list[Edit]) -> None:
    proposal = change_events.propose(project, edits)
    change_events.write(project, proposal.new, proposal.old)


def postponed(project: Project) -> None:
    again = project.again()
    made(again, event_status.postponed(again, ["norberg"], "salen brann", "kommunen").edits)


def set_to(project: Project, when: When) -> None:
    again = project.again()
    event = selection.event(again.readable().plan, "norberg")
    table = again.loaded.data[EVENTS]["event"][event.at.route[1]]
    made(again, moving(event, table, when, again.today, source="", reason=""))


def decoded(octets: bytes) -> bytes:
    """Give the calendar part of a letter."""
    parts = email.message_from_bytes(octets).walk()
    return next(part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/calendar")  # type: ignore[return-value]


def test_those_invited_hear_that_it_is_called_off_and_get_it_back_under_the_same_uid(tour: Project) -> None:
    invite(tour, "ett", "tva")
    postponed(tour)
    assert invite(tour).told == ["norberg ett cancellation 1", "norberg tva cancellation 1"]
    assert invite(tour).told == []
    set_to(tour, SPRING)
    assert invite(tour).told == ["norberg ett invitation 2", "norberg tva invitation 2"]
    assert invite(tour).told == []
    box = reading(tour)
    assert box.uid("norberg") == NORBERG
    assert [one.method for one in box.entries()] == ["REQUEST"] * 2 + ["CANCEL"] * 2 + ["REQUEST"] * 2


def test_of_every_event_it_is_told_too(tour: Project) -> None:
    invite(tour, "ett")
    postponed(tour)
    assert invite(tour, event=None).told == ["norberg ett cancellation 1"]
    set_to(tour, SPRING)
    assert invite(tour, event=None).told == ["norberg ett invitation 2"]


def test_to_what_is_postponed_nobody_is_invited_and_nobody_reminded(tour: Project) -> None:
    invite(tour, "ett")
    postponed(tour)
    heard(tour)
    assert invite(tour, "tva").told == ["norberg ett cancellation 1"]
    assert heard(tour)[0] == "norberg is not held on that date: nobody is invited, and the invited are told"
    with pytest.raises(PolicyError) as caught:
        remind(tour)
    assert said(caught.value.message) == "norberg is not held, so nobody is reminded of it"


def test_what_nobody_was_invited_to_before_has_no_date_to_invite_to(tour: Project) -> None:
    postponed(tour)
    with pytest.raises(RusctlError) as caught:
        invite(tour, "ett")
    assert said(caught.value.message) == "norberg has no date, so nobody can be invited to it"


def test_the_letter_says_that_it_is_postponed_and_why_and_calendars_that_the_date_is_cancelled(tour: Project) -> None:
    invite(tour, "ett")
    postponed(tour)
    invite(tour)
    octets = max((tour.folder.path / "register" / "drafts").rglob("*.eml")).read_bytes()
    text = plain_text(octets)
    assert text.startswith(
        "Uppskjutet, nytt datum ej bestämt: Kommundialog Norberg, måndag 26 november 2018\n\nMötet nedan"
    )
    assert "är uppskjutet: datumet gäller inte längre, och inget nytt är bestämt." in text
    assert "Skäl: salen brann" in text
    assert "Status: uppskjuten" in text
    assert "inställt" not in text
    assert b"METHOD:CANCEL" in decoded(octets)
    assert b"STATUS:CANCELLED" in decoded(octets)
