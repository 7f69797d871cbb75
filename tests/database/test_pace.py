"""How fast messages go to a mail server is counted in the database, by all who send out of it together."""

import datetime as dt
import threading

import pytest
from sqlalchemy import select, update

from rusctl.database import pace
from rusctl.database.database import Register
from rusctl.database.tables import pace as table

SERVER = "mail.example.org:587"


def turns(register: Register, count: int, per_minute: int = 60) -> list[float]:
    return [pace.turn(register, SERVER, per_minute) for _ in range(count)]


def test_the_first_may_go_at_once_and_the_others_one_after_another(register: Register) -> None:
    first, *others = turns(register, 4, per_minute=2)
    assert first == 0
    assert others == [pytest.approx(30.0 * number, abs=5.0) for number in (1, 2, 3)]


def test_another_server_has_a_pace_of_its_own(register: Register) -> None:
    turns(register, 3, per_minute=1)
    assert pace.turn(register, "other.example.org:25", 1) == 0


def test_nobody_gets_the_turn_of_another(register: Register) -> None:
    """Eight who ask at once wait for eight moments, one pause apart."""
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.extend(turns(register, 1, per_minute=1))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == [pytest.approx(60.0 * number, abs=10.0) for number in range(8)]


def test_a_moment_of_a_wrong_clock_stops_nobody(register: Register) -> None:
    turns(register, 1)
    far = dt.datetime.now(dt.UTC) + dt.timedelta(days=400)
    register.change("test", lambda change: change.connection.execute(update(table).values(free=far)))
    assert turns(register, 1) == [0]
    with register.reading() as connection:
        assert connection.execute(select(table.c.free)).scalar_one() < far - dt.timedelta(days=300)


def test_who_waits_long_enough_needs_not_wait(register: Register) -> None:
    turns(register, 5)
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=5)
    register.change("test", lambda change: change.connection.execute(update(table).values(free=past)))
    assert turns(register, 1) == [0]
