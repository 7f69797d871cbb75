"""`rusctl release list|show`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.changes import change_row
from rusctl.output.clean import one_line
from rusctl.output.listed.release_rows import release_row, release_table
from rusctl.output.tables import print_table
from rusctl.services.publishing import releases


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the releases of the schedule: when each was published, its comment, and how much was new in it."""
    run = terminal(context)
    found = releases.all_out(run.complete().plan)
    rows = [release_row(one.release, len(one.changes)) for one in found]
    nothing = msg("nothing has been released; rusctl publish --release NAME --comment TEXT releases the schedule")
    if listed(run, rows, nothing, as_json=as_json):
        return
    print_table(*release_table([one.release for one in found], rows, run.language))


def show(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(
            metavar="[NAME]",
            completes=typed.RELEASE,
            help="A release's name; without it, what has changed since the last one.",
        ),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what was new in a release of the schedule, or what has changed since the last one."""
    run = terminal(context)
    plan = run.complete().plan
    out = releases.named(plan, name) if name else None
    changes = out.changes if out else releases.since(run.project)
    nothing = msg("there is no change") if out else msg("nothing has changed since the last release")
    if listed(run, [change_row(one, plan.process.timezone) for one in changes], nothing, as_json=as_json):
        return
    for one in changes:
        run.out(one_line(run.say(one.message)))
