"""What changing an event's date or status does to its table, whatever command does it."""

import datetime as dt
from typing import Any

from rusctl.model.plan import Event, Status, When
from rusctl.services.planning.change_events import when_edits
from rusctl.storage.schema.records import DATE_KEYS
from rusctl.storage.toml import edits

Table = dict[str, Any]


def moving(event: Event, table: Table, new: When, today: dt.date, *, source: str, reason: str) -> list[edits.Edit]:
    """Give the edits that put a new date in the place of the old one, and the old one under [[event.earlier]].

    `table` is the event's as it was parsed. The new date is stated today; `source` and `reason` say who gave the old
    one up and why, and without a source the old date keeps its own.
    """
    old = {key: table[key] for key in DATE_KEYS if key in table}
    changes = when_edits(event, table, new)
    if old:
        changes.append(edits.Append(event.at.key("earlier").route, old | _told(event, source, reason)))
    last = next(reversed([key for key in table if key != "earlier"]))
    changes.append(edits.Set(event.at.key("stated").route, today, after="source" if "source" in table else last))
    return changes


def becoming(event: Event, table: Table, new: Status) -> list[edits.Edit]:
    """Give the edits that set a status; what is cancelled remembers what it was, and reminds of nothing."""
    changes: list[edits.Edit] = [edits.Set(event.at.key("status").route, new.value)]
    if new is Status.CANCELLED:
        changes.append(edits.Set(event.at.key("was").route, event.status.value, after="status"))
        if "reminder" in table:
            changes.append(edits.Delete(event.at.key("reminder").route))
    elif "was" in table:
        changes.append(edits.Delete(event.at.key("was").route))
    return changes


def _told(event: Event, source: str, reason: str) -> dict[str, Any]:
    """Give what is kept of an old date beside the date: when and by whom it was stated, and why it no longer holds."""
    told = {"stated": event.stated, "source": source or event.source, "reason": reason}
    return {key: value for key, value in told.items() if value}
