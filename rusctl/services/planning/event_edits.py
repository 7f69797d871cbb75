"""What changing an event's date or status does to its table, whatever command does it."""

import datetime as dt
from typing import Any

from rusctl.model.plan import Event, Status, When, exact
from rusctl.services.planning.change_events import before_date, when_edits, when_table
from rusctl.storage.schema.records import DATE_KEYS
from rusctl.storage.toml import edits

Table = dict[str, Any]


def moving(
    event: Event, table: Table, new: When, today: dt.date, *, source: str, reason: str, tentative: bool = False
) -> list[edits.Edit]:
    """Give the edits that put a new date in the place of the old one, and the old one under [[event.earlier]].

    `table` is the event's as it was parsed. The new date is stated today by `source`, or by nobody where that is empty;
    the old one keeps the source and the day that it was stated with, and `reason` says why it no longer holds. The
    status becomes what `status_with` says.
    """
    changes = when_edits(event, table, new)
    dated = any(key in table for key in DATE_KEYS)
    if dated or reason or event.source not in ("", source):
        changes.append(edits.Append(event.at.key("earlier").route, _told(event, table, reason)))
    status = status_with(event, new, tentative=tentative)
    if status is not event.status:
        changes += becoming(event, table, status)
    after = "source" if "source" in table else _last_key(table, new)
    if source:
        changes.append(edits.Set(event.at.key("source").route, source, after=after))
        after = "source"
    changes.append(edits.Set(event.at.key("stated").route, today, after=after))
    gone = ["source"] if "source" in table and not source else []
    gone += ["hours"] if "hours" in table and exact(new) else []
    changes += [edits.Delete(event.at.key(key).route) for key in gone]
    return changes + _no_reason(event, table)


def _last_key(table: Table, new: When) -> str:
    """Give the key that is last in the table once it has the new date, so that what is said of the date follows it."""
    last = next(reversed([key for key in table if key != "earlier"]))
    return next(reversed(when_table(new))) if last in (*DATE_KEYS, before_date(table)) else last


def status_with(event: Event, new: When, *, tentative: bool) -> Status:
    """Give the status that an event has with another date.

    What was tentative or confirmed and has no day any more is planned; a day that was written with "prel." is
    tentative.
    """
    if exact(new) is None:
        return Status.PLANNED if event.status in (Status.TENTATIVE, Status.CONFIRMED) else event.status
    return Status.TENTATIVE if tentative else event.status


def postponing(event: Event, table: Table, today: dt.date, *, source: str, reason: str) -> list[edits.Edit]:
    """Give the edits that take an event's date away until further notice; the old one is kept with its own source."""
    changes: list[edits.Edit] = []
    if any(key in table for key in DATE_KEYS):
        changes.append(edits.Append(event.at.key("earlier").route, _told(event, table, reason)))
    if event.status is not Status.PLANNED:
        changes += becoming(event, table, Status.PLANNED)
    changes.append(edits.Set(event.at.key("postponed").route, today, after="status"))
    told = {"reason": reason, "source": source}
    changes += [edits.Set(event.at.key(key).route, text, after="postponed") for key, text in told.items() if text]
    gone = (*DATE_KEYS, "stated", *(key for key, text in told.items() if not text))
    return changes + [edits.Delete(event.at.key(key).route) for key in gone if key in table]


def _no_reason(event: Event, table: Table) -> list[edits.Edit]:
    """Give the edits that take out what was said of an event that was postponed or cancelled."""
    return [edits.Delete(event.at.key(key).route) for key in ("postponed", "reason") if key in table]


def becoming(event: Event, table: Table, new: Status, reason: str = "") -> list[edits.Edit]:
    """Give the edits that set a status; what is cancelled remembers what it was and why, and reminds of nothing."""
    changes: list[edits.Edit] = [edits.Set(event.at.key("status").route, new.value)]
    if event.status is Status.CANCELLED and "reason" in table:
        changes.append(edits.Delete(event.at.key("reason").route))
    if new is Status.CANCELLED:
        changes.append(edits.Set(event.at.key("was").route, event.status.value, after="status"))
        if reason:
            changes.append(edits.Set(event.at.key("reason").route, reason, after="was"))
        if "reminder" in table:
            changes.append(edits.Delete(event.at.key("reminder").route))
    elif "was" in table:
        changes.append(edits.Delete(event.at.key("was").route))
    return changes


def _told(event: Event, table: Table, reason: str) -> dict[str, Any]:
    """Give what is kept of an old date: its keys, when and by whom it was stated, and why it no longer holds.

    Where there was no date, what was said of its absence is kept alike.
    """
    told = {"stated": event.stated, "source": event.source, "reason": reason}
    return {key: table[key] for key in DATE_KEYS if key in table} | {key: one for key, one in told.items() if one}
