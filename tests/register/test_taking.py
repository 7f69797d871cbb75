"""Lists planned and then taken in while others write; many rows at once are what single ones are."""

import datetime as dt
import random
import threading
from collections.abc import Sequence
from dataclasses import asdict

import pytest
from sqlalchemy import func, select

from rusctl.database.database import Register
from rusctl.database.tables import operation, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.model.people import Answer, Attendance, HeadCount, Kind
from rusctl.register import headcounts, imports
from rusctl.register.apply_import import Taken, take_in
from rusctl.register.imports import ImportChoice, ImportCounts, Planned
from rusctl.register.list_rows import Record
from rusctl.register.schema import mandate, participation

SALA = ImportChoice(event="sala", role="politiker")
LIST = [
    Record(number + 2, {"name": f"Testperson {name}", "email": f"{name.lower()}@example.org"}, {}, {})
    for number, name in enumerate(("Ett", "Tva", "Tre"))
]


def planned(register: Register, records: Sequence[Record] = LIST, wanted: ImportChoice = SALA) -> Planned:
    with register.reading() as connection:
        return imports.plan(connection, records, (), wanted)


def taken(register: Register, plan: Planned, records: Sequence[Record] = LIST, wanted: ImportChoice = SALA) -> Taken:
    return register.change("participants import", lambda change: take_in(change, records, (), wanted, plan))


def people(register: Register) -> list[tuple[str, str]]:
    with register.reading() as connection:
        query = select(person.c.name, person.c.email).order_by(person.c.name)
        return [(name, email) for name, email in connection.execute(query)]


def numbers_of(one: HeadCount) -> dict[str, int]:
    return {name: value for name, value in asdict(one).items() if isinstance(value, int)}


def test_a_list_is_planned_anew_where_the_register_has_changed_since(register: Register) -> None:
    plan = planned(register)
    assert plan.counts == ImportCounts(
        rows=3, imported=3, skipped=0, failed=0, new_persons=3, changed_persons=0, differing=0
    )

    def add(change: Transaction) -> None:
        change.insert(person, name="Testperson Ett", email="ett@example.org")

    register.change("person add", add)
    done = taken(register, plan)
    assert done.planned.counts == plan.counts._replace(new_persons=2)
    assert people(register) == [(f"Testperson {name}", f"{name.lower()}@example.org") for name in ("Ett", "Tre", "Tva")]


def test_two_who_take_in_the_same_list_at_once_make_nobody_twice(register: Register) -> None:
    plan = planned(register)
    both = threading.Barrier(2)
    done: list[Taken] = []

    def take() -> None:
        both.wait()
        done.append(taken(register, plan))

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.planned.counts.imported for one in done) == [0, 3]
    assert len(people(register)) == 3
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(participation)).scalar() == 3


def test_a_list_that_was_only_planned_uses_no_numbers(register: Register) -> None:
    for _ in range(3):
        planned(register)
    taken(register, planned(register))
    with register.reading() as connection:
        assert list(connection.execute(select(person.c.id)).scalars()) == [1, 2, 3]
        assert list(connection.execute(select(operation.c.id)).scalars()) == [1]


def test_rows_of_one_name_are_told_by_their_row_and_not_by_a_number_that_nobody_has(register: Register) -> None:
    name = {"name": "Testperson Lika"}
    rows = [
        Record(2, {**name, "email": "en@example.org"}, {}, {}),
        Record(3, {**name, "email": "tva@example.net"}, {}, {}),
        Record(4, name, {}, {}),
    ]
    plan = planned(register, rows)
    assert plan.counts.imported == 2
    (fault,) = plan.faults
    assert (fault.row, fault.reason.args) == (4, {"row": 3})


def test_rows_written_at_once_are_as_those_written_singly(register: Register) -> None:
    rows = [
        {"person": 1, "role": "politiker", "first_day": dt.date(2018, 1, 1), "last_day": None, "public": True},
        {"person": 1, "role": "näringsliv 😀", "first_day": None, "last_day": dt.date(2019, 1, 1), "public": False},
    ]

    def work(change: Transaction) -> None:
        change.insert(person, name="Testperson Ett")
        change.insert_many(mandate, rows)
        for row in rows:
            change.insert(mandate, **row)

    register.change("person import", work)
    with register.reading() as connection:
        found = [dict(row) for row in connection.execute(select(mandate).order_by(mandate.c.id)).mappings()]
    for row in found:
        del row["id"]
    assert found[:2] == found[2:]
    assert [{name: row[name] for name in rows[0]} for row in found[:2]] == rows


def test_what_the_database_refuses_of_many_rows_is_a_conflict_without_the_row(register: Register) -> None:
    def work(change: Transaction) -> None:
        change.insert_many(mandate, [{"person": 99, "role": "Testperson Hemlig"} for _ in range(3)])

    with pytest.raises(ConflictError) as error:
        register.change("person import", work)
    assert "Hemlig" not in f"{error.value} {error.value.message}"
    assert people(register) == []


def test_sums_by_role_of_an_event_and_of_those_who_came_are_those_of_all(register: Register) -> None:
    chance = random.Random(1)

    def work(change: Transaction) -> None:
        numbers = change.reserve(person, 40)
        change.insert_many(
            person, [{"id": one, "name": f"Testperson {one}", "restricted": one % 7 == 0} for one in numbers]
        )
        for event in ("sala", "arboga"):
            for one in [*numbers, *[None] * 20]:
                change.insert(
                    participation,
                    event=event,
                    role=chance.choice(("politiker", "naringsliv")),
                    municipality=chance.choice(("", "sala")) if one else f"ort-{chance.random()}",
                    kind=Kind.PERSON if one else Kind.COUNT,
                    person=one,
                    number=1 if one else chance.randrange(9),
                    answer=chance.choice(list(Answer)),
                    attendance=chance.choice(list(Attendance)),
                    walk_in=chance.random() < 0.2,
                )

    register.change("participants add", work)
    with register.reading() as connection:
        every, by_role = headcounts.of_all(connection), headcounts.by_role(connection)
        came = headcounts.of_those_who_came(connection)
        of_events = {event: headcounts.of_event(connection, event) for event in ("sala", "arboga", "koping")}
    for event, found in of_events.items():
        assert (len(found), {*found}) == (len({*found}), {one for one in every if one.event == event})
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for one in every:
        total = sums.setdefault((one.event, one.role), {})
        for name, value in numbers_of(one).items():
            total[name] = total.get(name, 0) + value
    assert {(one.event, one.role): numbers_of(one) for one in by_role} == sums
    where = [(one.event, one.role, one.municipality, one.attended) for one in came]
    assert sorted(one for one in where if one[-1]) == sorted(
        (one.event, one.role, one.municipality, one.attended) for one in every if one.attended
    )
    assert [set(numbers_of(one).values()) <= {0, one.attended} for one in came] == [True] * len(came)
