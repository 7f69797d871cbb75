"""A change while it is made: rows with versions, what was there is kept for undo, many rows at once."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from rusctl.database.database import Register
from rusctl.database.tables import address, history, person
from rusctl.database.transaction import Transaction, leads, packed, unpacked
from rusctl.errors import ConflictError
from rusctl.register.schema import mandate, participation

ONE, TWO = {"name": "Testperson Ett", "email": "ett@example.org"}, {"name": "Testperson Två", "email": ""}
Work = Callable[[Transaction], Any]


def made(register: Register, *works: Work) -> list[Any]:
    """Make changes, one after another, and give what each gives."""
    return [register.change("test", one) for one in works]


def rows(register: Register, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    with register.reading() as connection:
        query = select(*(table.c[name] for name in columns)).order_by(table.c.id)
        return [tuple(row) for row in connection.execute(query)]


def test_what_is_written_anew_counts_and_brings_its_mailbox(register: Register) -> None:
    def work(change: Transaction) -> tuple[int, int, bool]:
        before = change.inserted
        change.insert(person, **ONE)
        change.insert_many(person, [{"id": one, **TWO} for one in change.reserve(person, 2)])
        change.insert_many(mandate, [])
        return change.rows, change.number, before

    assert made(register, work) == [(3, 1, False)]
    assert rows(register, person, "id", "name", "version", "operation") == [
        (1, ONE["name"], 1, 1),
        (2, TWO["name"], 1, 1),
        (3, TWO["name"], 1, 1),
    ]
    assert rows(register, address, "person", "key") == [(1, "ett@example.org")]


def test_a_row_gets_a_version_and_is_kept_as_it_was(register: Register) -> None:
    made(
        register,
        lambda change: change.insert(person, **ONE),
        lambda change: change.update(person, 1, 1, phone="021"),
        lambda change: change.update(person, 1, 2, name=ONE["name"], phone="021"),  # as it is: nothing to do
    )
    assert rows(register, person, "version", "phone") == [(2, "021")]
    ((of_table, before, after, whom, other),) = rows(
        register, history, "of_table", "before", "version_after", "person", "other"
    )
    assert (of_table, after, whom, other) == ("person", 2, 1, None)
    assert unpacked(person, before)["phone"] == ""


def _to(work: str, number: int, version: int, change: Transaction) -> Any:
    return getattr(change, work)(person, number, version)


@pytest.mark.parametrize("work", ["update", "delete", "seen"])
def test_nobody_writes_over_what_they_have_not_seen(register: Register, work: str) -> None:
    made(register, lambda change: change.insert(person, **ONE), lambda change: change.update(person, 1, 1, phone="1"))
    for number, version in ((1, 1), (7, 1)):
        with pytest.raises(ConflictError, match="changed in the register by someone else"):
            made(register, partial(_to, work, number, version))
    assert rows(register, person, "version") == [(2,)]


def test_what_is_removed_leaves_its_mailbox_and_is_kept_until_it_is_forgotten(register: Register) -> None:
    made(register, lambda change: change.insert(person, **ONE), lambda change: change.delete(person, 1, 1))
    assert (rows(register, person, "id"), rows(register, address, "id")) == ([], [])
    assert rows(register, history, "version_after", "person") == [(None, 1)]
    assert made(register, lambda change: change.forget(1)) == [1]
    assert rows(register, history, "id") == []


def test_what_is_kept_of_one_goes_with_who_takes_over(register: Register) -> None:
    made(
        register,
        lambda change: [change.insert(person, **one) for one in (ONE, TWO)],
        lambda change: change.insert(participation, event="sala", role="x", person=2, substitute_for=1),
        lambda change: change.update(participation, 1, 1, told_how="brev"),
        lambda change: change.belongs_to(2, 1),
    )
    assert rows(register, history, "person", "other") == [(1, 1)]


def test_numbers_that_are_reserved_are_nobody_elses(register: Register) -> None:
    found = made(register, lambda change: (change.reserve(person, 2), change.reserve(person, 0)))
    numbers, none = found[0]
    assert (len(set(numbers)), none) == (2, [])
    assert made(register, lambda change: change.row(person, numbers[0])) == [None]


def test_a_row_is_packed_and_given_back(register: Register) -> None:
    day = dt.date(2018, 11, 8)

    def work(change: Transaction) -> Any:
        change.insert(person, **ONE)
        change.insert(mandate, person=1, role="politiker", first_day=day)
        return change.row(mandate, 1)

    (row,) = made(register, work)
    assert unpacked(mandate, packed(row)) == row
    assert packed({"operation": 1, "function": True}) == '{"function": true, "operation": 1}'
    assert row["first_day"] == day


def test_which_columns_lead_to_a_person() -> None:
    assert [column.name for column in leads(participation)] == ["person", "substitute_for"]
    assert leads(person) == []


def test_what_fails_leaves_nothing(register: Register) -> None:
    def work(change: Transaction) -> None:
        change.insert(person, **ONE)
        change.update(person, 9, 1, name="x")

    with pytest.raises(ConflictError):
        made(register, work)
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(person)).scalar() == 0
