"""`rusctl site serve`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg

if TYPE_CHECKING:
    from rusctl.services.site import serving
else:
    serving = later("rusctl.services.site.serving")

PORT, HIGHEST = 8000, 65_535


def serve(
    context: typed.Context,
    *,
    port: Annotated[
        int, typed.Option("--port", metavar="NUMBER", help="The port; 8000 by default.", min=1, max=HIGHEST)
    ] = PORT,
    watch: Annotated[bool, typed.Option("--watch", help="Build the site again whenever the plan has changed.")] = False,
) -> None:
    """Show the site on this machine alone, until Ctrl-C is pressed; nothing is written."""
    run = terminal(context)
    serving.serve(run.project, port, watch=watch, started=run.tell)
    run.tell(msg("the site is no longer shown"))
