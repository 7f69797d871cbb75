"""The block's own rules, worked out as RFC 5545 says, change the clock when the time zone database does."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from rusctl.calendar.ics import zone

FIRST, LAST = dt.datetime(1996, 1, 1, tzinfo=dt.UTC), dt.datetime(2038, 1, 1, tzinfo=dt.UTC)
Change = tuple[dt.datetime, dt.timedelta, str]


def offset(text: str) -> dt.timedelta:
    sign = -1 if text[0] == "-" else 1
    return sign * dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def by_the_block() -> list[Change]:
    changes: list[Change] = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\n(.*?)\nEND", "\n".join(zone.BLOCK), re.DOTALL):
        values = dict(line.split(":", 1) for line in part.splitlines())
        start = dt.datetime.fromisoformat(values["DTSTART"])
        before, after = offset(values["TZOFFSETFROM"]), offset(values["TZOFFSETTO"])
        onsets = rrulestr(values["RRULE"], dtstart=start).between(start, LAST.replace(tzinfo=None), inc=True)
        changes += [((onset - before).replace(tzinfo=dt.UTC), after, values["TZNAME"]) for onset in onsets]
    return sorted(changes)


def by_the_database() -> list[Change]:
    stockholm = ZoneInfo(zone.ZONE)
    changes = []
    hour, known = FIRST, FIRST.astimezone(stockholm).utcoffset()
    while hour < LAST:
        local = hour.astimezone(stockholm)
        found = local.utcoffset()
        if found is not None and found != known:
            changes.append((hour, found, local.tzname() or ""))
            known = found
        hour += dt.timedelta(hours=1)
    return changes


def test_the_clock_changes_when_the_database_says() -> None:
    changes = by_the_database()
    assert len(changes) == 84
    assert by_the_block() == changes


def test_the_first_time_is_the_first_that_the_block_knows() -> None:
    first = by_the_block()[0]
    assert (first[0] + first[1]).replace(tzinfo=None) == zone.FIRST
