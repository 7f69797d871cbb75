"""Somebody taken out of texts that are others': blacked out sign by sign, in a room's rows and in what undo has.

A text is no person's: where a name, an address or a telephone number stands in it, that alone is blacked out, so that
parts of the text stay where they are. Looked at are the columns of free text; what a text is found by follows it. The
initials of a colleague who is erased are taken away.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Table, select, update

from rusctl.database import word_index
from rusctl.database.columns import Terms
from rusctl.database.pieces import Held
from rusctl.database.tables import history, operation
from rusctl.database.transaction import Transaction, packed, unpacked
from rusctl.language import hard_words
from rusctl.language.look import Names
from rusctl.language.terms import folded, terms_of
from rusctl.storage.files import personal_data_search

if TYPE_CHECKING:
    import datetime as dt

BLACK = "█"
_INITIALS = frozenset({"noted_by", "assigned"})  # the columns that hold a colleague's


class NamedPerson:
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

    def signed(self, text: str) -> bool:
        """Whether a text is the person's initials or name: TT, t.t. or Testa Testsson."""
        return "".join(folded(text).replace(".", " ").split()) in self.initials or self.in_text(text)

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
            if column.info.get("free_text") and value and self.in_text(value):
                new[column.name] = self.blacked(value)
            elif column.name in _INITIALS and value and self.signed(value):
                new[column.name] = ""
        if "text" in new and isinstance(getattr(table.c.get("terms"), "type", None), Terms):
            new["terms"] = terms_of(new["text"].replace(BLACK, " "))
        return new


def _initials(name: str) -> Iterator[str]:
    """Give the initials that somebody of a name signs with: of all its words, and of the first and the last."""
    words = [folded(word) for word in re.findall(r"[^\W\d_]+", name)]
    if len(words) > 1:
        yield "".join(word[0] for word in words)
        yield words[0][0] + words[-1][0]


def rows_of(connection: Connection, table: Table) -> list[Mapping[str, Any]]:
    """Give all rows of a table, the first first."""
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def _may_name(column: Column[Any]) -> bool:
    return bool(column.info.get("free_text")) or column.name in _INITIALS


def black_out(
    change: Transaction,
    tables: Collection[Table],
    who: NamedPerson,
    meant: Callable[[Table, Mapping[str, Any]], bool] = lambda _table, _row: True,
) -> int:
    """Black somebody or something out of the rows of tables that are meant, and of what undo has; count the rows."""
    count = 0
    if not who.patterns:
        return 0
    for table in [one for one in tables if any(_may_name(column) for column in one.columns)]:
        for row in rows_of(change.connection, table):
            if meant(table, row) and (new := who.without(row, table)):
                change.connection.execute(update(table).where(table.c.id == row["id"]).values(**new))
                count += 1
    count += _of_undo(change, {table.name: table for table in tables}, who, meant)
    if count:
        word_index.rebuild(change.connection)
    change.rows += count
    return count


def _of_undo(
    change: Transaction,
    tables: Mapping[str, Table],
    who: NamedPerson,
    meant: Callable[[Table, Mapping[str, Any]], bool],
) -> int:
    count = 0
    ours = select(history.c.id, history.c.of_table, history.c.before).where(history.c.of_table.in_(list(tables)))
    for row_id, name, before in change.connection.execute(ours).all():
        row = unpacked(tables[name], before)
        if meant(tables[name], row) and (new := who.without(row, tables[name])):
            change.connection.execute(
                update(history).where(history.c.id == row_id).values(before=packed({**row, **new}))
            )
            count += 1
    return count


def sentences_held(
    connection: Connection,
    person: NamedPerson,
    column: Column[Any],
    about: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> Iterator[Held]:
    """Give the sentences of a column of free text that name a person, each row with what `about` says of it."""
    for row in rows_of(connection, column.table):
        if not person.in_text(row[column.name]):
            continue
        made = connection.execute(select(operation).where(operation.c.id == row["operation"])).mappings().first()
        said = row[column.name]
        mine = [one for one in hard_words.sentences(said) if person.in_text(one)] or [said]
        moment: dt.datetime | None = made["at"] if made else None
        values = {**about(row), column.name: " ".join(mine)}
        yield Held(column.table.name, row["id"], values, moment, made["what"] if made else "")
