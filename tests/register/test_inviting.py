"""Whom to write to about an event, on both databases."""

import datetime as dt

import pytest

from rusctl.database.database import Register
from rusctl.model.people import Answer, Invited
from rusctl.register import inviting
from rusctl.register.inviting import ParticipantSelection
from tests.conftest import Run
from tests.register.conftest import Typed

DAY = dt.date(2018, 11, 7)


@pytest.fixture(autouse=True)
def people(register: Register, typed: Typed, rusctl: Run) -> Register:
    """Eight under Sala, each of another kind."""
    for number, more, words in (
        (1, 'email = "p1@example.org"\nmunicipality = "sala"', ["--role", "politiker"]),
        (2, "", ["--role", "politiker"]),  # no address
        (3, 'email = "p3@example.org"', ["--role", "politiker", "--protected"]),
        (4, 'email = "p4@example.org"', ["--role", "politiker", "--to", "2018-10-31"]),
        (5, 'email = "p5@example.org"\nlanguage = "en"', ["--role", "naringsliv"]),
        (6, 'email = "p6@example.org"', []),  # in a role that was said by hand
        (7, "", ["--role", "naringsliv"]),  # the first one's address, below
        (8, 'email = "p8@example.org"', ["--role", "naringsliv"]),
    ):
        typed(f'name = "Testperson {number}"\n{more}', "person", "add", *words)
    rusctl("participants", "add", "sala", "1", "2", "3", "5", "7", "8")
    rusctl("participants", "add", "sala", "4", "6", "--role", "politiker")
    rusctl("person", "restrict", "8")
    rusctl("person", "set", "7", "--email", "P1@example.org")
    return register


def numbers(register: Register, **choice: tuple[object, ...]) -> list[int]:
    with register.reading() as connection:
        found = inviting.chosen(connection, "sala", DAY, ParticipantSelection(**choice))  # type: ignore[arg-type]
    return [one.number for one in found.invited]


def test_who_can_be_written_to_and_why_others_cannot(people: Register) -> None:
    with people.reading() as connection:
        found = inviting.chosen(connection, "sala", DAY, ParticipantSelection())
    assert [one.number for one in found.invited] == [1, 5, 6]
    assert found.invited[1] == Invited(
        number=5,
        name="Testperson 5",
        address="p5@example.org",
        role="naringsliv",
        language="en",
        answer=Answer.NONE,
    )
    assert found[1:] == ([4], [2], [7], 2)
    assert numbers(people, roles=("naringsliv",)) == [5, 7]
    assert numbers(people, municipalities=("sala",)) == [1]


def test_a_role_is_looked_at_on_the_events_day_only(people: Register) -> None:
    with people.reading() as connection:
        assert inviting.chosen(connection, "sala", None, ParticipantSelection()).not_held == []
        earlier = inviting.chosen(connection, "sala", dt.date(2018, 10, 31), ParticipantSelection())
    assert [one.number for one in earlier.invited] == [1, 4, 5, 6]


def test_an_answer_is_noted_of_those_who_are_entered(people: Register) -> None:
    def note(*persons: int, answer: Answer = Answer.ACCEPTED, first: bool = False) -> int:
        return people.change("replies", lambda change: inviting.answered(change, "sala", persons, answer, first=first))

    assert note(1, 99) == 1
    assert numbers(people, answers=(Answer.ACCEPTED,)) == [1]
    assert numbers(people, answers=(Answer.NONE,)) == [5, 6, 7]
    assert note(1, answer=Answer.DECLINED, first=True) == 1
    assert numbers(people, answers=(Answer.ACCEPTED,)) == [1]


def test_a_new_date_lets_answers_go_but_not_who_sends_somebody_else(people: Register, rusctl: Run) -> None:
    rusctl("participants", "add", "sala", "1", "--answer", "accepted")
    rusctl("participants", "add", "sala", "5", "--answer", "delegated")
    people.change("invite", lambda change: inviting.asked_anew(change, "sala", [1, 5, 99]))
    with people.reading() as connection:
        found = inviting.answers(connection, "sala")
    assert (found[1], found[5]) == (Answer.NONE, Answer.DELEGATED)


def test_addresses_are_as_mail_has_them(people: Register, typed: Typed) -> None:
    typed('name = "Testperson 9"\nemail = "nio@kanariefågel.example.se"', "person", "add")
    with people.reading() as connection:
        found = inviting.reached(connection)
    assert [address for _, address, _ in found][6:] == [
        "p1@example.org", "p8@example.org", "nio@xn--kanariefgel-48a.example.se",
    ]  # fmt: skip
    assert [number for number, _, hidden in found if hidden] == [3, 8]
