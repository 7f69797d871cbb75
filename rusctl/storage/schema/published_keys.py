"""The keys of config/published.toml, which rusctl alone writes: no template, no schema, nobody edits it."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from rusctl.language.message import msg
from rusctl.model.ledger import PublishedEntry, TargetState
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import (
    BAD,
    Choice,
    Day,
    Faults,
    Flag,
    Listed,
    Moment,
    Number,
    Schema,
    Text,
    ValueType,
    fault,
    misread,
    wrong_type,
)
from rusctl.storage.schema.tables import Key, Keys, Mapped, Table

SEQUENCE = Number(0, 2**31 - 1)  # RFC 5545, 3.3.8
STATUSES = ("TENTATIVE", "CONFIRMED", "CANCELLED")
_UID = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+")
text = Text()


class Instant(ValueType):
    """A moment in UTC, to the second."""

    expected = msg("a time with its offset, written 2018-11-07T09:00:00Z, without quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the moment in UTC."""
        if type(value) is not dt.datetime or value.tzinfo is None:
            return wrong_type(faults, at, value, self.expected)
        try:
            return value.astimezone(dt.UTC)
        except OverflowError:  # in the first or the last hours that there are
            return wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002 - the shape of all forms
        """Give a date-time schema."""
        return {"type": "string", "format": "date-time"}


def _given(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    return TargetState(target=str(at.route[-1]), **table)


def _told(table: dict[str, Any], at: Source, faults: Faults) -> Any:
    if any(key.required and name not in table for name, key in _ENTRY.items()):
        return BAD
    uid = str(at.route[-1])
    if not _UID.fullmatch(uid):
        return fault(faults, "invalid-value", at, msg("this is no UID of a calendar; take its table out"))
    start, end = table.get("start"), table.get("end")
    open_end = isinstance(start, dt.datetime) and end is None
    if type(start) is not type(end) and not open_end and not misread(at, faults, "start", "end"):
        text = msg("start and end must both be days, or both have a time")
        return fault(faults, "conflicting-keys", at.key("end" if "end" in table else "start"), text)
    given = tuple(sorted(table.pop("given", {}).values()))
    return PublishedEntry(uid=uid, given=given, **table)


_GIVEN: Keys = {
    "sequence": Key(SEQUENCE, "the version that the target has"),
    "href": Key(text, "where the server keeps it"),
    "etag": Key(text, "the server's mark of that version"),
    "digest": Key(text, "a digest of what the server was sent"),
    "refused": Key(SEQUENCE, "the version that the target refused"),
    "reason": Key(text, "why it was refused"),
}
_ENTRY: Keys = {
    "sequence": Key(SEQUENCE, "the version, as calendars count it", required=True),
    "fingerprint": Key(text, "a digest of what recipients are told, whatever the words", required=True),
    "created": Key(Instant(), "when the entry was first made", required=True),
    "modified": Key(Instant(), "when this version was published", required=True),
    "status": Key(Choice(STATUSES), "its status, in iCalendar's words", required=True),
    "title": Key(text, "what it is called", required=True),
    "location": Key(text, "the place"),
    "start": Key(Moment(), "the last exact date that was told: when it starts"),
    "end": Key(Moment(), "when it ends, which is included"),
    "window_from": Key(Day(), "the first day it can be"),
    "window_to": Key(Day(), "the last day it can be"),
    "yearly": Key(Flag(), "whether it comes back every year"),
    "milestone": Key(Flag(), "whether it is a milestone"),
    "cancelled": Key(Day(), "the day calendars were told that nothing is held on that date"),
    "gone": Key(Flag(), "whether the plan no longer has it"),
    "feeds": Key(Listed(text), "the feeds it stands in"),
    "left": Key(Mapped(Day()), "the feeds it stood in once and belongs to no more, and the day it left them"),
    "given": Key(Mapped(Table(_GIVEN, _given)), "what each target was given"),
}
PUBLISHED_KEYS: Keys = {
    "entry": Key(Mapped(Table(_ENTRY, _told)), "the events and milestones, by UID"),
    "feed": Key(Mapped(text), "the feeds and what they are called, so that one that is no longer made can be kept"),
}
