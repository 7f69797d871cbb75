"""Changing a file of the plan: propose and prove; then lock, compare, write and log, for every command that does."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import SEVERITY
from rusctl.model.plan import Event, Hours, When, Window
from rusctl.output.clean import clean
from rusctl.services.mailing import outdated
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.project import Project
from rusctl.storage import plan
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import EVENTS
from rusctl.storage.schema.records import DATE_KEYS
from rusctl.storage.toml import edits

AROUND = 3  # lines of context in a diff


class Proposal(NamedTuple):
    """What edits would make of a file: the octets as they were read and as they would be, and those parsed."""

    old: bytes
    new: bytes
    data: dict[str, Any]
    file: str = EVENTS

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return self.new == self.old

    @property
    def difference(self) -> str:
        """The changed lines, as a diff."""
        return difference(self.old, self.new, self.file)


def propose(project: Project, changes: Sequence[edits.Edit], file: str = EVENTS) -> Proposal:
    """Give what edits would make of a file; nothing is written. A file that is not there is as an empty one.

    RusctlError where half the plan is unread or an edit's place is not there, PolicyError for a form that is not
    edited, IntegrityError where the proof fails that nothing else has changed.
    """
    before = project.readable()
    old = before.files.get(file, b"")
    edited = edits.apply(old, changes, before.data.get(file), file)
    return Proposal(old, edited.raw, edited.data, file)


def refuse_new_faults(project: Project, proposal: Proposal) -> None:
    """Refuse what could not be read back, before anything is written: RusctlError with the first fault that is new."""
    loaded = project.loaded
    read = plan.read_plan({**loaded.files, proposal.file: proposal.new})
    known = {(one.at, one.rule) for one in loaded.faults}
    for fault in read.faults:
        if fault.at.file == proposal.file and (fault.at, fault.rule) not in known:
            raise RusctlError(fault.message)


def after(project: Project, proposal: Proposal) -> Project:
    """Give the project with the plan as a proposal would have it."""
    before = project.loaded
    file = proposal.file
    known = {name: data for name, data in before.data.items() if name != file} | {file: proposal.data}
    again = project.again()
    again.loaded = plan.read_plan({**before.files, file: proposal.new}, parsed=known)
    return again


def carry_out(project: Project, proposal: Proposal, records: Collection[str]) -> tuple[Message, ...]:
    """Write what was proposed, if the file still holds what was read, and keep what undo needs.

    Gives what there is to say of the records that were changed: what the check finds of them, and who has been told
    otherwise. ConflictError where somebody has changed the file meanwhile.
    """
    write(project, proposal.new, proposal.old, proposal.file)
    again = after(project, proposal)
    return (
        *_findings(read_meetings(again), {one for one in records if one}),
        *outdated.notes(project, again.plan, records),
    )


def write(project: Project, new: bytes, old: bytes, file: str = EVENTS) -> None:
    """Write a file and keep what undo needs; ConflictError where it does not hold `old` any more."""
    folder = project.folder.path
    before = old if old or file in project.loaded.files else None  # a file that is not there is as an empty one
    with journal.changing(folder):
        journal.commit(folder, {file: FileChange(before, new)}, project.command, dt.datetime.now(dt.UTC))


def difference(old: bytes, new: bytes, name: str = EVENTS) -> str:
    """Give the changed lines as a diff with a few around them; only what differs is compared, however long the rest."""
    from difflib import unified_diff  # only a change is shown so

    before, after = (raw.decode("utf-8-sig", "replace").splitlines() for raw in (old, new))
    start = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    if start is None:
        start = min(len(before), len(after))
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first, last = max(0, start - AROUND), max(0, end - AROUND)
    lines = unified_diff(
        before[first : len(before) - last], after[first : len(after) - last], name, name, n=AROUND, lineterm=""
    )
    return "\n".join(clean(line) for line in lines if not line.startswith("@@"))


def when_table(when: When) -> dict[str, object]:
    """Give the date keys that say when."""
    if isinstance(when, Hours):
        hours = {"start": when.start, "end": when.end}
        return {key: time for key, time in hours.items() if time}
    if isinstance(when, Window):
        window: dict[str, object] = {"from": when.first, "to": when.last}
        return {"window": window | ({"text": when.text} if when.text else {})}
    if when.first == when.last:
        return {"date": when.first}
    return {"start": when.first, "end": when.last}


def when_edits(event: Event, old: dict[str, object], new: When) -> list[edits.Edit]:
    """Give the edits that put a date in the place of the one there is; `old` is the event's table, or its date keys."""
    there = [key for key in DATE_KEYS if key in old]
    table = when_table(new)
    anchor = there[0] if there else before_date(old)
    changes: list[edits.Edit] = []
    for key, value in table.items():
        changes.append(edits.Set(event.at.key(key).route, value, after=anchor))
        anchor = key
    return changes + [edits.Delete(event.at.key(key).route) for key in there if key not in table]


def before_date(old: dict[str, object]) -> str:
    """Give the key of an event's table after which a first date is put; empty where it has none of them."""
    return next((key for key in ("municipality", "title", "kind", "id") if key in old), "")


def _findings(project: Project, records: Collection[str]) -> list[Message]:
    """Say what the check finds now about the records that were changed, also where it stands at another one."""
    from rusctl.services.planning.checking import findings_of  # noqa: PLC0415 - a dry run asks no rules

    return [
        msg("{severity}: {message} [{name}]", severity=SEVERITY[one.severity], message=one.message, name=one.name)
        for one in findings_of(project.loaded, project.today)
        if one.record in records or not set(one.others).isdisjoint(records)
    ]
