"""`rusctl inputs take-out`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import input_options, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import nmsg

if TYPE_CHECKING:
    from rusctl.services.inputs import correcting
else:
    correcting = later("rusctl.services.inputs.correcting")


def take_out(
    context: typed.Context,
    name: input_options.InputId,
    words: Annotated[str, typed.Argument(metavar="TEXT", help="What is taken out, such as a name.", asks=typed.TEXT)],
    *,
    dry_run: DryRun = False,
) -> None:
    """Take words out of an input for good, such as a name: they are blacked out in all its versions and notes.

    It cannot be undone. A correction keeps what was said; this does not.
    """
    run = terminal(context)
    count = correcting.take_out(run.project, name, words, dry_run=dry_run)
    run.tell(nmsg("it stood in {count} row", "it stood in {count} rows", count))
    if dry_run:
        run.dry_run()
