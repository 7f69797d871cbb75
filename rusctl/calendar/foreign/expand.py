"""Time zones and recurrences of calendars from elsewhere, with icalendar and recurring-ical-events.

Only what a worker in a confined process may import: a rule is looked at before it is expanded, and what costs more
time than an entry may is given up.
"""

import ctypes
import datetime as dt
import re
import signal
import threading
import time
import warnings
import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import icalendar
import recurring_ical_events
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON
from recurring_ical_events import ComponentsWithName, EventAdapter

from rusctl.calendar.foreign import windows_zones
from rusctl.calendar.foreign.components import Component, Property
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused

Moment = dt.date | dt.datetime
EARLIEST = dt.date(1900, 1, 1)
SECONDS_AN_ENTRY = 0.3  # of processor time, for expanding one entry or making one time zone
_LOOK = 0.02  # seconds between two looks at the time that an entry has taken, where no alarm rings
SECONDS_A_FILE = 1.0  # likewise, for all of it
MOST_RULES = 10

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_HARMFUL = re.compile(r"(?:^|;)\s*FREQ\s*=\s*(?:SECONDLY|MINUTELY)")  # no calendar of meetings has such a rule
_LONGEST_RULE = 500
_PART = re.compile(r"(?P<name>[A-Z-]+)=(?P<value>[A-Z0-9,+:-]+)")
_ZONE_NAME = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")
_NO_ZONES = frozenset(("localtime", "posixrules", "Factory"))  # files beside the zones, which differ between machines
_OUTLOOK = "tzone://Microsoft/"  # what Outlook puts before a name of its own
_UTC = frozenset(("UTC", "GMT", "Z"))
_OBSERVANCE = frozenset(("DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"))


class TooLong(Exception):  # noqa: N818 - it ends a measurement
    """An entry has had its time."""


@dataclass(slots=True)
class Spent:
    """The processor time that the recurrences and zones of one file have taken, in seconds."""

    seconds: float = 0.0


class RecurringEntry(NamedTuple):
    """An entry of a calendar as the library takes it: its times have a zone, or are days."""

    uid: str
    start: Moment
    end: Moment
    sequence: int = 0
    rules: tuple[str, ...] = ()
    dates: tuple["Moment | tuple[Moment, Moment | dt.timedelta]", ...] = ()
    without: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    onwards: bool = False
    busy: bool = True


class Occurrence(NamedTuple):
    """One time that something takes place; the end is exclusive.

    `number` is that of the entry which says so, `original` when its rule says that it takes place.
    """

    start: Moment
    end: Moment
    number: int = 0
    original: Moment = EARLIEST


def harmful(text: str) -> bool:
    """Whether a rule comes back every second or minute, which only a file made to do harm does."""
    return _HARMFUL.search(text.upper()) is not None


def fault_of_rule(text: str) -> Message | None:
    """Say why a recurrence rule is not expanded; None where it is."""
    if len(text) > _LONGEST_RULE:
        return msg("its rule of recurrence is too long")
    parts = [_PART.fullmatch(part) for part in text.upper().strip().rstrip(";").split(";")]
    rule = {part["name"]: part["value"] for part in parts if part}
    if None in parts or len(rule) != len(parts):
        return msg("its rule of recurrence cannot be read")
    if rule.get("FREQ") not in _FREQUENCIES:
        return msg("it comes back more often than daily")
    if any("," in rule.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        return msg("it comes back more often than daily")
    return None


def zone(name: str, blocks: Sequence[Component], spent: Spent) -> dt.tzinfo | None:
    """Give the time zone of a TZID: IANA's, Windows', or the file's own; None where it cannot be known.

    Names that Windows shows to people, which change with its language, count where the file has no block of its own.
    """
    plain = name.strip().strip("/").replace("\\,", ",")
    if found := _known(plain):
        return found
    for block in blocks:
        if block.text("TZID").strip("/") == plain:
            return _own(block, spent)
    if name.strip().startswith("/"):  # /vendor.example/Europe/Stockholm
        parts = plain.split("/")
        return next(filter(None, (_iana("/".join(parts[at:])) for at in range(1, len(parts) - 1))), None)
    return _known(plain[len(_OUTLOOK) :] if plain.startswith(_OUTLOOK) else windows_zones.named(plain))


def _known(name: str) -> dt.tzinfo | None:
    """Give the zone that IANA or Windows has under a name."""
    if name.upper() in _UTC:
        return dt.UTC
    return _iana(name) or _iana(WINDOWS_TO_OLSON.get(name, "")) or (_iana(name.title()) if "/" in name else None)


def _iana(name: str) -> dt.tzinfo | None:
    if not _ZONE_NAME.fullmatch(name) or name in _NO_ZONES:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _own(block: Component, spent: Spent) -> dt.tzinfo | None:
    """Make a zone of a VTIMEZONE; None where it cannot be read, or its rules are none that a zone has."""
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    for part in block.components:
        if part.name not in ("STANDARD", "DAYLIGHT"):
            continue
        rule = part.text("RRULE")
        if rule and (fault_of_rule(rule) or "FREQ=YEARLY" not in rule.upper()):
            return None
        lines += [f"BEGIN:{part.name}", *(_written(one) for one in part.properties if one.name in _OBSERVANCE)]
        lines += [f"END:{part.name}"]
    try:
        with _time(spent):
            made: Any = icalendar.Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
            found: dt.tzinfo = made.to_tz(lookup_tzid=False)
            dt.datetime(2020, 7, 1, tzinfo=found).utcoffset()
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the zone is not known
        return None
    return found


def _written(one: Property) -> str:
    value = one.parameter("VALUE")
    return f"{one.name};VALUE={value}:{one.value}" if value.isalpha() else f"{one.name}:{one.value}"


def expanded(
    entries: Sequence[RecurringEntry], first: dt.datetime, last: dt.datetime, spent: Spent
) -> list[Occurrence]:
    """Give the occurrences of one UID's entries between two instants.

    Raises what the library does, TooLong, and Refused when the whole file has taken too long.
    """
    calendar = icalendar.Calendar()
    for number, entry in enumerate(entries):
        calendar.add_component(_event(entry, number))
    with _time(spent):
        query = recurring_ical_events.of(
            calendar, components=[ComponentsWithName("VEVENT", _Numbered, occurrence=_Bare)]
        )
        found: Any = query.between(first, last)
    return [_occurrence(entries, one.number, one.start, one.end) for one in found]


def _occurrence(entries: Sequence[RecurringEntry], number: int, start: Moment, end: Moment) -> Occurrence:
    entry = entries[number]
    moved = entry.replaces is not None and not entry.onwards
    return Occurrence(start, end, number, entry.replaces if moved and entry.replaces else start)


class _Numbered(EventAdapter):  # type: ignore[misc]
    """An event that knows which of the entries it was made of."""

    def __init__(self, component: Any) -> None:
        super().__init__(component)
        self.number = int(component["X-NUMBER"])


class _Bare(recurring_ical_events.Occurrence):  # type: ignore[misc]
    """An occurrence that is not made into an event again: that is two thirds of the time."""

    def __init__(self, adapter: _Numbered, start: Any = None, end: Any = None, sequence: int = -1) -> None:
        super().__init__(adapter, start, end, sequence)
        self.number = adapter.number

    def as_component(self, _keep_recurrence_attributes: bool) -> "_Bare":
        """Give the occurrence itself."""
        return self


def _event(entry: RecurringEntry, number: int) -> Any:
    event: Any = icalendar.Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("X-NUMBER", str(number))
    event.add("DTSTART", entry.start)
    event.add("DTEND", entry.end)
    for rule in entry.rules:
        event.add("RRULE", icalendar.vRecur.from_ical(rule))
    for date in entry.dates:
        event.add("RDATE", [date], parameters={"VALUE": "PERIOD"} if isinstance(date, tuple) else None)
    for date in entry.without:
        event.add("EXDATE", [date])
    if entry.replaces is not None:
        parameters = {"RANGE": "THISANDFUTURE"} if entry.onwards else None
        event.add("RECURRENCE-ID", entry.replaces, parameters=parameters)
    return event


@contextmanager
def _time(spent: Spent) -> Iterator[None]:
    """Raise TooLong inside once an entry has taken its processor time, where the system can measure it.

    Refused where a file has had all of its own: many entries that each take nearly as long as they may.
    """
    if spent.seconds > SECONDS_A_FILE:
        raise Refused(msg("its recurrences take too long to work out"))
    begun = time.process_time()
    try:
        with alarm() if hasattr(signal, "setitimer") else watcher(begun), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil on rules that the RFC has given up
            yield
    finally:
        spent.seconds += time.process_time() - begun


@contextmanager
def alarm() -> Iterator[None]:
    """Raise TooLong inside when the system's clock of processor time says so."""

    def ring(_signal: int, _frame: Any) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_AN_ENTRY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def watcher(begun: float) -> Iterator[None]:
    """Raise TooLong inside when a thread beside sees that the time is over: Windows has no alarm of processor time."""
    done, inside = threading.Event(), threading.get_ident()

    def watch() -> None:
        while not done.wait(_LOOK):
            if time.process_time() - begun > SECONDS_AN_ENTRY:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(inside), ctypes.py_object(TooLong))
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
