"""Rows of lists that wait: which and why, and nothing of what stands in them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from rusctl.database.transaction import Transaction
from rusctl.inputs.schema import waiting
from rusctl.model.inputs import WaitingRow


def keep(change: Transaction, digest: str, by_event: Mapping[str, Sequence[WaitingRow]]) -> None:
    """Note which rows of a list wait, by event; what waited of those events before, waits no more."""
    for event, rows in by_event.items():
        for old in change.connection.execute(select(waiting).where(waiting.c.event == event)).mappings().all():
            change.delete(waiting, old["id"], old["version"])
        change.insert_many(
            waiting,
            [
                {"event": event, "digest": digest, "row": one.row, "why": " ".join(one.why), "at": change.now}
                for one in rows
            ],
        )


def counts(connection: Connection) -> dict[str, int]:
    """Give how many rows of lists wait, by event."""
    query = select(waiting.c.event, func.count()).group_by(waiting.c.event).order_by(waiting.c.event)
    return {row[0]: row[1] for row in connection.execute(query)}
