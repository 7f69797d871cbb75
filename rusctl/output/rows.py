"""What listings give to programs: one flat object a row, in the words of the files, the same in every language.

Each listing is declared once, as its columns; the JSON Schemas and docs/json.md are made from the declaration.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, municipality_name
from rusctl.model.plan import Days, Event, Hours, Plan, When, Window, exact
from rusctl.output.clean import json_safe
from rusctl.schedule.dates.clock import rfc3339
from rusctl.schedule.network.network import Network
from rusctl.schedule.state.milestones import Standing
from rusctl.schedule.state.series import papers_due
from rusctl.schedule.state.status import status_on
from rusctl.storage.schema.json_schema import DRAFT

Row = dict[str, Any]


class Field(NamedTuple):
    """A member of a row: its JSON type (with ``?``: or null) and what it holds (a message id)."""

    type: str
    about: str


_WHEN = {
    "date": Field("date?", "the day, of an event that has a day and no time"),
    "start": Field("moment?", "when it starts, with offset; or the first of several days"),
    "end": Field("moment?", "when it ends, with offset; or the last of several days, which is included"),
    "window_from": Field("date?", "the first day it can be"),
    "window_to": Field("date?", "the last day it can be"),
    "window_text": Field("string?", "how the source puts the window"),
}
EVENT = {
    "id": Field("string", "the event's id"),
    "kind": Field("string", "what kind of meeting it is"),
    "title": Field("string", "what people see, in the folder's language"),
    "municipality": Field("string?", "where it is: an id"),
    "status": Field("string", "how firm it is, as known today"),
    **_WHEN,
    "week": Field("integer?", "the ISO week of the day it starts"),
    "open": Field("strings", "what is not settled: date, time, venue, confirmation"),
    "earlier": Field("integer", "how many dates were stated before"),
    "source": Field("string?", "who or what stated the date"),
    "postponed": Field("date?", "the day it was postponed until further notice"),
    "reason": Field("string?", "why it was cancelled or postponed"),
    "municipalities": Field("strings", "the ids of all municipalities that it is for"),
    "round": Field("integer?", "which round of a tour it is of"),
    "themes": Field("strings", "ids of the headings of the frame that it is about"),
    "partner": Field("string?", "the organisation that holds it, where it is not the region"),
    "count": Field("integer?", "how many dialogues it stands for, where they have no rows of their own"),
    "people": Field("integer?", "how many took part in all, where they are in no register"),
    "series": Field("string?", "what events that come again have in common"),
    "papers": Field("date?", "the last day for its papers to go out"),
    "days_left": Field("integer?", "days from today to the day it starts; negative after it, null without a day"),
    "decide_by": Field("date?", "the last day to confirm it, where it is tentative"),
    "confirms": Field("string?", "the role that confirms it: an id"),
    "hours": Field("string?", "the times of day it is to have once it has a day"),
    "questions": Field("strings", "what is asked at it"),
    "name": Field("string", "OParl's name of the meeting: the same as title; start and end are OParl's, too"),
    "meetingState": Field(
        "string?", "OParl's terminiert (planned for a day) or durchgeführt (held); null without a day"
    ),
    "cancelled": Field("boolean", "OParl's cancelled: whether it is called off"),
    "location": Field("string?", "where it is, as the description of OParl's location: the venue, room, municipality"),
    "organization": Field("strings", "OParl's organization, by name: who holds it, a partner, a body or the region"),
    "web": Field("string?", "OParl's web: a page about it"),
    "venue": Field("string?", "its venue, where that is one of the folder's: an id"),
}
MILESTONE = {
    "id": Field("string", "the milestone's id"),
    "title": Field("string", "what people see, in the folder's language"),
    "body": Field("string?", "who decides or acts: an id"),
    "baseline": Field("date?", "the day that was first promised"),
    **{key: value for key, value in _WHEN.items() if key not in ("start", "end")},
    "done": Field("date?", "the day it happened; the last possible one where the day is not known"),
    "days_left": Field("integer?", "days from today to it, or to the end of its window; negative where it is overdue"),
    "slip_days": Field("integer?", "days from the baseline to the day now, or to the outcome"),
    "earliest": Field("date?", "the first working day it can be reached, by what it comes after"),
    "latest": Field("date?", "the last working day on which its dates and all that follows can still hold"),
    "slack_days": Field(
        "integer?", "days from the earliest to the latest; negative where a date cannot hold, null where not known"
    ),
    "critical": Field("boolean", "whether it is on the critical path"),
    "owner": Field("string?", "the role that sees to it: an id"),
    "overdue": Field("boolean", "whether its day has passed without an outcome"),
    "after": Field("strings", "what it comes after: ids"),
    "waits_for": Field("strings", "what of that is not done: ids"),
    "source": Field("string?", "who or what stated the date"),
    "slack_at_most": Field("integer?", "the slack, or the most it can be where a step without a day is beside it"),
    "state": Field("string", "open, done, postponed or given-up"),
    "year": Field("integer?", "the year of what comes back every year, which has a row for each"),
    "outcome": Field(
        "string?", "how the last meeting that treated it ended: adopted, referred-back, tabled or rejected"
    ),
    "meeting": Field("date?", "the last day of that meeting"),
    "reopened": Field("date?", "the day a referral back opened it again, where it has not been reached since"),
    "goes_on": Field("string?", "the milestone in which its matter goes on after a referral back: an id"),
    "reason": Field("string?", "why it was postponed or given up, or why the meeting ended so"),
    "level": Field("string?", "how it was judged last: green, yellow or red"),
    "level_date": Field("date?", "the day it was judged so"),
    "level_text": Field("string?", "what was said then"),
    "decide_by": Field("date?", "the last day to settle its date"),
    "confirms": Field("string?", "the role that settles it: an id"),
}
PUBLISHED = {
    "target": Field("string", "the target of config/targets.toml: an id"),
    "feed": Field("string", "the feed: an id, which is its file's name without .ics; empty for a server"),
    "change": Field(
        "string", "new, moved, changed, cancelled, put off or left out; on a server also put back, deleted or conflict"
    ),
    "id": Field("string", "the event's or the milestone's id"),
    "title": Field("string", "what people see, in the folder's language"),
    "sequence": Field("integer", "the version that calendars are given"),
}


OPEN: dict[str, Message] = {
    "date": msg("date"),
    "time": msg("time"),
    "venue": msg("venue"),
    "confirmation": msg("confirmation"),
}


def when_row(when: When | None, timezone: str) -> Row:
    """Give the date members of a row; times carry the offset of the zone (RFC 3339)."""
    row: Row = dict.fromkeys(_WHEN)
    if isinstance(when, Hours):
        row["start"] = rfc3339(when.start, timezone)
        row["end"] = rfc3339(when.end, timezone) if when.end else None
    elif isinstance(when, Window):
        row["window_from"], row["window_to"] = when.first.isoformat(), when.last.isoformat()
        row["window_text"] = when.text or None
    elif isinstance(when, Days) and when.first == when.last:
        row["date"] = when.first.isoformat()
    elif isinstance(when, Days):
        row["start"], row["end"] = when.first.isoformat(), when.last.isoformat()
    return row


def what_is_open(event: Event, today: dt.date) -> tuple[str, ...]:
    """Say what is not settled about an event; nothing is, once it was held or cancelled."""
    status = status_on(event, today)
    if status in ("held", "cancelled"):
        return ()
    lacking = (
        ("date", exact(event.when) is None),
        ("time", isinstance(event.when, Days)),
        ("venue", not event.venue),
        ("confirmation", status != "confirmed"),
    )
    return tuple(name for name, is_lacking in lacking if is_lacking)


def week_of(event: Event) -> int | None:
    """Give the ISO week in which an event starts, where it has a day."""
    day = exact(event.when)
    return day.first.isocalendar().week if day else None


def event_row(event: Event, plan: Plan, today: dt.date) -> Row:
    """Give an event's row."""
    return {
        "id": event.id,
        "kind": event.kind,
        "title": event_title(event, plan, Language(plan.process.language)),
        "municipality": event.municipality or None,
        "status": status_on(event, today).value,
        **when_row(event.when, plan.process.timezone),
        "week": week_of(event),
        "open": list(what_is_open(event, today)),
        "earlier": sum(one.when is not None for one in event.earlier),
        "source": event.source or None,
        "postponed": event.postponed.isoformat() if event.postponed else None,
        "reason": event.reason or None,
        "municipalities": list(event.places),
        "round": event.round,
        "themes": list(event.themes),
        "partner": event.partner or None,
        "count": event.count,
        "people": event.people,
        "series": event.series or None,
        "papers": day.isoformat() if (day := papers_due(event)) else None,
        "days_left": (dated.first - today).days if (dated := exact(event.when)) else None,
        "decide_by": event.decide_by.isoformat() if event.decide_by else None,
        "confirms": event.confirms or None,
        "hours": event.hours or None,
        "questions": list(event.questions),
        **_oparl(event, plan, today),
        "venue": event.site.id if event.site else None,
    }


def _oparl(event: Event, plan: Plan, today: dt.date) -> Row:
    """Give what a meeting has in OParl 1.1 (oparl:Meeting, oparl:Location) and a row lacks, under its names there.

    Of what OParl recommends for `meetingState` the plan knows no invitation, so `eingeladen` is not used.
    """
    language, status = Language(plan.process.language), status_on(event, today)
    state = "durchgeführt" if status == "held" else "terminiert" if exact(event.when) else None
    town = municipality_name(plan, event.municipality) if event.municipality else ""
    body = next((language.name(one.name) for one in plan.bodies if one.id == event.body), "")
    holder = event.partner or body or plan.process.region
    return {
        "name": event_title(event, plan, language),
        "meetingState": state,
        "cancelled": status == "cancelled",
        "location": ", ".join(part for part in (event.venue, event.room, town) if part) or None,
        "organization": [holder] if holder else [],
        "web": event.url or None,
    }


def milestone_row(standing: Standing, plan: Plan, found: Network) -> Row:
    """Give a milestone's row."""
    milestone = standing.milestone
    timing = found.timings.get(milestone.id)
    dates = when_row(standing.due, plan.process.timezone)
    return {
        "id": milestone.id,
        "title": Language(plan.process.language).name(milestone.title),
        "body": milestone.body or None,
        "baseline": milestone.baseline.isoformat() if milestone.baseline else None,
        **{key: value for key, value in dates.items() if key not in ("start", "end")},
        "done": standing.done.last.isoformat() if standing.done else None,
        "days_left": standing.days_left,
        "slip_days": standing.slip_days,
        "earliest": timing.earliest.isoformat() if timing else None,
        "latest": timing.latest.isoformat() if timing and timing.latest else None,
        "slack_days": timing.slack_days if timing and found.timings.is_known(milestone.id) else None,
        "critical": milestone.id in found.critical,
        "owner": milestone.owner or None,
        "overdue": standing.overdue,
        "after": [one.id for one in milestone.after],
        "waits_for": list(standing.waits_for),
        "source": milestone.source or None,
        "slack_at_most": timing.slack_days if timing else None,
        "state": standing.progress.value,
        "year": standing.year or None,
        "outcome": standing.outcome.value if standing.outcome else None,
        "meeting": standing.meeting.last.isoformat() if standing.meeting else None,
        "reopened": standing.again.isoformat() if standing.again else None,
        "goes_on": standing.goes_on or None,
        "reason": standing.reason or None,
        "level": standing.judged.level.value if standing.judged else None,
        "level_date": standing.judged.date.isoformat() if standing.judged else None,
        "level_text": standing.judged.text if standing.judged else None,
        "decide_by": milestone.decide_by.isoformat() if milestone.decide_by else None,
        "confirms": milestone.confirms or None,
    }


def published_row(*values: str | int) -> Row:
    """Give the row of one change that those who have a feed will see: its members' values in their order."""
    return dict(zip(PUBLISHED, values, strict=True))


def json_text(rows: Iterable[Row]) -> str:
    """Give rows as a JSON list, one row a line."""
    import json  # people get no JSON

    lines = (json_safe(json.dumps(row, ensure_ascii=False)) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]"


_TYPES: dict[str, Any] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]},
    "number": {"type": "number"},
    "strings": {"type": "array", "items": {"type": "string"}},
}


def rows_schema(fields: dict[str, Field], say: Callable[[str], str]) -> dict[str, Any]:
    """Give the JSON Schema of a listing."""
    properties = {}
    for name, field in fields.items():
        form = _TYPES[field.type.rstrip("?")]
        if field.type.endswith("?"):
            form = {"anyOf": [form, {"type": "null"}]}
        properties[name] = {"description": say(field.about), **form}
    row = {"type": "object", "properties": properties, "required": list(fields), "additionalProperties": False}
    return {"$schema": DRAFT, "type": "array", "items": row}


def type_words(kind: str) -> str:
    """Give a member's JSON type for the reference page."""
    words = {
        "date": "string (2018-11-07)",
        "moment": "string (2018-11-07T09:00:00+01:00)",
        "strings": "list of strings",
    }
    name = kind.rstrip("?")
    return words.get(name, name) + (" or null" if kind.endswith("?") else "")
