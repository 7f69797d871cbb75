"""`rusctl inputs split`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import InputRef
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.output.clean import one_line

if TYPE_CHECKING:
    from rusctl.services.inputs import sorting
else:
    sorting = later("rusctl.services.inputs.sorting")


def split(
    context: typed.Context,
    name: InputRef,
    quotes: Annotated[
        list[str] | None,
        typed.Argument(metavar="[TEXT]...", help="The words of each part, exactly as in the input."),
    ] = None,
    *,
    spans: Annotated[
        list[str] | None,
        typed.Option(
            "--span",
            metavar="FROM-TO",
            help="A part by its first character, from 0, and the one after its last: 0-25. Repeatable.",
        ),
    ] = None,
    join: Annotated[
        bool, typed.Option("--join", help="Take the part away, or all parts; what it stood under, the input then does.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Split an input into parts that are sorted by themselves; what was said stays as it is.

    Without a text, the parts that there are are shown. A part is SALA-014.1, and so on.
    """
    run = terminal(context)
    if join and (quotes or spans):
        raise UsageError(msg("--join takes parts away; name no text beside it"))
    if join:
        found = sorting.join(run.project, name, dry_run=dry_run)
    elif quotes or spans:
        found = sorting.split(run.project, name, quotes or (), spans or (), dry_run=dry_run)
    else:
        found = sorting.shown(run.project, name)
    for one, text in found.quotes:
        run.out(one_line(f"{found.input.ident}.{one.number}: {text}"))
    if not found.sorting.parts:
        run.tell(msg("{name} has no parts", name=found.input.ident))
    if dry_run:
        run.dry_run()
