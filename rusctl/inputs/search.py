"""Inputs found by their words: the index says which may be meant, and each is looked at before it is given."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from rusctl.inputs.query import Query

_FIRST, _MOST = 64, 4_096  # candidates that are fetched at once: few at first, then twice as many each time
_COLUMNS = "t.id, i.ident, i.event, i.municipality, i.kind, t.text"
_JOINED = "JOIN input i ON i.id = t.input AND i.current = t.ordinal"
_SQLITE = (
    f"SELECT {_COLUMNS} FROM input_search s JOIN input_text t ON t.id = s.rowid {_JOINED} "  # noqa: S608 - of constants
    "WHERE input_search MATCH ? AND s.rowid > ? ORDER BY s.rowid LIMIT ?"
)
_POSTGRESQL = (
    f"SELECT {_COLUMNS} FROM input_text t {_JOINED} "  # noqa: S608 - likewise
    "WHERE t.terms @> CAST(%s AS text[]) AND t.id > %s ORDER BY t.id LIMIT %s"
)


class FoundInput(NamedTuple):
    """An input that was searched for: its id, event, municipality and kind, and the text that is valid."""

    ident: str
    event: str
    municipality: str
    kind: str
    text: str


def find(connection: Connection, query: Query, first: int = _FIRST) -> Iterator[FoundInput]:
    """Give the inputs whose valid text has what is searched for, in the order in which the texts were stored.

    They are fetched as they are asked for, at first as many as `first` says.
    """
    sqlite = connection.dialect.name == "sqlite"
    terms = query.terms()
    wanted = " AND ".join(f'"{term}"' for term in terms) if sqlite else terms
    statement = _SQLITE if sqlite else _POSTGRESQL  # as the driver takes it: nothing of it is written anew each time
    after, most = 0, first
    while True:
        rows = connection.exec_driver_sql(statement, (wanted, after, most)).all()
        for row in rows:
            if query.means(row[-1]):  # its text
                yield FoundInput(*row[1:])
        if len(rows) < most:
            return
        after, most = rows[-1][0], min(2 * most, _MOST)
