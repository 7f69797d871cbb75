"""`rusctl milestone add`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, pick, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.nouns.milestone_options import MilestoneFields, values
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, Origin, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.language.slug import free, short
from rusctl.services import selection
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.milestone_edits import day_or_window
from rusctl.storage.files.names import PROCESS


@spread
def add(
    context: typed.Context,
    name: Annotated[
        str | None, typed.Argument(metavar="[MILESTONE]", help="Its id; derived from its title if omitted.")
    ] = None,
    *,
    when: Annotated[str, typed.Option("--date", "--when", metavar="WHEN", help="When it is, as people write it.")] = "",
    yearly: Annotated[
        str,
        typed.Option(
            "--every-year", metavar="DAY", help="It comes back every year, for the first time this day: 2028-02-21."
        ),
    ] = "",
    promised: Annotated[
        bool, typed.Option("--promised", help="Keep the day as the one that was first promised.")
    ] = False,
    fields: MilestoneFields,
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a milestone, after those that the file has."""
    run = terminal(context)
    plan = run.project.readable().plan
    fields = fields._replace(title=pick.one(run, typed.TEXT, fields.title, about=msg("What is the milestone called?")))
    if not fields.title:
        raise UsageError(msg("give with --title the text people see"))
    if yearly and (when or promised):
        raise UsageError(msg("what comes back every year has no other date; leave --date and --promised out"))
    taken = {one.id for one in plan.records}
    chosen = selection.new_id(name) if name else free(short(fields.title) or "milestone", taken)
    if chosen in taken:
        raise UsageError(msg("there is already a milestone or an event {id}; choose another id", id=chosen))
    date = day_or_window(ask.when(run, when, yes=yes)) if when else None
    first = ask.day(run, "--every-year", yearly, yes=yes) if yearly else None
    table: dict[str, Any] = {
        "id": chosen,
        **values(run, fields, yes=yes),
        **milestone_edits.every_year(first),
        "source": source,
    }
    edits = milestone_edits.added(table, date, promised=promised)
    change(run, chosen, edits, msg("{id} is added", id=chosen), dry_run=dry_run, file=PROCESS)
