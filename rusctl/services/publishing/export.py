"""Calendars that are written into files once, for who asks: which entries they hold, and what writing them changes."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rusctl.calendar.feeds import reminders
from rusctl.calendar.feeds.deadline_entries import deadline_entries
from rusctl.calendar.feeds.entries import EntryOptions, feed, in_time
from rusctl.calendar.feeds.ledger import decide, stamped
from rusctl.calendar.feeds.tasks import tasks
from rusctl.calendar.ics.entry import PUBLISH, Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Event, Plan
from rusctl.schedule.state.milestones import standings
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.services.publishing.feed_privacy import refuse_private
from rusctl.services.publishing.publication import refuse_reused
from rusctl.storage.files import atomic
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.folder import expanded

STDOUT = "-"
CALENDAR = b"BEGIN:VCALENDAR"


class CalendarChoice(NamedTuple):
    """What is to be in the calendars, as the user says it; `milestones` is None where nothing was said of them."""

    statuses: Sequence[str] | None = None
    municipalities: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    ids: Sequence[str] | None = None
    milestones: bool | None = None
    todo: bool = False
    deadlines: bool = False
    windows: bool = False
    notes: bool = False
    remind: Sequence[str] = ()
    method: bool = True

    @property
    def filtered(self) -> bool:
        """Whether events are chosen."""
        return bool(self.statuses or self.municipalities or self.kinds or self.ids)

    def events(self, project: Project) -> list[Event]:
        """Give the events that are chosen, in time order."""
        filters = (self.statuses, self.municipalities, self.kinds, self.ids)
        return selection.events(project.loaded.plan, project.today, *filters)


def chosen(project: Project, choice: CalendarChoice) -> Feed:
    """Give the calendar of what is chosen, with the versions that calendars are told.

    RusctlError where the plan has faults, since a calendar would be wrong, or where nothing chosen has a date;
    PrivacyError where it would hold a person, as for a feed.
    """
    plan, today = project.readable().plan, project.today
    if project.loaded.faults:
        first = project.loaded.faults[0]
        text = msg("{fault}; fix the plan first (rusctl check), or calendars would be wrong", fault=first.message)
        raise RusctlError(text, first.at)
    if choice.todo and (choice.filtered or choice.milestones is False):
        raise UsageError(msg("--todo gives the milestones and no events; leave the other choices out"))
    events = [] if choice.todo else choice.events(project)
    milestones = not choice.filtered if choice.milestones is None else choice.milestones
    options = EntryOptions(
        windows=choice.windows,
        notes=choice.notes,
        reminders=tuple(map(reminders.lead_time, choice.remind)),
        method=PUBLISH if choice.method else "",
    )
    whole = numbered(project, feed(plan, events, standings(plan, today) if milestones else (), options))
    if choice.todo:
        whole = replace(whole, entries=(), tasks=tasks(plan, whole.entries, today), method="")
    elif choice.deadlines:
        more = deadline_entries(plan, standings(plan, today), today, options)
        whole = replace(whole, entries=tuple(sorted((*whole.entries, *more), key=in_time)))
    if not whole.entries and not whole.tasks:
        raise RusctlError(msg("nothing to export: none of what was chosen has a date"))
    refuse_private([whole], plan)
    return whole


def numbered(project: Project, whole: Feed) -> Feed:
    """Give a feed the versions that calendars are told; what has changed and is not published has the next one."""
    plan: Plan = project.loaded.plan
    if plan.published is None:
        return whole

    shown = {entry.uid for entry in whole.entries}
    decisions = {one.uid: one for one in decide(plan, project.today) if one.uid in shown}
    refuse_reused(decisions.values())
    return replace(whole, entries=tuple(stamped(entry, decisions[entry.uid].told) for entry in whole.entries))


def parts(whole: Feed, output: str, *, split: bool) -> dict[Path, Feed]:
    """Give the calendars of the files to write: one, or for a folder one for each entry."""
    path = expanded(output)
    if split or path.is_dir() or output.endswith((os.sep, "/")):
        if output == STDOUT:
            raise RusctlError(msg("--split needs a folder; name it with --output"))
        found = {entry.file_name: replace(whole, entries=(entry,)) for entry in whole.entries}
        found |= {task.file_name: replace(whole, tasks=(task,)) for task in whole.tasks}
        return {path / name: part for name, part in found.items()}
    return {path: whole}


def files(calendars: Mapping[Path, Feed]) -> dict[Path, bytes]:
    """Give the octets of the files to write."""
    return {path: calendar_bytes(part) for path, part in calendars.items()}


def changes(wanted: Mapping[Path, bytes]) -> dict[Path, FileChange]:
    """Give what writing files changes; RusctlError where one is there and is no calendar."""
    found = {}
    for path, octets in wanted.items():
        before = atomic.read_if_there(path)
        if before is not None and not before.startswith(CALENDAR):
            raise RusctlError(msg("{file} is there and is no calendar; name another file", file=str(path)))
        if before != octets:
            found[path] = FileChange(before, octets)
    return found


def write(found: Mapping[Path, FileChange]) -> None:
    """Write what changes: all files or none."""
    for folder in {path.parent for path in found}:
        folder.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside(found)
    atomic.replace_all(found)
