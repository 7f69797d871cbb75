"""`rusctl export`."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from rusctl.calendar.feeds import reminders
from rusctl.calendar.feeds.entries import Options, feed, in_time
from rusctl.calendar.feeds.tasks import tasks
from rusctl.calendar.ics.entry import PUBLISH, Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, Kinds, Municipalities, Statuses
from rusctl.commands.common.write_report import write_report
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import clean
from rusctl.schedule.state.milestones import standings
from rusctl.services import selection
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting.registrar_list import registrar_list
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

STDOUT = "-"
CALENDAR = b"BEGIN:VCALENDAR"


def export(
    context: typed.Context,
    *,
    output: Annotated[
        str,
        typed.Option("--output", "-o", metavar="FILE|FOLDER|-", help="Where to: a file, a folder, or - for stdout."),
    ] = STDOUT,
    split: Annotated[bool, typed.Option("--split", help="A file for each entry, in the folder --output.")] = False,
    statuses: Statuses = None,
    municipalities: Municipalities = None,
    kinds: Kinds = None,
    ids: Annotated[
        list[str] | None, typed.Option("--event", metavar="EVENT", help="Only this event; may be repeated.")
    ] = None,
    milestones: Annotated[
        bool | None,
        typed.Option(
            "--milestones/--no-milestones", help="With or without the milestones; with them unless events are chosen."
        ),
    ] = None,
    todo: Annotated[bool, typed.Option("--todo", help="The milestones as tasks (VTODO), and nothing else.")] = False,
    deadlines: Annotated[
        bool, typed.Option("--deadlines", help="Also the deadlines round meetings, as all-day entries.")
    ] = False,
    windows: Annotated[bool, typed.Option("--windows", help="Also what has no day yet, as a span so marked.")] = False,
    notes: Annotated[bool, typed.Option("--notes", help="Also the notes, which may be meant for colleagues.")] = False,
    remind: Annotated[
        list[str] | None,
        typed.Option("--reminder", metavar="TIME", help="Remind so long before: 30m, 2h or 1d; may be repeated."),
    ] = None,
    method: Annotated[
        bool, typed.Option("--method/--no-method", help="Without METHOD, for files that go into a CalDAV store.")
    ] = True,
    registrar: Annotated[
        bool,
        typed.Option(
            "--registrar", help="The list of documents and their dnr for the registrar, instead of calendars."
        ),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Write calendars (.ics) of the events and the milestones; each is read back and compared before it is written."""
    run = terminal(context)
    plan = (read_meetings(run.project) if deadlines else run.project).readable().plan
    if registrar:
        write_report(run, registrar_list(plan, run.language), "", output, dry_run=dry_run)
        return
    if run.project.loaded.faults:
        first = run.project.loaded.faults[0]
        text = msg("{fault}; mend the plan first (rusctl check), since calendars would be wrong", fault=first.message)
        raise RusctlError(text, first.at)
    filtered = bool(statuses or municipalities or kinds or ids)
    if todo and (filtered or milestones is False):
        raise UsageError(msg("--todo gives the milestones and no events; leave the other choices out"))
    chosen = [] if todo else selection.events(plan, run.project.today, statuses, municipalities, kinds, ids)
    if milestones is None:
        milestones = not filtered
    options = Options(
        windows=windows,
        notes=notes,
        reminders=tuple(map(reminders.lead_time, remind or ())),
        method=PUBLISH if method else "",
    )
    whole = feed(plan, chosen, standings(plan, run.project.today) if milestones else (), options)
    whole = numbered(run, whole)
    if todo:
        whole = replace(whole, entries=(), tasks=tasks(plan, whole.entries, run.project.today), method="")
    elif deadlines:
        from rusctl.calendar.feeds.deadline_entries import deadline_entries  # noqa: PLC0415 - only when asked for

        more = deadline_entries(plan, standings(plan, run.project.today), run.project.today, options)
        whole = replace(whole, entries=tuple(sorted((*whole.entries, *more), key=in_time)))
    if not whole.entries and not whole.tasks:
        raise RusctlError(msg("nothing to export: none of what was chosen has a date"))
    if output == STDOUT and not split:
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar_bytes(whole))
        return
    _write(run, _files(whole, output, split=split), dry_run=dry_run)


def numbered(run: Terminal, whole: Feed) -> Feed:
    """Give a feed the versions that calendars are told; what has changed and is not published has the next one."""
    plan = run.project.loaded.plan
    if plan.published is None:
        return whole
    from rusctl.calendar.feeds.ledger import decide, stamped  # noqa: PLC0415 - a folder that was never published has none
    from rusctl.services.publishing.publication import refuse_reused  # noqa: PLC0415 - likewise

    chosen = {entry.uid for entry in whole.entries}
    decisions = {one.uid: one for one in decide(plan, run.project.today) if one.uid in chosen}
    refuse_reused(decisions.values())
    return replace(whole, entries=tuple(stamped(entry, decisions[entry.uid].told) for entry in whole.entries))


def _files(whole: Feed, output: str, *, split: bool) -> dict[Path, bytes]:
    """Give the files to write: one, or for a folder one for each entry."""
    path = expanded(output)
    if split or path.is_dir() or output.endswith((os.sep, "/")):
        if output == STDOUT:
            raise RusctlError(msg("--split needs a folder; name it with --output"))
        parts = {entry.file_name: replace(whole, entries=(entry,)) for entry in whole.entries}
        parts |= {task.file_name: replace(whole, tasks=(task,)) for task in whole.tasks}
        return {path / name: calendar_bytes(part) for name, part in parts.items()}
    return {path: calendar_bytes(whole)}


def _write(run: Terminal, files: dict[Path, bytes], *, dry_run: bool) -> None:
    changes = {}
    for path, octets in files.items():
        before = atomic.read_if_there(path)
        if before is not None and not before.startswith(CALENDAR):
            raise RusctlError(msg("{file} is there and is no calendar; name another file", file=str(path)))
        if before != octets:
            changes[path] = atomic.Change(before, octets)
    if dry_run:
        for path in changes:
            run.out(clean(str(path)))
        run.dry_run(to_file=True)
        return
    for folder in {path.parent for path in changes}:
        folder.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside(changes)
    atomic.replace_all(changes)
    same = len(files) - len(changes)
    run.tell(
        nmsg(
            "{count} file written, {same} as before", "{count} files written, {same} as before", len(changes), same=same
        )
    )
