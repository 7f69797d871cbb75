"""What inputs keep of one person, who may be named in what was said: shown in an extract, and taken out by erasure.

A text is no person's: where a name, an address or a telephone number stands in it, that alone is blacked out, sign by
sign, so that parts of the text stay where they are. The initials of a colleague who is erased are taken away.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select, update

from rusctl.database import word_index
from rusctl.database.pieces import Held, Identity, Piece, Removed
from rusctl.database.tables import history, operation
from rusctl.database.transaction import Transaction, packed, unpacked
from rusctl.inputs.schema import TABLES, input_text, inputs, note
from rusctl.language import hard_words
from rusctl.language.look import Names
from rusctl.language.terms import folded, terms_of
from rusctl.storage.files import personal_data_search

if TYPE_CHECKING:
    import datetime as dt

BLACK = "█"
_FREE = [column for table in TABLES for column in table.columns if column.info.get("free_text")]
_INITIALS = [column for table in TABLES for column in table.columns if column.name in {"noted_by", "assigned"}]
_BY_NAME = {table.name: table for table in TABLES}


class _Person:
    """What tells one person in a text: texts that nobody else has, and the initials of the name."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.patterns = personal_data_search.patterns_of(texts)
        self.names = Names(text for text in texts if "@" not in text and not any(sign.isdigit() for sign in text))
        self.plain = [re.compile(re.escape(folded(text))) for text in texts if text.strip()]
        self.initials = {initials for text in texts if "@" not in text for initials in _initials(text)}

    def in_text(self, text: str) -> bool:
        """Whether the person stands in a text, however it is spelled."""
        if not text or not self.patterns:
            return False
        return next(self.names.places(text), None) is not None or (
            personal_data_search.holds(text.encode(), self.patterns) is not None
        )

    def blacked(self, text: str) -> str:
        """Black the person out of a text, sign by sign; all of it where it cannot be told which signs those are."""
        if not self.in_text(text):
            return text
        signs = list(text)
        small = "".join(one if len(one) == 1 else " " for one in map(folded, text))
        places = [*self.names.places(text), *(match.span() for each in self.plain for match in each.finditer(small))]
        for start, end in places:
            signs[start:end] = BLACK * (end - start)
        new = "".join(signs)
        return BLACK * len(text) if self.in_text(new) else new

    def without(self, row: Mapping[str, Any], table: Table) -> dict[str, Any]:
        """Give what of a row is to be another, so that the person does not stand in it."""
        new: dict[str, Any] = {}
        for column in table.columns:
            value = row.get(column.name)
            if column in _FREE and value and self.in_text(value):
                new[column.name] = self.blacked(value)
            elif column in _INITIALS and value and folded(value).strip(".") in self.initials:
                new[column.name] = ""
        if table is input_text and "text" in new:
            new["terms"] = terms_of(new["text"].replace(BLACK, " "))
        return new


def _initials(name: str) -> Iterator[str]:
    """Give the initials that somebody of a name signs with: of all its words, and of the first and the last."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", name)]
    if len(words) > 1:
        yield "".join(word[0] for word in words)
        yield words[0][0] + words[-1][0]


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    yield from [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def erase(change: Transaction, texts: Sequence[str]) -> int:
    """Take a person out of all that was said and noted, its versions, its index and what undo has; count the rows."""
    return _black_out(change, _Person(texts))


def take_out(change: Transaction, row_id: int, words: str) -> int:
    """Take words out of an input as a person is taken out of all, and of what undo has of it; count the rows."""
    who = _Person([words])
    who.initials.clear()
    return _black_out(change, who, row_id)


def _is_of(table: Table, row: Mapping[str, Any], only: int | None) -> bool:
    return only is None or row.get("id" if table is inputs else "input") == only


def _black_out(change: Transaction, who: _Person, only: int | None = None) -> int:
    """Black somebody or something out of all rows, or of those of one input alone."""
    count = 0
    if not who.patterns:
        return 0
    for table in _tables():
        for row in _rows(change.connection, table):
            if not _is_of(table, row, only):
                continue
            if new := who.without(row, table):
                change.connection.execute(update(table).where(table.c.id == row["id"]).values(**new))
                count += 1
    ours = select(history.c.id, history.c.of_table, history.c.before).where(history.c.of_table.in_(list(_BY_NAME)))
    for row_id, name, before in change.connection.execute(ours).all():
        table = _BY_NAME[name]
        row = unpacked(table, before)
        if not _is_of(table, row, only):
            continue
        if new := who.without(row, table):
            change.connection.execute(
                update(history).where(history.c.id == row_id).values(before=packed({**row, **new}))
            )
            count += 1
    if count:
        word_index.rebuild(change.connection)
    change.rows += count
    return count


def _tables() -> list[Table]:
    """Give the tables in which a person may stand."""
    return [table for table in TABLES if any(column in (*_FREE, *_INITIALS) for column in table.columns)]


def extract(connection: Connection, who: Identity) -> list[Held]:
    """Give the sentences of what was said and noted that name a person; the rest of it is others'."""
    person = _Person(who.own)
    return [*_held(connection, person, input_text, _of_input), *_held(connection, person, note, _of_input)]


def _of_input(connection: Connection, row: Mapping[str, Any]) -> str:
    found = select(inputs.c.ident).where(inputs.c.id == row["input"])
    return str(connection.execute(found).scalar() or "")


def _held(
    connection: Connection, person: _Person, table: Table, ident: Callable[[Connection, Mapping[str, Any]], str]
) -> Iterator[Held]:
    for row in _rows(connection, table):
        if not person.in_text(row["text"]):
            continue
        made = connection.execute(select(operation).where(operation.c.id == row["operation"])).mappings().first()
        mine = [one for one in hard_words.sentences(row["text"]) if person.in_text(one)] or [row["text"]]
        values = {"input": ident(connection, row), "text": " ".join(mine)}
        moment: dt.datetime | None = made["at"] if made else None
        yield Held(table.name, row["id"], values, moment, made["what"] if made else "")


def _erase(change: Transaction, who: Identity, _held_events: Collection[str]) -> Removed:
    return Removed(inputs=erase(change, who.own))


def _contacts(change: Transaction, who: Identity) -> Removed:
    return Removed(inputs=erase(change, [text for text in who.own if text in who.contacts]))


PIECE = Piece("inputs", TABLES, _erase, _contacts, extract)
