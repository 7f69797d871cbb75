"""`rusctl report sign-in`, `report catering` and `report run-sheet`: what is printed before a stop."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.reporting import run_sheet as run_sheets
from rusctl.services.reporting.event_papers import catering_list, sheet_place, sign_in_sheet
from rusctl.storage.files import atomic, handed_out, inside, made, private

if TYPE_CHECKING:
    from rusctl.services.reporting import paper_files, papers
else:
    paper_files = later("rusctl.services.reporting.paper_files")
    papers = later("rusctl.services.reporting.papers")


def sign_in(
    context: typed.Context,
    name: EventId,
    *,
    output: Annotated[
        str,
        typed.Option(
            "--output", "-o", metavar="FILE", help="The Word file; else one in register/, which git never sees."
        ),
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Write a sign-in sheet for an event as a Word file: those invited, with room for a signature, and empty rows."""
    run = terminal(context)
    endings.keep_to(output, ".docx")
    event = selection.event(run.project.readable().plan, name)
    path = sheet_place(run.project.folder.path.resolve(), event, output)
    document = sign_in_sheet(run.project, event, run.language)
    if dry_run:
        run.dry_run()
        return
    octets = paper_files.own_octets(run.project, document)
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(b"PK"):
        raise RusctlError(msg("{file} is there and is no such report; name another file", file=str(path)))
    below = None if output else run.project.folder.path.resolve()
    if below is not None:
        inside.refuse_links(below, path)
    private.refuse_kept(path)
    atomic.sweep_beside([path])
    atomic.write_private(path, octets, below=below)
    made.note(path.name)
    handed_out.remember(run.project.folder.path, path, octets)
    run.out(str(path))
    run.tell(msg("it holds names: keep it as safe as the register, and throw it away when attendance is noted"))


def catering(
    context: typed.Context,
    name: EventId,
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write head counts and diets for catering at an event."""
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    write_report(run, catering_list(run.project, event, run.language), form, output, dry_run=dry_run)


def run_sheet(
    context: typed.Context,
    name: EventId,
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the run sheet of a stop: when, where, crew, hour by hour, who greets whom, questions, what to bring.

    It also says what is not settled, and what is to be done and sent after. What nobody knows is left to fill in by
    hand.
    """
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    document = run_sheets.run_sheet(run.project, event, papers.expected(run.project, event), run.language)
    write_report(run, document, form, output, dry_run=dry_run)
