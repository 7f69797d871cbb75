"""`rusctl inputs form`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.services.inputs import form as forms
else:
    forms = later("rusctl.services.inputs.form")


ROWS, MOST = 30, 1_000


def form(
    context: typed.Context,
    name: EventId,
    *,
    output: Annotated[
        str,
        typed.Option("--output", "-o", metavar="FILE", help="The file, .docx or .xlsx; else inspel-EVENT.docx."),
    ] = "",
    rows: Annotated[int, typed.Option("--rows", metavar="NUMBER", help="How many rows.", min=1, max=MOST)] = ROWS,
    dry_run: DryRun = False,
) -> None:
    """Make a form for the tables of a dialogue, for Word or Excel; rusctl inputs import reads it when it is filled in.

    Its numbers are those of the inputs to come: nothing else gets them, and what is not used is not given again.
    """
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    output = output or f"inspel-{event.id}.docx"
    if not output.casefold().endswith((".docx", ".xlsx")):
        raise UsageError(msg("{file}: name a file that ends with .docx or .xlsx", file=output))
    path = expanded(output)
    if atomic.read_if_there(path) is not None:
        raise RusctlError(msg("{file} is there already, and may have been filled in; name another file", file=output))
    idents = forms.reserve(run.project, event, rows, dry_run=dry_run)
    if dry_run:
        run.dry_run(to_file=True)
        return
    excel = output.casefold().endswith(".xlsx")
    octets = forms.octets(run.project, event, idents, run.language, excel=excel)
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside([path])
    atomic.replace(path, octets, None)
    run.out(str(path))
    run.tell(msg("its numbers are {first} to {last}", first=idents[0], last=idents[-1]))
