"""Templates of events in config/process.toml: the edits that add, change and remove one."""

from typing import Any

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Event, Plan
from rusctl.schedule.dates.hours import as_hours
from rusctl.services import selection
from rusctl.services.planning.change_events import propose, refuse_new_faults
from rusctl.services.planning.event_copies import TAKEN_OVER
from rusctl.services.planning.event_values import hours_read
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PROCESS
from rusctl.storage.toml import edits

Table = dict[str, Any]
NOT_OF_TEMPLATES = {
    "municipality": "--municipality",
    "answer_by": "--answer-by",
    "decide_by": "--decide-by",
    "url": "--url",
    "dnr": "--dnr",
}


def added(project: Project, name: str, values: Table, times: str | None, like: str) -> list[edits.Edit]:
    """Give the edit that adds a template, with what an event has that it is like; RusctlError where its id is taken."""
    plan = project.readable().plan
    if name in {one.id for one in (*plan.records, *plan.templates)}:
        raise RusctlError(msg("there is already an event, a milestone or a template {id}; choose another id", id=name))
    table: Table = {"id": selection.new_id(name)}
    if like:
        model = selection.event(plan, like)
        own = project.loaded.data[EVENTS]["event"][model.at.route[1]]
        table |= {
            key: own[key] for key in TAKEN_OVER if key in own and key not in ("municipality", "municipalities", "round")
        }
        if hours := model.hours or as_hours(model.when):
            table["hours"] = hours
    table |= _of_template(project, values, times)
    whole = {key: value for key, value in table.items() if value not in ("", [])}
    changes: list[edits.Edit] = [edits.Append(("template",), whole)]
    refuse_new_faults(project, propose(project, changes, PROCESS))
    return changes


def with_values(project: Project, template: Event, values: Table, times: str | None) -> list[edits.Edit]:
    """Give the edits that set some keys of a template; an empty value takes its key out."""
    table = project.readable().data[PROCESS]["template"][template.at.route[1]]
    changes: list[edits.Edit] = []
    for key, value in _of_template(project, values, times).items():
        if value not in ("", []):
            changes.append(edits.Set(template.at.key(key).route, value))
        elif key in table:
            changes.append(edits.Delete(template.at.key(key).route))
    refuse_new_faults(project, propose(project, changes, PROCESS))
    return changes


def named(plan: Plan, name: str) -> Event:
    """Give the template of an id or a title; RusctlError where there is none."""
    found = selection.meant(name, {one.id: [one.title] for one in plan.templates}, msg("a template"))
    return next(one for one in plan.templates if one.id == found)


def _of_template(project: Project, values: Table, times: str | None) -> Table:
    """Give the values of a template with its hours; UsageError for what is of one event alone."""
    for key, option in NOT_OF_TEMPLATES.items():
        if key in values:
            raise UsageError(msg("{option} is of one event, and no template has it", option=option))
    return values if times is None else {**values, "hours": hours_read(project, times) if times else ""}
