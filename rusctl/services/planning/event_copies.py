"""New events made like another one or like a template: what they take over, and where and when they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.language.names import tour_name
from rusctl.language.slug import free
from rusctl.model.plan import Days, Event, Hours, Plan, Status, When, exact
from rusctl.model.tours import Tour
from rusctl.schedule.dates.hours import as_hours, hours_planned
from rusctl.schedule.state.tour import of_tour, to_visit, tours, visits
from rusctl.services import selection
from rusctl.services.planning.change_events import when_table
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PROCESS

Table = dict[str, Any]
OF_ITS_PLACE = ("title", "municipality", "municipalities", "venue", "room", "capacity")
TAKEN_OVER = (
    *("kind", *OF_ITS_PLACE, "round", "themes", "roles", "crew", "confirms", "reminder", "partner", "papers"),
    *("questions", "duration", "owner", "body"),
)
WHICH_ONE = ("kind", "municipality", "municipalities", "round")
"""What makes an event the one that it is, so that it is never filled in."""
ONLY_OF_TEMPLATES = ("note",)
ORDER = (
    *("id", "kind", "title", "municipality", "municipalities", "round", "themes", "date", "start", "end", "window"),
    *("hours", "status", "venue", "room"),
)


class Copies(NamedTuple):
    """What is asked: like which event or template, under which id, in which municipalities, for which tour, and when.

    With a `tour` there is one for each visit that it lacks; `tentative` says that the date was written so.
    """

    like: str
    name: str = ""
    municipalities: tuple[str, ...] = ()
    tour: str = ""
    when: When | None = None
    source: str = ""


class _Pattern(NamedTuple):
    """What is copied: the record, its table as it was parsed, and whether it is a template."""

    record: Event
    table: Mapping[str, Any]
    template: bool


def copies(project: Project, asked: Copies) -> list[Table]:
    """Give the tables of the new events; UsageError for what does not go together, RusctlError where there is none."""
    plan = project.readable().plan
    model = _model(project, asked.like)
    places: list[tuple[str, int | None]] = [(name, None) for name in asked.municipalities] or [("", None)]
    if asked.tour:
        if asked.municipalities:
            raise UsageError(msg("--tour says where they are; leave --municipality out"))
        tour = _tour(plan, asked.tour)
        places = [(name, tour.round if tour.round != 1 else None) for name in _lacking(plan, tour)]
        if not places:
            raise RusctlError(_nothing_to_add(plan, tour, model.record.id))
    if len(places) > 1 and (asked.name or exact(asked.when)):
        raise UsageError(msg("several events are made, so each gets its own id, and its day later"))
    taken = {one.id for one in (*plan.records, *plan.templates)}
    if asked.name in taken:
        raise RusctlError(msg("there is already an event {id}; choose another id", id=asked.name))
    found = []
    for place, number in places:
        name = asked.name or free(place or model.record.municipality or model.record.id, taken)
        taken.add(name)
        table = _table(plan, model, place, asked, project)
        found.append(_ordered({"id": name, **table} | ({"round": number} if number else {})))
    return found


def lacking(project: Project, like: str, event: Event, table: Mapping[str, Any]) -> Table:
    """Give what an event lacks and a template or another event has, by the keys of the file; `table` is the event's.

    Hours are given where it has none and is not on several days. RusctlError where `like` names neither.
    """
    model = _model(project, like)
    found = _taken_over(model, event.municipality)
    hours = model.record.hours or as_hours(model.record.when)
    if hours and not event.hours and not isinstance(event.when, Hours) and not _several_days(event):
        found["hours"] = hours
    return {key: value for key, value in found.items() if key not in table and key not in WHICH_ONE}


def _several_days(event: Event) -> bool:
    return isinstance(event.when, Days) and event.when.first != event.when.last


def _taken_over(model: _Pattern, place: str) -> Table:
    """Give what is taken over in a municipality; what belongs to the place of another event is not."""
    elsewhere = not model.template and place not in ("", model.record.municipality)
    wanted = (*TAKEN_OVER, *(ONLY_OF_TEMPLATES if model.template else ()))
    return {
        key: value for key, value in model.table.items() if key in wanted and not (elsewhere and key in OF_ITS_PLACE)
    }


def _model(project: Project, name: str) -> _Pattern:
    """Give the template or the event of an id or a name."""
    plan, data = project.plan, project.loaded.data
    if any(one.id == name for one in plan.templates):
        record = next(one for one in plan.templates if one.id == name)
        return _Pattern(record, data[PROCESS]["template"][record.at.route[1]], template=True)
    try:
        record = selection.event(plan, name)
    except RusctlError:
        record = template(plan, name)
        return _Pattern(record, data[PROCESS]["template"][record.at.route[1]], template=True)
    return _Pattern(record, data[EVENTS]["event"][record.at.route[1]], template=False)


def template(plan: Plan, name: str) -> Event:
    """Give the template of an id or a title; RusctlError where there is none."""
    found = selection.meant(name, {one.id: [one.title] for one in plan.templates}, msg("an event or a template"))
    return next(one for one in plan.templates if one.id == found)


def _tour(plan: Plan, name: str) -> Tour:
    """Give the tour of an id or a name; one that is not declared has those of its kind."""
    names = {one.id or one.kind: _names(plan, one) for one in tours(plan)}
    found = selection.meant(name, names, msg("a tour"))
    return next(one for one in tours(plan) if (one.id or one.kind) == found)


def _nothing_to_add(plan: Plan, tour: Tour, like: str) -> Message:
    """Say that a tour lacks no visit, and how its stops get what they lack."""
    planned = [one.id for one in of_tour(plan, tour) if one.status is Status.PLANNED]
    if not planned:
        return msg("no stops are missing from {tour}; there is nothing to add", tour=tour_name(plan, tour))
    return msg(
        "no stops are missing from {tour}; there is nothing to add; values missing in its stops can be "
        "taken from another: rusctl event set {ids} --like {like}",
        tour=tour_name(plan, tour),
        ids=" ".join(planned),
        like=like,
    )


def _names(plan: Plan, tour: Tour) -> list[str]:
    name = tour_name(plan, tour)
    return [name] if isinstance(name, str) else list(name.values())


def _lacking(plan: Plan, tour: Tour) -> Iterator[str]:
    """Give the municipalities that a tour lacks a visit to, as often as it lacks one."""
    visited = visits(plan, tour)
    for one in to_visit(plan, tour):
        for _ in range(tour.visits - len(visited.get(one.id, ()))):
            yield one.id


def _table(plan: Plan, model: _Pattern, place: str, asked: Copies, project: Project) -> Table:
    """Give what a new event has but its id; what belongs to the place of another event is not taken over."""
    table = _taken_over(model, place)
    table["kind"] = model.record.kind or selection.kind(plan, "")
    if place:
        table["municipality"] = place
        table.pop("municipalities", None)
    hours = model.record.hours or as_hours(model.record.when)
    dated = exact(asked.when)
    when = hours_planned(Event(id="", hours=hours), asked.when) if asked.when else None
    if when:
        table |= {**when_table(when), "stated": project.today}
    if hours and not dated:
        table["hours"] = hours
    table["status"] = (Status.TENTATIVE if dated else Status.PLANNED).value
    return table | ({"source": asked.source} if asked.source else {})


def _ordered(table: Table) -> Table:
    """Give a table with its keys in the order in which people look for them."""
    return {key: table[key] for key in (*ORDER, *table) if key in table}


def done(tables: Sequence[Table]) -> Message:
    """Say what was added."""
    return msg("added: {names}", names=[one["id"] for one in tables])
