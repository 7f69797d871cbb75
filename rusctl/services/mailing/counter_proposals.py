"""Another time that one of the invited proposes (RFC 5546, 3.2.7): read in the confined process, and put into words."""

import datetime as dt

from rusctl.calendar.foreign import read
from rusctl.calendar.foreign.incoming import ImportPeriod
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg

_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def proposed(octets: bytes, zone: str) -> str:
    """Give the time that a calendar proposes, by the clock of a zone: both ends in ISO 8601, parted by a slash.

    "" where it cannot be known, or where there are several.
    """
    try:
        found = read.events(octets, "", ImportPeriod(_FIRST, _LAST, zone, "")).events
    except RusctlError:
        return ""
    if len(found) != 1:
        return ""
    start, end = (
        one.isoformat() if not isinstance(one, dt.datetime) else one.isoformat(timespec="minutes")
        for one in found[0][2:4]
    )
    return f"{start}/{end}"


def as_written(text: str) -> str:
    """Give a proposed time as `rusctl event move` takes it, such as 2027-03-15 13:00-16:00."""
    start, _, end = text.partition("/")
    first, _, begins = start.partition("T")
    last, _, ends = end.partition("T")
    if not begins:
        return first if first == last else f"{first} – {last}"
    return f"{first} {begins}-{ends}" if first == last else f"{first} {begins} – {last} {ends}"


def sentence(text: str) -> Message:
    """Say what is proposed."""
    return msg("proposes another time: {when}", when=as_written(text))
