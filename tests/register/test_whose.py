"""A message refers to the person to whom it was written: shown and erased with them, whoever has the mailbox now."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database import erasing, extracting, undo
from rusctl.database.database import Register
from rusctl.database.tables import address, person
from rusctl.mail import piece
from rusctl.mail.outbox import HeldBackError, Outbox
from rusctl.mail.schema import message
from rusctl.model.people import Person
from rusctl.register import merging, persons
from rusctl.services.people.data_subject import identity
from rusctl.services.pieces import PIECES
from tests.mail.conftest import NOW, UID, new

SHARED = "kommun@example.org"
PEOPLE = (("Testperson Ett", "ett@example.org"), ("Testperson Två", SHARED), ("Testperson Tre", SHARED))
Change = Callable[..., Any]


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with three persons, of whom two have one mailbox."""
    for someone in [Person(name=name, email=email) for name, email in PEOPLE]:
        register.change("person add", partial(persons.add, new=someone))
    return register


@pytest.fixture
def change(filled: Register) -> Change:
    """Make a change as a command makes it."""
    return lambda work, what="test", **more: filled.change(what, work, **more)


@pytest.fixture
def box(filled: Register) -> Outbox:
    """Messages to each of them, to somebody else at the mailbox of two, and to somebody who is not here."""
    found = Outbox(filled, NOW)
    people = (*PEOPLE, ("Testperson Fyra", SHARED), ("Testperson Fem", "utan@example.org"))
    for ordinal, (name, email) in enumerate(people, 1):
        one = new(email, ordinal)
        found.add(UID, "sala", [one._replace(recipient=replace(one.recipient, name=name))])
    return found


def whose(register: Register) -> dict[int, int | None]:
    with register.reading() as connection:
        return {row.id: row.person for row in connection.execute(select(message.c.id, message.c.person))}


def erased(change: Change, register: Register, number: int) -> None:
    with register.reading() as connection:
        who = identity(connection, number)
    change(lambda one: erasing.erase(one, PIECES, [who], ()), "person erase")


def test_it_is_the_person_of_the_mailbox_and_of_several_the_one_of_the_name(register: Register, box: Outbox) -> None:
    assert box
    assert whose(register) == {1: 1, 2: 2, 3: 3, 4: None, 5: None}


def test_who_has_the_mailbox_now_goes_before_who_had_it(register: Register, change: Change, box: Outbox) -> None:
    change(lambda one: one.update(person, 1, 1, email="ny@example.org"))
    one = new("ett@example.org", 2)
    box.add(UID, "sala", [one])
    change(lambda one: one.update(person, 2, 1, email="ett@example.org"))
    box.add(UID, "sala", [new("ett@example.org", 3)])
    assert [whose(register)[number] for number in (1, 6, 7)] == [1, 1, 2]


def test_what_was_to_somebody_goes_with_them_and_not_with_who_has_the_mailbox(
    register: Register, change: Change, box: Outbox
) -> None:
    assert box
    with register.reading() as connection:
        shown = [
            one.row for one in extracting.held(connection, identity(connection, 2), PIECES) if one.table == "message"
        ]
        found = piece.identities(connection, [], [2]), piece.numbers(connection, [], [2])
    assert shown == [2]
    assert found == ([f"<{SHARED}-2>"], frozenset({2}))
    erased(change, register, 2)
    assert whose(register) == {1: 1, 3: 3, 4: None, 5: None}


def test_whose_mailbox_is_not_known_any_more_is_not_written_to(register: Register, change: Change, box: Outbox) -> None:
    change(lambda one: one.update(person, 1, 1, restricted=True))
    change(lambda one: one.connection.execute(address.delete()))
    with pytest.raises(HeldBackError):
        box.begin(1)
    box.begin(5)
    assert whose(register)[1] == 1


def test_of_two_who_are_one_all_are_the_ones_until_that_is_taken_back(
    register: Register, change: Change, box: Outbox
) -> None:
    assert box
    change(lambda one: merging.merge(one, 2, 1, PIECES), "person merge")
    assert whose(register) == {1: 2, 2: 2, 3: 3, 4: None, 5: None}
    with register.reading() as connection:
        number = undo.to_undo(connection, None).number
    change(lambda one: undo.undo(one, number, PIECES), "register undo", undoes=number)
    assert whose(register) == {1: 1, 2: 2, 3: 3, 4: None, 5: None}


def test_who_was_entered_by_mistake_leaves_what_was_sent(register: Register, change: Change, box: Outbox) -> None:
    assert box
    change(lambda one: undo.undo(one, 1, PIECES), "register undo", undoes=1)
    assert whose(register) == {1: None, 2: 2, 3: 3, 4: None, 5: None}
