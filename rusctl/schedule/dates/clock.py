"""Hours on the clock of a time zone: those the change to summer time skips, and those it gives twice.

`zoneinfo` is imported on use: it takes 2.5 ms, and many plans hold no time of day.
"""

import datetime as dt

from rusctl.errors import RusctlError
from rusctl.language.message import msg


def zone(name: str) -> dt.tzinfo:
    """Give a time zone by its IANA name; RusctlError when there is none."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - the time zone rules are needed for times only

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        message = msg('"{zone}" is not a time zone; write it like "Europe/Stockholm"', zone=name)
        raise RusctlError(message) from None


def nonexistent(local: dt.datetime, zone_name: str) -> bool:
    """Say whether the clock skips a local time, as 02:30 on the night summer time begins."""
    first, second = _offsets(local, zone_name)
    return first < second


def doubled(local: dt.datetime, zone_name: str) -> bool:
    """Say whether the clock shows a local time twice, as 02:30 on the night summer time ends."""
    first, second = _offsets(local, zone_name)
    return first > second


def aware(local: dt.datetime, zone_name: str) -> dt.datetime:
    """Give a local time its zone: of a doubled hour the first, of a skipped one the offset before the change."""
    return local.replace(tzinfo=zone(zone_name), fold=0)


def rfc3339(local: dt.datetime, zone_name: str) -> str:
    """Write a local time with its offset, to the second: "2018-11-07T09:00:00+01:00" (RFC 3339)."""
    return aware(local, zone_name).isoformat(timespec="seconds")


def _offsets(local: dt.datetime, zone_name: str) -> tuple[dt.timedelta, dt.timedelta]:
    # In a gap the offset for fold=0 is the earlier, smaller one; in an overlap it is the larger one (PEP 495).
    tzinfo = zone(zone_name)
    first, second = (local.replace(tzinfo=tzinfo, fold=fold).utcoffset() for fold in (0, 1))
    return first or dt.timedelta(), second or dt.timedelta()
