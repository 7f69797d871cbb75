"""The days on which busy calendars leave no room for an event."""

import datetime as dt
from collections.abc import Iterator

from rusctl.model.busy import BusyCalendar, BusyTime, BusyTimes
from rusctl.model.plan import Event, Hours


def binds(calendar: BusyCalendar, event: Event) -> bool:
    """Whether a calendar binds an event; an event that does not say its crew takes everybody."""
    return (
        calendar.everyone
        or (bool(calendar.crew) and (not event.crew or not {*calendar.crew}.isdisjoint(event.crew)))
        or not {*calendar.roles}.isdisjoint(event.roles)
        or (calendar.municipality != "" and calendar.municipality == event.municipality)
        or (calendar.body != "" and calendar.body == event.body)
    )


def taken(times: BusyTimes, event: Event) -> frozenset[dt.date]:
    """Give the days that are taken: those a time touches or, for an event that has times, those on which they meet."""
    return frozenset(day for time in times.times for day in _days(time) if _meets(event, time, day))


def _days(time: BusyTime) -> Iterator[dt.date]:
    first, last = _date(time.start), _date(time.end)
    if isinstance(time.end, dt.datetime) and time.end.time() == dt.time.min and last > first:
        last -= dt.timedelta(days=1)  # it ends at midnight, so the next day is free
    return (first + dt.timedelta(days=count) for count in range((last - first).days + 1))


def _meets(event: Event, time: BusyTime, day: dt.date) -> bool:
    """Whether an event would meet a busy time if it were on a day, at its times where it has some."""
    when = event.when
    if not isinstance(when, Hours) or not (isinstance(time.start, dt.datetime) and isinstance(time.end, dt.datetime)):
        return True
    later = day - when.first
    if when.end is None:
        return time.start <= when.start + later < time.end
    return time.start < when.end + later and when.start + later < time.end


def _date(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
