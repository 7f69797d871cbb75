"""Who was erased: told again by digests of their addresses, for as long as those are kept, and by their number."""

import datetime as dt
from collections.abc import Collection

import pytest
from sqlalchemy import select, update

from rusctl.database import erased, erasing, extracting, identity
from rusctl.database.database import Register
from rusctl.database.pieces import Identity
from rusctl.database.tables import erased as table
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.services.pieces import PIECES
from rusctl.storage.files.erased_list import Line

ADDRESS, OTHER = "ett@example.org", "tva@example.org"
DAY = dt.datetime(2018, 11, 8, tzinfo=dt.UTC)


def add(register: Register, *addresses: str) -> list[int]:
    def work(change: Transaction) -> list[int]:
        return [change.insert(person, name="Testperson", email=address) for address in addresses]

    return register.change("person add", work)


def who(register: Register, number: int) -> Identity:
    with register.reading() as connection:
        found = extracting.identity(connection, number)
    return found._replace(own=found.texts)


def erase(register: Register, number: int, at: dt.datetime = DAY, *, known_again: bool = True) -> None:
    found = who(register, number)

    def work(change: Transaction) -> None:
        erasing.erase(change, PIECES, [found], ())
        erased.mark(change, found, "D 1", at, known_again=known_again)

    register.change("person erase", work)


def rows(register: Register) -> list[tuple[int, bool]]:
    with register.reading() as connection:
        found = connection.execute(select(table.c.number, table.c.digest).order_by(table.c.id))
        return [(row.number, bool(row.digest)) for row in found]


def known(register: Register, address: str) -> bool:
    with register.reading() as connection:
        return erased.known(connection).of(address) is not None


@pytest.mark.parametrize("known_again", [True, False])
def test_where_digests_are_switched_off_the_number_alone_is_kept(register: Register, *, known_again: bool) -> None:
    add(register, ADDRESS)
    erase(register, 1, known_again=known_again)
    assert rows(register) == [(1, known_again)]
    assert known(register, ADDRESS) is known_again


def test_what_was_kept_long_enough_is_a_number(register: Register) -> None:
    add(register, ADDRESS, OTHER)
    erase(register, 1, DAY)
    erase(register, 2, DAY + dt.timedelta(days=1))
    with register.reading() as connection:
        counts = [erased.with_digests(connection, DAY + dt.timedelta(days=days)) for days in (0, 1, 2)]
    assert counts == [0, 1, 2]
    assert register.change("test", lambda change: erased.forget_digests(change, DAY + dt.timedelta(days=1))) == 1
    assert rows(register) == [(1, False), (2, True)]
    assert (known(register, ADDRESS), known(register, OTHER)) == (False, True)
    assert register.change("test", erased.forget_digests) == 1
    assert rows(register) == [(1, False), (2, False)]
    with register.reading() as connection:
        assert erased.without_digests(connection) == {1, 2}


def test_who_had_several_addresses_is_one_number_afterwards(register: Register) -> None:
    add(register, ADDRESS)
    register.change("person set", lambda change: change.update(person, 1, 1, email=OTHER))
    found = who(register, 1)._replace(addresses=(ADDRESS, OTHER))
    register.change("test", lambda change: erased.mark(change, found, "D 1", DAY))
    assert rows(register) == [(1, True), (1, True)]
    with register.reading() as connection:
        assert erased.with_digests(connection, DAY + dt.timedelta(days=1)) == 1
        assert erased.without_digests(connection) == set()
    assert register.change("test", erased.forget_digests) == 1
    assert rows(register) == [(1, False)]


def listed(register: Register, number: int, digests: Collection[str] = ()) -> Line:
    with register.reading() as connection:
        ident = identity.of(connection).ident
    return Line(ident, number, DAY.isoformat(), "D 1", tuple(digests))


def restore(register: Register, *lines: Line) -> int:
    with register.engine.begin() as connection:
        return erased.restored(connection, PIECES, lines, [], ())


@pytest.mark.parametrize("known_again", [True, False])
def test_from_a_copy_they_go_as_the_list_has_them(register: Register, *, known_again: bool) -> None:
    """Where the list has no digests any more, none is made of the addresses that the copy has."""
    add(register, ADDRESS, OTHER)
    with register.reading() as connection:
        digest = erased.digest(identity.secret(connection), ADDRESS)
    assert restore(register, listed(register, 1, [digest] if known_again else [])) == 1
    assert rows(register) == [(1, known_again)]
    with register.reading() as connection:
        assert list(connection.execute(select(person.c.id)).scalars()) == [2]


def test_digests_that_were_kept_long_enough_do_not_come_back_with_a_copy(register: Register) -> None:
    add(register, ADDRESS)
    erase(register, 1)
    assert restore(register, listed(register, 1)) == 0
    assert rows(register) == [(1, False)]


def test_a_line_of_another_database_is_of_other_numbers(register: Register) -> None:
    add(register, ADDRESS)
    other = listed(register, 1)._replace(ident="another")
    assert restore(register, other) == 0
    with register.reading() as connection:
        assert list(connection.execute(select(person.c.id)).scalars()) == [1]
        key = identity.secret(connection)
    assert restore(register, other._replace(digests=(erased.digest(key, ADDRESS),))) == 1


def test_who_is_entered_again_is_none_of_the_erased(register: Register) -> None:
    add(register, ADDRESS)
    erase(register, 1)
    assert known(register, "ETT@example.org")
    add(register, ADDRESS)
    assert not known(register, ADDRESS)


def test_a_copy_that_was_put_back_behind_our_back_is_seen_by_its_numbers(register: Register) -> None:
    add(register, ADDRESS, OTHER)
    line = listed(register, 1)
    with register.reading() as connection:
        assert erased.there_again(connection, [line, line._replace(number=7), line._replace(ident="x")]) == [line]
    assert register.change("test", lambda change: erased.erase_again(change, PIECES, [line], [], ())) == 1
    with register.reading() as connection:
        assert erased.there_again(connection, [line]) == []
        assert [row["number"] for row in erasing.logged(connection)] == [1]


def test_the_lines_of_the_list_are_the_rows(register: Register) -> None:
    add(register, ADDRESS, OTHER)
    erase(register, 1)
    erase(register, 2, known_again=False)
    with register.reading() as connection:
        one, two = erased.lines(connection)
        key = identity.secret(connection)
    assert (one.number, one.digests, one.decision) == (1, (erased.digest(key, ADDRESS),), "D 1")
    assert (two.number, two.digests) == (2, ())


def test_a_digest_is_of_one_key(register: Register) -> None:
    add(register, ADDRESS)
    erase(register, 1)
    register.change("test", lambda change: change.connection.execute(update(table).values(digest="0" * 64)))
    assert not known(register, ADDRESS)
    assert erased.digest("one", ADDRESS) != erased.digest("another", ADDRESS)
    assert erased.digests("one", ["A@example.org", "a@example.org", "no address"]) == [
        erased.digest("one", "a@example.org")
    ]
