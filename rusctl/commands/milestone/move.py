"""`rusctl milestone move|postpone`."""

from rusctl.commands.common import ask, typed
from rusctl.commands.common.nouns.change_milestone import MilestoneId, changed
from rusctl.commands.common.options import DryRun, Origin, Reason, WhenText, Yes
from rusctl.commands.terminal import terminal
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.milestone_edits import Told, day_or_window


def move(
    context: typed.Context,
    name: MilestoneId,
    when: WhenText,
    *,
    reason: Reason = "",
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Give a milestone another date, or its first; the old one is kept. Several days are a meeting of several days."""
    run = terminal(context)
    run.project.readable()
    new = day_or_window(ask.when(run, when, yes=yes))
    told = Told(reason, source)
    changed(
        run,
        name,
        lambda one, table: milestone_edits.moved(one, table, new, told, run.project.today),
        dry_run=dry_run,
    )


def postpone(
    context: typed.Context, name: MilestoneId, *, reason: Reason = "", source: Origin = "", dry_run: DryRun = False
) -> None:
    """Postpone a milestone until further notice: it has no date until it is moved to a new one; the old one is kept."""
    run = terminal(context)
    told = Told(reason, source)
    changed(
        run, name, lambda one, table: milestone_edits.postponed(one, table, told, run.project.today), dry_run=dry_run
    )
