"""What `rusctl diff --json` gives: one flat object a change."""

import datetime as dt
from enum import Enum

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.model.durations import Span
from rusctl.model.plan import Days, Hours, Window, Yearly
from rusctl.output.rows import Field, Row
from rusctl.schedule.dates.clock import rfc3339
from rusctl.schedule.diff.changes import RecordChange

CHANGE = {
    "what": Field(
        "string",
        "event, milestone, process, municipality, travel, role, tour, phase, template, body, frame, question, "
        "input_kind, busy, consultation, version, change, commitment, indicator, programme, result, report, workdays, "
        "deadlines, checks or minimum",
    ),
    "id": Field("string?", "the id of the record that changed"),
    "change": Field("string", "new, removed, moved or changed"),
    "field": Field("string?", "the key that changed; date for all that says when"),
    "before": Field("string?", "its value before; a span of days or times as first/last"),
    "after": Field("string?", "its value now"),
    "message": Field("string", "the change in English"),
}


def change_row(change: RecordChange, timezone: str) -> Row:
    """Give a change's row."""
    return {
        "what": change.what,
        "id": change.id or None,
        "change": change.change,
        "field": change.field or None,
        "before": plain(change.before, timezone),
        "after": plain(change.after, timezone),
        "message": Language("en").text(change.message, iso=True),
    }


def plain(value: object, timezone: str) -> str | None:
    """Give a value as text that does not depend on a language; nothing is None."""
    match value:
        case None | "" | ():
            return None
        case Enum():
            return str(value.value)
        case Hours():
            times = (value.start, value.end) if value.end else (value.start,)
            return "/".join(rfc3339(time, timezone) for time in times)
        case Days() | Window() | dt.date():
            return dates.iso(value)
        case Span():
            return str(value)
        case Yearly():
            return f"--{value.month:02}-{value.day:02} {value.first}"
        case tuple():
            return ", ".join(str(item) for item in value)
    return str(value)
