"""From a plan to a question about days: every limit that the folder knows, with the place where it stands."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.names import municipality_name, short_name, vacancy
from rusctl.language.vocabulary import QUIET
from rusctl.model.busy import BusyTimes
from rusctl.model.plan import NOWHERE, SWEDEN, Days, Event, Plan, Status, Window, exact
from rusctl.model.proposing import Preferences, Quiet
from rusctl.model.record import dataclass
from rusctl.schedule.days.busydays import binds, taken
from rusctl.schedule.days.workdays import DAY, bridge, observed, short_day, working
from rusctl.schedule.proposing.crews import booked, days_of, every, minutes_of, stands, visit_of, weekly
from rusctl.schedule.proposing.order import order
from rusctl.schedule.proposing.proposals import Limit, Off, Question, Stop, outside
from rusctl.schedule.proposing.travel import TravelTimes, Visit
from rusctl.schedule.state.roads import roads
from rusctl.schedule.state.sittings import meeting_days

LONGEST = 36_525
FURTHER = 366
"""Days after the last one allowed that are looked at too, so that the limit itself can be named in a conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWish:
    """What is asked: events that are to have a day, the day it is asked, bounds from the command line, busy times.

    So many days from today what is proposed, which is tentative, would be found by the check; None where the command
    line asks for days as soon as that.
    """

    events: tuple[Event, ...]
    today: dt.date
    preferences: Preferences
    first: dt.date | None = None
    last: dt.date | None = None
    busy: Mapping[str, BusyTimes] = field(default_factory=dict)
    tentative_days: int | None = None


def question(plan: Plan, wish: DateWish) -> Question:
    """Give the question that a wish asks of a plan; what is not wished for stands where it is."""
    asked = {event.id for event in wish.events}
    stops = tuple(map(_stop, wish.events))
    kept = [
        event
        for event in plan.events
        if event.id not in asked and event.status is not Status.CANCELLED and exact(event.when)
    ]
    preferences = wish.preferences
    road, share = roads(plan), frozenset(map(frozenset, preferences.share))
    times = TravelTimes(
        {pair: travel.minutes for pair, travel in road.given.items()},
        preferences.home,
        share,
        frozenset(map(frozenset, plan.preferences.share)),
        {pair: road.least(*pair) for pair in share if len(pair) > 1},
    )
    span = _span(plan, wish)
    limits = (
        *_own(plan, wish, span),
        *order(plan, wish.events, wish.today, span),
        *_bounds(plan, wish, span),
        *_meetings(plan, span, wish.today),
        *_school(plan, wish),
        *_busy(plan, wish),
        *_vacant(plan, wish, span),
        *booked(plan, wish.events, kept),
        *stands(plan, stops, kept, times, preferences),
        *weekly(kept, preferences),
        *_days_off(preferences, span),
    )
    visited: dict[dt.date, tuple[Visit, ...]] = {}
    for event in kept:
        for day in days_of(event):
            visited[day] = (*visited.get(day, ()), visit_of(event))
    return Question(
        stops=stops,
        limits=limits,
        span=span,
        roads=times,
        kept=visited,
        minutes_a_day=preferences.minutes_a_day,
    )


def _span(plan: Plan, wish: DateWish) -> tuple[dt.date, dt.date]:
    """Give the days to look at: all that any limit allows, and some more."""
    bounds = [wish.first, wish.last, wish.today, _soonest(wish)]
    spans = [plan.process.period, *(event.when for event in wish.events if isinstance(event.when, Window))]
    bounds += [day for one in spans if one for day in (one.first, one.last)]
    known = [day for day in bounds if day]
    first, last = min(known), max(known)
    if (last - first).days > LONGEST:
        text = msg(
            "{first} to {last} is too long to look for days in; is --today right, and the period?",
            first=first,
            last=last,
        )
        raise RusctlError(text)
    return first, last + min(FURTHER * DAY, dt.date.max - last)


def _soonest(wish: DateWish) -> dt.date:
    """Give the first day that leaves people the notice they need."""
    return wish.today + min(wish.preferences.notice_days * DAY, dt.date.max - wish.today)


def _own(plan: Plan, wish: DateWish, span: tuple[dt.date, dt.date]) -> Iterator[Limit]:
    """Give what is said of each event: its window, its first and last day, what it comes after and before."""
    for event in wish.events:
        name, mine = short_name(event, plan), frozenset({event.id})
        if isinstance(event.when, Window):
            why = msg(
                "{name} is to be within {window}", name=name, window=Days(first=event.when.first, last=event.when.last)
            )
            yield Off(why, event.at.key("window"), outside(event.when.first, event.when.last, span), mine)
        if event.not_before:
            why = msg("{name} may not be before {day}", name=name, day=event.not_before)
            yield Off(why, event.at.key("not_before"), outside(event.not_before, span[1], span), mine)
        if event.not_after:
            why = msg("{name} may not be after {day}", name=name, day=event.not_after)
            yield Off(why, event.at.key("not_after"), outside(span[0], event.not_after, span), mine)


def _bounds(plan: Plan, wish: DateWish, span: tuple[dt.date, dt.date]) -> Iterator[Limit]:
    """Give the bounds of all stops: the period, the notice that people need, and the command line's."""
    preferences, period = wish.preferences, plan.process.period
    if period:
        why = msg("events are held within {period}", period=Days(first=period.first, last=period.last))
        yield Off(why, plan.process.at.key("period"), outside(period.first, period.last, span))
    soonest = _soonest(wish)
    why = msg("no date before {day}: people need {days} days' notice", day=soonest, days=preferences.notice_days)
    yield Off(why, preferences.place("notice_days"), outside(soonest, span[1], span))
    if wish.tentative_days is not None:
        sure = wish.today + min((wish.tentative_days + 1) * DAY, dt.date.max - wish.today)
        why = msg("no date before {day}: a tentative date so near gives a finding (tentative_days)", day=sure)
        at = plan.checks.at.key("tentative_days")
        yield Off(why, at, outside(sure, span[1], span))
    if wish.first:
        why = msg("no date before {day}, as the command line says", day=wish.first)
        yield Off(why, NOWHERE, outside(wish.first, span[1], span))
    if wish.last:
        why = msg("no date after {day}, as the command line says", day=wish.last)
        yield Off(why, NOWHERE, outside(span[0], wish.last, span))


def _meetings(plan: Plan, span: tuple[dt.date, dt.date], today: dt.date) -> Iterator[Limit]:
    """Give the days on which the council, the board or another body meets, from the calendar and the milestones.

    Of a milestone it is the day that holds today: its first promise, where nothing else has been said.
    """
    names = {body.id: body.name for body in plan.bodies}
    for meeting in plan.workyear.meetings:
        why = msg("{body} meets that day", body=names.get(meeting.body, meeting.body))
        days = frozenset(day for day in meeting.days if span[0] <= day <= span[1])
        if days:
            yield Off(why, meeting.at, days)
    for milestone in plan.milestones:
        if not milestone.body or milestone.every:
            continue
        for when in meeting_days(milestone, today):
            if span[0] <= when.first <= span[1]:
                why = msg("{milestone} is on {day}", milestone=milestone.title or milestone.id, day=when.first)
                at = milestone.at.key("date" if milestone.when else "baseline")
                yield Off(why, at, frozenset(every(when.first, when.last)))


def _school(plan: Plan, wish: DateWish) -> Iterator[Limit]:
    for one in plan.workyear.school_breaks:
        stops = frozenset(
            event.id
            for event in wish.events
            if not one.municipalities or not set(one.municipalities).isdisjoint(event.places)
        )
        if stops and one.first <= one.last:
            places = [municipality_name(plan, name) for name in one.municipalities]
            span = Days(first=one.first, last=one.last)
            if places:
                why = msg("{name}, {span}, in {places}", name=one.name, span=span, places=places)
            else:
                why = msg("{name}, {span}", name=one.name, span=span)
            yield Off(why, one.at, frozenset(every(one.first, one.last)), stops)


def _busy(plan: Plan, wish: DateWish) -> Iterator[Limit]:
    """Give the days that busy calendars take: for each calendar and the events that it binds alike."""
    for calendar in plan.busy:
        alike: dict[frozenset[dt.date], list[str]] = {}
        for event in wish.events:
            if calendar.id in wish.busy and binds(calendar, event):
                alike.setdefault(taken(wish.busy[calendar.id], event), []).append(event.id)
        for days, names in alike.items():
            yield Off(msg("{name} is busy", name=calendar.name or calendar.id), calendar.at, days, frozenset(names))


def _vacant(plan: Plan, wish: DateWish, span: tuple[dt.date, dt.date]) -> Iterator[Limit]:
    """Give the days on which a role is vacant that some stops need in their crew, or that owns them."""
    for role in plan.roles:
        stops = frozenset(event.id for event in wish.events if role.id in (*event.crew, event.owner))
        days = frozenset(day for day in every(*span) if role.vacant_on(day)) if stops else frozenset()
        if days:
            why = msg("{role} is vacant {when}", role=role.name or role.id, when=vacancy(role))
            yield Off(why, role.at.key("vacant_from" if role.vacant_from else "vacant_until"), days, stops)


def _days_off(preferences: Preferences, span: tuple[dt.date, dt.date]) -> Iterator[Limit]:
    days = list(every(*span))
    why = msg("weekends, public holidays and the eves of Midsummer, Christmas and New Year are no working days")
    yield Off(
        why if observed() == SWEDEN else msg("weekends and public holidays are no working days"),
        NOWHERE,
        frozenset(day for day in days if not working(day)),
    )
    for one in preferences.quiet:
        yield Off(QUIET[one], preferences.place("quiet"), frozenset(day for day in days if _is_quiet(one, day)))
    if not preferences.bridge_days:
        why = msg("many take a bridge day off")
        yield Off(why, preferences.place("bridge_days"), frozenset(day for day in days if bridge(day)))
    if not preferences.short_days:
        why = msg("many offices close early on the eve of a holiday")
        yield Off(why, preferences.place("short_days"), frozenset(day for day in days if short_day(day)))


def _is_quiet(quiet: Quiet, day: dt.date) -> bool:
    if quiet is Quiet.JULY:
        return day.month == 7  # noqa: PLR2004 - July
    return (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 6)


def _stop(event: Event) -> Stop:
    when = exact(event.when)
    day = when.first if when else None
    return Stop(event.id, event.municipality, frozenset(event.crew), day, event.at, minutes_of(event))
