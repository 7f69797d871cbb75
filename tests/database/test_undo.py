"""A change taken back, and what cannot be: said, with nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database import undo
from rusctl.database.database import Register
from rusctl.database.tables import address, history, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.register.schema import participation
from rusctl.services.pieces import PIECES

ONE = {"name": "Testperson Ett", "email": "ett@example.org"}
PART = {"event": "sala", "role": "politiker", "person": 1}
Work = Callable[[Transaction], Any]


def made(register: Register, *works: Work, what: str = "test") -> None:
    for one in works:
        register.change(what, one)


def undone(register: Register, number: int | None = None) -> int:
    with register.reading() as connection:
        found = undo.to_undo(connection, number)
    return register.change("register undo", lambda change: undo.undo(change, found.number, PIECES), undoes=found.number)


def rows(register: Register, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    with register.reading() as connection:
        query = select(*(table.c[name] for name in columns)).order_by(table.c.id)
        return [tuple(row) for row in connection.execute(query)]


def add(change: Transaction) -> int:
    return change.insert(person, **ONE)


def test_what_was_made_goes_and_what_was_changed_is_as_before(register: Register) -> None:
    made(register, add, lambda change: change.update(person, 1, 1, email="ny@example.org", phone="021"))
    assert undone(register) == 1
    assert rows(register, person, "email", "phone", "version") == [("ett@example.org", "", 3)]
    assert rows(register, address, "key", "current") == [("ett@example.org", True), ("ny@example.org", False)]
    assert undone(register) == 1
    assert rows(register, person, "id") == rows(register, address, "id") == rows(register, history, "id") == []


def test_what_was_removed_is_there_again_with_what_led_to_it(register: Register) -> None:
    def remove(change: Transaction) -> None:
        change.delete(participation, 1, 1)
        change.delete(person, 1, 1)

    made(register, add, lambda change: change.insert(participation, **PART), remove)
    assert rows(register, person, "id") == rows(register, participation, "id") == []
    assert undone(register) == 2
    assert rows(register, person, "id", "name", "version") == [(1, ONE["name"], 1)]
    assert rows(register, participation, "id", "person") == [(1, 1)]
    assert rows(register, address, "person", "key") == [(1, "ett@example.org")]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(lambda change: change.update(person, 1, 1, phone="021"), id="changed"),
        pytest.param(lambda change: change.insert(participation, **PART), id="pointed at"),
    ],
)
def test_what_something_later_builds_on_stands(register: Register, later: Work) -> None:
    made(register, add, later)
    with pytest.raises(ConflictError, match="later changes build on change"):
        undone(register, 1)
    assert rows(register, person, "id") == [(1,)]


def test_what_was_made_and_is_removed_since_is_not_taken_back(register: Register) -> None:
    made(register, add, lambda change: change.delete(person, 1, 1))
    with pytest.raises(RusctlError, match="no longer kept"):
        undone(register, 1)
    assert len(rows(register, history, "id")) == 1


def test_a_row_that_somebody_changed_since_stands(register: Register) -> None:
    made(register, add, *(lambda change, at=at: change.update(person, 1, at, phone=str(at)) for at in (1, 2)))
    with pytest.raises(ConflictError):
        undone(register, 2)
    assert rows(register, person, "phone") == [("2",)]
    assert (undone(register, 3), undone(register, 2)) == (1, 1)
    assert rows(register, person, "phone") == [("",)]


@pytest.mark.parametrize("what", sorted(undo.FOR_GOOD | undo.NO_CHANGE))
def test_what_has_left_the_house_is_not_taken_back(register: Register, what: str) -> None:
    made(register, add, what=what)
    with pytest.raises(PolicyError, match="cannot be undone"):
        undone(register, 1)


def test_there_may_be_nothing_to_undo(register: Register) -> None:
    with pytest.raises(RusctlError, match="no change to undo"):
        undone(register)
    with pytest.raises(RusctlError, match="there is no change"):
        undone(register, 7)
    made(register, add)
    undone(register)
    with pytest.raises(RusctlError, match="no change to undo"):
        undone(register)
    with pytest.raises(RusctlError, match="is undone already"):
        undone(register, 1)


def test_what_is_not_kept_any_more_is_said(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "KEPT", 1)
    made(register, add, lambda change: change.update(person, 1, 1, phone="1"), lambda _change: None)
    assert rows(register, history, "id") == []
    with pytest.raises(RusctlError, match="no longer kept"):
        undone(register, 2)


def test_an_import_is_told_from_other_changes(register: Register) -> None:
    made(register, add, what="person import")
    with register.reading() as connection:
        undo.refuse_other(connection, 1, ("person import",))
        with pytest.raises(RusctlError, match="there is no import"):
            undo.refuse_other(connection, 1, ("participants import",))


def test_the_changes_are_listed_the_latest_first(register: Register) -> None:
    made(register, add, lambda change: change.update(person, 1, 1, phone="1"))
    undone(register)
    with register.reading() as connection:
        found = undo.operations(connection)
        assert undo.operations(connection, 1) == found[:1]
    assert [(one.number, one.rows, one.undoes, one.undone) for one in found] == [
        (3, 1, 2, False),
        (2, 1, None, True),
        (1, 1, None, False),
    ]
