"""Inputs found by their words: the index says which may be meant, and each is looked at before it is given."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from rusctl.inputs.query import Query

_FIRST, _MOST = 64, 4_096  # candidates that are fetched at once: few at first, then twice as many each time
_COLUMNS = "t.id, i.ident, i.event, i.municipality, i.kind, t.text"
_JOINED = "JOIN input i ON i.id = t.input AND i.current = t.ordinal"
_SQLITE = text(
    f"SELECT {_COLUMNS} FROM input_search s JOIN input_text t ON t.id = s.rowid {_JOINED} "  # noqa: S608 - of constants
    "WHERE input_search MATCH :terms AND s.rowid > :after ORDER BY s.rowid LIMIT :most"
)
_POSTGRESQL = text(
    f"SELECT {_COLUMNS} FROM input_text t {_JOINED} "  # noqa: S608 - likewise
    "WHERE t.terms @> CAST(:terms AS text[]) AND t.id > :after ORDER BY t.id LIMIT :most"
)


class FoundInput(NamedTuple):
    """An input that was searched for: its id, event, municipality and kind, and the text that is valid."""

    ident: str
    event: str
    municipality: str
    kind: str
    text: str


def find(connection: Connection, query: Query) -> Iterator[FoundInput]:
    """Give the inputs whose valid text has what is searched for, in the order in which the texts were stored.

    They are fetched as they are asked for.
    """
    sqlite = connection.dialect.name == "sqlite"
    terms = query.terms()
    wanted = " AND ".join(f'"{term}"' for term in terms) if sqlite else terms
    after, most = 0, _FIRST
    while True:
        given = {"terms": wanted, "after": after, "most": most}
        rows = connection.execute(_SQLITE if sqlite else _POSTGRESQL, given).all()
        for _, ident, event, municipality, kind, said in rows:
            if query.means(said):
                yield FoundInput(ident, event, municipality, kind, said)
        if len(rows) < most:
            return
        after, most = rows[-1][0], min(2 * most, _MOST)
