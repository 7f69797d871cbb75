"""`rusctl inputs export`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_made import write_made
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.services.inputs.selecting import selected
from rusctl.services.reporting.refi_export import CODEBOOK, PROJECT, exchanged

if TYPE_CHECKING:
    from rusctl.services.inputs import quotable
    from rusctl.services.inputs import synthesis as weighed
else:
    quotable = later("rusctl.services.inputs.quotable")
    weighed = later("rusctl.services.inputs.synthesis")

BEGINS = {CODEBOOK: b"<?xml", PROJECT: b"PK"}


def export(
    context: typed.Context,
    file: Annotated[
        str,
        typed.Argument(
            metavar="FILE", help="A file that ends in .qdpx (texts and headings) or .qdc (headings).", asks=typed.TEXT
        ),
    ],
    *,
    events: Annotated[
        list[str] | None,
        typed.Option("--event", metavar="EVENT", help="Only what was said there. Repeatable.", completes=typed.EVENT),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Write inputs and headings for another program: NVivo, MAXQDA, ATLAS.ti, QualCoder (REFI-QDA).

    The file names nobody: its one user is called analyst, and what you noted for each other is not in it.
    """
    run = terminal(context)
    form = file.rpartition(".")[2].casefold()
    if form not in BEGINS:
        raise UsageError(msg("name a file that ends in {ending}", ending=".qdpx, .qdc"))
    with weighed.reading(run.project, selected(run.project.readable().plan, events)) as found:
        octets, left_out = exchanged(found, run.language, form, quotable.private(run.project, found.connection))
    write_made(run, octets, file, BEGINS[form], dry_run=dry_run)
    if left_out:
        run.tell(
            nmsg(
                "{count} input is left out, since it may hold personal data",
                "{count} inputs are left out, since they may hold personal data",
                left_out,
            )
        )
