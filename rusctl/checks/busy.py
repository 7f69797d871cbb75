"""Rules about busy calendars: events at times when those who are needed are elsewhere."""

import datetime as dt
from collections.abc import Iterator, Mapping

from rusctl.checks.dates import first_key
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.busy import BusyCalendar, BusyTime
from rusctl.model.plan import Days, Event, Facts, Hours, Status, exact

DAY = dt.timedelta(days=1)
_BINDS = ("crew", "roles", "municipality", "body")


@rule(code="RUS650", name="busy-clash", severity=Severity.WARNING, needs="busy", alone=True)
def busy_clash(facts: Facts) -> Iterator[Problem]:
    """An event is at a time when those it needs are busy elsewhere.

    A busy calendar binds the events that have one of its crew or roles, or its municipality or body; one that names
    nobody binds every event. An event that begins and ends exactly when a busy time does is taken for that meeting.

    Bad:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"
        name = "Regionfullmäktige"
        roles = ["politiker"]

        # file: busy/fullmaktige.txt
        2018-11-20T09:00 2018-11-20T16:00

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        start = 2018-11-20T13:00:00  # RUS650
        end = 2018-11-20T16:00:00
        status = "planned"
        roles = ["politiker"]

    Good:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"
        name = "Regionfullmäktige"
        roles = ["politiker"]

        # file: busy/fullmaktige.txt
        2018-11-20T09:00 2018-11-20T16:00

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        start = 2018-11-20T17:00:00
        end = 2018-11-20T20:00:00
        status = "planned"
        roles = ["politiker"]
    """
    for event, calendar, time in _meetings(facts, surely=True):
        text = msg(
            "{id} clashes with {busy}, {when}; choose another time for it",
            id=event.id,
            busy=_what(calendar, time),
            when=_when(time),
        )
        yield Problem(event.at.key(first_key(_exact(event))), text)


@rule(code="RUS651", name="busy-same-day", severity=Severity.NOTE, needs="busy", alone=True)
def busy_same_day(facts: Facts) -> Iterator[Problem]:
    """An event without a time is on a day when those it needs are busy for a part of it.

    Whether the two clash shows when the event gets its time.

    Bad:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"
        municipality = "fagersta"

        # file: busy/fullmaktige.txt
        2018-11-20T09:00 2018-11-20T11:30

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        municipality = "fagersta"
        date = 2018-11-20  # RUS651
        status = "planned"

    Good:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"
        municipality = "fagersta"

        # file: busy/fullmaktige.txt
        2018-11-20T09:00 2018-11-20T11:30

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        municipality = "fagersta"
        start = 2018-11-20T13:00:00
        end = 2018-11-20T15:00:00
        status = "planned"
    """
    for event, calendar, time in _meetings(facts, surely=False):
        text = msg(
            "{id} has no time yet and may clash with {busy}, {when}; set a time beside it",
            id=event.id,
            busy=_what(calendar, time),
            when=_when(time),
        )
        yield Problem(event.at.key(first_key(_exact(event))), text)


@rule(code="RUS652", name="busy-file-missing", severity=Severity.ERROR, needs="busy")
def busy_file_missing(facts: Facts) -> Iterator[Problem]:
    """The file of a busy calendar is not there.

    The times are kept in a file of their own, which `rusctl busy add` writes; without it nothing is compared.

    Bad:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"  # RUS652

    Good:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"

        # file: busy/fullmaktige.txt
        2018-11-20T09:00 2018-11-20T16:00
    """
    unread = {fault.at.file for fault in facts.faults}
    for calendar in facts.plan.busy:
        if calendar.id not in (facts.busy or {}) and calendar.file not in unread:
            text = msg(
                "{file} is not there; read the calendar again: rusctl busy add FILE --id {id}",
                file=calendar.file,
                id=calendar.id,
            )
            yield Problem(calendar.at.key("file"), text)


@rule(code="RUS653", name="busy-period", severity=Severity.NOTE, needs="busy")
def busy_period(facts: Facts) -> Iterator[Problem]:
    """A busy calendar was read for fewer days than those in which events are still planned.

    `rusctl busy add` keeps the times within the period of the process as it then was; what lies outside is not known.

    Bad:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"  # RUS653

        # file: busy/fullmaktige.txt
        period 2018-01-01 2018-12-31
        2018-11-20T09:00 2018-11-20T16:00

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-02-05
        status = "planned"

    Good:
        # file: config/workdays.toml
        [[busy]]
        id = "fullmaktige"
        file = "busy/fullmaktige.txt"

        # file: busy/fullmaktige.txt
        period 2018-01-01 2019-12-31
        2018-11-20T09:00 2018-11-20T16:00

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-02-05
        status = "planned"
    """
    known = facts.busy or {}
    misread = unreadable(facts, *_BINDS)
    for calendar in facts.plan.busy:
        if calendar.id not in known or (calendar.everyone and place(calendar.at) in misread):
            continue
        _, last, _ = known[calendar.id]
        beyond = [event for event in _open(facts) if _bound(event, calendar) and _exact(event).last > last]
        if beyond:
            text = msg(
                "its times are known up to {last}, and {id} is later; read a newer calendar with rusctl busy add",
                last=last,
                id=beyond[0].id,
            )
            yield Problem(calendar.at.key("file"), text)


def _meetings(facts: Facts, *, surely: bool) -> Iterator[tuple[Event, BusyCalendar, BusyTime]]:
    """Give the events with the first time of each calendar that they meet: surely, or perhaps for want of a time."""
    known = facts.busy or {}
    events = list(_open(facts))
    misread = unreadable(facts, *_BINDS)
    for calendar in facts.plan.busy:
        if calendar.everyone and place(calendar.at) in misread:  # whom it binds cannot be read
            continue
        bound = [event for event in events if _bound(event, calendar)]
        if not bound or calendar.id not in known:
            continue
        by_day = _by_day(known[calendar.id].times, {day for event in bound for day in _days(_exact(event))})
        for event in bound:
            time = _first(_exact(event), by_day, surely=surely)
            if time:
                yield event, calendar, time


def _open(facts: Facts) -> Iterator[Event]:
    """Give the events that are still to be and have an exact date."""
    for event in facts.plan.events:
        if event.status not in (Status.CANCELLED, Status.HELD) and exact(event.when):
            yield event


def _exact(event: Event) -> Days | Hours:
    when = exact(event.when)
    assert when is not None  # noqa: S101 - _open lets only these through
    return when


def _bound(event: Event, calendar: BusyCalendar) -> bool:
    return (
        calendar.everyone
        or not {*calendar.crew}.isdisjoint(event.crew)
        or not {*calendar.roles}.isdisjoint(event.roles)
        or (calendar.municipality != "" and calendar.municipality == event.municipality)
        or (calendar.body != "" and calendar.body == event.body)
    )


def _days(when: Days | Hours) -> Iterator[dt.date]:
    day = when.first
    while day <= when.last:
        yield day
        if day == dt.date.max:
            return
        day += DAY


def _by_day(times: tuple[BusyTime, ...], wanted: set[dt.date]) -> Mapping[dt.date, list[BusyTime]]:
    """Give the times by each day that they touch, of the days that matter."""
    found: dict[dt.date, list[BusyTime]] = {}
    for time in times:
        first, last = _date(time.start), _date(time.end)
        days = [day for day in wanted if first <= day <= last] if first != last else [first]
        for day in days:
            found.setdefault(day, []).append(time)
    return found


def _first(when: Days | Hours, by_day: Mapping[dt.date, list[BusyTime]], *, surely: bool) -> BusyTime | None:
    """Give the first time that an event meets; where one of the two is a whole day, they meet on that day."""
    found: BusyTime | None = None
    for day in _days(when):
        for time in by_day.get(day, ()):
            if isinstance(when, Hours):
                if surely and _clash(when, time):
                    return time
            elif not isinstance(time.start, dt.datetime):
                return time if surely else None
            elif not surely:
                found = found or time
    return found


def _clash(when: Hours, time: BusyTime) -> bool:
    """Whether an event and a busy time overlap; two that are at exactly the same time are the same meeting."""
    if not (isinstance(time.start, dt.datetime) and isinstance(time.end, dt.datetime)):
        return True
    if when.end is None:
        return time.start < when.start < time.end
    return (time.start, time.end) != (when.start, when.end) and time.start < when.end and when.start < time.end


def _date(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _when(time: BusyTime) -> Days | Hours:
    if isinstance(time.start, dt.datetime) and isinstance(time.end, dt.datetime):
        return Hours(start=time.start, end=time.end)
    return Days(first=time.start, last=time.end)


def _what(calendar: BusyCalendar, time: BusyTime) -> str:
    name = calendar.name or calendar.id
    return f"{name} ({time.title})" if time.title else name
