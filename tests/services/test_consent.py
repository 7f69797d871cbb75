"""That what a folder asks for acts only after its user has agreed to exactly that."""

from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.errors import PolicyError
from rusctl.model.plan import Source, Target
from rusctl.model.wishes import Wish
from rusctl.services import consent, wishes
from rusctl.services.project import Project
from rusctl.storage.files import private
from rusctl.storage.files.names import PROCESS, TARGETS
from tests.services.conftest import add, change, said

AT = Source(TARGETS, ("target", 0))
OUTSIDE = Target(id="webb", kind="folder", path="../flöden", at=AT)
INSIDE = Target(id="hemma", kind="folder", path="flöden", at=AT)
MAIL = '[mail]\nhost = "mejl.example.se"\nuser = "rus"\npassword_env = "RUS_MEJL"\nfrom = "region@example.org"\n'
ASKED = (
    "you have not agreed on this machine to what the folder asks for here ({}); look at it and agree with rusctl trust"
)


class Asked:
    """Somebody who answers, and remembers what was asked."""

    def __init__(self, answer: bool | None) -> None:
        self.answer = answer
        self.wishes: list[Wish] = []

    def __call__(self, wish: Wish) -> bool | None:
        self.wishes.append(wish)
        return self.answer


def refused(need: object, *args: object) -> tuple[str, int, bool, Source]:
    assert callable(need)
    with pytest.raises(PolicyError) as caught:
        need(*args)
    return said(caught.value.message), caught.value.exit_code, caught.value.stops, caught.value.at


def test_what_lies_within_the_plans_folder_needs_no_agreement(tour: Project) -> None:
    tour.asked = asked = Asked(answer=False)
    consent.for_target(tour, INSIDE)
    assert asked.wishes == []
    assert consent.heard(tour, INSIDE)


def test_without_somebody_who_answers_nothing_acts(tour: Project) -> None:
    sentence = ASKED.format("publish to a folder outside the plan's, webb")
    assert refused(consent.for_target, tour, OUTSIDE) == (sentence, 3, False, AT)
    assert not consent.heard(tour, OUTSIDE)


def test_a_no_ends_the_command_and_is_not_remembered(tour: Project) -> None:
    tour.asked = asked = Asked(answer=False)
    assert refused(consent.for_target, tour, OUTSIDE) == ("you have not agreed", 3, True, AT)
    assert not consent.heard(tour, OUTSIDE)
    refused(consent.for_target, tour, OUTSIDE)
    assert len(asked.wishes) == 2


def test_a_yes_is_remembered_for_exactly_that(tour: Project) -> None:
    tour.asked = asked = Asked(answer=True)
    consent.for_target(tour, OUTSIDE)
    consent.for_target(tour, OUTSIDE)
    assert asked.wishes == [wishes.of_target(OUTSIDE, tour.folder.path)]
    again = tour.again()
    again.asked = Asked(answer=None)
    consent.for_target(again, OUTSIDE)
    assert consent.heard(again, OUTSIDE)
    assert not consent.heard(again, replace(OUTSIDE, path="../andra"))


def test_a_yes_holds_for_one_folder(tour: Project, tmp_path: Path) -> None:
    wish = wishes.of_target(OUTSIDE, tour.folder.path)
    assert wish
    tour.asked = Asked(answer=True)
    consent.for_target(tour, OUTSIDE)
    other = tmp_path / "other"
    other.mkdir()
    (other / "events.toml").write_text("", encoding="utf-8")
    assert consent.agreed(tour, wish)
    assert not consent.agreed(Project(str(other)), wish)


def test_mail_needs_agreement_where_it_logs_in_or_is_hidden(tour: Project) -> None:
    consent.for_mail(tour)
    add(tour.folder.path, TARGETS, MAIL)
    again = tour.again()
    sentence = ASKED.format("send messages through a mail server")
    assert refused(consent.for_mail, again) == (sentence, 3, False, Source(TARGETS, ("mail",)))
    again.asked = asked = Asked(answer=True)
    consent.for_mail(again)
    assert [wish.kind for wish in asked.wishes] == ["mail"]


def test_nobody_is_asked_for_mail_that_is_refused_all_the_same(tour: Project) -> None:
    add(tour.folder.path, TARGETS, MAIL + 'security = "none"')
    settings = tour.plan.publishing.mail
    assert settings
    assert settings.in_the_clear
    consent.for_mail(tour)


def test_the_registers_server_needs_agreement_unless_the_user_has_named_another(
    tour: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent.for_register(tour)
    change(
        tour.folder.path, PROCESS, 'language = "sv"', 'language = "sv"\nregister = "postgresql://db.example.org/rus"'
    )
    again = tour.again()
    sentence = ASKED.format("keep the register on a server")
    assert refused(consent.for_register, again) == (sentence, 3, False, Source(PROCESS, ("register",)))
    monkeypatch.setenv(private.VARIABLE, "postgresql://mine.example.org/rus")
    consent.for_register(again)


def test_what_a_folder_asks_for_is_said_in_words() -> None:
    kinds = ("mail", "register", "caldav", "folder")
    assert [said(consent.what(Wish(kind, "x", (), (), AT))) for kind in kinds] == [
        "send messages through a mail server",
        "keep the register on a server",
        "publish to a calendar on a server, x",
        "publish to a folder outside the plan's, x",
    ]
