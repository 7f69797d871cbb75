"""Small random networks, and oracles that work out the same by other means than the program."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import (
    Body,
    CheckSettings,
    Days,
    Event,
    Hours,
    Milestone,
    Plan,
    Review,
    Status,
    Texts,
    Window,
    Yearly,
)
from rusctl.model.workdays import CalendarSettings, MeetingDays
from rusctl.schedule.days.workdays import DAY, working

TODAY = dt.date(2018, 12, 17)  # so that Christmas and New Year lie within the days tried
NAMES = ("a", "b", "c", "d", "e")

days_near = st.integers(0, 24).map(lambda number: TODAY + number * DAY)
spans = st.builds(Span, st.integers(0, 6), st.sampled_from([Unit.DAYS, Unit.WORKDAYS])) | st.builds(
    Span, st.integers(0, 2), st.just(Unit.WEEKS)
)


def shift(day: dt.date, span: Span | None) -> dt.date:
    """Count a span forwards, day by day."""
    number = span.number if span else 0
    if span and span.unit is Unit.WORKDAYS:
        while number:
            day += DAY
            number -= working(day)
        return day
    return day + number * (7 if span and span.unit is Unit.WEEKS else 1) * DAY


@st.composite
def plans(
    draw: st.DrawFn,
    size: int = 4,
    days: st.SearchStrategy[dt.date] = days_near,
    spans: st.SearchStrategy[Span] = spans,
) -> Plan:
    """Give milestones of which each may come after earlier ones in the list, shuffled."""
    names = NAMES[: draw(st.integers(1, size))]
    milestones = []
    for index, name in enumerate(names):
        before = draw(st.sets(st.sampled_from(names[:index]), max_size=3)) if index else set()
        after = tuple(After(other, draw(st.none() | spans)) for other in sorted(before))
        date = draw(st.none() | days)
        milestones.append(
            Milestone(
                id=name,
                after=after,
                duration=draw(st.none() | spans),
                not_before=draw(st.none() | days),
                not_after=draw(st.none() | days),
                when=Days(first=date, last=date) if date else None,
            )
        )
    return Plan(milestones=tuple(draw(st.permutations(milestones))))


FAR = (dt.date.min, dt.date(1, 1, 2), dt.date(1999, 12, 31), dt.date(2023, 1, 1), dt.date(9999, 12, 24), dt.date.max)
days_anywhere = days_near | st.sampled_from(FAR) | st.dates()
spans_of_any_length = spans | st.builds(Span, st.integers(0, 9999), st.sampled_from(Unit))
windows = st.builds(
    lambda first, length: Window(first=first, last=_on(first, length)), days_anywhere, st.integers(-2, 20)
)
several_days = st.builds(
    lambda first, length: Days(first=first, last=_on(first, length)), days_anywhere, st.integers(-1, 4)
)


def _on(day: dt.date, number: int) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + number, 1), dt.date.max.toordinal()))


@st.composite
def any_plans(draw: st.DrawFn) -> Plan:
    """Give milestones and events of every kind that can be written: rings, one id twice, facts, days without end."""
    names = st.sampled_from([*NAMES, "f", "nobody"])
    afters = st.lists(st.builds(After, names, st.none() | spans_of_any_length), max_size=3).map(tuple)
    common = {
        "id": names,
        "after": afters,
        "duration": st.none() | spans_of_any_length,
        "not_before": st.none() | days_anywhere,
        "not_after": st.none() | days_anywhere,
    }
    when = st.none() | windows | several_days
    every = st.none() | st.just(Yearly(month=2, day=21, first=2018))
    bodies = st.sampled_from(["", "board", "council"])
    milestones = st.builds(
        Milestone, when=when, baseline=st.none() | days_anywhere, done=when, every=every, body=bodies, **common
    )
    meeting_days = st.builds(MeetingDays, body=bodies, days=st.lists(days_anywhere, max_size=8).map(tuple))
    hours = st.builds(
        lambda day: Hours(start=dt.datetime.combine(day, dt.time(9)), end=dt.datetime.combine(day, dt.time(11))),
        days_anywhere,
    )
    events = st.builds(Event, when=when | hours, status=st.sampled_from(Status), **common)
    reviews = st.builds(Review, adopted=names, review=names)
    return Plan(
        bodies=(Body(id="council", name=Texts(), kind="council"), Body(id="board", name=Texts(), kind="board")),
        milestones=tuple(draw(st.lists(milestones, max_size=6))),
        events=tuple(draw(st.lists(events, max_size=3))),
        workyear=CalendarSettings(meetings=tuple(draw(st.lists(meeting_days, max_size=2)))),
        checks=CheckSettings(reviews=tuple(draw(st.lists(reviews, max_size=1)))),
    )


def free(milestone: Milestone) -> bool:
    """Whether it may be on a day off, since its own date is one."""
    return milestone.when is not None and not working(milestone.when.last)


def begins(milestone: Milestone, reached: dict[str, dt.date]) -> dt.date | None:
    """Give the day its own work can begin, None where it comes after nothing."""
    return max((shift(reached[one.id], one.gap) for one in milestone.after), default=None)


def in_order(milestones: Iterable[Milestone]) -> list[Milestone]:
    left, found = list(milestones), list[Milestone]()
    while left:
        ready = next(one for one in left if {a.id for a in one.after} <= {f.id for f in found})
        left.remove(ready)
        found.append(ready)
    return found


def earliest_by_walking(plan: Plan, today: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    """Give the earliest and the planned day of each milestone, by trying one day after another."""
    found: dict[str, tuple[dt.date, dt.date]] = {}
    for milestone in in_order(plan.milestones):
        start = begins(milestone, {name: planned for name, (_, planned) in found.items()})
        day = today
        while not allowed(milestone, day, start or today):
            day += DAY
        due = milestone.when.last if milestone.when else day
        found[milestone.id] = (day, max(day, due))
    return found


def allowed(milestone: Milestone, day: dt.date, start: dt.date | None) -> bool:
    """Whether a milestone can be on a day, once its work can begin."""
    return (
        (working(day) or free(milestone))
        and (milestone.not_before is None or day >= milestone.not_before)
        and (start is None or day >= shift(start, milestone.duration))
    )


Rows = Callable[[str, str, "int | None"], bool]


def can_hold(plan: Plan, horizon: Sequence[dt.date], rows: Rows) -> bool:
    """Whether there are days on which the rows asked for all hold, by trying every day of the horizon for each."""
    ordered = in_order(plan.milestones)

    def search(chosen: dict[str, dt.date]) -> bool:
        if len(chosen) == len(ordered):
            return True
        milestone = ordered[len(chosen)]
        fitting = (here for here in horizon if fits(milestone, here, chosen, rows))
        return any(search({**chosen, milestone.id: here}) for here in fitting)

    return search({})


def fits(milestone: Milestone, here: dt.date, chosen: dict[str, dt.date], rows: Rows) -> bool:
    """Whether a milestone can be on a day, with what it comes after on the days chosen."""
    name, due = milestone.id, milestone.when
    duration = milestone.duration if rows(name, "duration", None) else None
    starts = [shift(chosen[one.id], one.gap) for index, one in enumerate(milestone.after) if rows(name, "after", index)]
    return (
        (working(here) or free(milestone))
        and not (rows(name, "not_before", None) and milestone.not_before and here < milestone.not_before)
        and not (rows(name, "not_after", None) and milestone.not_after and here > milestone.not_after)
        and not (rows(name, "date", None) and due and here < due.first)
        and all(here >= shift(start, duration) for start in starts)
    )
