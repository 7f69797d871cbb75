"""The limits of a question about days that come from the crews: what stands already, rest, and how many a week."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.plan import Days, Event, Hours, Plan, exact
from rusctl.model.proposing import Preferences
from rusctl.schedule.days.workdays import DAY
from rusctl.schedule.proposing.proposals import Apart, Limit, NotTogether, Off, Stop, Week, Weekly
from rusctl.schedule.proposing.travel import TravelTimes, Visit


def stands(
    plan: Plan, stops: Sequence[Stop], kept: Sequence[Event], roads: TravelTimes, preferences: Preferences
) -> Iterator[Limit]:
    """Give the days that events which stand take from stops with the same crew, and then that stops take them, too."""
    rest = preferences.rest_days
    by_day: dict[dt.date, list[Event]] = {}
    for event in kept:
        for day in days_of(event):
            by_day.setdefault(day, []).append(event)
    for event in kept:
        on = frozenset(days_of(event))
        visit = visit_of(event)
        concerned = [stop for stop in stops if stop.visit.with_same_crew(visit.crew)]
        sharing = (
            [stop for stop in concerned if roads.may_share(stop.visit, visit)] if _alone(event, on, by_day) else []
        )
        others = frozenset(stop.id for stop in concerned if stop not in sharing)
        near = frozenset(day + count * DAY for day in on for count in range(-rest, rest + 1))
        if rest:
            why = nmsg(
                "{name} is on {day}, and the crew rests {count} day",
                "{name} is on {day}, and the crew rests {count} days",
                rest,
                name=short_name(event, plan),
                day=event.when,
            )
        else:
            why = msg("{name} is on {day}", name=short_name(event, plan), day=event.when)
        if others:
            yield Off(why, event.at, near, others)
        if sharing and rest:
            yield Off(why, event.at, near - on, frozenset(stop.id for stop in sharing))
    if len(stops) > 1:
        why = (
            nmsg(
                "a crew makes one stop a day and rests {count} day in between",
                "a crew makes one stop a day and rests {count} days in between",
                rest,
            )
            if rest
            else msg("a crew makes one stop a day")
        )
        yield Apart(why, preferences.place("rest_days"), rest)


def venues(plan: Plan, events: Sequence[Event], kept: Sequence[Event]) -> Iterator[Limit]:
    """Give the days that what stands takes from an event at one place and time, and pairs that would meet there."""
    for number, event in enumerate(events):
        name = short_name(event, plan)
        for other in kept:
            if _meet(event, other):
                why = msg(
                    "{name} is on {day} in {place}", name=short_name(other, plan), day=other.when, place=_place(other)
                )
                yield Off(why, other.at, frozenset(days_of(other)), frozenset({event.id}))
        for other in events[number + 1 :]:
            if _meet(event, other):
                told = {"name": name, "other": short_name(other, plan), "place": _place(other)}
                why = msg("{name} and {other} are in {place} at the same time of day", **told)
                yield NotTogether(why, event.at, event.id, other.id)


def _meet(one: Event, other: Event) -> bool:
    """Whether two events that are on one day would be in the same place at the same time, as far as that is said."""
    mine, theirs = minutes_of(one), minutes_of(other)
    if mine is None or theirs is None or one.municipality != other.municipality:
        return False
    if _plain(one.venue) != _plain(other.venue) or not (one.venue or (one.room and other.room and one.municipality)):
        return False
    rooms = {_plain(one.room), _plain(other.room)}
    return (len(rooms) == 1 or "" in rooms) and mine[0] < theirs[1] and theirs[0] < mine[1]


def _place(event: Event) -> str:
    return event.venue or event.room


def _plain(text: str) -> str:
    """Give a name as it is compared: however many spaces it has, in capitals or not."""
    return " ".join(text.split()).casefold()


def weekly(kept: Iterable[Event], preferences: Preferences) -> Iterator[Limit]:
    """Give how many stops a week may have, with those that stand."""
    weeks = ({day.isocalendar()[:2] for day in days_of(event)} for event in kept)
    counted: Counter[Week] = Counter(week for some in weeks for week in some)
    why = nmsg("at most {count} stop a week", "at most {count} stops a week", preferences.most_a_week)
    yield Weekly(why, preferences.place("most_a_week"), preferences.most_a_week, counted)


def visit_of(event: Event) -> Visit:
    """Give where an event is, with whom, and when."""
    return Visit(event.municipality, frozenset(event.crew), minutes_of(event))


def minutes_of(event: Event) -> tuple[int, int] | None:
    """Give from which minute of its first day to which an event lasts, where it has times and its end is known."""
    when = event.when
    if not isinstance(when, Hours) or when.end is None:
        return None
    begun = when.start.hour * 60 + when.start.minute
    return begun, begun + int((when.end - when.start).total_seconds() // 60)


def _alone(event: Event, on: Iterable[dt.date], by_day: Mapping[dt.date, Iterable[Event]]) -> bool:
    """Whether the crew of an event that stands has nothing else on its days."""
    crew = frozenset(event.crew)
    others = (other for day in on for other in by_day[day] if other is not event)
    return not any(visit_of(other).with_same_crew(crew) for other in others)


def days_of(event: Event) -> tuple[dt.date, ...]:
    """Give the days of an event; none where they are not exact."""
    when = exact(event.when)
    return tuple(every(when.first, when.last)) if isinstance(when, (Days, Hours)) else ()


def every(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give the days from one to another, both included."""
    return (first + count * DAY for count in range((last - first).days + 1))
