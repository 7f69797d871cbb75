"""A validator of the calendar files that rusctl writes: RFC 5545 line by line, and stricter than it where readers trip.

It knows only what rusctl means to write: a property, parameter or component that is not in its tables is a fault.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

LINE_OCTETS = 75
_CONTROLS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_SEPARATORS = re.compile("[\x80-\x9f\u2028\u2029\ufeff]")
_LINE = re.compile(
    r"(?P<name>[A-Z][A-Z0-9-]*)(?P<parameters>(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL
)
_PARAMETER = re.compile(r";([A-Z-]+)=(\"[^\"]*\"|[^\";:,]*)")
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_TEXTS = re.compile(r"(?:[^\\;]|\\[\\;,nN])+")
_DURATION = re.compile(r"[+-]?P(?:\d+W|\d+D(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?(?<!T))?|T(?:\d+H)?(?:\d+M)?(?:\d+S)?(?<!T))")


class Property(NamedTuple):
    """A content line, unfolded: its name, its parameters without quotation marks, its value, its number from 1."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


class Component(NamedTuple):
    """A component with its properties and those inside it, in the file's order."""

    name: str
    properties: list[Property]
    parts: list["Component"]

    def values(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{8}", text)) and dt.datetime.strptime(text, "%Y%m%d").date() is not None  # noqa: DTZ007
    except ValueError:
        return False


def _is_local(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{8}T\d{6}", text)) and dt.datetime.strptime(text, "%Y%m%dT%H%M%S") is not None  # noqa: DTZ007
    except ValueError:
        return False


def _is_utc(text: str) -> bool:
    return text.endswith("Z") and _is_local(text[:-1])


def _matching(pattern: str | re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda text: text in words


def _moment(text: str) -> bool:
    return _is_date(text) or _is_local(text) or _is_utc(text)


_text, _words = _matching(_TEXT), _matching(_TEXTS)
_mailbox = _matching(r"mailto:[^\s\"<>]+@[^\s\"<>]+")
_number, _offset = _matching(r"\d{1,9}"), _matching(r"[+-]\d{4}")

# By component: its properties, each with the least and the most number of them and what its value must be.
PROPERTIES: dict[str, dict[str, tuple[int, int, Callable[[str], bool]]]] = {
    "VCALENDAR": {
        "VERSION": (1, 1, _one_of("2.0")),
        "PRODID": (1, 1, _text),
        "CALSCALE": (0, 1, _one_of("GREGORIAN")),
        "METHOD": (0, 1, _one_of("PUBLISH", "REQUEST", "CANCEL")),
        "X-WR-CALNAME": (0, 1, _text),
        "NAME": (0, 1, _text),
        "X-WR-CALDESC": (0, 1, _text),
        "DESCRIPTION": (0, 1, _text),
        "COLOR": (0, 1, _matching(r"[a-z]+")),
        "X-APPLE-CALENDAR-COLOR": (0, 1, _matching(r"#[0-9A-F]{6}")),
        "X-WR-TIMEZONE": (0, 1, _text),
        "REFRESH-INTERVAL": (0, 1, _matching(_DURATION)),
        "X-PUBLISHED-TTL": (0, 1, _matching(_DURATION)),
    },
    "VTIMEZONE": {"TZID": (1, 1, _text)},
    "VALARM": {
        "ACTION": (1, 1, _one_of("DISPLAY")),
        "DESCRIPTION": (1, 1, _text),
        "TRIGGER": (1, 1, _matching(_DURATION)),
    },
}
_ONSET = {
    "DTSTART": (1, 1, _is_local),
    "RRULE": (0, 1, _matching(r"FREQ=YEARLY;BYDAY=-?[1-5](?:MO|TU|WE|TH|FR|SA|SU);BYMONTH=(?:[1-9]|1[0-2])")),
    "TZNAME": (0, 1, _text),
    "TZOFFSETFROM": (1, 1, _offset),
    "TZOFFSETTO": (1, 1, _offset),
}
PROPERTIES |= {"STANDARD": _ONSET, "DAYLIGHT": _ONSET}
_BOTH = {
    "UID": (1, 1, _matching(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+")),
    "DTSTAMP": (1, 1, _is_utc),
    "CREATED": (1, 1, _is_utc),
    "LAST-MODIFIED": (1, 1, _is_utc),
    "SEQUENCE": (1, 1, _number),
    "RRULE": (0, 1, _one_of("FREQ=YEARLY")),
    "SUMMARY": (1, 1, _text),
    "CLASS": (1, 1, _one_of("PUBLIC")),
    "DESCRIPTION": (0, 1, _text),
    "CATEGORIES": (0, 1, _words),
    "ORGANIZER": (0, 1, _mailbox),
}
PROPERTIES["VEVENT"] = {
    **_BOTH,
    "DTSTART": (1, 1, _moment),
    "DTEND": (0, 1, _moment),
    "STATUS": (0, 1, _one_of("TENTATIVE", "CONFIRMED", "CANCELLED")),
    "TRANSP": (1, 1, _one_of("OPAQUE", "TRANSPARENT")),
    "X-MICROSOFT-CDO-BUSYSTATUS": (1, 1, _one_of("FREE", "TENTATIVE", "BUSY")),
    "LOCATION": (0, 1, _text),
    "GEO": (0, 1, _matching(r"-?\d{1,2}\.\d{6};-?\d{1,3}\.\d{6}")),
    "URL": (0, 1, _matching(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")),
    "ATTENDEE": (0, 1, _mailbox),
}
PROPERTIES["VTODO"] = {
    **_BOTH,
    "DTSTART": (0, 1, _is_date),
    "DUE": (0, 1, _is_date),
    "DURATION": (0, 1, _matching(_DURATION)),
    "STATUS": (1, 1, _one_of("NEEDS-ACTION", "COMPLETED", "CANCELLED")),
    "COMPLETED": (0, 1, _is_utc),
}
INSIDE = {
    "VCALENDAR": {"VTIMEZONE", "VEVENT", "VTODO"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
    "VEVENT": {"VALARM"},
}
MAY_HAVE: dict[str, dict[str, Callable[[str], bool]]] = {
    **{name: {"VALUE": _one_of("DATE"), "TZID": _text} for name in ("DTSTART", "DTEND", "DUE")},
    "REFRESH-INTERVAL": {"VALUE": _one_of("DURATION")},
    "ORGANIZER": {"CN": bool},
    "ATTENDEE": {
        "CUTYPE": _one_of("INDIVIDUAL"),
        "ROLE": _one_of("REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT", "CHAIR"),
        "PARTSTAT": _one_of("NEEDS-ACTION", "ACCEPTED", "TENTATIVE", "DELEGATED"),
        "RSVP": _one_of("TRUE", "FALSE"),
        "CN": bool,
    },
}


def problems(octets: bytes) -> list[str]:
    """Give all that is wrong with a file, each with the line where it is."""
    faults = list(_physical(octets))
    if faults:
        return faults
    lines = logical(octets)
    found = [_read(text, number) for number, text in enumerate(lines, 1)]
    faults = [one for one in found if isinstance(one, str)]
    root, nesting = _nested([one for one in found if not isinstance(one, str)])
    faults += nesting
    if root is not None and not nesting:
        faults += _component(root)
        faults += _whole(root)
    return faults


def logical(octets: bytes) -> list[str]:
    """Give the unfolded lines of a file."""
    return octets.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def _physical(octets: bytes) -> Iterator[str]:
    if not octets.endswith(b"\r\n"):
        yield "the last line has no end"
    before = b""
    for number, line in enumerate(octets.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if not line.strip(b" \t"):
            yield f"physical line {number}: empty"
        if len(line) > LINE_OCTETS:
            yield f"physical line {number}: {len(line)} octets"
        if _CONTROLS.search(line):
            yield f"physical line {number}: a control character, or a bare CR or LF"
        if line.startswith(b"\t") or (line.startswith(b" ") and number == 1):
            yield f"physical line {number}: continues in an unusual way"
        # Not demanded, but some readers unescape before they unfold.
        if line.startswith(b" ") and (len(before) - len(before.rstrip(b"\\"))) % 2:
            yield f"physical line {number}: an escape is split"
        try:
            if _SEPARATORS.search(line.decode()):
                yield f"physical line {number}: what some readers take for a line break, or a byte order mark"
        except UnicodeDecodeError:
            yield f"physical line {number}: a character is split, or it is not UTF-8"
        before = line


def _read(text: str, number: int) -> Property | str:
    found = _LINE.fullmatch(text)
    if not found:
        return f"line {number}: no content line: {text}"
    pairs = _PARAMETER.findall(found["parameters"])
    if len({name for name, _ in pairs}) < len(pairs):
        return f"line {number}: a parameter twice"
    return Property(found["name"], {name: value.strip('"') for name, value in pairs}, found["value"], number)


def _nested(lines: list[Property]) -> tuple[Component | None, list[str]]:
    root: Component | None = None
    opened: list[Component] = []
    for line in lines:
        if line.name == "BEGIN":
            part = Component(line.value, [], [])
            if opened:
                if part.name not in INSIDE.get(opened[-1].name, ()):
                    return None, [f"line {line.number}: {part.name} in {opened[-1].name}"]
                opened[-1].parts.append(part)
            elif root is not None or part.name != "VCALENDAR":
                return None, [f"line {line.number}: more than one VCALENDAR, or another"]
            else:
                root = part
            opened.append(part)
        elif not opened:
            return None, [f"line {line.number}: outside of VCALENDAR"]
        elif line.name == "END":
            if opened.pop().name != line.value or line.parameters:
                return None, [f"line {line.number}: END:{line.value} of something else"]
        elif opened[-1].parts:
            return None, [f"line {line.number}: {line.name} after a component"]
        else:
            opened[-1].properties.append(line)
    return root, [f"{opened[-1].name} is not ended"] if opened else []


def _component(component: Component) -> Iterator[str]:
    known = PROPERTIES[component.name]
    count = Counter(one.name for one in component.properties)
    for name, (least, most, _) in known.items():
        if not least <= count[name] <= most:
            yield f"{component.name}: {name} {count[name]} times"
    for one in component.properties:
        if one.name not in known:
            yield f"line {one.number}: {one.name} is unknown in {component.name}"
        elif not known[one.name][2](one.value):
            yield f"line {one.number}: {one.name} cannot be {one.value}"
        for name, value in one.parameters.items():
            allowed = MAY_HAVE.get(one.name, {}).get(name)
            if allowed is None or not allowed(value):
                yield f"line {one.number}: {one.name} cannot have {name}={value}"
    for part in component.parts:
        yield from _component(part)


def _whole(root: Component) -> Iterator[str]:
    """Look at what several lines say together."""
    zones: set[str] = set()
    uids: Counter[str] = Counter()
    kinds = {part.name for part in root.parts}
    methods = [one.value for one in root.values("METHOD")]
    if not kinds:
        yield "nothing in the calendar"
    if {"VEVENT", "VTODO"} <= kinds:
        yield "events and tasks in one file"
    for one in root.values("REFRESH-INTERVAL"):
        if one.parameters != {"VALUE": "DURATION"}:
            yield f"line {one.number}: REFRESH-INTERVAL without VALUE=DURATION"
    for part in root.parts:
        if part.name == "VTIMEZONE":
            zones.update(one.value for one in part.values("TZID"))
            if {one.name for one in part.parts} != {"STANDARD", "DAYLIGHT"}:
                yield "a VTIMEZONE without both times of the year"
            continue
        uids.update(one.value for one in part.values("UID"))
        yield from _times(part, zones)
        yield from _scheduling(part, methods)
    yield from (f"UID {uid} {count} times" for uid, count in uids.items() if count > 1)


def _times(part: Component, zones: set[str]) -> Iterator[str]:
    for name in ("DTSTART", "DTEND", "DUE"):
        for one in part.values(name):
            yield from _time(one, zones)
    for start, end in zip(part.values("DTSTART"), part.values("DTEND"), strict=False):
        if start.parameters != end.parameters:
            yield f"line {end.number}: DTSTART and DTEND are of different kinds"
        elif end.value <= start.value and _is_date(end.value):
            yield f"line {end.number}: it ends before it begins"
    if part.name == "VTODO":
        yield from _task(part)


def _time(one: Property, zones: set[str]) -> Iterator[str]:
    if _is_date(one.value) != (one.parameters == {"VALUE": "DATE"}):
        yield f"line {one.number}: VALUE=DATE and a date go together"
    if _is_local(one.value) and set(one.parameters) != {"TZID"}:
        yield f"line {one.number}: a time that floats"
    if _is_utc(one.value) and one.parameters:
        yield f"line {one.number}: a time in UTC has no zone"
    if one.parameters.get("TZID", "") not in {"", *zones}:
        yield f"line {one.number}: the zone is not in the file before its time"


def _task(part: Component) -> Iterator[str]:
    if len(part.values("DUE")) + len(part.values("DURATION")) != 1:
        yield "VTODO: DUE or DURATION"
    if bool(part.values("DURATION")) != bool(part.values("DTSTART")):
        yield "VTODO: DURATION needs DTSTART"
    if part.values("COMPLETED") and [one.value for one in part.values("STATUS")] != ["COMPLETED"]:
        yield "COMPLETED of what is not"


def _scheduling(part: Component, methods: list[str]) -> Iterator[str]:
    """Look at what RFC 5546 demands of each METHOD."""
    invited = methods in (["REQUEST"], ["CANCEL"])
    if len(part.values("ATTENDEE")) != invited:
        yield f"{part.name}: ATTENDEE {len(part.values('ATTENDEE'))} times"
    if invited and not part.values("ORGANIZER"):
        yield f"{part.name}: nobody invites"
    if methods and part.name == "VTODO":
        yield "VTODO: a task that is published needs DTSTART and PRIORITY"
    if methods == ["CANCEL"] and part.parts:
        yield f"{part.name}: an alarm in a cancellation"
    if methods == ["REQUEST"] and any(one.value == "CANCELLED" for one in part.values("STATUS")):
        yield f"{part.name}: an invitation to what is cancelled"
    if methods != ["CANCEL"] and not part.values("STATUS"):
        yield f"{part.name}: no STATUS"
