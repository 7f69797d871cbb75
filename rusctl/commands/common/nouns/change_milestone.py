"""A milestone changed by a command: found by its id or its title, changed, and what there is to say of it."""

from collections.abc import Callable
from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.terminal import Terminal
from rusctl.model.plan import Milestone
from rusctl.services import selection
from rusctl.services.planning.milestone_edits import Change
from rusctl.storage.files.names import PROCESS

MilestoneId = Annotated[
    str,
    typed.Argument(
        metavar="MILESTONE",
        help="The milestone's id, such as council, or its title.",
        asks=typed.MILESTONE,
    ),
]
Dnr = Annotated[str, typed.Option("--dnr", metavar="TEXT", help="The diarienummer of the document about it.")]
Year = Annotated[int, typed.Option("--year", metavar="YEAR", help="Which year, of what comes back every year.", min=0)]


def changed(run: Terminal, name: str, make: Callable[[Milestone, dict[str, Any]], Change], *, dry_run: bool) -> None:
    """Make a change to the milestone of an id or a title, whose table is given as it was parsed."""
    milestone = selection.milestone(run.project.readable().plan, name)
    table = run.project.loaded.data[PROCESS]["milestone"][milestone.at.route[1]]
    made = make(milestone, table)
    if not made.edits:
        run.unchanged(made.done)
        return
    change(run, milestone.id, made.edits, made.done, dry_run=dry_run, file=PROCESS)
    run.tell_all(made.notes)
