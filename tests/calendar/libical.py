"""What libical reads in a calendar file: the library under Evolution, KOrganizer and Cyrus, called where it is there.

Kinds are asked for by name, so that no number of its enumerations stands here. Times are resolved by the VTIMEZONE in
the file, as libical does it by itself.
"""

import ctypes
import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any

from tests.calendar.seen import Seen

LIBRARY = "libical.so.3"
_Pointer = ctypes.c_void_p


class _Time(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", _Pointer),
    )


class _Duration(ctypes.Structure):
    _fields_ = (
        ("is_neg", ctypes.c_int),
        *((name, ctypes.c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds")),
    )


class _Trigger(ctypes.Structure):
    _fields_ = (("time", _Time), ("duration", _Duration))


_GIVES: dict[str, tuple[Any, ...]] = {
    "icalparser_parse_string": (_Pointer, ctypes.c_char_p),
    "icalcomponent_as_ical_string": (ctypes.c_char_p, _Pointer),
    "icalcomponent_free": (None, _Pointer),
    "icalcomponent_string_to_kind": (ctypes.c_int, ctypes.c_char_p),
    "icalproperty_string_to_kind": (ctypes.c_int, ctypes.c_char_p),
    "icalcomponent_count_errors": (ctypes.c_int, _Pointer),
    "icalrestriction_check": (ctypes.c_int, _Pointer),
    "icalcomponent_get_first_component": (_Pointer, _Pointer, ctypes.c_int),
    "icalcomponent_get_next_component": (_Pointer, _Pointer, ctypes.c_int),
    "icalcomponent_get_first_property": (_Pointer, _Pointer, ctypes.c_int),
    "icalcomponent_get_next_property": (_Pointer, _Pointer, ctypes.c_int),
    "icalcomponent_get_uid": (ctypes.c_char_p, _Pointer),
    "icalcomponent_get_summary": (ctypes.c_char_p, _Pointer),
    "icalcomponent_get_description": (ctypes.c_char_p, _Pointer),
    "icalcomponent_get_location": (ctypes.c_char_p, _Pointer),
    "icalcomponent_get_sequence": (ctypes.c_int, _Pointer),
    "icalcomponent_get_dtstart": (_Time, _Pointer),
    "icalcomponent_get_dtend": (_Time, _Pointer),
    "icalcomponent_get_due": (_Time, _Pointer),
    "icaltime_is_null_time": (ctypes.c_int, _Time),
    "icaltime_as_timet_with_zone": (ctypes.c_long, _Time, _Pointer),
    "icalproperty_get_value_as_string": (ctypes.c_char_p, _Pointer),
    "icalproperty_get_parameter_as_string": (ctypes.c_char_p, _Pointer, ctypes.c_char_p),
    "icalproperty_get_trigger": (_Trigger, _Pointer),
    "icaldurationtype_as_int": (ctypes.c_int, _Duration),
}


@functools.cache
def _library() -> Any:
    library = ctypes.CDLL(LIBRARY)
    for name, (gives, *takes) in _GIVES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def is_there() -> bool:
    """Say whether this machine has libical."""
    try:
        _library()
    except OSError:
        return False
    return True


def by_libical(octets: bytes) -> list[Seen]:
    """Give what libical sees, in the file's order; it must find no error in it, nor one against RFC 5546."""
    library = _library()
    root = library.icalparser_parse_string(octets)
    assert root
    try:
        assert library.icalrestriction_check(root), _errors(root)
        assert not library.icalcomponent_count_errors(root), _errors(root)
        return [_seen(one, name) for name in ("VEVENT", "VTODO") for one in _parts(root, name)]
    finally:
        library.icalcomponent_free(root)


def _errors(root: int) -> list[str]:
    """Give what libical has written into a file that it has something against."""
    lines = _text(_library().icalcomponent_as_ical_string(root)).replace("\r\n ", "").split("\r\n")
    return [line for line in lines if "X-LIC-ERROR" in line]


def _seen(one: int, name: str) -> Seen:
    library = _library()
    due = library.icalcomponent_get_due(one) if name == "VTODO" else library.icalcomponent_get_dtend(one)
    start = library.icalcomponent_get_dtstart(one)
    triggers = [trigger for alarm in _parts(one, "VALARM") for trigger in _properties(alarm, "TRIGGER")]
    seconds = [library.icaldurationtype_as_int(library.icalproperty_get_trigger(one).duration) for one in triggers]
    return Seen(
        _text(library.icalcomponent_get_uid(one)),
        _moment(start),
        _moment(due),
        _value(one, "STATUS"),
        library.icalcomponent_get_sequence(one),
        _text(library.icalcomponent_get_summary(one)),
        _text(library.icalcomponent_get_description(one)),
        _text(library.icalcomponent_get_location(one)),
        [dt.timedelta(seconds=count) for count in seconds],
        _value(one, "RRULE"),
        [(_own_value(who), _text(_parameter(who, "PARTSTAT"))) for who in _properties(one, "ATTENDEE")],
    )


def _moment(time: _Time) -> dt.date | None:
    library = _library()
    if library.icaltime_is_null_time(time):
        return None
    if time.is_date:
        return dt.date(time.year, time.month, time.day)
    assert time.zone, "a time without a zone"
    return dt.datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), dt.UTC)


def _value(one: int, name: str) -> str:
    return next((_own_value(found) for found in _properties(one, name)), "")


def _own_value(found: int) -> str:
    return _text(_library().icalproperty_get_value_as_string(found))


def _parameter(found: int, name: str) -> bytes | None:
    value: bytes | None = _library().icalproperty_get_parameter_as_string(found, name.encode())
    return value


def _text(octets: bytes | None) -> str:
    return octets.decode() if octets else ""


def _parts(whole: int, name: str) -> Iterator[int]:
    return _each("component", whole, name)


def _properties(one: int, name: str) -> Iterator[int]:
    return _each("property", one, name)


def _each(what: str, whole: int, name: str) -> Iterator[int]:
    library = _library()
    kind = getattr(library, f"ical{what}_string_to_kind")(name.encode())
    found = getattr(library, f"icalcomponent_get_first_{what}")(whole, kind)
    while found:
        yield found
        found = getattr(library, f"icalcomponent_get_next_{what}")(whole, kind)
