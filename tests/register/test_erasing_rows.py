"""Erasing and blanking by rows: how many were touched, what undo had, and that nobody's older view writes over it."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from rusctl.database import erasing
from rusctl.database.database import Register
from rusctl.database.pieces import Identity, Removed
from rusctl.database.tables import address, disposal, history, operation, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.services.pieces import PIECES

WHO = {1: "ett", 2: "tva", 3: "tre"}


def identity(number: int) -> Identity:
    email = f"{WHO[number]}@example.org"
    return Identity(number, (f"Testperson {number}", email), (email,), (email,))


@pytest.fixture
def filled(register: Register) -> Register:
    """Three persons, each changed once more, so that undo has something of each."""
    for number, word in WHO.items():
        values = {"name": f"Testperson {number}", "email": f"{word}@example.org", "phone": "021-1"}
        register.change("one", lambda change, values=values: change.insert(person, **values))  # type: ignore[misc]
    for number in WHO:
        register.change("two", lambda change, number=number: change.update(person, number, 1, municipality="sala"))  # type: ignore[misc]
    return register


def undone(register: Register) -> dict[int, int]:
    """Give how many rows undo has of each person."""
    counted = select(history.c.person, func.count()).group_by(history.c.person)
    with register.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(counted)}


def touched(register: Register) -> int:
    """Give the rows that the last change says it touched."""
    with register.reading() as connection:
        return int(connection.execute(select(operation.c.rows).order_by(operation.c.id.desc()).limit(1)).scalar_one())


def test_the_persons_go_with_what_undo_had_of_them_and_are_counted(filled: Register) -> None:
    assert undone(filled) == {1: 1, 2: 1, 3: 1}

    def erase(change: Transaction) -> Removed:
        change.insert(person, name="Testperson 4")
        return erasing.erase(change, PIECES, [identity(1), identity(3)], ())

    assert filled.change("erase", erase) == Removed(persons=2, forgotten=2)
    assert touched(filled) == 3
    assert undone(filled) == {2: 1}
    with filled.reading() as connection:
        assert list(connection.execute(select(person.c.id).order_by(person.c.id)).scalars()) == [2, 4]
        assert set(connection.execute(select(address.c.person)).scalars()) == {2}


def test_contacts_go_and_the_row_has_a_new_version_so_that_an_older_view_writes_nothing_back(filled: Register) -> None:
    seen: list[int] = []

    def blank(change: Transaction) -> Removed:
        seen.append(change.rows)
        change.insert(person, name="Testperson 4")
        return erasing.blank_contacts(change, PIECES, [identity(1), identity(3)])

    assert filled.change("blank", blank) == Removed(forgotten=2)
    assert seen == [0]
    assert touched(filled) == 3
    assert undone(filled) == {2: 1}
    chosen = select(person.c.id, person.c.name, person.c.email, person.c.phone, person.c.municipality, person.c.version)
    with filled.reading() as connection:
        assert [tuple(row) for row in connection.execute(chosen.order_by(person.c.id))][:3] == [
            (1, "Testperson 1", "", "", "sala", 3),
            (2, "Testperson 2", "tva@example.org", "021-1", "sala", 2),
            (3, "Testperson 3", "", "", "sala", 3),
        ]
    with pytest.raises(ConflictError):
        filled.change("late", lambda change: change.update(person, 1, 2, email="ett@example.org"))


def test_what_was_removed_is_told_in_the_order_it_was(filled: Register) -> None:
    for kind, number in (("b", 2), ("a", 1), ("c", 3)):
        filled.change("log", lambda change, of=(kind, number): erasing.log(change, of[0], of[1], "D"))  # type: ignore[misc]
    with filled.reading() as connection:
        assert [(one["kind"], one["number"], one["decision"]) for one in erasing.logged(connection)] == [
            ("b", 2, "D"),
            ("a", 1, "D"),
            ("c", 3, "D"),
        ]
        assert connection.execute(select(func.count()).select_from(disposal)).scalar_one() == 3


def test_what_undo_has_of_before_a_moment_is_counted_as_it_is_removed(filled: Register) -> None:
    with filled.reading() as connection:
        moments = list(connection.execute(select(operation.c.at).order_by(operation.c.id)).scalars())
        future = max(moments) + dt.timedelta(days=1)
        assert erasing.kept_before(connection, min(moments)) == 0
        assert erasing.kept_before(connection, future) == 3
    assert filled.change("forget", lambda change: erasing.forget_before(change, future)) == 3
    assert undone(filled) == {}
