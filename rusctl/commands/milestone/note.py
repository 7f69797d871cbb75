"""`rusctl milestone note`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, typed
from rusctl.commands.common.nouns.change_milestone import MilestoneId, changed
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Days, Milestone, MilestoneNote
from rusctl.services import selection
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.change_events import propose, refuse_new_faults
from rusctl.storage.files.names import PROCESS


def note(
    context: typed.Context,
    name: MilestoneId,
    *,
    level: Annotated[
        str, typed.Option("--level", metavar="LEVEL", completes=typed.LEVEL, help="green, yellow or red.")
    ] = "",
    text: Annotated[
        str,
        typed.Option("--text", metavar="TEXT", help="How it stands and what is done about it; never about a person."),
    ] = "",
    when: Annotated[str, typed.Option("--date", metavar="DAY", help="The day of the entry. Default: today.")] = "",
    source: Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of it.")] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Record a milestone's status in its journal: green, yellow or red, and why. Earlier entries are kept."""
    run = terminal(context)
    if not level:
        raise UsageError(msg("give with --level whether it is green, yellow or red"))
    wanted, today = selection.level(level), run.project.today
    run.project.readable()
    said = ask.when(run, when, yes=yes) if when else Days(first=today, last=today)
    if not isinstance(said, Days) or said.first != said.last:
        raise UsageError(msg("an entry of a journal has a day; write the day"))
    entry = MilestoneNote(date=said.first, level=wanted, text=text, source=source)

    def make(milestone: Milestone, _: dict[str, Any]) -> milestone_edits.Change:
        change = milestone_edits.judged(milestone, entry, today)
        refuse_new_faults(run.project, propose(run.project, change.edits, PROCESS))
        return change

    changed(run, name, make, dry_run=dry_run)
