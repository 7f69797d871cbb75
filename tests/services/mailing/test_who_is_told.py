"""Who is written to what: those of a list and of the register, told of another date, a cancellation, once each."""

import datetime as dt
from typing import Any

import pytest

from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.model.people import Answer, Person, RoleAssignment
from rusctl.register import persons
from rusctl.services.mailing import chosen_participants, who_is_told
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PUBLISHED
from tests.mail.first import INCOMPLETE
from tests.services.conftest import change, said
from tests.services.mailing.conftest import (
    EVENT,
    KEPT,
    ONE_NEW,
    TWO_NEW,
    Done,
    cancelled,
    entered,
    erased,
    heard,
    invite,
    moved,
    registered,
    remind,
    states,
    take_part,
)
from tests.services.planning.conftest import register

WRITTEN = "{} written to register/drafts/norberg; open {} in your mail program, check {} and send {}"
WINDOW = 'window = { from = 2019-01-01, to = 2019-03-31, text = "i början av 2019" }'
ONE = WRITTEN.format("1 draft", "it", "it", "it")
TWO = WRITTEN.format("2 drafts", "them", "them", "them")


def refusal(error: type[RusctlError], project: Project, *names: str, **more: Any) -> str:
    with pytest.raises(error) as caught:
        invite(project, *names, **more)
    return said(caught.value.message)


def without_norberg(project: Project) -> None:
    text = (project.folder.path / EVENTS).read_text(encoding="utf-8")
    before, _, after = text.partition('[[event]]\nid = "norberg"')
    kept = before + after[after.index("[[event]]") :]
    (project.folder.path / EVENTS).write_text(kept, encoding="utf-8")


def test_those_of_a_list_are_invited_once(tour: Project) -> None:
    assert invite(tour, "ett", "tva").told == ["norberg ett invitation 0", "norberg tva invitation 0"]
    assert heard(tour) == [TWO_NEW, INCOMPLETE, KEPT, TWO]
    assert states(tour) == ["ett invitation 0 draft", "tva invitation 0 draft"]
    assert invite(tour, "tva", "tre").told == ["norberg tre invitation 0"]
    heard(tour)
    assert invite(tour).told == []
    assert heard(tour) == ["everybody has been told; there is nothing to send"]


def test_a_dry_run_tells_the_same_and_leaves_nothing(tour: Project) -> None:
    assert invite(tour, "ett", dry_run=True).told == ["norberg ett invitation 0"]
    assert heard(tour) == [ONE_NEW, INCOMPLETE]
    assert not (tour.folder.path / "register").exists()
    assert not (tour.folder.path / PUBLISHED).exists()


def test_the_invited_are_told_another_date_and_asked_anew(tour: Project) -> None:
    invite(tour, "ett", "tva")
    moved(tour)
    assert invite(tour).told == ["norberg ett update 1", "norberg tva update 1"]
    assert invite(tour).told == []


def test_another_room_is_told_without_a_new_version(tour: Project) -> None:
    invite(tour, "ett")
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\nvenue = "Folkets hus"')
    assert invite(tour).told == ["norberg ett information 0"]


def test_who_has_declined_is_not_told_of_another_room_and_still_of_another_date(tour: Project) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    take_part(tour, 1, answer=Answer.DECLINED)
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\nvenue = "Folkets hus"')
    assert invite(tour).told == []
    moved(tour)
    assert invite(tour).told == ["norberg ett update 1"]


def test_all_who_were_invited_are_told_that_it_is_cancelled_and_nobody_else(tour: Project) -> None:
    invite(tour, "ett")
    cancelled(tour)
    heard(tour)
    assert invite(tour, "ett", "tva").told == ["norberg ett cancellation 1"]
    assert heard(tour)[0] == "norberg is not held on that date: nobody is invited, and the invited are told"
    assert invite(tour).told == []


def test_they_are_told_too_where_the_plan_has_lost_it(tour: Project) -> None:
    invite(tour, "ett")
    without_norberg(tour)
    assert invite(tour).told == ["norberg ett cancellation 1"]


def test_to_what_is_not_held_nobody_is_invited(tour: Project) -> None:
    cancelled(tour)
    assert refusal(PolicyError, tour, "ett") == "norberg is not held on that date, so nobody can be invited to it"
    assert (
        refusal(PolicyError, tour, "ett", event="sala")
        == "sala was on 2018-11-07; nobody can be invited to a past event"
    )
    assert refusal(RusctlError, tour, "ett", event="vasteras") == (
        "vasteras has no exact date, and nobody can be invited to a window"
    )
    assert refusal(RusctlError, tour, "ett", event="norbreg") == "norbreg is not an event; did you mean norberg?"
    assert not (tour.folder.path / "register").exists()


def test_somebody_has_to_be_named(tour: Project) -> None:
    assert refusal(RusctlError, tour) == "nobody has been invited to norberg; give a list of recipients with --to"
    register(tour.folder.path)
    assert refusal(RusctlError, tour) == (
        "nobody in the register is to be invited to norberg; rusctl participants add norberg enters people, and rusctl "
        "participants list norberg shows them"
    )


def test_an_invitation_is_withdrawn_and_renewed_by_a_list_alone(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    heard(tour)
    assert invite(tour, "ett", "okand", withdraw=True).told == ["norberg ett withdrawal 1"]
    assert heard(tour) == ["1 of them was not invited", ONE]
    assert invite(tour).told == []
    assert heard(tour)[0] == "1 person's invitation was withdrawn and is not renewed; --to FILE invites them again"
    moved(tour)
    assert invite(tour).told == ["norberg tva update 1"]
    assert invite(tour, "ett").told == ["norberg ett invitation 2"]


def test_of_what_is_not_held_no_single_invitation_is_withdrawn(tour: Project) -> None:
    invite(tour, "ett")
    cancelled(tour)
    assert refusal(PolicyError, tour, "ett", withdraw=True) == (
        "norberg is not held; rusctl invite tells all who were invited"
    )


def test_those_of_the_register_are_invited_and_who_is_left_out_is_said(tour: Project) -> None:
    past = RoleAssignment(role="politiker", last_day=dt.date(2018, 1, 1))
    entered(tour, registered("ett"), registered("tva", mandates=(past,)), Person(name="Testperson Ingen"))
    entered(tour, registered("ett"), registered("fyra", protected=True), registered("fem", restricted=True))
    entered(tour, registered("sex"), answer=Answer.DECLINED)
    entered(tour, registered("sju"), answer=Answer.DELEGATED)
    assert invite(tour).told == ["norberg ett invitation 0"]
    assert heard(tour) == [
        "2 people are protected or restricted and are not written to",
        "1 person does not hold the role they were added with on that day, and is not invited: 2",
        "1 person has no email address in the register that can be written to: 3",
        "1 person has the same email address as another, and gets no invitation of their own: 4",
        INCOMPLETE,
        ONE,
    ]


def test_some_of_the_register_are_chosen(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva", municipality="sala"))
    entered(tour, registered("tre"), role="tjansteman")
    entered(tour, registered("fyra"), answer=Answer.DECLINED)

    def chosen(**more: Any) -> list[str]:
        return [one.split()[1] for one in invite(tour, dry_run=True, **more).told]

    assert chosen() == ["ett", "tva", "tre"]
    assert chosen(roles=["tjansteman"]) == ["tre"]
    assert chosen(municipalities=["Sala"]) == ["tva"]
    assert chosen(answers=["declined"]) == ["fyra"]
    assert refusal(RusctlError, tour, answers=["snart"]) == (
        "snart is not an answer; there are accepted, declined, delegated, none, tentative"
    )


def test_only_the_chosen_are_told_what_has_changed(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    take_part(tour, 2, answer=Answer.TENTATIVE)
    moved(tour)
    assert invite(tour, answers=["tentative"]).told == ["norberg tva update 1"]


def test_without_a_register_there_is_nobody_to_choose_from(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        who_is_told.of_register(tour, Invitation("norberg", roles=["politiker"]))
    assert said(caught.value.message) == "there is no register to choose out of; give a list of recipients with --to"
    assert who_is_told.of_register(tour, Invitation("norberg")) is None


def test_the_erased_of_a_list_are_left_out(tour: Project) -> None:
    erased(tour, "ett")
    assert invite(tour, "ett", "tva").told == ["norberg tva invitation 0"]
    assert heard(tour)[0] == (
        "1 person of the list was erased and is not written to; rusctl person add enters who is to be here again"
    )


def test_the_protected_of_a_list_are_not_written_to(tour: Project) -> None:
    entered(tour, registered("ett", protected=True))
    assert invite(tour, "ett", "tva").told == ["norberg tva invitation 0"]
    assert heard(tour)[1] == "1 person is protected or restricted and is not written to"


def test_many_who_are_left_out_are_named_up_to_a_number(tour: Project) -> None:
    entered(tour, *(registered(f"a{number}") for number in range(2)))
    for number in range(chosen_participants.NUMBERED + 2):
        entered(
            tour, registered(f"b{number}", mandates=(RoleAssignment(role="politiker", last_day=dt.date(2018, 1, 1)),))
        )
    invite(tour, dry_run=True)
    text, missing = heard(tour)
    assert missing == INCOMPLETE
    assert text.startswith(
        "22 people do not hold the roles they were added with on that day, and are not invited: 3, 4,"
    )
    assert text.endswith("22, …")


def test_what_has_changed_is_told_of_every_event(tour: Project) -> None:
    invite(tour, "ett")
    invite(tour, "ett", "tva", event="arboga")
    invite(tour, "ett", event="koping")
    heard(tour)
    moved(tour)
    change(tour.folder.path, EVENTS, "date = 2018-11-19", "date = 2018-11-21")
    assert invite(tour, event=None).told == ["arboga ett update 1", "arboga tva update 1", "norberg ett update 1"]
    assert invite(tour, event=None).told == []


def test_of_what_has_been_nothing_is_told_and_what_cannot_be_told_is_said(tour: Project) -> None:
    invite(tour, "ett")
    invite(tour, "ett", event="arboga")
    moved(tour)
    change(tour.folder.path, EVENTS, "date = 2018-11-19", "date = 2018-11-01")
    heard(tour)
    assert invite(tour, event=None).told == ["norberg ett update 1"]
    (tour.folder.path / PUBLISHED).unlink()
    heard(tour)
    assert invite(tour, event=None).told == []
    assert heard(tour)[0] == (
        "arboga: people have been told of arboga what this folder does not know yet; fetch your colleagues' changes of "
        "the plan first (git pull); nothing about it is sent"
    )
    assert refusal(ConflictError, tour).startswith(
        "people have been told of norberg what this folder does not know yet"
    )


def test_who_was_told_a_day_is_told_that_it_is_no_more(tour: Project) -> None:
    invite(tour, "ett")
    change(tour.folder.path, EVENTS, "date = 2018-11-26", WINDOW)
    assert invite(tour, event=None).told == ["norberg ett cancellation 1"]


def test_who_has_not_answered_is_reminded_once_of_each_date(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    take_part(tour, 1, answer=Answer.ACCEPTED)
    heard(tour)
    assert remind(tour).told == ["norberg tva reminder 0"]
    assert heard(tour)[0] == "1 of them has a draft, which may not have been sent; the reminder takes its place"
    assert remind(tour) == Done([])
    moved(tour)
    assert invite(tour).told == ["norberg ett update 1", "norberg tva update 1"]
    assert remind(tour).told == ["norberg ett reminder 1", "norberg tva reminder 1"]


def test_those_of_a_role_alone_are_reminded(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"))
    entered(tour, registered("tre"), role="tjansteman")
    invite(tour)
    invite(tour, "fyra")  # of a list, in no role
    heard(tour)
    assert remind(tour, "Tjänstepersoner", dry_run=True).told == ["norberg tre reminder 0"]
    take_part(tour, 1, answer=Answer.ACCEPTED)
    assert remind(tour, "politiker", "rad", dry_run=True).told == ["norberg tva reminder 0"]
    take_part(tour, 2, role="tjansteman")  # the role that the register has counts, and not that of the invitation
    assert remind(tour, "tjansteman").told == ["norberg tva reminder 0", "norberg tre reminder 0"]
    assert remind(tour, "rad") == Done([])
    with pytest.raises(RusctlError):
        remind(tour, "politker")


def reminding(project: Project, event: str = "norberg") -> str:
    with pytest.raises(PolicyError) as caught:
        remind(project, event=event)
    return said(caught.value.message)


def test_who_was_not_invited_is_not_reminded(tour: Project) -> None:
    assert reminding(tour) == "nobody has been invited to norberg"
    with pytest.raises(RusctlError) as caught:
        remind(tour, event="vasterås")
    assert said(caught.value.message).startswith("vasterås is ")


def test_of_what_is_not_held_and_of_what_has_been_nobody_is_reminded(tour: Project) -> None:
    invite(tour, "ett")
    change(tour.folder.path, EVENTS, EVENT, EVENT + "\nanswer_by = 2018-11-07")
    assert reminding(tour) == (
        "the last day to answer norberg was 2018-11-07; give it another first, with rusctl event edit norberg"
    )
    later = Project(str(tour.folder.path), "2018-11-27")
    assert reminding(later) == "norberg was on 2018-11-26; nobody is reminded of what has been"
    change(tour.folder.path, EVENTS, 'status = "tentative"', 'status = "cancelled"')
    assert reminding(tour) == "norberg is not held, so nobody is reminded of it"


def test_nobody_is_reminded_of_a_date_that_they_have_not_been_told(tour: Project) -> None:
    invite(tour, "ett")
    moved(tour)
    heard(tour)
    assert reminding(tour) == "nobody is reminded of what they have not been told"
    assert heard(tour) == ["1 person has been told the old date of norberg; rusctl invite norberg writes the new one"]


def test_until_the_last_day_to_answer_people_are_reminded(tour: Project) -> None:
    change(tour.folder.path, EVENTS, EVENT, EVENT + "\nanswer_by = 2018-11-08")
    invite(tour, "ett")
    assert remind(tour).told == ["norberg ett reminder 0"]


def test_somebody_who_got_another_address_is_written_to_there(tour: Project) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    register(tour.folder.path).change(
        "person set", lambda change: persons.set_values(change, 1, 1, {"email": "ny@example.org"})
    )
    moved(tour)
    assert invite(tour).told == ["norberg ny update 1"]
