"""What the values of calendar properties mean: days, times, durations and numbers (RFC 5545, 3.3)."""

import datetime as dt
import re

from rusctl.calendar.foreign.components import Component, Property

_MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W|(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?)"
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_LAST_SECOND = 59  # a leap second is no time that Python knows


def moment(text: str) -> dt.date | dt.datetime | None:
    """Read a DATE or a DATE-TIME: a day, a time without zone, or with Z an instant; None where it is neither."""
    found = _MOMENT.fullmatch(text.strip().upper())
    if not found:
        return None
    year, month, day = map(int, found.group(1, 2, 3))
    try:
        if found[4] is None:
            return dt.date(year, month, day)
        hour, minute, second = map(int, found.group(4, 5, 6))
        zone = dt.UTC if found[7] else None
        return dt.datetime(year, month, day, hour, minute, min(second, _LAST_SECOND), tzinfo=zone)
    except ValueError:
        return None


def duration(text: str) -> dt.timedelta | None:
    """Read a DURATION; None where it is none."""
    found = _DURATION.fullmatch(text.strip().upper())
    if not found or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def moment_of(one: Property) -> dt.date | dt.datetime | None:
    """Read a property's DATE or DATE-TIME; VALUE=DATE says that it is a day, whatever is written (RFC 5545, 3.2.20)."""
    value = moment(one.value)
    if isinstance(value, dt.datetime) and one.parameter("VALUE").upper() == "DATE":
        return value.date()
    return value


def number(component: Component, name: str, otherwise: int = 0) -> int:
    """Give a whole number, such as SEQUENCE; what is missing or none is `otherwise`."""
    text = component.text(name)
    return int(text) if _NUMBER.fullmatch(text) else otherwise


def instant(component: Component, name: str) -> dt.datetime | None:
    """Give a time in UTC, such as DTSTAMP; one without zone is taken for UTC, as RFC 5545 demands it to be."""
    found = moment(component.text(name))
    if not isinstance(found, dt.datetime):
        return None
    return found.replace(tzinfo=dt.UTC)
