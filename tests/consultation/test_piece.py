"""Who is named in a consultation: shown in an extract, blacked out by erasure, and merged with who is the same."""

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import select, text

from rusctl.consultation.piece import PIECE
from rusctl.consultation.schema import TABLES, body, comment, notice, reply, reply_body, reply_text
from rusctl.database.blacking import BLACK
from rusctl.database.database import Register
from rusctl.database.pieces import Identity
from rusctl.database.tables import history, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.language.terms import terms_of

NAME = "Testa Testsson"
OWN = (NAME, "tt@example.org")
SAID = f"Vi tillstyrker. {NAME} kan bussar. Tåg saknas."
DAY = dt.date(2020, 3, 2)


def who(number: int) -> Identity:
    return Identity(number, OWN, OWN[1:], OWN[1:], OWN)


def stored(change: Transaction) -> list[int]:
    """Store a private individual who replied with one comment; give the numbers of two persons."""
    persons = change.reserve(person, 2)
    values = ((persons[0], NAME), (persons[1], "Annan Person"))
    change.insert_many(person, [{"id": number, "name": name} for number, name in values])
    (asked,), (came,), (said,) = (change.reserve(table, 1) for table in (body, reply, reply_text))
    at = {"at": change.now, "noted_by": "TT"}
    change.insert_many(
        body, [{"id": asked, "consultation": "strategi", "number": 1, "name": NAME, "contact": persons[0], **at}]
    )
    change.insert(notice, body=asked, what="asked", day=DAY, **at)
    change.insert_many(reply, [{"id": came, "consultation": "strategi", "number": 1, "heard_by": "t.t", **at}])
    change.insert(reply_body, reply=came, body=asked)
    change.insert_many(
        reply_text, [{"id": said, "reply": came, "ordinal": 1, "text": SAID, "terms": terms_of(SAID), **at}]
    )
    start = SAID.index("Tåg")
    change.insert(comment, reply=came, number=1, of_text=said, start=start, stop=start + 3, quote="Tåg", **at)
    return persons


def everything(register: Register) -> str:
    with register.reading() as connection:
        rows: list[Any] = []
        for table in (*TABLES, history):
            rows += [[str(value) for value in row] for row in connection.execute(select(table))]
        if connection.dialect.name == "sqlite":
            query = "SELECT rowid FROM consultation_search WHERE consultation_search MATCH 'est'"
            rows += connection.execute(text(query)).all()
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_who_is_erased_is_in_no_row_of_a_consultation_and_the_reply_stays(register: Register) -> None:
    first, _ = register.change("consultation add", stored)
    count = register.change("person erase", lambda change: PIECE.erase(change, who(first), ()).consultations)
    assert count > 0
    left = everything(register).casefold()
    assert "testsson" not in left
    assert '"tt"' not in left
    assert "t.t" not in left
    with register.reading() as connection:
        said = connection.execute(select(reply_text)).mappings().one()
        of_it = connection.execute(select(comment)).mappings().one()
        assert said["text"] == SAID.replace(NAME, BLACK * len(NAME))
        assert said["text"][of_it["start"] : of_it["stop"]] == "Tåg"
        assert "est" not in said["terms"]
        assert connection.execute(select(body.c.contact)).scalar_one() is None


def test_an_extract_has_the_body_whose_contact_somebody_is_and_the_sentences_that_name_them(register: Register) -> None:
    first, _ = register.change("consultation add", stored)
    with register.reading() as connection:
        assert PIECE.extract is not None
        held = [(one.table, dict(one.values)) for one in PIECE.extract(connection, who(first))]
    assert held == [
        ("consultation_body", {"consultation": "strategi", "number": 1, "name": NAME, "contact": first}),
        ("consultation_body", {"name": NAME}),
        ("consultation_text", {"text": f"{NAME} kan bussar."}),
    ]


def test_the_contact_of_a_body_is_handed_over_where_two_persons_are_one(register: Register) -> None:
    first, second = register.change("consultation add", stored)
    register.change("person merge", lambda change: PIECE.merge(change, second, first))
    with register.reading() as connection:
        assert connection.execute(select(body.c.contact)).scalar_one() == second


@pytest.mark.parametrize(
    "span", [{"start": 1}, {"of_text": 1}, {"of_text": 1, "start": 3, "stop": 3}, {"of_text": 1, "start": 1}]
)
def test_a_span_is_of_a_text_whole_and_not_empty(register: Register, span: dict[str, int]) -> None:
    register.change("consultation add", stored)

    def split(change: Transaction) -> None:
        change.insert(comment, reply=1, number=2, at=change.now, **span)

    with pytest.raises(ConflictError):  # what a constraint refuses
        register.change("consultation split", split)
