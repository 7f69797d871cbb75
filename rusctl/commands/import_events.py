"""`rusctl import`."""

import sys
from typing import Annotated

from rusctl.calendar.foreign import read
from rusctl.calendar.foreign.incoming import ImportPeriod
from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, Origin, Reason
from rusctl.commands.common.streams import read_stdin
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.foreign_file import faults, raw
from rusctl.services.mailing import outdated
from rusctl.services.planning import import_events as importing
from rusctl.services.planning import stop_table
from rusctl.services.planning.busy_calendars import period
from rusctl.services.planning.change_events import write
from rusctl.services.planning.import_events import Decided, ImportOptions
from rusctl.services.planning.stop_table import StopOptions
from rusctl.services.project import READING
from rusctl.storage.files.names import EVENTS

_NOTHING = msg("nothing could be imported")


def import_events(
    context: typed.Context,
    file: Annotated[
        str, typed.Argument(metavar="FILE", help="A calendar (.ics) or a table of stops (.xlsx, CSV).", asks=typed.TEXT)
    ],
    *,
    kind: Annotated[
        str, typed.Option("--kind", metavar="KIND", completes=typed.KIND, help="What kind of meeting new events are.")
    ] = "",
    municipality: Annotated[
        str, typed.Option("--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="Where new events are.")
    ] = "",
    source: Origin = "",
    reason: Reason = "",
    yes: Annotated[bool, typed.Option("--yes", "-y", help="Make the changes without asking.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make events of a calendar, or of a table of stops; the same again changes only what is new in it.

    A table has a heading: Kommun, Datum, Tid, Lokal, Sal, Bemanning and so on. A stop that the plan has gets what the
    table says of it, and the others are added.
    """
    run = terminal(context)
    known = run.project.readable().plan
    if municipality:
        municipality = selection.municipality(known, municipality)
    chosen = selection.kind(known, kind)
    data = raw(file, stdin=read_stdin)
    if stop_table.is_table(file, data):
        sheet = run.project.during(READING, lambda: stop_table.read(file, data))
        run.tell(sheet.form)
        asked = StopOptions(chosen, source, reason)
        _make(run, stop_table.decide(run.project, sheet, asked, run.tell), yes=yes, dry_run=dry_run)
        return
    within = period(known)
    process = known.process
    wanted = ImportPeriod(within.first, within.last, process.timezone, process.uid_domain)
    arrived = run.project.during(READING, lambda: read.events(data, file, wanted))
    run.tell_all(importing.left_out(arrived.left, process.timezone))
    run.tell_all(faults(file, arrived.faults, arrived.more_faults))
    default = Language(process.language).text(msg("changed in the calendar it was imported from"))
    options = ImportOptions(chosen, municipality, source, reason or default, run.project.today, default)
    decided = importing.decide(known, run.project.loaded.data[EVENTS].get("event", []), arrived.events, options)
    run.tell_all(faults(file, decided.notes))
    if not decided.changes:
        none = not arrived.events and not arrived.left.own
        run.tell(_NOTHING if none else msg("nothing to change: the plan already has everything that can be imported"))
        return
    _make(run, decided, yes=yes, dry_run=dry_run)


def _make(run: Terminal, decided: Decided, *, yes: bool, dry_run: bool) -> None:
    """Show the changes, and make them once they are agreed to."""
    if not decided.changes:
        run.unchanged(msg("that is how it stands already"))
        return
    proposal = importing.proposed(run.project, decided)
    run.out(proposal.difference)
    if dry_run:
        run.tell_all(importing.done(decided))
        run.dry_run()
        return
    if not yes:
        if not sys.stdin.isatty():
            refusal = UsageError if sys.stdin.closed else RusctlError
            raise refusal(msg("to make these changes, say --yes"), stops=True)
        if not run.agreed(msg("make these changes to {file}?", file=EVENTS)):
            raise RusctlError(msg("you did not say yes"), stops=True)
    write(run.project, proposal.new, proposal.old)
    run.tell_all(importing.done(decided))
    run.tell_all(outdated.notes(run.project, run.project.again().plan))
