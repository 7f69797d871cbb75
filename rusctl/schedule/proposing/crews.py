"""The limits of a question about days that come from the crews: what stands already, rest, and how many a week."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.plan import Days, Event, Hours, Plan, exact
from rusctl.model.proposing import Preferences
from rusctl.model.venues import plain
from rusctl.schedule.dates.hours import clock
from rusctl.schedule.days.workdays import DAY
from rusctl.schedule.proposing.proposals import Apart, Limit, NotTogether, Off, Stop, Week, Weekly
from rusctl.schedule.proposing.travel import TravelTimes, Visit
from rusctl.schedule.state.premises import premises

MINUTES_IN_A_DAY = 1_440


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


def booked(plan: Plan, events: Sequence[Event], kept: Sequence[Event]) -> Iterator[Limit]:
    """Give the days that what stands takes from an event in its room or with its people, and pairs that share them."""
    for number, event in enumerate(events):
        name = short_name(event, plan)
        for other in kept:
            if (shared := _shared(event, other, plan)) is not None:
                told = {"name": short_name(other, plan), "day": other.when}
                why = msg("{name} is on {day} in {place}", **told, place=shared)
                if isinstance(shared, list):
                    why = msg("{name} is on {day} with {roles}", **told, roles=shared)
                yield Off(why, other.at, frozenset(days_of(other)), frozenset({event.id}))
        for other in events[number + 1 :]:
            if event.municipality == other.municipality and visit_of(event).with_same_crew(frozenset(other.crew)):
                continue  # a crew has no two of them on a day anyhow
            if (shared := _shared(event, other, plan)) is not None:
                both = {"name": name, "other": short_name(other, plan)}
                why = msg("{name} and {other} are in {place} at the same time of day", **both, place=shared)
                if isinstance(shared, list):
                    why = msg("{name} and {other} ask for {roles} at the same time of day", **both, roles=shared)
                yield NotTogether(why, event.at, event.id, other.id)


def _shared(one: Event, other: Event, plan: Plan) -> str | list[object] | None:
    """Give the place, or the roles, that two events both need at the same time of day; None where there is none.

    An event takes them for the whole day where its times are not known, or it lasts several days.
    """
    if not ((one.venue or one.room) and (other.venue or other.room)) and not (one.roles and other.roles):
        return None
    mine, theirs = _occupied(one), _occupied(other)
    if not (mine[0] < theirs[1] and theirs[0] < mine[1]):
        return None
    if _in_one_room(one, other):
        return one.venue or one.room
    roles = [role for role in one.roles if role in other.roles] if _same_people(one, other) else []
    names = {role.id: role.name for role in plan.roles}
    return [names.get(role) or role for role in roles] or None


def _occupied(event: Event) -> tuple[int, int]:
    """Give from which minute of a day to which an event takes what it needs."""
    minutes = minutes_of(event)
    return minutes if minutes and minutes[1] <= MINUTES_IN_A_DAY else (0, MINUTES_IN_A_DAY)


def _same_people(one: Event, other: Event) -> bool:
    """Whether a role of two events is the same people: those of one municipality, or of none."""
    return not set(one.places).isdisjoint(other.places) if one.places and other.places else one.places == other.places


def _in_one_room(one: Event, other: Event) -> bool:
    if set(premises(one)).isdisjoint(premises(other)):
        return False
    rooms = {plain(one.room), plain(other.room)}
    return bool(one.venue or (one.room and other.room and one.municipality)) and (len(rooms) == 1 or "" in rooms)


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
    """Give from which minute of its first day to which an event lasts, or is to, where both are known."""
    start, end = clock(event.hours) if event.hours else (None, None)
    if start and end:
        return start.hour * 60 + start.minute, end.hour * 60 + end.minute
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
