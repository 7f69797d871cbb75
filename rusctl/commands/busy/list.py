"""`rusctl busy list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.tables import print_table
from rusctl.services.reporting import busy


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the busy calendars: whom each binds, how much it holds and for which days it was read."""
    run = terminal(context)
    loaded = run.project.readable()
    if as_json:
        give(run, (busy.row(loaded, one) for one in loaded.plan.busy))
    elif loaded.plan.busy:
        print_table(*busy.table(loaded, run.language))
    else:
        run.tell(msg("there is no busy calendar; add one with rusctl busy add FILE"))
