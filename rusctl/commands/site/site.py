"""`rusctl site build` and `rusctl site check`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.clean import clean, one_line
from rusctl.services.site import building

FAULTS = 1


def build(
    context: typed.Context,
    *,
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FOLDER", help="Where to. Default: public in the plan folder.")
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Build the public site in Swedish and English out of the plan; only what differs is written."""
    run = terminal(context)
    found = building.built(run.project, output)
    removed = sum(one.after is None for one in found.changes.values())
    if dry_run:
        for path in found.changes:
            run.out(clean(str(path)))
        run.dry_run(to_file=True)
        return
    building.write(found)
    count = len(found.changes) - removed
    same = len(found.files) - count
    run.tell(
        nmsg("{count} file written, {same} as before", "{count} files written, {same} as before", count, same=same)
    )
    if removed:
        run.tell(nmsg("{count} file removed", "{count} files removed", removed))


def check(context: typed.Context) -> None:
    """List what the public site needs: broken links, large pages and missing facts. Nothing is written."""
    run = terminal(context)
    found = building.lacking(run.project)
    for one in found:
        run.out(one_line(run.say(one)))
    if found:
        raise typed.Exit(FAULTS)
    run.tell(msg("nothing is missing on the site"))
