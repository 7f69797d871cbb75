"""Who is named in what was said: shown in an extract, blacked out by erasure; and what is kept no longer."""

import datetime as dt
import json
from typing import Any

from sqlalchemy import select, text

from rusctl.database.blacking import BLACK
from rusctl.database.database import Register
from rusctl.database.pieces import Identity
from rusctl.database.tables import history
from rusctl.database.transaction import Transaction
from rusctl.inputs import piece, store, weeding
from rusctl.inputs.schema import TABLES, input_text, inputs, note, part, tag, work
from rusctl.model.inputs import NewInput

NAME = "Testa Testsson"
WHO = Identity(7, (NAME, "tt@example.org"), ("tt@example.org",), ("tt@example.org",), (NAME, "tt@example.org"))
SAID = NewInput(event="sala", text="Bussar. Testa Testssons idé. Tåg.", noted_by="tt", table="Testa Testsson")
OTHER = NewInput(event="koping", text="Skola", noted_by="ab")


def stored(register: Register) -> None:
    register.change("inputs add", lambda change: store.add(change, [SAID, OTHER]))

    def more(change: Transaction) -> None:
        one = store.by_ident(change.connection, "SALA-001")
        assert one is not None
        store.correct(change, one, "Bussar, säger TESTA TESTSSON", "TT")
        change.insert(note, input=one.id, text="fråga tt@example.org", at=change.now, noted_by="T.T")
        change.insert(part, input=one.id, of_text=one.text_row, ordinal=1, start=29, stop=32)
        change.insert(work, input=one.id, assigned="tt", at=change.now)

    register.change("inputs correct", more)


def everything(register: Register) -> str:
    with register.reading() as connection:
        rows: list[Any] = []
        for table in (*TABLES, history):
            rows += [[str(value) for value in row] for row in connection.execute(select(table))]
        if connection.dialect.name == "sqlite":
            rows += connection.execute(text("SELECT rowid FROM input_search WHERE input_search MATCH 'est'")).all()
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_who_is_erased_is_blacked_out_of_all_that_was_said_sign_by_sign(register: Register) -> None:
    stored(register)
    count = register.change("person erase", lambda change: piece.PIECE.erase(change, WHO, ()).inputs)
    assert count > 0
    left = everything(register).casefold()
    assert "testsson" not in left
    assert "tt@" not in left
    assert '"tt"' not in left
    assert "t.t" not in left
    assert "ab" in left
    with register.reading() as connection:
        one = store.by_ident(connection, "SALA-001")
        assert one is not None
        first, second = store.versions(connection, one.id)
        assert first.text == f"Bussar. {BLACK * len('Testa Testssons')} idé. Tåg."
        assert first.text[29:32] == SAID.text[29:32] == "Tåg"
        assert second.text == f"Bussar, säger {BLACK * len(NAME)}"
        assert (one.noted_by, one.table) == ("", BLACK * len(NAME))
        terms = connection.execute(select(input_text.c.terms).where(input_text.c.id == one.text_row)).scalar_one()
        assert "bus" in terms
        assert "est" not in terms


def test_an_extract_has_the_sentences_that_name_the_person_and_no_others(register: Register) -> None:
    stored(register)
    with register.reading() as connection:
        held = piece.extract(connection, WHO)
    assert [(one.table, one.values["input"], one.values["text"]) for one in held] == [
        ("input_text", "SALA-001", "Testa Testssons idé."),
        ("input_text", "SALA-001", "Bussar, säger TESTA TESTSSON"),
        ("input_note", "SALA-001", "fråga tt@example.org"),
    ]


def test_what_was_kept_long_enough_goes_with_all_that_was_made_of_it(register: Register) -> None:
    stored(register)
    days = {"sala": dt.date(2018, 11, 7), "koping": dt.date(2030, 1, 1)}
    with register.reading() as connection:
        due = weeding.due(connection, days, dt.date(2020, 1, 1))
    assert register.change("retention run", lambda change: weeding.weed(change, due)) == 1
    with register.reading() as connection:
        assert list(connection.execute(select(inputs.c.ident)).scalars()) == ["KOPING-001"]
        for table in (note, part, tag, work):
            assert connection.execute(select(table)).all() == []
    assert "Bussar" not in everything(register)


def test_words_are_taken_out_of_one_input_for_good_and_of_no_other(register: Register) -> None:
    stored(register)
    register.change("inputs add", lambda change: store.add(change, [NewInput(event="arboga", text=NAME)]))
    with register.reading() as connection:
        one = store.by_ident(connection, "SALA-001")
    assert one is not None
    assert register.change("inputs take-out", lambda change: piece.take_out(change, one.id, NAME)) > 0
    with register.reading() as connection:
        assert "est" not in " ".join(version.text.casefold() for version in store.versions(connection, one.id))
        after = store.by_ident(connection, "SALA-001")
        assert after is not None
        assert after.noted_by == "tt"
        other = store.by_ident(connection, "ARBOGA-001")
        assert other is not None
        assert other.text == NAME
    assert register.change("inputs take-out", lambda change: piece.take_out(change, one.id, NAME)) == 0
