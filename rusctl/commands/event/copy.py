"""`rusctl event copy`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.options import Yes as Guess
from rusctl.commands.terminal import terminal
from rusctl.services import selection
from rusctl.services.planning import event_copies
from rusctl.services.planning.change_events import propose, refuse_new_faults
from rusctl.storage.toml.edits import Append


def copy(
    context: typed.Context,
    like: Annotated[
        str,
        typed.Argument(
            metavar="LIKE",
            help="The event or the template (rusctl template list) that the new one is like.",
            asks=typed.LIKE,
        ),
    ],
    *,
    municipalities: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality",
            metavar="ID",
            completes=typed.MUNICIPALITY,
            help="Where it is; repeatable for an event in each.",
        ),
    ] = None,
    tour: Annotated[
        str,
        typed.Option(
            "--tour",
            metavar="TOUR",
            completes=typed.TOUR,
            help="One for each stop missing from this tour: its id or its kind.",
        ),
    ] = "",
    when: Annotated[str, typed.Option("--date", "--when", metavar="WHEN", help="When it is, as people write it.")] = "",
    name: Annotated[str, typed.Option("--id", metavar="ID", help="The new event's id.")] = "",
    source: Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of it.")] = "",
    yes: Guess = False,
    dry_run: DryRun = False,
) -> None:
    """Add events like another one or a template: its hours, crew, roles, questions and all else but the date.

    In another municipality its venue, room, capacity and title are not taken over. What has no day yet keeps the hours
    that it is to have then.
    """
    run = terminal(context)
    plan = run.project.readable().plan
    asked = event_copies.Copies(
        like,
        selection.new_id(name) if name else "",
        tuple(dict.fromkeys(selection.municipality(plan, one) for one in municipalities or ())),
        tour,
        ask.reading(run, when, yes=yes).when if when else None,
        source,
    )
    tables = event_copies.copies(run.project, asked)
    changes = [Append(("event",), table) for table in tables]
    refuse_new_faults(run.project, propose(run.project, changes))
    change(run, {table["id"] for table in tables}, changes, event_copies.done(tables), dry_run=dry_run)
