"""Inputs stored and read, in SQLite and in PostgreSQL: numbers, versions of a text, and what undo does."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from rusctl.database import making, undo
from rusctl.database.database import Register
from rusctl.database.place import DatabasePlace
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.inputs import store
from rusctl.inputs.schema import heading, input_text, tag
from rusctl.language.terms import folded, terms_of
from rusctl.model.inputs import Input, NewInput
from rusctl.services.pieces import PIECES

SAID = NewInput(
    event="sala",
    text="Kollektivtrafiken måste gå på kvällen\u00a0– 7–21",
    kind="utmaning",
    roles=("politiker", "naringsliv"),
    municipality="sala",
    noted_by="ak",
    noted=dt.datetime(2018, 11, 7, 14, 5, tzinfo=dt.UTC),
)


def added(register: Register, *found: NewInput) -> list[str]:
    return register.change("inputs add", lambda change: store.add(change, found))


def one(register: Register, ident: str) -> Input:
    with register.reading() as connection:
        found = store.by_ident(connection, ident)
    assert found is not None
    return found


def undone(register: Register) -> int:
    with register.reading() as connection:
        found = undo.to_undo(connection, None)
    return register.change("register undo", lambda change: undo.undo(change, found.number, PIECES), undoes=found.number)


def matching(register: Register, *terms: str) -> list[int]:
    """The rows of texts whose index has all of some terms."""
    with register.reading() as connection:
        if connection.dialect.name == "postgresql":
            found = select(input_text.c.id).where(text("terms @> :terms")).order_by(input_text.c.id)
            return list(connection.execute(found, {"terms": list(terms)}).scalars())
        query = text("SELECT rowid FROM input_search WHERE input_search MATCH :terms ORDER BY rowid")
        wanted = " AND ".join(f'"{term}"' for term in terms)
        return list(connection.execute(query, {"terms": wanted}).scalars())


def test_what_is_stored_is_what_is_read_character_by_character(register: Register) -> None:
    assert added(register, SAID, SAID) == ["SALA-001", "SALA-002"]
    found = one(register, "sala-001")
    assert found.text == SAID.text
    assert (found.roles, found.kind, found.municipality) == (SAID.roles, "utmaning", "sala")
    assert (found.noted_by, found.noted, found.text_number) == ("ak", SAID.noted, 1)


def test_a_number_that_was_given_is_never_given_again(register: Register) -> None:
    added(register, SAID, SAID)
    undone(register)
    assert added(register, SAID, NewInput(event="arboga", text="Tåg"), SAID) == ["SALA-003", "ARBOGA-001", "SALA-004"]
    assert register.change("inputs form", lambda change: store.reserve(change, "sala", 20)) == (5, 24)
    assert added(register, SAID) == ["SALA-025"]
    with register.reading() as connection:
        assert store.printed(connection, "sala") == [range(5, 25)]
        assert store.taken(connection, ["SALA-001", "SALA-003", "SALA-009"]) == {"SALA-003"}


def test_a_correction_is_a_version_and_what_was_said_stays(register: Register) -> None:
    added(register, SAID)
    first = one(register, "SALA-001")
    assert register.change("inputs correct", lambda change: store.correct(change, first, "Tåget", "bo")) == 2
    corrected = one(register, "SALA-001")
    assert (corrected.text, corrected.text_number, corrected.version) == ("Tåget", 2, 2)
    with register.reading() as connection:
        assert [(each.number, each.text, each.noted_by) for each in store.versions(connection, first.id)] == [
            (1, SAID.text, "ak"),
            (2, "Tåget", "bo"),
        ]
    with pytest.raises(ConflictError):
        register.change("inputs correct", lambda change: store.correct(change, first, "annat"))
    undone(register)
    again = one(register, "SALA-001")
    assert (again.text, again.text_number, again.noted) == (SAID.text, 1, SAID.noted)


def test_where_and_how_it_was_given_can_be_changed(register: Register) -> None:
    added(register, SAID)
    found = one(register, "SALA-001")
    register.change("inputs set", lambda change: store.set_values(change, found, {"kind": "forslag"}, ("naringsliv",)))
    assert (one(register, "SALA-001").kind, one(register, "SALA-001").roles) == ("forslag", ("naringsliv",))
    undone(register)
    again = one(register, "SALA-001")
    assert (again.kind, again.roles, again.noted) == ("utmaning", SAID.roles, SAID.noted)


def test_an_input_that_a_later_change_builds_on_is_not_undone_before_it(register: Register) -> None:
    added(register, SAID)
    found = one(register, "SALA-001")
    now = dt.datetime.now(dt.UTC)

    def put(change: Transaction) -> None:
        values = {"kind": "challenge", "heading": "klimat", "sv": "Klimat", "at": now, "operation": change.number}
        change.connection.execute(heading.insert().values(**values))
        change.insert(tag, input=found.id, heading=1, at=now)

    register.change("inputs tag", put)
    with register.reading() as connection:
        first = undo.operations(connection)[-1].number
    with pytest.raises(ConflictError):
        register.change("register undo", lambda change: undo.undo(change, first, PIECES), undoes=first)
    assert undone(register) == 1
    assert undone(register) == 4  # the input, its text and two roles
    with register.reading() as connection:
        assert store.read(connection) == []


def test_the_index_follows_what_is_stored_changed_and_taken_back(register: Register) -> None:
    added(register, SAID, NewInput(event="sala", text="Åtgärder för ÖP"))
    assert matching(register, "tra", "raf", "afi") == [1]
    assert matching(register, "öp") == [2]
    assert matching(register, "op") == []
    second = one(register, "SALA-002")
    register.change("inputs correct", lambda change: store.correct(change, second, "Tåg"))
    assert matching(register, "tåg") == [3]
    undone(register)
    assert matching(register, "tåg") == []

    def blank(change: Transaction) -> None:
        change.connection.execute(update(input_text).where(input_text.c.id == 2).values(text="", terms=[]))

    register.change("blank", blank)
    assert matching(register, "öp") == []
    register.change("gone", lambda change: change.connection.execute(delete(input_text).where(input_text.c.id == 2)))
    assert matching(register, "tra") == [1]


def test_a_copy_holds_the_index_too(register: Register, tmp_path: Path) -> None:
    added(register, SAID)
    place = DatabasePlace(path=tmp_path / "copy.sqlite3")
    making.copy_to(register, place, PIECES)
    assert matching(making.open_place(place), "tra", "raf") == [1]
    assert one(making.open_place(place), "SALA-001") == one(register, "SALA-001")


def test_terms_are_grams_of_folded_composed_words() -> None:
    assert terms_of("ÖP, i Åtå! ÖP") == ["öp", "i", "åt", "tå", "åtå"]
    assert terms_of(unicodedata.normalize("NFD", "Åtgärder")) == terms_of("ÅTGÄRDER")
    assert folded("VÄSTERÅS") == "västerås"
    assert terms_of(" – ") == []
