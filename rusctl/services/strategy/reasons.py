"""Why a paragraph was changed in a version, and that one is gone: kept in the plan as text."""

from collections.abc import Sequence
from typing import Any

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.strategy import HowChanged
from rusctl.services.planning import change_events
from rusctl.services.planning.change_events import Proposal
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.storage.files.names import VERSIONS
from rusctl.storage.toml import edits


def reason(project: Project, version: str, name: str, text: str, inputs: Sequence[str]) -> Proposal:
    """Give what noting a reason for a paragraph's change would make; an empty text takes it out.

    RusctlError where no version up to this one has the paragraph.
    """
    found = texts.meant(project, version)
    _refuse_unknown(project, found.id, name)
    if not text and not inputs and texts.change_route(project, found.id, name) is None:
        raise UsageError(msg("missing the reason: rusctl strategy reason VERSION PARAGRAPH TEXT"))
    values: dict[str, Any] = {"reason": text} | ({"inputs": list(inputs)} if inputs else {})
    return _noted(project, found.id, name, values)


def gone(project: Project, version: str, name: str, why: str) -> Proposal:
    """Give what noting that a paragraph is gone in a version would make; RusctlError where it still stands there."""
    found = texts.meant(project, version)
    _refuse_unknown(project, found.id, name)
    if texts.version_text(project, found).text.block(name) is not None:
        raise RusctlError(msg("{id} still stands in {version}", id=name, version=found.id))
    return _noted(project, found.id, name, {"how": HowChanged.GONE.value} | ({"reason": why} if why else {}))


def _refuse_unknown(project: Project, version: str, name: str) -> None:
    """Refuse a paragraph that neither the version nor one before it has."""
    for one in texts.texts(project):
        if one.text.block(name) is not None:
            return
        if one.version.id == version:
            break
    raise RusctlError(msg("no version up to {version} has a paragraph {id}", version=version, id=name))


def _noted(project: Project, version: str, name: str, values: dict[str, Any]) -> Proposal:
    route = texts.change_route(project, version, name)
    changes: list[edits.Edit]
    if route is None:
        table = {key: value for key, value in values.items() if value}
        changes = [edits.Append(("change",), {"version": version, "paragraph": name, **table})]
    else:
        change = next(one for one in project.plan.text_changes if one.at.route == route)
        there = {"reason": change.reason, "inputs": change.inputs, "how": change.how}
        changes = [edits.Set((*route, key), value) for key, value in values.items() if value]
        changes += [edits.Delete((*route, key)) for key, value in values.items() if not value and there.get(key)]
    proposal = change_events.propose(project, changes, VERSIONS)
    change_events.refuse_new_faults(project, proposal)
    return proposal
