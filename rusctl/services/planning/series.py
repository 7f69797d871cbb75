"""Events that come again: made together, and moved together or alone."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.model.durations import Span
from rusctl.model.plan import Days, Event, Hours, Plan, When, exact
from rusctl.schedule.state.series import again, shifted
from rusctl.schedule.state.status import changed, movable, postponable
from rusctl.services import selection
from rusctl.services.planning.change_events import when_table
from rusctl.services.planning.event_edits import moving
from rusctl.storage.files.names import EVENTS
from rusctl.storage.plan import Loaded, read_plan
from rusctl.storage.schema.span_forms import read_span
from rusctl.storage.toml import edits

MOST = 400  # events of one series
Table = dict[str, Any]


class Recurrence(NamedTuple):
    """How a series goes on from its first date: how often, how many times at most, and until which day."""

    every: Span
    times: int
    until: dt.date | None


class Said(NamedTuple):
    """What is said of a move: the day it is said, by whom, why, and whether the new date is tentative."""

    today: dt.date
    source: str = ""
    reason: str = ""
    tentative: bool = False


def recurrence(every: str, times: int | None, until: dt.date | None) -> Recurrence | None:
    """Read how events come again; None where they do not. UsageError for what says only half of it."""
    if not every:
        if times or until:
            raise UsageError(msg("give with --every how often it recurs, such as --every '2 weeks'"))
        return None
    if not (times or until):
        raise UsageError(msg("give with --times or --until how long it goes on"))
    return Recurrence(span_of(every, "--every"), min(times or MOST + 1, MOST + 1), until)


def span_of(text: str, option: str) -> Span:
    """Read a span of time of a day at least; UsageError where it is none."""
    found = read_span(text)
    if found is None or not found.number:
        raise UsageError(
            msg('{option}: "{text}" is no time; write a number and days, workdays or weeks', option=option, text=text)
        )
    return found


def tables(first: Mapping[str, Any], when: When | None, how: Recurrence, taken: set[str]) -> list[Table]:
    """Give the tables of a series, made of the first one's: each with its own id and date, and the series in common.

    UsageError where the first has no day or there are too many, RusctlError where an id is taken.
    """
    start = exact(when)
    if start is None:
        raise UsageError(msg("what comes again needs the day of the first one; give its --date"))
    dates = list(again(start, how.every, how.times, how.until))
    if len(dates) > MOST:
        raise UsageError(msg("a series has {most} events at most; give an earlier --until", most=MOST))
    if not dates:
        raise UsageError(msg("--until is before the first one; give a later day"))
    return list(_tables(first, dates, taken))


def _tables(first: Mapping[str, Any], dates: Sequence[Days | Hours], taken: set[str]) -> Iterator[Table]:
    series = first["id"]
    for number, date in enumerate(dates, start=1):
        name = f"{series}-{number}"
        if name in taken:
            raise RusctlError(msg("there is already an event {id}; choose another id", id=name))
        yield {**first, "id": name, **when_table(date), "series": series}  # of one form, so the keys keep their places


def following(plan: Plan, event: Event) -> list[Event]:
    """Give the events of a series that can be moved, from one of them on; PolicyError where there is none."""
    start = exact(event.when)
    if not event.series:
        raise PolicyError(msg("{id} is of no series; move it without --series", id=event.id), event.at)
    if start is None:
        raise PolicyError(msg("{id} has no day, so the series cannot be moved with it", id=event.id), event.at)
    found = [
        (day.first, one)
        for one in plan.events
        if one.series == event.series
        and movable(one)
        and (day := exact(one.when)) is not None
        and day.first >= start.first
    ]
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def members(plan: Plan, names: Sequence[str], action: str, today: dt.date) -> list[str]:
    """Give the ids of events and of those that follow them in their series, as far as they allow an action.

    A name is an event's, or what a series has in common: then all of it is meant. PolicyError for an event of no
    series, and where nothing of one allows the action; RusctlError for a name that means nothing.
    """
    found: dict[str, None] = {}
    for name in names:
        following = _whole(plan, name)
        allowing = [one for one in following if _allows(one, action, today)]
        if not allowing:
            text = msg("nothing of the series {id} allows {action}", id=following[0].series, action=action)
            raise PolicyError(text, following[0].at)
        found |= dict.fromkeys(one.id for one in allowing)
    return list(found)


def _whole(plan: Plan, name: str) -> list[Event]:
    """Give the events of a series by its name, or those from one of its events on, in time order."""
    whole = [one for one in plan.events if one.series == slug(name)]
    if not whole:
        event = selection.event(plan, name)
        if not event.series:
            raise PolicyError(msg("{id} is of no series; leave --series out", id=event.id), event.at)
        begins = _order(event)
        whole = [one for one in plan.events if one.series == event.series and _order(one) >= begins]
    return sorted(whole, key=_order)


def _order(event: Event) -> tuple[dt.date, str]:
    """Order the events of a series; one that was postponed stands at the last date that it had."""
    when = event.when or next((one.when for one in reversed(event.earlier) if one.when), None)
    return (when.first if when else dt.date.max, event.id)


def _allows(event: Event, action: str, today: dt.date) -> bool:
    if action == "postpone":
        return postponable(event)
    try:
        return changed(event, action, today) is not event.status
    except PolicyError:
        return False


def move(events: Sequence[Event], event: Event, new: When, tables: Sequence[Table], said: Said) -> list[edits.Edit]:
    """Give the edits that move the events of a series as far as one of them; PolicyError where it gets no exact day.

    `tables` are the events of the file as they were parsed.
    """
    old, to = exact(event.when), exact(new)
    if old is None or to is None:
        raise PolicyError(msg("a series is moved to a day; {new} is none", new=new), event.at)
    changes: list[edits.Edit] = []
    for one in events:
        when = exact(one.when)
        if when is not None:
            date = shifted(to, (when.first - old.first).days)
            table = tables[int(one.at.route[1])]
            changes += moving(
                one, table, date, said.today, source=said.source, reason=said.reason, tentative=said.tentative
            )
    return changes


def refuse_unreadable(loaded: Loaded, tables: Sequence[dict[str, Any]]) -> None:
    """Refuse events that could not be read back, before anything is written; raises RusctlError."""
    added = edits.apply(b"", [edits.Append(("event",), table) for table in tables]).raw
    for fault in read_plan({**loaded.files, EVENTS: added}).faults:
        if fault.at.file == EVENTS:
            raise RusctlError(fault.message)
