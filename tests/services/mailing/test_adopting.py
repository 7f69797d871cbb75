"""What an older rusctl kept of mail is taken in by the service, once, and the register brought up to date."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from rusctl.database.tables import HEAD
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.services.mailing import adopting, answered, outbox_messages
from rusctl.services.mailing.adopting import Renewed
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from rusctl.storage.files import private
from tests.conftest import ROOT
from tests.services.conftest import said
from tests.services.mailing.conftest import entered, heard, registered
from tests.services.people.conftest import stored
from tests.services.planning.conftest import register

MESSAGES = 23  # of the older file


def older(project: Project) -> Path:
    """Give the file that an older rusctl left in a folder."""
    place = project.folder.path / private.NAME / private.OUTBOX
    place.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(ROOT / "tests" / "register" / "before" / "outbox.sqlite3", place)
    return place


def test_who_had_no_register_gets_one_with_all_of_it(tour: Project) -> None:
    place = older(tour)
    assert adopting.bring_up_to_date(tour, dry_run=True) == Renewed(None, HEAD, MESSAGES)
    assert [one.name for one in place.parent.iterdir()] == [private.OUTBOX]
    assert adopting.bring_up_to_date(tour.again()) == Renewed(None, HEAD, MESSAGES)
    assert not place.exists()
    assert len(outbox_messages.listed(tour.again(), hidden=True)) == MESSAGES


def test_until_then_the_register_is_not_opened(tour: Project) -> None:
    older(tour)
    with pytest.raises(RusctlError) as caught:
        outbox_messages.listed(tour)
    assert "take it into the register with rusctl register migrate" in said(caught.value.message)


def test_a_register_that_is_there_takes_it_in_once(tour: Project) -> None:
    entered(tour, registered("ett"))
    older(tour)
    assert adopting.bring_up_to_date(tour.again(), dry_run=True) == Renewed(HEAD, HEAD, MESSAGES)
    assert adopting.bring_up_to_date(tour.again()) == Renewed(HEAD, HEAD, MESSAGES)
    older(tour)
    assert adopting.bring_up_to_date(tour.again()) == Renewed(HEAD, HEAD, 0)
    assert len(outbox_messages.listed(tour.again(), hidden=True)) == MESSAGES


def test_without_an_older_file_the_schema_alone_is_looked_at(tour: Project) -> None:
    register(tour.folder.path)
    assert adopting.bring_up_to_date(tour.again()) == Renewed(HEAD, HEAD, None)
    assert adopting.bring_up_to_date(tour.again(), dry_run=True) == Renewed(HEAD, HEAD, None)
    assert heard(tour) == []


def test_a_file_that_cannot_be_removed_is_named(tour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    place = older(tour)

    def stuck(_: Path) -> None:
        raise PermissionError(13, os.strerror(13), str(place))

    monkeypatch.setattr(private, "shred", stuck)
    with pytest.raises(EnvironmentFailureError) as caught:
        adopting.bring_up_to_date(tour)
    assert said(caught.value.message) == (
        "all of register/outbox.sqlite3 is in the register now, but it cannot be removed: no permission; ask the one "
        "who owns the folder; remove it yourself"
    )
    monkeypatch.undo()
    assert adopting.bring_up_to_date(tour.again()).messages == 0


def test_those_who_were_invited_are_persons_who_take_part(tour: Project) -> None:
    entered(tour, registered("ett"), event="sala")
    older(tour)
    adopting.bring_up_to_date(tour.again())
    rows = answered.invited(tour.again(), hidden=True)
    parts = Counter(event for (event,) in stored(tour, "participation", "event"))
    parts["sala"] -= 1
    assert +parts == Counter(row["event"] for row in rows)
    assert len(stored(tour, "person", "id")) == len({row["address"] for row in rows} | {"ett@example.org"})
    assert all(number for (number,) in stored(tour, "message", "person"))
    assert register_summary(tour.again()).by_mail == ()
