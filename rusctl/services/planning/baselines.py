"""Baselines: the dates as they stand kept under a name, and how far each has slipped against one of them."""

import datetime as dt
from typing import NamedTuple

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.baselines import Baseline
from rusctl.model.plan import Plan
from rusctl.schedule.network.slips import Slip, first_promises, gone, promises, slips
from rusctl.services import selection
from rusctl.services.planning.change_events import difference
from rusctl.services.project import Project
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import BASELINES
from rusctl.storage.schema.baseline_keys import HEADER
from rusctl.storage.toml import edits


class NewBaseline(NamedTuple):
    """What a new baseline makes of its file: the octets as they were and as they would be, and how many dates."""

    old: bytes | None
    new: bytes
    dates: int

    @property
    def difference(self) -> str:
        """The changed lines, as a diff."""
        return difference(self.old or b"", self.new, BASELINES)


class Slipped(NamedTuple):
    """How far dates have slipped, and what was promised and is no longer in the plan."""

    slips: tuple[Slip, ...]
    lost: Message | None


def named(plan: Plan, name: str) -> Baseline:
    """Give a baseline by its name."""
    known = {baseline.id: baseline for baseline in plan.baselines}
    return known[selection.meant(name, dict.fromkeys(known, ()), msg("a baseline"))]


def propose(project: Project, name: str) -> NewBaseline:
    """Give what keeping the dates as they stand today under a name would make of the file; nothing is written.

    PolicyError where there is a baseline of that name: what was promised is not changed afterwards.
    """
    loaded = project.readable()
    for fault in loaded.faults:
        if fault.at.file == BASELINES:
            raise RusctlError(fault.message, fault.at._replace(line=project.line(fault.at)))
    selection.new_id(name)
    for baseline in loaded.plan.baselines:
        if baseline.id == name:
            text = msg(
                "there is a baseline {name} already, of {day}; what was promised is not changed afterwards, so choose "
                "another name",
                name=name,
                day=baseline.set,
            )
            raise PolicyError(text, baseline.at)
    kept = promises(loaded.plan, project.today)
    old = loaded.files.get(BASELINES)
    table = {
        "id": name,
        "set": project.today,
        "promise": [{"record": one.id, "from": one.first, "to": one.last} for one in kept],
    }
    new = edits.apply(old if old is not None else HEADER.encode(), [edits.Append(("baseline",), table)]).raw
    return NewBaseline(old, new, len(kept))


def carry_out(project: Project, proposal: NewBaseline) -> None:
    """Write what was proposed, if the file still holds what was read, and keep what undo needs."""
    with journal.changing(project.folder.path):
        changes = {BASELINES: FileChange(proposal.old, proposal.new)}
        journal.commit(project.folder.path, changes, project.command, dt.datetime.now(dt.UTC))


def slipped(plan: Plan, today: dt.date, name: str | None, *, everything: bool = False) -> Slipped:
    """Give what has slipped against a baseline, else against what was promised first; with `everything` all dates."""
    baseline = named(plan, name) if name else None
    promised = baseline.promises if baseline else first_promises(plan)
    found = slips(plan, promised, today, baseline.set if baseline else None)
    lost = gone(plan, promised)
    text = nmsg(
        "{names} was promised and is no longer in the plan",
        "{names} were promised and are no longer in the plan",
        len(lost),
        names=[one.id for one in lost],
    )
    return Slipped(tuple(one for one in found if everything or one.days != 0), text if lost else None)
