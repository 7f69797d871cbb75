"""`rusctl milestone set`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, typed
from rusctl.commands.common.nouns.change_milestone import MilestoneId, changed
from rusctl.commands.common.nouns.milestone_options import MilestoneFields, values
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Milestone
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.milestone_edits import Change


@spread
def set_values(
    context: typed.Context,
    name: MilestoneId,
    *,
    fields: MilestoneFields,
    adjusted: Annotated[
        str | None, typed.Option("--adjusted", metavar="DAY", help="The day the minutes were approved (justerades).")
    ] = None,
    announced: Annotated[
        str | None, typed.Option("--announced", metavar="DAY", help="The day that was announced (anslogs).")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set what a milestone has besides its dates; an empty text takes it out. The minutes are the last meeting's."""
    run = terminal(context)
    run.project.readable()
    given = values(run, fields, yes=yes)
    if "title" in given and not given["title"]:
        raise UsageError(msg("a milestone has a title; write what people are to see"))
    days = {
        key: ask.day(run, f"--{key}", text, yes=yes, past=True) if text else ""
        for key, text in (("adjusted", adjusted), ("announced", announced))
        if text is not None
    }
    if not given and not days:
        raise UsageError(msg("nothing to set was given; see rusctl milestone set --help"))

    def make(milestone: Milestone, table: dict[str, Any]) -> Change:
        edits = milestone_edits.with_values(milestone, table, given, days)
        return Change(edits, msg("{name} is changed", name=milestone.title or milestone.id))

    changed(run, name, make, dry_run=dry_run)
