"""Whom to write to about an event, and what they answer, on both databases."""

import datetime as dt

import pytest

from rusctl.people import Answer, Invited
from rusctl.register import inviting
from rusctl.register.store import Register
from tests.conftest import Run
from tests.register.conftest import Typed

DAY = dt.date(2018, 11, 7)


@pytest.fixture(autouse=True)
def people(register: Register, typed: Typed, rusctl: Run) -> Register:
    """Six under Sala: reachable, without address, protected, out of office, of another role, and by hand."""
    for number, more, words in (
        (1, 'email = "p1@example.org"\nmunicipality = "sala"', ["--role", "politiker"]),
        (2, "", ["--role", "politiker"]),
        (3, 'email = "p3@example.org"', ["--role", "politiker", "--protected"]),
        (4, 'email = "p4@example.org"', ["--role", "politiker", "--to", "2018-10-31"]),
        (5, 'email = "p5@example.org"\nlanguage = "en"', ["--role", "naringsliv"]),
        (6, 'email = "p6@example.org"', []),
    ):
        typed(f'name = "Testperson {number}"\n{more}', "person", "add", *words)
    rusctl("participants", "add", "sala", "1", "2", "3", "5")
    rusctl("participants", "add", "sala", "4", "6", "--role", "politiker")
    return register


def numbers(register: Register, **chosen: tuple[object, ...]) -> list[int]:
    with register.reading() as connection:
        return [one.number for one in inviting.invited(connection, "sala", DAY, **chosen)]  # type: ignore[arg-type]


def test_who_can_be_written_to(people: Register) -> None:
    assert numbers(people) == [1, 5, 6]
    assert numbers(people, roles=("naringsliv",)) == [5]
    assert numbers(people, municipalities=("sala",)) == [1]
    with people.reading() as connection:
        assert inviting.invited(connection, "sala", DAY)[1] == Invited(
            number=5,
            name="Testperson 5",
            address="p5@example.org",
            role="naringsliv",
            language="en",
            answer=Answer.NONE,
        )


def test_an_answer_is_set_by_the_address(people: Register) -> None:
    def answer(address: str) -> int:
        return people.change("reply", lambda change: inviting.answered(change, "sala", address, Answer.ACCEPTED))

    assert answer("P1@Example.org") == 1
    assert answer("nobody@example.org") == 0
    assert numbers(people, answers=(Answer.ACCEPTED,)) == [1]
    assert numbers(people, answers=(Answer.NONE,)) == [5, 6]


def test_that_somebody_was_told_is_noted(people: Register, rusctl: Run) -> None:
    people.change("invite", lambda change: inviting.told(change, "sala", [1, 99], DAY, "e-post"))
    assert '"told": "2018-11-07", "told_how": "e-post"' in rusctl("participants", "list", "sala", "--json").out
