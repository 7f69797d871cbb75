"""`rusctl baseline set|list|diff`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.baselines import baseline_row, baseline_table, slip_row, slip_table
from rusctl.output.tables import print_table
from rusctl.services.planning import baselines

Name = Annotated[
    str, typed.Argument(metavar="NAME", help="The baseline's name: a to z, digits and hyphens.", asks=typed.TEXT)
]


def set_baseline(context: typed.Context, name: Name, *, dry_run: DryRun = False) -> None:
    """Save today's dates as a named baseline."""
    run = terminal(context)
    proposal = baselines.propose(run.project, name)
    run.out(proposal.difference)
    if dry_run:
        run.dry_run()
        return
    baselines.carry_out(run.project, proposal)
    run.tell(nmsg("{count} date is kept as {name}", "{count} dates are kept as {name}", proposal.dates, name=name))


def list_baselines(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the baselines of the folder."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [baseline_row(baseline, plan) for baseline in plan.baselines]
    nothing = msg("no baseline is set; rusctl baseline set NAME keeps the dates as they stand")
    if listed(run, rows, nothing, as_json=as_json):
        return
    print_table(*baseline_table(plan.baselines, rows, run.language))


def diff(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(
            metavar="[NAME]", completes=typed.BASELINE, help="A baseline's name; without it, what was promised first."
        ),
    ] = None,
    *,
    everything: Annotated[bool, typed.Option("--all", help="Show what has not slipped, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how far each date has slipped from a baseline, and why."""
    run = terminal(context)
    plan = run.complete().plan
    found = baselines.slipped(plan, run.project.today, name, everything=everything)
    if as_json:
        give(run, (slip_row(one, plan) for one in found.slips))
        return
    if found.slips:
        print_table(*slip_table(found.slips, plan, run.language))
    else:
        run.tell(msg("nothing has slipped; rusctl baseline diff --all shows all dates"))
    if found.lost:
        run.tell(found.lost)
