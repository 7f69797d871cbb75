"""Rules about those who work at the events: nobody is in two places at a time, or on the road when needed."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Event, Facts, Hours, Plan
from rusctl.schedule.state.roads import Roads, roads
from rusctl.schedule.state.spells import Spell, spells

LONGEST = dt.timedelta(days=1)  # on the road
MANY = 3  # municipalities in a day, from which on it is worth a word


@rule(code="RUS112", name="crew-clash", severity=Severity.WARNING)
def crew_clash(facts: Facts) -> Iterator[Problem]:
    """Two events need the same crew at the same time.

    Where both have times, these overlap; where one has only a day, the two are on the same day. Of two municipalities
    that may share a day (`share` of `[propose]` in config/workdays.toml) it is a note then: their times can be set so.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "planned"
        crew = ["projektledare"]

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-07
        status = "planned"
        crew = ["projektledare"]  # RUS112

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "planned"
        crew = ["projektledare"]

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-08
        status = "planned"
        crew = ["projektledare"]
    """
    last: dict[str, Spell] = {}  # by crew role, the event that has lasted longest
    for spell in spells(facts.plan):
        clashes: dict[str, tuple[Spell, list[str]]] = {}
        for name in spell.event.crew:
            other = last.get(name)
            if other and other.end > spell.start:
                clashes.setdefault(other.event.id, (other, []))[1].append(name)
            if other is None or other.end < spell.end:
                last[name] = spell
        for other, names in clashes.values():
            severity = Severity.NOTE if _may_share(facts.plan, other, spell) else None
            text = _clash(other, spell, names)
            yield Problem(spell.event.at.key("crew"), text, severity=severity, others=(other.event.id,))


def _clash(one: Spell, other: Spell, crew: list[str]) -> Message:
    told = {"one": one.event.id, "when": one.event.when, "other": other.event.id, "then": other.event.when}
    if one.timed_as(other):
        return msg(
            "{one} ({when}) and {other} ({then}) are at the same time and share {crew}; move one, or change its crew",
            **told,
            crew=tuple(crew),
        )
    return msg(
        "{one} ({when}) and {other} ({then}) are on the same day and share {crew}, and not both have times; move one, "
        "change its crew, or say when they are",
        **told,
        crew=tuple(crew),
    )


def _may_share(plan: Plan, one: Spell, other: Spell) -> bool:
    """Whether two events may share a day, and not both have their times yet."""
    pair = {one.event.municipality, other.event.municipality}
    return not one.timed_as(other) and any(pair == set(some) for some in plan.preferences.share)


@rule(code="RUS113", name="travel-too-short", severity=Severity.WARNING)
def travel_too_short(facts: Facts) -> Iterator[Problem]:
    """Travel time between two events is longer than the time between them.

    The minutes are those that you have written as [[travel]] in config/municipalities.toml; no driving time is guessed
    from a map. Where you have written none, the straight line between the main towns (`lat`, `lon`) at 120 km/h, the
    speed of a motorway, can only prove that there is too little time. Two events whose crews have nobody in common do
    not disturb each other.

    Bad:
        # file: config/municipalities.toml
        [[travel]]
        between = ["sala", "norberg"]
        minutes = 60

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        start = 2018-11-07T12:30:00  # RUS113
        end = 2018-11-07T15:00:00
        status = "planned"

    Good:
        # file: config/municipalities.toml
        [[travel]]
        between = ["sala", "norberg"]
        minutes = 60

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        start = 2018-11-07T13:00:00
        end = 2018-11-07T15:00:00
        status = "planned"
    """
    known = roads(facts.plan)
    recent: dict[str, dict[tuple[str, ...], Spell]] = {}  # by place and crew, the event that has lasted longest
    for spell in spells(facts.plan):
        event = spell.event
        if not event.municipality or not isinstance(event.when, Hours):
            continue
        for municipality in [name for name, by_crew in recent.items() if _long_over(by_crew.values(), spell.start)]:
            del recent[municipality]
        for municipality, by_crew in recent.items():
            if municipality != event.municipality:
                yield from _too_late(known, by_crew, spell)
        mine = recent.setdefault(event.municipality, {})
        if event.crew not in mine or mine[event.crew].end < spell.end:
            mine[event.crew] = spell


def _long_over(some: Iterable[Spell], start: dt.datetime) -> bool:
    """Whether all of these ended longer ago than any road takes."""
    return all(start - one.end > LONGEST for one in some)


def _too_late(known: Roads, earlier: Mapping[tuple[str, ...], Spell], spell: Spell) -> Iterator[Problem]:
    """Find what of these was in another place so late that its crew cannot be in time for this event."""
    event = spell.event
    for crew, other in earlier.items():
        between = (spell.start - other.end) // dt.timedelta(minutes=1)
        if crew and event.crew and not set(crew) & set(event.crew):
            continue
        here, there = other.event.municipality, event.municipality
        given = known.minutes(here, there)
        if given is not None and between < given:
            text = _too_short(other.event, event, between, given)
        elif given is None and 0 <= between < known.least(here, there):
            text = _too_far(other.event, event, between, known.straight_km(here, there) or 0)
        else:
            continue
        yield Problem(event.at.key("start"), text, others=(other.event.id,))


def _too_far(one: Event, other: Event, between: int, straight_km: float) -> Message:
    return msg(
        "{other} begins {between} minutes after {one} ends, and the towns are {km} km apart in a straight line, which "
        "no car does in that time; move one of them, or write the minutes as [[travel]]",
        one=one.id,
        other=other.id,
        between=between,
        km=math.floor(straight_km),
    )


@rule(code="RUS114", name="many-stops-in-a-day", severity=Severity.NOTE)
def many_stops_in_a_day(facts: Facts) -> Iterator[Problem]:
    """Three or more municipalities are to be visited on one day, and the plan does not say whether that is possible.

    Without crew, times of day and roads ([[travel]]) no other rule can say that somebody would be in two places. An
    event counts here where it has only a day or names no crew.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        date = 2018-11-07
        status = "planned"

        [[event]]
        id = "arboga"
        kind = "kommundialog"
        municipality = "arboga"
        date = 2018-11-07  # RUS114
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        date = 2018-11-07
        status = "planned"

        [[event]]
        id = "arboga"
        kind = "kommundialog"
        municipality = "arboga"
        date = 2018-11-08
        status = "planned"
    """
    days: dict[dt.date, list[Event]] = {}
    for spell in spells(facts.plan):
        event = spell.event
        thin = isinstance(event.when, Days) or not event.crew
        if thin and event.municipality and spell.start.date() == spell.end.date():
            days.setdefault(spell.start.date(), []).append(event)
    for day, events in days.items():
        count = len({event.municipality for event in events})
        if count < MANY:
            continue
        last = max(events, key=lambda event: event.at.route)
        lacking = msg("no crew is named") if not any(event.crew for event in events) else msg("no times are given")
        text = msg(
            "{count} municipalities are to be visited on {day}, and {lacking}; spread them out, or say who goes where "
            "and when",
            count=count,
            day=day,
            lacking=lacking,
        )
        yield Problem(last.at.key("date" if isinstance(last.when, Days) else "start"), text)


def _too_short(one: Event, other: Event, between: int, needed: int) -> Message:
    if between < 0:
        return msg(
            "{one} has not ended when {other} begins, {needed} minutes away; move one of them",
            one=one.id,
            other=other.id,
            needed=needed,
        )
    return msg(
        "{other} begins {between} minutes after {one} ends, and the road takes {needed}; move one of them",
        one=one.id,
        other=other.id,
        between=between,
        needed=needed,
    )
