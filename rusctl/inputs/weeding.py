"""Inputs that have been kept long enough: how many there are, and removing them with all that was made of them."""

import datetime as dt
import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select

from rusctl.database import word_index
from rusctl.database.tables import history
from rusctl.database.transaction import Transaction
from rusctl.inputs.schema import (
    fate,
    group,
    input_role,
    input_text,
    inputs,
    member,
    note,
    part,
    stance,
    tag,
    work,
)

_OF_INPUT = (tag, stance, fate, part, member, note, work, input_role, input_text)  # what points at others comes first
_AT_ONCE = 500  # ids in one statement


def due(connection: Connection, days: Mapping[str, dt.date], before: dt.date) -> list[int]:
    """Give the inputs of events before a day, by their rows; where the plan has no such event, of when it was noted."""
    rows = connection.execute(select(inputs.c.id, inputs.c.event, inputs.c.noted).order_by(inputs.c.id))
    return [row_id for row_id, event, noted in rows if days.get(event, noted.date()) < before]


def weed(change: Transaction, row_ids: Collection[int]) -> int:
    """Remove inputs, their versions, what was made of them and what undo has of them; give how many there were."""
    gone, ids = 0, sorted(row_ids)
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        for table in _OF_INPUT:
            change.connection.execute(delete(table).where(table.c.input.in_(some)))
        gone += change.connection.execute(delete(inputs).where(inputs.c.id.in_(some))).rowcount
    if gone:
        change.connection.execute(delete(group).where(group.c.id.not_in(select(member.c.of_group))))
        _forget(change.connection, frozenset(ids))
        word_index.rebuild(change.connection)
    change.rows += gone
    return gone


def _forget(connection: Connection, ids: frozenset[int]) -> None:
    names = {table.name for table in _OF_INPUT} | {inputs.name}
    kept = select(history.c.id, history.c.of_table, history.c.before).where(history.c.of_table.in_(sorted(names)))
    for row_id, name, before in connection.execute(kept).all():
        row = json.loads(before)
        if row["id" if name == inputs.name else "input"] in ids:
            connection.execute(delete(history).where(history.c.id == row_id))
