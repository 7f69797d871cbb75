"""`rusctl busy remove`."""

from rusctl.commands.common import typed
from rusctl.commands.common.options import BusyId, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.planning import busy_calendars


def remove(context: typed.Context, name: BusyId, *, dry_run: DryRun = False) -> None:
    """Remove a busy calendar and its file of times."""
    run = terminal(context)
    found = busy_calendars.calendar(run.project.readable().plan, name)
    proposal = busy_calendars.propose_removal(run.project, found.id)
    run.out(proposal.of_entry)
    if dry_run:
        run.dry_run()
        return
    busy_calendars.carry_out(run.project, proposal)
    run.tell(msg("{id} is removed, with {file}", id=found.id, file=proposal.path))
