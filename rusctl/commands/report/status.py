"""`rusctl report status`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import terminal
from rusctl.services.consulting.beside import to_be_looked_at
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.status_report import status_report

if TYPE_CHECKING:
    from rusctl.services.consulting import status as consultations
else:
    consultations = later("rusctl.services.consulting.status")


def status(context: typed.Context, *, form: Format = "", output: Output = STDOUT, dry_run: DryRun = False) -> None:
    """Write a one-page status report for the steering group and the board: status, slipped dates, dates at risk."""
    run = terminal(context)
    project = read_meetings(run.project)
    plan = run.complete().plan
    found = overview(plan, project.today, findings_of(project.loaded, project.today))
    if to_be_looked_at(project):
        found = found._replace(consultations=consultations.in_short(project))
    write_report(run, status_report(found, run.language), form, output, dry_run=dry_run)
