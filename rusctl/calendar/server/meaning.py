"""What a version of an event means to those who look at it, field by field, however a program writes it down.

Programs acknowledge alarms, leave out what is the default, write a time in UTC or a duration for an end, and put
parameters of their own beside a value (RFC 6638, RFC 9074). None of that is a change of what people see.
"""

import datetime as dt
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from rusctl.calendar.server.statements import ALARM, EVENT, Statement

START, END, BUSY = "DTSTART", "DTEND", "X-MICROSOFT-CDO-BUSYSTATUS"
# Their order is that of the digests in the ledger: a new one stands at the end.
FIELDS = (
    START,
    END,
    "RRULE",
    "SUMMARY",
    "STATUS",
    "LOCATION",
    "DESCRIPTION",
    "CATEGORIES",
    "URL",
    "ORGANIZER",
    "ATTENDEE",
    "VALARM",
    "TRANSP",
    BUSY,
    "CLASS",
    "GEO",
)
OTHER = "other"
_DEFAULTS = {"STATUS": "CONFIRMED", "TRANSP": "OPAQUE", "CLASS": "PUBLIC"}
_RECURRENCE = frozenset(("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"))
_ADDRESSES = frozenset(("ORGANIZER", "ATTENDEE"))
# What says which version it is, and what is said of by another field.
_NOTHING = frozenset(("UID", "SEQUENCE", "DURATION", "REQUEST-STATUS"))
_USUAL = frozenset(("", "INTERVAL=1", "WKST=MO"))
_ZERO = frozenset(("PRIORITY",))
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_SHORT = 8  # letters of a field's digest
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SECONDS = (604_800, 86_400, 3_600, 60, 1)


def meaning(found: Iterable[Statement]) -> Mapping[str, str]:
    """Give the fields that a version says something in, by name, in the order of FIELDS; others by their own names."""
    all_of = list(found)
    others = {one.number for one in all_of if one.within == EVENT and one.name == "RECURRENCE-ID"}
    main = min({one.number for one in all_of if one.within == EVENT} - others, default=0)
    mains = [one for one in all_of if one.within == EVENT and one.number == main]
    fields: dict[str, str] = {}
    for name in FIELDS:
        if text := _field(name, mains, all_of):
            fields[name] = text
    more: dict[str, list[str]] = {}
    for one in mains:
        if one.name not in (*FIELDS, *_NOTHING, *_RECURRENCE) and not (one.name in _ZERO and one.value == "0"):
            more.setdefault(one.name, []).append(_text(one.value))
    return {**fields, **{name: " | ".join(sorted(values)) for name, values in sorted(more.items())}}


def digests(fields: Mapping[str, str]) -> str:
    """Give a digest of each field, in the order of FIELDS, and at the end one of all others, each empty for nothing."""
    others = "\x1e".join(f"{name}\x1f{text}" for name, text in fields.items() if name not in FIELDS)
    return ".".join(_short(text) for text in (*(fields.get(name, "") for name in FIELDS), others))


def changed(theirs: Mapping[str, str], given: str, wanted: Mapping[str, str] | None) -> tuple[str, ...]:
    """Give the fields that say otherwise than what was given, but for those that say what is wanted by now.

    `given` are digests, as the ledger keeps them.
    """
    *known, others = given.split(".")
    *now, others_now = digests(theirs).split(".")
    known += [""] * (len(now) - len(known))
    names = [name for name, was, one in zip(FIELDS, known, now, strict=False) if was != one]
    if others != others_now:
        names += [name for name in {**theirs, **(wanted or {})} if name not in FIELDS] or [OTHER]
    return tuple(name for name in names if name == OTHER or wanted is None or theirs.get(name) != wanted.get(name))


def _short(text: str) -> str:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:_SHORT].translate(_LETTERS) if text else ""


def _field(name: str, mains: list[Statement], all_of: list[Statement]) -> str:
    """Give what a field says, or means where it is left out."""
    match name:
        case "DTSTART":
            return _moment(next((one for one in mains if one.name == START), None))
        case "DTEND":
            return _end(mains)
        case "RRULE":
            return " | ".join(sorted(_recurrence(mains, all_of)))
        case "VALARM":
            return " | ".join(sorted(_alarms(all_of)))
        case "X-MICROSOFT-CDO-BUSYSTATUS":
            return _busy(mains) if mains else ""
    values = sorted({_value(one) for one in mains if one.name == name} - {""})
    return " | ".join(values) or (_DEFAULTS.get(name, "") if mains else "")


def _value(one: Statement) -> str:
    text = _text(one.value)
    if one.name in _ADDRESSES:
        return text.casefold()
    if one.name == "GEO":
        return _point(text)
    if one.name == "CATEGORIES":
        return ", ".join(sorted(part.strip() for part in text.split(",")))
    return text.upper() if one.name in _DEFAULTS else text


def _point(text: str) -> str:
    """Give a map point with as many decimals as rusctl writes, however many a program has kept."""
    try:
        latitude, longitude = map(float, text.split(";"))
    except ValueError:
        return text
    return f"{latitude:.6f};{longitude:.6f}"


def _text(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _busy(mains: list[Statement]) -> str:
    """Give whether people are shown as busy: as Outlook is told, or as it takes the rest where it is not told."""
    said = {one.name: one.value.upper() for one in mains if one.name in (BUSY, "TRANSP", "STATUS")}
    if said.get(BUSY):
        return said[BUSY]
    if said.get("TRANSP") == "TRANSPARENT":
        return "FREE"
    return "TENTATIVE" if said.get("STATUS") == "TENTATIVE" else "BUSY"


def _recurrence(mains: list[Statement], all_of: list[Statement]) -> Iterator[str]:
    """Give what is said of coming back: rules, dates, and the times that other entries of the file stand for."""
    for one in mains:
        if one.name in _RECURRENCE:
            parts = sorted(part for part in one.value.upper().split(";") if part not in _USUAL)
            yield f"{one.name}:{';'.join(parts)}"
    others: dict[int, list[str]] = {}
    for one in all_of:
        if one.within == EVENT and one not in mains and one.name not in _NOTHING:
            others.setdefault(one.number, []).append(f"{one.name}:{one.value}")
    yield from ("; ".join(sorted(said)) for said in others.values())


def _alarms(all_of: list[Statement]) -> Iterator[str]:
    """Give when each alarm rings, but for one that is put off, which is the program's own (RFC 9074, 7), or is none."""
    alarms: dict[tuple[int, int], list[Statement]] = {}
    for one in all_of:
        if one.within == ALARM:
            alarms.setdefault((one.number, one.inner), []).append(one)
    for said in alarms.values():
        if any(one.name == "RELATED-TO" or (one.name == "ACTION" and one.value.upper() == "NONE") for one in said):
            continue
        for one in said:
            if one.name == "TRIGGER":
                related = dict(one.parameters).get("RELATED", "START").upper()
                yield seconds(one.value) + (" END" if related == "END" else "")


def seconds(text: str) -> str:
    """Give a duration as its seconds, since an hour and a half is written in several ways; what is none as it is."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return text
    count = sum(int(part or 0) * unit for part, unit in zip(found.groups()[1:], _SECONDS, strict=True))
    return f"{'-' if found[1] == '-' and count else ''}{count} s"


def _end(mains: list[Statement]) -> str:
    """Give the end; a duration is added to the start, and a day without either ends the day after."""
    end = next((one for one in mains if one.name == END), None)
    start = next((one for one in mains if one.name == START), None)
    if end is not None or start is None:
        return _moment(end)
    length = next((one.value for one in mains if one.name == "DURATION"), "")
    begins, span = _moment(start), seconds(length)
    try:
        if len(begins) == len("20181107"):
            days = max(int(span.removesuffix(" s")) // _SECONDS[1], 1) if length else 1
            return f"{dt.datetime.strptime(begins, '%Y%m%d') + dt.timedelta(days=days):%Y%m%d}"  # noqa: DTZ007
        if length and begins.endswith("Z"):
            moment = dt.datetime.strptime(begins, "%Y%m%dT%H%M%SZ") + dt.timedelta(seconds=int(span.removesuffix(" s")))  # noqa: DTZ007
            return f"{moment:%Y%m%dT%H%M%SZ}"
    except (ValueError, OverflowError):
        pass
    return length


def _moment(one: Statement | None) -> str:
    """Give a day, or an instant in UTC where its zone is known; what is neither as it is written."""
    if one is None:
        return ""
    name = dict(one.parameters).get("TZID", "")
    if not name or one.value.endswith("Z"):
        return one.value
    zone = _zone(name)
    try:
        local = dt.datetime.strptime(one.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone comes next
        return f"{local.replace(tzinfo=zone).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" if zone else f"{name}:{one.value}"
    except (ValueError, OverflowError):
        return one.value


def _zone(name: str) -> dt.tzinfo | None:
    """Give a zone by IANA's name, whatever a program puts before it; None where it is none."""
    parts = name.strip("/").split("/")
    for at in range(len(parts)):
        try:
            return zoneinfo.ZoneInfo("/".join(parts[at:]))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
