"""The mailboxes that a person has or had: kept whoever changes the person, in the same transaction."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database import addresses, erasing, making, undo
from rusctl.database.database import Register
from rusctl.database.pieces import Identity
from rusctl.database.tables import address, person
from rusctl.database.transaction import Transaction
from rusctl.register import merging
from rusctl.services.pieces import PIECES

ONE, TWO = "Ett@Example.org", "tva@example.org"


def mailboxes(register: Register) -> list[tuple[int, str, bool]]:
    query = select(address.c.person, address.c.key, address.c.current).order_by(address.c.person, address.c.key)
    with register.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


@pytest.fixture
def made(register: Register) -> Callable[..., Any]:
    def change(work: Callable[[Transaction], Any], what: str = "person set") -> Any:
        return register.change(what, work)

    change(lambda one: one.insert(person, name="Testperson Ett", email=ONE), "person add")
    change(lambda one: one.insert(person, name="Testperson Två", email=TWO), "person add")
    return change


def test_a_new_address_leaves_the_one_before(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: one.update(person, 1, 1, email="ny@bofågel.example.se"))
    ny = (1, "ny@xn--bofgel-kua.example.se", True)
    assert mailboxes(register) == [(1, "ett@example.org", False), ny, (2, TWO, True)]
    made(lambda one: one.update(person, 1, 2, email="inte en adress"))
    assert mailboxes(register)[:2] == [(1, "ett@example.org", False), (*ny[:2], False)]
    made(lambda one: one.update(person, 1, 3, email=ONE))
    assert mailboxes(register)[:2] == [(1, "ett@example.org", True), (*ny[:2], False)]


def test_a_change_of_something_else_changes_no_address(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: one.update(person, 1, 1, phone="1"))
    assert mailboxes(register) == [(1, "ett@example.org", True), (2, TWO, True)]


def test_many_at_once_have_theirs(register: Register) -> None:
    rows = [{"name": f"Testperson {number}", "email": f"{number}@example.org"} for number in range(3)]
    rows[2]["email"] = ""
    register.change("person import", lambda change: change.insert_many(person, rows))
    assert mailboxes(register) == [(1, "0@example.org", True), (2, "1@example.org", True)]


def test_two_with_one_mailbox_are_two(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: one.update(person, 2, 1, email=ONE))
    assert mailboxes(register) == [(1, "ett@example.org", True), (2, "ett@example.org", True), (2, TWO, False)]


def test_what_is_taken_back_leaves_what_was_used_meanwhile(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: one.update(person, 1, 1, email="ny@example.org"))
    register.change("register undo", lambda change: undo.undo(change, 3, PIECES), undoes=3)
    assert mailboxes(register) == [(1, "ett@example.org", True), (1, "ny@example.org", False), (2, TWO, True)]
    register.change("register undo", lambda change: undo.undo(change, 1, PIECES), undoes=1)
    assert mailboxes(register) == [(2, TWO, True)]


def test_one_of_two_has_the_addresses_of_both(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: merging.merge(one, 1, 2), "person merge")
    assert mailboxes(register) == [(1, "ett@example.org", True), (1, TWO, False)]
    register.change("register undo", lambda change: undo.undo(change, 3, PIECES), undoes=3)
    assert mailboxes(register) == [(1, "ett@example.org", True), (2, TWO, True)]


def test_who_is_erased_leaves_none(register: Register, made: Callable[..., Any]) -> None:
    made(lambda one: one.update(person, 1, 1, email="ny@example.org"))
    made(lambda one: erasing.erase(one, PIECES, [Identity(1, (), (), ())], ()), "person erase")
    assert mailboxes(register) == [(2, TWO, True)]
    made(lambda one: erasing.blank_contacts(one, PIECES, [Identity(2, (), (), ())]), "retention run")
    assert mailboxes(register) == []


def test_one_that_was_made_before_has_them_when_it_is_brought_up_to_date(project: Path) -> None:
    (project / "register").mkdir(mode=0o700)
    shutil.copyfile(Path(__file__).parent / "before/register.sqlite3", project / "register/register.sqlite3")
    assert making.migrate(project, "")[0] == "0002"
    found = mailboxes(making.open_register(project, ""))
    assert found == [
        (1, "ett@example.org", True),
        (2, "ny@example.se", True),
        (4, "begransad@example.org", True),
        (5, "fem@example.org", True),
        (7, "skyddad@example.org", True),
    ]
    with making.open_register(project, "").reading() as connection:
        assert addresses.of(connection, 2) == ["ny@example.se"]
