"""What `rusctl timeline --json` gives: one flat object for each event and milestone."""

import datetime as dt
from collections.abc import Mapping

from rusctl.language.catalogue import Language
from rusctl.language.names import event_title
from rusctl.model.phases import Phase
from rusctl.model.plan import Event, Plan, Window
from rusctl.model.strategy import Commitment
from rusctl.output.rows import Field, Row
from rusctl.schedule.network.network import Network
from rusctl.schedule.state.milestones import Standing
from rusctl.schedule.state.phases import phase_state
from rusctl.schedule.state.status import status_on

TIMELINE = {
    "kind": Field("string", "event, milestone, phase or commitment"),
    "id": Field("string", "its id"),
    "title": Field("string", "what people see, in the folder's language"),
    "status": Field(
        "string",
        "an event's status, as known today; of a milestone open or done; of a phase over, under-way or to-come; "
        "of a commitment its state",
    ),
    "first": Field("date?", "the first day it is, can be or was"),
    "last": Field("date?", "the last day it is, can be or was"),
    "exact": Field("boolean", "whether those are its days, and not a window"),
    "baseline": Field("date?", "the day that was first promised, or that the named baseline has"),
    "critical": Field("boolean", "whether it is on the critical path"),
    "yearly": Field("boolean", "whether it comes back every year; its days are then the next, or those missed"),
}


def first_promised(event: Event) -> dt.date | None:
    """Give the exact day that was stated first of those that no longer hold, None where there is none."""
    earlier = sorted(event.earlier, key=lambda one: one.stated or dt.date.max)
    return next((one.when.last for one in earlier if one.when and not isinstance(one.when, Window)), None)


def first_days(plan: Plan) -> dict[str, dt.date]:
    """Give the day that was first promised of each milestone and event that has one."""
    found = {one.id: one.baseline for one in plan.milestones if one.baseline}
    return found | {event.id: day for event in plan.events if (day := first_promised(event))}


def timeline_row(
    entry: Event | Standing, plan: Plan, found: Network, today: dt.date, promised: Mapping[str, dt.date]
) -> Row:
    """Give the row of an event or a milestone."""
    language = Language(plan.process.language)
    if isinstance(entry, Event):
        kind, name, title, status = "event", entry.id, event_title(entry, plan, language), status_on(entry, today).value
    else:
        milestone = entry.milestone
        kind, name, title = "milestone", milestone.id, language.name(milestone.title)
        status = "open" if entry.open else "done"
    when, baseline = entry.when, promised.get(name)
    return {
        "kind": kind,
        "id": name,
        "title": title,
        "status": status,
        "first": when.first.isoformat() if when else None,
        "last": when.last.isoformat() if when else None,
        "exact": when is not None and not isinstance(when, Window),
        "baseline": baseline.isoformat() if baseline else None,
        "critical": name in found.critical,
        "yearly": isinstance(entry, Standing) and entry.milestone.every is not None,
    }


def phase_row(phase: Phase, plan: Plan, today: dt.date) -> Row:
    """Give the row of a phase."""
    days = {"first": phase.first.isoformat(), "last": phase.last.isoformat(), "exact": True}
    title = Language(plan.process.language).name(phase.name)
    row = {"kind": "phase", "id": phase.id, "title": title, "status": phase_state(phase, today).value, **days}
    return row | {"baseline": None, "critical": False, "yearly": False}


def commitment_row(one: Commitment) -> Row:
    """Give the row of a joint commitment: the last day it is to be done, or the day it was."""
    day = one.done or one.by
    days = {
        "first": day.isoformat() if day else None,
        "last": day.isoformat() if day else None,
        "exact": day is not None,
    }
    row = {"kind": "commitment", "id": one.id, "title": one.what, "status": one.state.value, **days}
    return row | {"baseline": None, "critical": False, "yearly": False}
