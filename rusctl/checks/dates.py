"""Rules about days and times that are impossible, or disagree with what stands beside them."""

from collections.abc import Iterator

from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Days, Facts, Hours, Source, Status, When, Window
from rusctl.schedule.dates.clock import doubled, nonexistent
from rusctl.schedule.state.status import is_postponed


@rule(code="RUS201", name="end-before-start", severity=Severity.ERROR, alone=True)
def end_before_start(facts: Facts) -> Iterator[Problem]:
    """Something ends before it begins, or an event when it begins.

    This holds for an event's start and end, for every window, and for the period of the process. A time that an event
    ends must be later than the one it begins (RFC 5545, 3.8.2.2); where nobody knows it, leave `end` out.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T13:00:00
        end = 2018-11-07T12:00:00  # RUS201
        status = "confirmed"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        start = 2018-11-07T13:00:00
        end = 2018-11-07T13:00:00  # RUS201
        status = "confirmed"

        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        window = { from = 2019-03-31, to = 2019-01-01 }  # RUS201
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "confirmed"

        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        window = { from = 2019-01-01, to = 2019-03-31 }
        status = "planned"
    """
    for event in facts.plan.events:
        yield from _turned_round(event.when, event.at)
        if isinstance(event.when, Hours) and _lasts_no_time(event.when):
            text = msg("{id} ends when it begins; correct the end, or leave it out where nobody knows it", id=event.id)
            yield Problem(event.at.key("end"), text)
    for milestone in facts.plan.milestones:
        yield from _turned_round(milestone.when, milestone.at)
        if isinstance(milestone.done, Window):
            yield from _turned_round(milestone.done, milestone.at, "done")
        for meeting in milestone.meetings:
            if meeting.last < meeting.first:
                text = msg(
                    "the end, {end}, is before the start, {start}; correct one of them",
                    start=meeting.first,
                    end=meeting.last,
                )
                yield Problem(meeting.at.key("to"), text)
    lists = [event.earlier for event in facts.plan.events] + [one.earlier for one in facts.plan.milestones]
    for earlier in (one for many in lists for one in many):
        yield from _turned_round(earlier.when, earlier.at)
    yield from _turned_round(facts.plan.process.period, facts.plan.process.at, "period")


@rule(code="RUS207", name="outside-period", severity=Severity.WARNING, alone=True)
def outside_period(facts: Facts) -> Iterator[Problem]:
    """An event is outside the period of the process.

    The period stands in config/process.toml and holds for events; milestones may lie before and after it. Most often
    the year was typed wrongly.

    Bad:
        # file: config/process.toml
        period = { from = 2018-11-06, to = 2020-06-16 }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2017-11-07  # RUS207
        status = "planned"

    Good:
        # file: config/process.toml
        period = { from = 2018-11-06, to = 2020-06-16 }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "planned"
    """
    period = facts.plan.process.period
    if period is None or period.last < period.first:
        return
    for event in facts.plan.events:
        when = event.when
        if when is None or event.status is Status.CANCELLED or when.last < when.first:
            continue
        # Of a window it is enough that one of its days is inside: it says when the event can be, not when it is.
        first, last = (when.last, when.first) if isinstance(when, Window) else (when.first, when.last)
        if first < period.first:
            text = msg("{id} is {when}, before the process begins {day}", id=event.id, when=when, day=period.first)
            yield Problem(event.at.key(first_key(when)), text)
        elif last > period.last:
            text = msg("{id} is {when}, after the process ends {day}", id=event.id, when=when, day=period.last)
            yield Problem(event.at.key(last_key(when)), text)


@rule(code="RUS208", name="clock-change", severity=Severity.ERROR, alone=True)
def clock_change(facts: Facts) -> Iterator[Problem]:
    """A time does not exist, or comes twice, because the clocks change that night.

    When summer time begins the clock skips an hour, and when it ends an hour comes twice; nobody can tell when such a
    time is. No calendar can hold one that does not exist, of a cancelled event neither.

    Bad:
        # file: config/process.toml
        timezone = "Europe/Stockholm"

        # file: events.toml
        [[event]]
        id = "night"
        kind = "kommundialog"
        start = 2019-03-31T02:30:00  # RUS208
        end = 2019-03-31T04:00:00
        status = "planned"

        [[event]]
        id = "autumn-night"
        kind = "kommundialog"
        start = 2019-10-27T01:00:00
        end = 2019-10-27T02:30:00  # RUS208
        status = "planned"

    Good:
        # file: config/process.toml
        timezone = "Europe/Stockholm"

        # file: events.toml
        [[event]]
        id = "night"
        kind = "kommundialog"
        start = 2019-03-31T03:30:00
        end = 2019-03-31T04:00:00
        status = "planned"
    """
    timed = [(event, event.when) for event in facts.plan.events if isinstance(event.when, Hours)]
    if not timed:
        return

    zone = facts.plan.process.timezone
    times = {time for _, when in timed for time in (when.start, when.end) if time}
    try:
        skipped = {time for time in times if nonexistent(time, zone)}
        twice = {time for time in times if doubled(time, zone)}
    except RusctlError:  # the time zone does not exist, which is a finding of its own
        return
    for event, when in timed:
        for key, time in (("start", when.start), ("end", when.end)):
            if time in skipped:
                text = msg("{time} does not exist: the clock skips that hour; write another time", time=time)
                yield Problem(event.at.key(key), text)
            elif time in twice and event.status is not Status.CANCELLED:
                text = msg("{time} comes twice: the clock is set back that night; write another time", time=time)
                yield Problem(event.at.key(key), text)


@rule(code="RUS210", name="no-exact-date", severity=Severity.NOTE, alone=True)
def no_exact_date(facts: Facts) -> Iterator[Problem]:
    """An event has no exact date yet.

    A window is honest, and it is still something to settle. Where the window has passed, another rule says so.

    Bad:
        # today: 2018-11-08
        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        window = { from = 2019-01-01, to = 2019-03-31, text = "i början av 2019" }  # RUS210
        status = "planned"

        [[event]]  # RUS210
        id = "enkoping"
        kind = "kommundialog"
        status = "planned"

    Good:
        # today: 2018-11-08
        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        date = 2019-01-23
        status = "planned"
    """
    passed_over = unreadable(facts, "status", "date", "start", "end", "window")
    for event in facts.plan.events:
        if place(event.at) in passed_over or event.status in {Status.HELD, Status.CANCELLED}:
            continue
        if is_postponed(event, facts.today):  # another rule says so
            continue
        if event.when is None:
            yield Problem(event.at, msg("{id} has no date; set a day, or a window", id=event.id))
        elif isinstance(event.when, Window) and event.when.last >= facts.today:
            text = msg("{id} has no exact date, only {window}; set a day", id=event.id, window=event.when)
            yield Problem(event.at.key("window"), text)


def first_key(when: When) -> str:
    """Give the key that holds the first day: date, start or window."""
    if isinstance(when, Window):
        return "window"
    return "date" if isinstance(when, Days) and when.first == when.last else "start"


def last_key(when: When) -> str:
    """Give the key that holds the last day: date, end or window."""
    first = first_key(when)
    return "end" if first == "start" else first


def _lasts_no_time(when: Hours) -> bool:
    """Whether it ends when it begins, to the second, as calendars hold it."""
    return (
        when.end is not None
        and when.end >= when.start
        and when.end.replace(microsecond=0) <= when.start.replace(microsecond=0)
    )


def _turned_round(when: When | None, at: Source, key: str = "window") -> Iterator[Problem]:
    if when is None:
        return
    start, end = (when.start, when.known_end) if isinstance(when, Hours) else (when.first, when.last)
    if end < start:
        text = msg("the end, {end}, is before the start, {start}; correct one of them", start=start, end=end)
        yield Problem(at.key(key, "to") if isinstance(when, Window) else at.key("end"), text)
