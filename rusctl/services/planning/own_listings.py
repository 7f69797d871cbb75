"""What a folder's own rules look at: the rows of listings, as --json has them, with values of their kinds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from rusctl.model.own_rules import Listing, Value, ValueKind
from rusctl.model.plan import Level, Plan, Process, Source, Status
from rusctl.output.rows import EVENT, MILESTONE, OPEN, Field, event_row, milestone_row
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import standings

_KINDS = {
    "string": ValueKind.TEXT,
    "integer": ValueKind.NUMBER,
    "boolean": ValueKind.TRUTH,
    "strings": ValueKind.LIST,
    "date": ValueKind.DAY,
    "moment": ValueKind.DAY,
}
_DAY = len("2018-11-07")


def listings(plan: Plan, today: dt.date) -> dict[str, Listing] | None:
    """Give what own rules look at, the rows that --json has; None where the folder has no rule of its own."""
    wanted = {one.over for one in plan.checks.rules}
    if not wanted:
        return None
    # of a moment the day alone counts, so a zone that does not exist, which another rule tells, changes nothing
    plan = replace(plan, process=replace(plan.process, timezone=Process().timezone))
    return {
        "events": Listing(_kinds(EVENT), _event_words(plan), _events(plan, today) if "events" in wanted else ()),
        "milestones": Listing(
            _kinds(MILESTONE), _milestone_words(plan), _milestones(plan, today) if "milestones" in wanted else ()
        ),
    }


def _events(plan: Plan, today: dt.date) -> tuple[tuple[Source, Mapping[str, Value]], ...]:
    return tuple((one.at, _typed(event_row(one, plan, today), EVENT)) for one in plan.events)


def _milestones(plan: Plan, today: dt.date) -> tuple[tuple[Source, Mapping[str, Value]], ...]:
    found = network(with_least_times(plan, today), today)
    return tuple(
        (one.milestone.at, _typed(milestone_row(one, plan, found), MILESTONE)) for one in standings(plan, today)
    )


def _event_words(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {
        "status": tuple(Status),
        "open": tuple(OPEN),
        "municipality": tuple(one.id for one in plan.municipalities),
        "kind": tuple(plan.process.kinds),
        "confirms": tuple(one.id for one in plan.roles),
    }


def _milestone_words(plan: Plan) -> dict[str, tuple[str, ...]]:
    records = tuple(one.id for one in plan.records)
    return {
        "body": tuple(one.id for one in plan.bodies),
        "owner": tuple(one.id for one in plan.roles),
        "confirms": tuple(one.id for one in plan.roles),
        "after": records,
        "waits_for": records,
        "level": tuple(Level),
    }


def _kinds(fields: Mapping[str, Field]) -> dict[str, ValueKind]:
    return {name: _KINDS[field.type.rstrip("?")] for name, field in fields.items()}


def _typed(row: Mapping[str, object], fields: Mapping[str, Field]) -> dict[str, Value]:
    """Give a row's values as expressions know them: a day for a day in words of JSON, a tuple for a list."""
    return {name: _value(row[name], field) for name, field in fields.items()}


def _value(value: object, field: Field) -> Value:
    match field.type.rstrip("?"), value:
        case (("date" | "moment"), str(text)):
            return dt.date.fromisoformat(text[:_DAY])
        case _, list(items):
            return tuple(items)
        case _, str() | int() | float() | None:
            return value
    raise TypeError(field.type)
