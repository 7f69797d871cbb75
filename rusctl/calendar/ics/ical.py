"""Reading calendar files, with icalendar; the one file that imports it."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import icalendar

from rusctl.calendar.ics.colors import HEX
from rusctl.calendar.ics.entry import Entry, Feed, Organizer, Task
from rusctl.calendar.ics.scheduling import Attendee, Scheduling
from rusctl.calendar.ics.write import YEARLY
from rusctl.model.plan import Days, Hours
from rusctl.schedule.dates import clock

_CALENDAR = {
    "VERSION": "2.0",
    "CALSCALE": "GREGORIAN",
    "PRODID": None,
    "METHOD": None,
    "X-WR-CALNAME": None,
    "NAME": None,
    "X-WR-CALDESC": None,
    "DESCRIPTION": None,
    "COLOR": None,
    "X-APPLE-CALENDAR-COLOR": None,
    "X-WR-TIMEZONE": None,
    "REFRESH-INTERVAL": None,
    "X-PUBLISHED-TTL": None,
}
_DATED = {"VALUE": "DATE"}
_ENTRY = frozenset(
    (
        "UID",
        "DTSTAMP",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "RRULE",
        "SUMMARY",
        "STATUS",
        "TRANSP",
        "CLASS",
        "X-MICROSOFT-CDO-BUSYSTATUS",
        "LOCATION",
        "GEO",
        "DESCRIPTION",
        "CATEGORIES",
        "URL",
        "ORGANIZER",
    )
)
_TASK = (_ENTRY - {"DTEND", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "LOCATION", "GEO", "URL"}) | {
    "DUE",
    "DURATION",
    "COMPLETED",
}
_ALARM = frozenset(("ACTION", "DESCRIPTION", "TRIGGER"))
_WITH_PARAMETERS = frozenset(("DTSTART", "DTEND", "DUE", "ORGANIZER", "ATTENDEE", "REFRESH-INTERVAL"))
_SCHEDULING = frozenset(("VERSION", "CALSCALE", "PRODID", "METHOD"))
_ATTENDEE = {"CUTYPE": "type", "CN": "name", "ROLE": "role", "PARTSTAT": "status", "RSVP": "rsvp"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class UnexpectedError(ValueError):
    """A file holds what rusctl does not write; the text names it."""


def read(octets: bytes) -> Feed:
    """Give what a file that rusctl wrote says; UnexpectedError or icalendar's ValueError where it says more or else."""
    calendar = icalendar.Calendar.from_ical(octets)
    _only(calendar, frozenset(_CALENDAR))
    for name, value in _CALENDAR.items():
        if value is not None and _text(calendar, name) != value:
            raise UnexpectedError(name)
    name = _raw_text(calendar, "X-WR-CALNAME")
    if _raw_text(calendar, "NAME") != name:
        raise UnexpectedError("NAME")
    description = _text(calendar, "DESCRIPTION")
    if _raw_text(calendar, "X-WR-CALDESC") != description:
        raise UnexpectedError("DESCRIPTION")
    color = _text(calendar, "COLOR")
    if _text(calendar, "X-APPLE-CALENDAR-COLOR") != (HEX.get(color, "?") if color else ""):
        raise UnexpectedError("COLOR")
    timezone = _raw_text(calendar, "X-WR-TIMEZONE")
    entries, tasks = [], []
    for component in calendar.subcomponents:
        if component.name == "VEVENT":
            entries.append(_entry(component, timezone))
        elif component.name == "VTODO":
            tasks.append(_task(component))
        elif component.name != "VTIMEZONE":
            raise UnexpectedError(component.name)
    return Feed(
        name=name,
        entries=tuple(entries),
        method=_text(calendar, "METHOD"),
        timezone=timezone,
        description=description,
        color=color,
        tasks=tuple(tasks),
    )


def read_scheduling(octets: bytes, timezone: str) -> Scheduling:
    """Give what an iTIP object that rusctl wrote says, its times on the clock of a zone; errors as for `read`."""
    calendar = icalendar.Calendar.from_ical(octets)
    _only(calendar, _SCHEDULING)
    if _text(calendar, "VERSION") != "2.0" or _text(calendar, "CALSCALE") != "GREGORIAN":
        raise UnexpectedError("VERSION")
    events: list[Any] = [component for component in calendar.subcomponents if component.name != "VTIMEZONE"]
    event = events[0]
    if event.name != "VEVENT" or len(events) > 1:
        raise UnexpectedError(event.name)
    attendee = event["ATTENDEE"]
    return Scheduling(
        method=_text(calendar, "METHOD"),
        entry=_entry(event, timezone, stamped=False),
        attendee=Attendee(address=str(attendee).removeprefix("mailto:"), **_attendee_of(dict(attendee.params))),
        stamp=_utc(event, "DTSTAMP"),
        timezone=timezone,
    )


def _attendee_of(parameters: dict[str, Any]) -> dict[str, str]:
    found = {_ATTENDEE[name]: str(value) for name, value in parameters.items()}  # KeyError: one that is not known
    if found.pop("type") != "INDIVIDUAL":
        raise UnexpectedError("CUTYPE")
    return found


def _entry(event: Any, timezone: str, *, stamped: bool = True) -> Entry:
    """Give an entry; one of a feed is `stamped` with when it was changed, and has no attendee."""
    _only(event, _ENTRY if stamped else _ENTRY | {"ATTENDEE"})
    summary = _text(event, "SUMMARY")
    modified = _modified(event, stamped=stamped)
    return Entry(
        uid=_text(event, "UID"),
        when=_when(event, timezone),
        summary=summary,
        status=_text(event, "STATUS"),
        transp=_text(event, "TRANSP"),
        busystatus=_text(event, "X-MICROSOFT-CDO-BUSYSTATUS"),
        created=_utc(event, "CREATED"),
        modified=modified,
        yearly=_yearly(event),
        sequence=int(event["SEQUENCE"]),
        description=_text(event, "DESCRIPTION"),
        location=_text(event, "LOCATION"),
        geo=_geo(event),
        categories=tuple(map(str, event["CATEGORIES"].cats)) if "CATEGORIES" in event else (),
        url=_text(event, "URL"),
        organizer=_organizer(event),
        reminders=tuple(_reminder(alarm, summary) for alarm in event.subcomponents),
    )


def _geo(event: Any) -> str:
    """Give the map point as it is written; UnexpectedError where it is none on the globe."""
    if "GEO" not in event:
        return ""
    point = event["GEO"]
    if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):  # noqa: PLR2004 - degrees
        raise UnexpectedError("GEO")
    return f"{point.latitude:.6f};{point.longitude:.6f}"


def _task(todo: Any) -> Task:
    _only(todo, _TASK)
    yearly = _yearly(todo)
    if (
        todo.subcomponents
        or ("DTSTART" in todo) != yearly
        or ("DURATION" in todo) != yearly
        or ("DUE" in todo) == yearly
    ):
        raise UnexpectedError("VTODO")
    if yearly and todo["DURATION"].dt != dt.timedelta(days=1):
        raise UnexpectedError("DURATION")
    due = todo["DTSTART" if yearly else "DUE"]
    if dict(due.params) != _DATED:
        raise UnexpectedError("DUE")
    return Task(
        uid=_text(todo, "UID"),
        due=due.dt,
        summary=_text(todo, "SUMMARY"),
        status=_text(todo, "STATUS"),
        created=_utc(todo, "CREATED"),
        modified=_modified(todo),
        yearly=yearly,
        sequence=int(todo["SEQUENCE"]),
        completed=_utc(todo, "COMPLETED").date() if "COMPLETED" in todo else None,
        description=_text(todo, "DESCRIPTION"),
        categories=tuple(map(str, todo["CATEGORIES"].cats)) if "CATEGORIES" in todo else (),
        organizer=_organizer(todo),
    )


def _modified(component: Any, *, stamped: bool = True) -> dt.datetime:
    """Give when it was last changed, and refuse what is not public or was stamped at another time."""
    modified = _utc(component, "LAST-MODIFIED")
    if stamped and _utc(component, "DTSTAMP") != modified:
        raise UnexpectedError("DTSTAMP")
    if _text(component, "CLASS") != "PUBLIC":
        raise UnexpectedError("CLASS")
    return modified


def _only(component: Any, known: frozenset[str]) -> None:
    """Refuse a property that is not known, is there twice, has parameters, or could not be read."""
    for name, value in component.items():
        if name not in known or isinstance(value, list) or (value.params and name not in _WITH_PARAMETERS):
            raise UnexpectedError(name)
    if component.errors:
        raise UnexpectedError(str(component.errors[0][0]))


def _when(event: Any, timezone: str) -> Days | Hours:
    start, end = event["DTSTART"], event.get("DTEND")
    if end is None and dict(start.params) != _DATED:
        return Hours(start=_local(start, timezone), end=None)
    if end is None or start.params != end.params:
        raise UnexpectedError("DTEND")
    if dict(start.params) == _DATED:
        return Days(first=start.dt, last=end.dt - dt.timedelta(days=1))
    return Hours(start=_local(start, timezone), end=_local(end, timezone))


def _yearly(event: Any) -> bool:
    """Give whether it comes back every year, and refuse any other recurrence."""
    if "RRULE" not in event:
        return False
    if event["RRULE"].to_ical().decode() != YEARLY:
        raise UnexpectedError("RRULE")
    return True


def _local(value: Any, timezone: str) -> dt.datetime:
    """Give a time on the clock of a zone, written as that or in UTC, and refuse any other zone."""
    time: dt.datetime = value.dt
    if not value.params and str(time.tzinfo) == "UTC":
        return time.astimezone(clock.zone(timezone)).replace(tzinfo=None)
    if dict(value.params) != {"TZID": timezone} or str(time.tzinfo) != timezone:
        raise UnexpectedError("TZID")
    return time.replace(tzinfo=None)


def _utc(event: Any, name: str) -> dt.datetime:
    time: dt.datetime = event[name].dt
    if time.tzinfo is not dt.UTC and time.utcoffset() != dt.timedelta():
        raise UnexpectedError(name)
    return time.astimezone(dt.UTC)


def _reminder(alarm: Any, summary: str) -> dt.timedelta:
    _only(alarm, _ALARM)
    if alarm.name != "VALARM" or _text(alarm, "ACTION") != "DISPLAY" or _text(alarm, "DESCRIPTION") != summary:
        raise UnexpectedError("VALARM")
    before: dt.timedelta = alarm["TRIGGER"].dt
    return -before


def _organizer(event: Any) -> Organizer | None:
    if "ORGANIZER" not in event:
        return None
    value = event["ORGANIZER"]
    if set(value.params) != {"CN"}:
        raise UnexpectedError("ORGANIZER")
    return Organizer(str(value).removeprefix("mailto:"), str(value.params["CN"]))


def _text(component: Mapping[str, Any], name: str) -> str:
    return str(component.get(name, ""))


def _raw_text(component: Mapping[str, Any], name: str) -> str:
    """Give the text of a property that icalendar does not know and so leaves escaped."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], _text(component, name))
