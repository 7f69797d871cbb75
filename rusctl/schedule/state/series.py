"""Events that come again: on which days, and when the papers of each go out."""

import datetime as dt
from collections.abc import Iterator

from rusctl.model.durations import Span, Unit
from rusctl.model.plan import Days, Event, Hours, exact
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import working_day_until


def papers_due(event: Event) -> dt.date | None:
    """Give the last day for an event's papers to go out; None where it has no day or no such time."""
    when = exact(event.when)
    if when is None or event.papers is None:
        return None
    day = dt.date.fromordinal(workcount.minus(when.first.toordinal(), event.papers))
    return working_day_until(day) if event.papers.unit is Unit.WORKDAYS else day


def shifted(when: Days | Hours, days: int) -> Days | Hours:
    """Give a date so many days later, or earlier where they are negative, with the hours it has."""
    by = dt.timedelta(days=days)
    if isinstance(when, Hours):
        return Hours(start=when.start + by, end=when.end and when.end + by)
    return Days(first=when.first + by, last=when.last + by)


def again(first: Days | Hours, every: Span, times: int, until: dt.date | None) -> Iterator[Days | Hours]:
    """Give the dates of a series, the first one first: so many, and none that begins after the last day."""
    begun = first.first.toordinal()
    for number in range(times):
        when = shifted(first, workcount.plus(begun, Span(every.number * number, every.unit)) - begun)
        if until and when.first > until:
            return
        yield when
