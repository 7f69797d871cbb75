"""`rusctl report brief|thanks|decision|cover-letter|handover`: papers of the process."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import Terminal, terminal
from rusctl.diagnostics import Severity
from rusctl.model.plan import Event
from rusctl.output.document import Block
from rusctl.services import selection
from rusctl.services.consulting.naming import named
from rusctl.services.inputs.selecting import selected
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting import handed_papers
from rusctl.services.reporting.inputs_report import event_report
from rusctl.services.reporting.overview import overview

if TYPE_CHECKING:
    from rusctl.services.inputs import quotable
    from rusctl.services.inputs import synthesis as weighed
    from rusctl.services.reporting import papers
else:
    quotable = later("rusctl.services.inputs.quotable")
    weighed = later("rusctl.services.inputs.synthesis")
    papers = later("rusctl.services.reporting.papers")


def brief(
    context: typed.Context,
    name: EventId,
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write a brief for a visit: what has been there, who came, what was said and promised, what is asked now."""
    run = terminal(context)
    plan = run.complete().plan
    event = selection.event(plan, name)
    here = [one for one in plan.events if set(one.places) & set(event.places)]
    said = [block for one in here for block in papers.said_at(run.project, one, _said(run, one), run.language)]
    write_report(run, papers.brief(run.project, event, said, run.language), form, output, dry_run=dry_run)


def thanks(
    context: typed.Context,
    name: EventId,
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the thanks to those who came to an event, with what was said there and what happens next.

    As a PDF it is what `rusctl thank EVENT --attach FILE` encloses.
    """
    run = terminal(context)
    event = selection.event(run.complete().plan, name)
    document = papers.thanks(run.project, event, _said(run, event), run.language)
    write_report(run, document, form, output, dry_run=dry_run)


def decision(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="MILESTONE", help="The decision, such as council.", asks=typed.MILESTONE)
    ],
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the attachment to the board's paper: how the proposal was worked out, with whom, what changed, and when."""
    run = terminal(context)
    milestone = selection.milestone(run.complete().plan, name)
    document = papers.decision_paper(run.project, milestone, run.language)
    write_report(run, document, form, output, dry_run=dry_run)


def cover_letter(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="[CONSULTATION]", help="Its id or its name; else the only one there is.")
    ] = "",
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the cover letter of a consultation: what is sent out, what is asked, how to reply, and the last day."""
    run = terminal(context)
    document = handed_papers.cover_letter(run.project, named(run.project, name), run.language)
    write_report(run, document, form, output, dry_run=dry_run)


def handover(context: typed.Context, *, form: Format = "", output: Output = STDOUT, dry_run: DryRun = False) -> None:
    """Write the handover to a new project leader: how it stands, what is open, roles, promises, where all is kept."""
    run = terminal(context)
    project = read_meetings(run.project)
    plan = run.complete().plan
    findings = findings_of(project.loaded, project.today)
    worst = sorted(findings, key=lambda one: -one.severity)
    found = overview(plan, project.today, findings)
    told = [one for one in worst if one.severity is not Severity.NOTE]
    write_report(run, handed_papers.handover(found, told, run.language), form, output, dry_run=dry_run)


def _said(run: Terminal, event: Event) -> list[Block]:
    """Give what was said at an event, word for word, as the report of it has it; nothing where nothing is stored."""
    plan = run.project.plan
    with weighed.reading(run.project, selected(plan, [event.id])) as found:
        if not found.total:
            return []
        judge = quotable.private(run.project, found.connection)
        return list(event_report(found, event, run.language, judge).blocks)
