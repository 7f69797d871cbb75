"""Those who were invited by mail alone, as numbers; and those who have been told what holds no more."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.mail.smtp import Server
from rusctl.model.people import KnownAtEvent
from rusctl.services.mailing import mail_server, outdated
from rusctl.services.mailing.by_mail import by_mail
from rusctl.services.project import Project
from rusctl.storage.files import private
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED, TARGETS
from tests.mail.server import Box, Fault
from tests.services.conftest import add, change, said
from tests.services.mailing.conftest import cancelled, entered, erased, heard, invite, moved, registered
from tests.services.mailing.test_take_replies import reply, taken


def counts(project: Project, entered_under: Iterable[tuple[str, int]] = ()) -> list[KnownAtEvent]:
    return list(by_mail(project.again(), set(entered_under)))


def notes(project: Project, *events: str) -> list[str]:
    again = project.again()
    return [said(one) for one in outdated.notes(again, again.plan, events or None)]


def test_those_invited_by_mail_are_counted_by_what_they_said(tour: Project, tmp_path: Path) -> None:
    assert counts(tour) == []
    invite(tour, "ett", "tva", "tre")
    invite(tour, "ett", event="arboga")
    taken(tour, tmp_path, reply(), reply("tva", "DECLINED"))
    assert counts(tour) == [
        KnownAtEvent(event="arboga", asked=1, invited=1, coming=0, silent=1),
        KnownAtEvent(event="norberg", asked=3, invited=2, coming=1, silent=1),
    ]


def test_who_is_entered_under_the_event_is_not_counted_again(tour: Project) -> None:
    invite(tour, "ett", "tva")
    entered(tour, registered("ett"))
    assert counts(tour, [("norberg", 1)]) == [KnownAtEvent(event="norberg", asked=1, invited=1, coming=0, silent=1)]
    entered(tour, registered("tva", protected=True), event="arboga")
    assert counts(tour, [("norberg", 1)]) == []


def test_whose_invitation_is_no_more_is_not_counted(tour: Project, tmp_path: Path, mail: Box) -> None:
    mail.faults.append(Fault("RCPT", "550 no", times=1))
    invite(tour, "ett", "tva", "tre", send=True)
    taken(tour, tmp_path, reply("tre"))
    invite(tour, "tva", withdraw=True)
    moved(tour)
    invite(tour, send=True)
    assert counts(tour) == [KnownAtEvent(event="norberg", asked=2, invited=2, coming=0, silent=2)]


def test_where_nobody_was_told_nothing_is_opened(tour: Project) -> None:
    assert not outdated.may_have_told(tour, None)
    assert notes(tour) == []
    invite(tour, "ett")
    assert outdated.may_have_told(tour.again(), {"norberg"})
    assert not outdated.may_have_told(tour.again(), {"arboga"})
    assert notes(tour) == []


def test_it_is_said_what_people_have_been_told_otherwise(tour: Project) -> None:
    invite(tour, "ett", "tva")
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\nvenue = "Folkets hus"')
    assert notes(tour) == ["2 people have outdated information about norberg; rusctl invite norberg sends an update"]
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    assert notes(tour, "norberg") == [
        "2 people have been told the old date of norberg; rusctl invite norberg writes the new one"
    ]
    assert notes(tour, "arboga") == []
    change(tour.folder.path, EVENTS, 'status = "tentative"', 'status = "cancelled"')
    assert notes(tour) == [
        "2 people have been told that norberg takes place; rusctl invite norberg writes that it is cancelled"
    ]


def test_of_what_has_been_nobody_is_told(tour: Project) -> None:
    invite(tour, "ett")
    cancelled(tour)
    later = Project(str(tour.folder.path), "2018-11-27")
    assert [said(one) for one in outdated.notes(later, later.plan)] == []


def test_what_the_folder_does_not_know_is_left_to_invite(tour: Project) -> None:
    invite(tour, "ett")
    moved(tour)
    (tour.folder.path / PUBLISHED).unlink()
    assert notes(tour) == []


def test_where_it_cannot_be_known_that_is_said(tour: Project) -> None:
    change(tour.folder.path, PROCESS, 'language = "sv"', 'language = "sv"\nregister = "postgresql://db.example.org/r"')
    (text,) = notes(tour)
    assert text.startswith("you have not agreed on this machine to what the folder asks for here")


def test_an_older_file_may_have_told_somebody(tour: Project) -> None:
    (tour.folder.path / private.NAME).mkdir(mode=0o700)
    (tour.folder.path / private.NAME / private.OUTBOX).touch()
    assert outdated.may_have_told(tour, None)


def server(project: Project, text: str) -> Server:
    add(project.folder.path, TARGETS, f"[mail]\n{text}")
    return mail_server.server_of(project.again().plan, "rus@example.org", project.folder.path)


def test_a_server_is_as_the_plan_names_it(tour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUS_MEJL", "hemligt")
    found = server(tour, 'host = "mejl.example.org"\nuser = "rus"\npassword_env = "RUS_MEJL"\nlogin = "xoauth2"')
    assert (found.host, found.port, found.security.value) == ("mejl.example.org", 587, "starttls")
    assert (found.sender, found.user, found.secret, found.token) == ("rus@example.org", "rus", "hemligt", True)


def test_without_a_user_nobody_logs_in(tour: Project) -> None:
    found = server(tour, 'host = "mejl.example.org"\nsecurity = "tls"\nport = 4650')
    assert (found.port, found.user, found.secret, found.token) == (4650, "", "", False)


def test_without_a_server_nothing_can_be_sent(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        mail_server.server_of(tour.plan, "rus@example.org", tour.folder.path)
    assert said(caught.value.message) == (
        "no mail server: name one as [mail] in config/targets.toml, or leave out --send for drafts"
    )


def test_a_secret_does_not_go_in_the_clear(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        server(tour, 'host = "mejl.example.org"\nsecurity = "none"\nuser = "rus"\npassword_env = "RUS_MEJL"')
    assert said(caught.value.message).startswith("rus would log in to mejl.example.org in the clear; ")
    assert caught.value.at.route == ("mail", "security")


def test_nobody_who_was_erased_is_counted_as_invited(tour: Project) -> None:
    invite(tour, "ett")
    erased(tour, "ett")
    heard(tour)
    assert counts(tour) == [KnownAtEvent(event="norberg", asked=1, invited=1, coming=0, silent=1)]
