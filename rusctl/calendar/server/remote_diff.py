"""Two versions of one event, ours and a server's: whether they say the same, and where they do not.

Servers keep what an event says and not its octets: properties change places, quotes go, lines are folded anew. So what
is compared is the set of statements. Left out is what says nothing to people and what servers write themselves.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from rusctl.model.plan import Days, Hours
from rusctl.schedule.dates import clock

HASH = 32  # of 64: 128 bits
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a run of digits in a file could be taken for a telephone number
LONGEST = 2**20  # octets of an event that is looked at; ours have a few thousand
_ENDS = re.compile(rb"\r\n|\n|\r")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,("[^"]*"|[^";:,]*))*')
_NAME = re.compile(r"[A-Za-z0-9-]+")
_NUMBER = re.compile(r"[0-9]{1,9}")
_ESCAPE = re.compile(r"\\(.)")
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_ENDS_OF = ("DTSTART", "DTEND")
_UNSAID = frozenset(("DTSTAMP", "CREATED", "LAST-MODIFIED"))
_EVENT, _ALARM = ("VCALENDAR", "VEVENT"), ("VCALENDAR", "VEVENT", "VALARM")


class Statement(NamedTuple):
    """A property of an event: where it stands, its name, its parameters and its value."""

    within: tuple[str, ...]
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str


def statements(octets: bytes) -> tuple[Statement, ...]:
    """Give what an event's file says, in a fixed order; what is no property of an event or an alarm is left out."""
    return tuple(sorted(_said(octets)))


def fingerprint(octets: bytes) -> str:
    """Give a hash of what an event's file says; equal for files that say the same."""
    return _hash(repr(statements(octets)).encode("utf-8", "surrogatepass"))


class ContentHash(NamedTuple):
    """What a version of an event is known by: a hash of its octets, quick to make, and one of what it says."""

    octets: str
    says: str

    def __str__(self) -> str:
        """Give both as the ledger keeps them."""
        return f"{self.octets}-{self.says}"


def mark(octets: bytes) -> ContentHash:
    """Give what an event's file is known by."""
    return ContentHash(_hash(octets), fingerprint(octets))


def read_mark(text: str) -> ContentHash:
    """Read what the ledger keeps."""
    octets, _, says = text.partition("-")
    return ContentHash(octets, says)


def is_marked(octets: bytes, known: ContentHash) -> bool:
    """Say whether a file says what the marked one said, with as little work as possible."""
    return bool(known.says) and (_hash(octets) == known.octets or fingerprint(octets) == known.says)


def _hash(octets: bytes) -> str:
    return sha256(octets).hexdigest()[:HASH].translate(_LETTERS)


def uids(octets: bytes) -> frozenset[str]:
    """Give the UIDs in a file."""
    return frozenset(one.value for one in _lines(octets) if one.name == "UID")


def version(octets: bytes) -> int:
    """Give the SEQUENCE in a file, 0 where it has none that can be one."""
    found = (one.value for one in _lines(octets) if one.within == _EVENT and one.name == "SEQUENCE")
    return max((int(value) for value in found if _NUMBER.fullmatch(value)), default=0)


def differences(theirs: bytes, ours: bytes) -> Mapping[str, tuple[str, str]]:
    """Give what two versions say otherwise, by property: the server's value and ours, "" where there is none."""
    there, here = (_by_name(statements(octets)) for octets in (theirs, ours))
    names = dict.fromkeys((*here, *there))
    return {
        name: (there.get(name, ""), here.get(name, "")) for name in names if there.get(name, "") != here.get(name, "")
    }


def _by_name(found: tuple[Statement, ...]) -> dict[str, str]:
    """Give the values by name; of an alarm its time, and what is there more often is joined."""
    values: dict[str, list[str]] = {}
    for one in found:
        if one.within == _EVENT:
            values.setdefault(one.name, []).append(one.value)
        elif one.within != _ALARM:
            values.setdefault("/".join((*one.within[1:], one.name)), []).append(one.value)
        elif one.name == "TRIGGER":
            values.setdefault("VALARM", []).append(one.value)
    return {name: " | ".join(all_of) for name, all_of in values.items()}


def _said(octets: bytes) -> Iterator[Statement]:
    for one in _lines(octets):
        if "VEVENT" not in one.within and not one.within[1:]:
            continue  # the calendar's own properties
        if "VTIMEZONE" in one.within or one.name in _UNSAID or (one.name.startswith("X-") and one.name != _BUSY):
            continue
        yield one


def _lines(octets: bytes) -> Iterator[Statement]:
    """Give every property with the components round it; unfolded as octets, since a fold may part a letter."""
    within: list[str] = []
    for raw in _ENDS.split(_FOLD.sub(b"", octets[:LONGEST])):
        one = _line(raw.decode("utf-8", "replace"), tuple(within))
        if one is None:
            continue
        if one.name == "BEGIN":
            within.append(one.value.upper())
        elif one.name == "END":
            if within and within[-1] == one.value.upper():
                within.pop()
        else:
            yield one


def _line(text: str, within: tuple[str, ...]) -> Statement | None:
    name = _NAME.match(text)
    if name is None:
        return None
    at, parameters = name.end(), []
    while found := _PARAMETER.match(text, at):
        parameters.append((found[1].upper(), found[0].partition("=")[2].replace('"', "")))
        at = found.end()
    if text[at : at + 1] != ":":
        return None
    return Statement(within, name[0].upper(), tuple(sorted(parameters)), _value(name[0].upper(), text[at + 1 :]))


def _value(name: str, text: str) -> str:
    if name == "TRIGGER":
        return _seconds(text)
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _seconds(text: str) -> str:
    """Give a duration as its seconds, since an hour and a half is written in several ways."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return text
    seconds = sum(int(count or 0) * unit for count, unit in zip(found.groups()[1:], _SECONDS, strict=True))
    return f"{'-' if found[1] == '-' and seconds else ''}{seconds} s"


class RemoteReading(NamedTuple):
    """What a version of an event says, for people: when it is, where that can be read, and its properties by name."""

    when: Days | Hours | None
    values: Mapping[str, str]


def reading(octets: bytes, zone: str) -> RemoteReading:
    """Read a version of an event; times are on the clock of the zone."""
    found = statements(octets)
    return RemoteReading(_when(found, zone), _by_name(found))


def _when(found: tuple[Statement, ...], zone: str) -> Days | Hours | None:
    first, last = (next((one for one in found if one.within == _EVENT and one.name == name), None) for name in _ENDS_OF)
    if first is None:
        return None
    try:
        start = _moment(first, zone)
        end = _moment(last, zone) if last else start
    except (ValueError, OverflowError):
        return None
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return Hours(start=start, end=end if last else None)
    if isinstance(start, dt.datetime) or isinstance(end, dt.datetime) or end <= start:
        return None
    return Days(first=start, last=end - dt.timedelta(days=1))


def _moment(one: Statement, zone: str) -> dt.date:
    """Give a day, or a time on the clock of the zone; ValueError where it is neither or of another zone."""
    parameters = dict(one.parameters)
    if parameters.get("VALUE") == "DATE":
        return dt.datetime.strptime(one.value, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    if one.value.endswith("Z"):
        time = dt.datetime.strptime(one.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return time.astimezone(clock.zone(zone)).replace(tzinfo=None)
    if parameters.get("TZID") != zone:
        raise ValueError(one.value)
    return dt.datetime.strptime(one.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - by the local clock
