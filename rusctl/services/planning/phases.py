"""Phases in config/process.toml: the edits that add, change and remove one."""

from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.phases import Phase
from rusctl.model.plan import Hours, Plan, When
from rusctl.services import selection
from rusctl.services.planning.change_events import propose, refuse_new_faults
from rusctl.services.project import Project
from rusctl.storage.files.names import PROCESS
from rusctl.storage.toml import edits


def named(plan: Plan, name: str) -> Phase:
    """Give the phase of an id or a name; RusctlError where there is none."""
    found = selection.meant(name, {one.id: one.name.values() for one in plan.phases}, msg("a phase"))
    return next(one for one in plan.phases if one.id == found)


def values(plan: Plan, when: When | None, name: str | None, overlaps: list[str] | None) -> dict[str, Any]:
    """Give the keys of a phase that are set; RusctlError for a time of day, or an overlap with what is no phase."""
    if isinstance(when, Hours):
        raise RusctlError(msg("a phase has days and no time of day; write the days alone"))
    found: dict[str, Any] = {"name": name} if name is not None else {}
    if when is not None:
        found |= {"from": when.first, "to": when.last}
    if overlaps is not None:
        found["overlaps"] = [named(plan, one).id for one in overlaps if one]
    return found


def added(project: Project, name: str, told: dict[str, Any]) -> list[edits.Edit]:
    """Give the edit that adds a phase after those there are; RusctlError where its id is taken."""
    if name in {one.id for one in project.readable().plan.phases}:
        raise RusctlError(msg("there is already a phase {id}; choose another id", id=name))
    table = {"id": selection.new_id(name), **told}
    changes: list[edits.Edit] = [edits.Append(("phase",), {key: one for key, one in table.items() if one})]
    refuse_new_faults(project, propose(project, changes, PROCESS))
    return changes


def changed(project: Project, phase: Phase, told: dict[str, Any]) -> list[edits.Edit]:
    """Give the edits that set some keys of a phase; an empty list or text takes its key out."""
    table = project.readable().data[PROCESS]["phase"][phase.at.route[1]]
    changes: list[edits.Edit] = []
    for key, value in told.items():
        if value:
            changes.append(edits.Set(phase.at.key(key).route, value))
        elif key in table:
            changes.append(edits.Delete(phase.at.key(key).route))
    refuse_new_faults(project, propose(project, changes, PROCESS))
    return changes


def removed(plan: Plan, phase: Phase) -> list[edits.Edit]:
    """Give the edits that take a phase out, and its name where others overlap with it."""
    changes: list[edits.Edit] = []
    for other in plan.phases:
        if phase.id in other.overlaps:
            left = [name for name in other.overlaps if name != phase.id]
            at = other.at.key("overlaps").route
            changes.append(edits.Set(at, left) if left else edits.Delete(at))
    return [*changes, edits.Delete(phase.at.route)]
