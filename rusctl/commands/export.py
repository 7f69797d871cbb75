"""`rusctl export`."""

import sys
from typing import Annotated

from rusctl.calendar.ics.utc_note import utc_note
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.commands.common import endings, typed
from rusctl.commands.common.options import DryRun, Kinds, Municipalities, Statuses
from rusctl.commands.common.write_report import write_report
from rusctl.commands.terminal import terminal
from rusctl.language.message import nmsg
from rusctl.output.clean import clean
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.publishing import export as exporting
from rusctl.services.publishing.export import STDOUT, CalendarChoice
from rusctl.services.reporting.registrar_list import registrar_list


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
        list[str] | None,
        typed.Option("--event", metavar="EVENT", completes=typed.EVENT, help="Only this event. Repeatable."),
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
        typed.Option("--reminder", metavar="TIME", help="Remind so long before: 30m, 2h or 1d. Repeatable."),
    ] = None,
    method: Annotated[
        bool, typed.Option("--method/--no-method", help="Without METHOD, for files that go into a CalDAV store.")
    ] = True,
    registrar: Annotated[
        bool,
        typed.Option(
            "--registrar",
            help="Write a list of documents with reference numbers (diarienummer) for the registrar, instead of "
            "calendars.",
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
    choice = CalendarChoice(
        statuses, municipalities, kinds, ids, milestones, todo, deadlines, windows, notes, remind or (), method
    )
    whole = exporting.chosen(run.project, choice)
    if output == STDOUT and not split:
        run.tell_all(utc_note([whole]))
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar_bytes(whole))
        return
    if not split:
        endings.keep_to(output, ".ics", ".ical", ".ifb")
    calendars = exporting.parts(whole, output, split=split)
    run.tell_all(utc_note(calendars.values()))
    files = exporting.files(calendars)
    changes = exporting.changes(files)
    if dry_run:
        for path in changes:
            run.out(clean(str(path)))
        run.dry_run(to_file=True)
        return
    exporting.write(changes)
    count, same = len(changes), len(files) - len(changes)
    run.tell(
        nmsg("{count} file written, {same} as before", "{count} files written, {same} as before", count, same=same)
    )
