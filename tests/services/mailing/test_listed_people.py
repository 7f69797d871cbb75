"""Those of a list who are invited: persons who take part, in the one book that all commands look into."""

from typing import Any

from rusctl.model.people import HeadCount, Person
from rusctl.model.recipients import Part, Recipient
from rusctl.register import coverage
from rusctl.services.mailing import answered
from rusctl.services.mailing.answer_words import NONE
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.people import participants_words
from rusctl.services.people.participants_words import PeopleWords
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from rusctl.services.reporting import roles
from tests.services.mailing.conftest import (
    EN,
    ONE_NEW,
    TWO_NEW,
    Done,
    entered,
    erased,
    heard,
    invite,
    mail_list,
    moved,
    person,
    registered,
    run_invitation,
)
from tests.services.mailing.test_take_replies import reply, taken
from tests.services.people.conftest import stored
from tests.services.planning.conftest import register

CLEAR = "rusctl participants import EVENT FILE takes such rows in, once it is said what is not clear"


def invite_those(project: Project, *people: Recipient, **how: Any) -> Done:
    return run_invitation(project, Invitation("norberg", mail_list(*people)), **how)


def parts(project: Project) -> list[tuple[Any, ...]]:
    return stored(project, "participation", "event", "person", "role", "told_how")


def test_who_is_invited_by_a_list_is_a_person_who_takes_part(tour: Project) -> None:
    invite_those(tour, person("ett", role="politiker"), person("tva"))
    assert stored(tour, "person", "name", "email") == [
        ("Testperson Ett", "ett@example.org"),
        ("Testperson Tva", "tva@example.org"),
    ]
    assert parts(tour) == [("norberg", 1, "politiker", ""), ("norberg", 2, "", "")]
    assert stored(tour, "mandate", "person", "role") == [(1, "politiker")]
    assert stored(tour, "message", "person", "state") == [(1, "draft"), (2, "draft")]
    assert heard(tour)[0] == TWO_NEW
    invite_those(tour, person("ett"), person("tva"))
    assert len(parts(tour)) == 2


def test_a_dry_run_enters_nobody(tour: Project) -> None:
    register(tour.folder.path)
    assert invite(tour, "ett", dry_run=True).told == ["norberg ett invitation 0"]
    assert heard(tour)[0] == ONE_NEW
    assert stored(tour, "person", "id") == []


def test_an_address_alone_is_whose_it_is(tour: Project) -> None:
    entered(tour, registered("ett"), event="sala")
    register(tour.folder.path)
    invite_those(tour, Recipient(address="ett@example.org"), Recipient(address="ny@example.org"))
    assert stored(tour, "person", "name") == [("Testperson Ett",), ("ny@example.org",)]
    assert parts(tour)[1:] == [("norberg", 1, "", ""), ("norberg", 2, "", "")]


def test_who_it_is_has_to_be_certain(tour: Project) -> None:
    entered(tour, registered("ett"), registered("tva"), Person(name="Testperson Fem", email="tva@example.org"))
    heard(tour)
    done = invite_those(
        tour,
        Recipient(address="ett@example.org", name="Bo Ek"),
        Recipient(address="tva@example.org"),
        person("tre"),
    )
    assert done.told == ["norberg tre invitation 0"]
    assert heard(tour)[:4] == [
        (
            "list.txt, row 1: another name stands at this address (person 1); correct the address, or say "
            "--shared-mailbox if several people have it; they get no message"
        ),
        (
            "list.txt, row 2: several people have this address; say whose it is, with the name before it; they get "
            "no message"
        ),
        CLEAR,
        ONE_NEW,
    ]
    assert len(stored(tour, "person", "id")) == 4


def test_the_erased_and_the_hidden_are_not_entered(tour: Project) -> None:
    entered(tour, registered("ett", restricted=True), registered("tva", protected=True), event="sala")
    erased(tour, "tre")
    assert invite(tour, "ett", "tva", "tre", "fyra").told == ["norberg fyra invitation 0"]
    assert [one[:2] for one in parts(tour) if one[0] == "norberg"] == [("norberg", 4)]
    assert "1 person of the list was erased and is not written to" in heard(tour)[0]


def test_a_functional_mailbox_is_no_person(tour: Project) -> None:
    invite_those(tour, Recipient(address="registrator@example.org"), person("ett"))
    assert stored(tour, "person", "name", "function") == [
        ("Testperson Ett", False),
        ("registrator@example.org", True),
    ]
    assert parts(tour) == [("norberg", 1, "", ""), ("norberg", 2, "", "")]
    assert [one.asked for one in register_summary(tour.again()).named] == [1]
    invite_those(tour, Recipient(address="registrator@example.org", name="Registrator"))
    assert len(stored(tour, "person", "id")) == 2


def test_answers_and_the_check_look_into_one_book(tour: Project, tmp_path: Any) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    invite(tour, "tva", "tre", "fyra")
    taken(tour, tmp_path, reply("tva"), reply("tre", "DECLINED"))
    invite(tour, "fyra", withdraw=True)
    rows = answered.invited(tour.again())
    found = register_summary(tour.again())
    (named,) = found.named
    said_yes = sum(row["answer"] == "accepted" and row["current"] for row in rows)
    assert (named.asked, named.coming) == (len(rows), said_yes) == (3, 1)
    assert dict(found.silent) == {"norberg": sum(row["answer"] == NONE for row in rows)}
    assert found.by_mail == ()


def test_a_role_that_nobody_gave_is_in_no_statistic_of_roles(tour: Project) -> None:
    invite(tour, "ett")
    assert stored(tour, "mandate", "id") == []
    assert [one.role for one in roles.counted(tour.again()) if not one.role] == []
    came = HeadCount(event="sala", role="", attended=1)
    assert coverage.coverage(tour.plan, [came], tour.today).numbers == {}
    asked = HeadCount(event="norberg", role="", asked=2)
    assert participants_words.summary(PeopleWords(tour.plan, EN), [asked]) == ["no role said: asked 2"]
    (there,) = (one for one in register_summary(tour.again()).roles if not one.role)
    assert (there.event, there.asked) == ("norberg", 1)


def test_in_which_way_somebody_takes_part_stays_as_the_list_said(tour: Project) -> None:
    invite_those(tour, person("ett", part=Part.OPTIONAL))
    moved(tour)
    assert invite(tour).told == ["norberg ett update 1"]
    assert stored(tour, "message", "part") == [("optional",), ("optional",)]
