"""`rusctl event set`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.nouns import event_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, EventIds, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.language.names import short_name
from rusctl.services.planning import event_values
from rusctl.services.planning.event_status import named


@spread
def set_values(
    context: typed.Context,
    names: EventIds,
    *,
    what: event_options.EventSubject,
    how: event_options.EventDetails,
    times: Annotated[
        str | None, typed.Option("--time", metavar="TIMES", help="The times of day on its day, such as 09:00-12:00.")
    ] = None,
    like: Annotated[
        str,
        typed.Option(
            "--like",
            metavar="LIKE",
            completes=typed.LIKE,
            help="A template or an event to take missing values from.",
        ),
    ] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set what an event has besides its date and its status, or several events; an empty text takes it out.

    The date is moved by `rusctl event move`, and the status has commands of its own.
    """
    run = terminal(context)
    plan = run.project.readable().plan
    events = named(plan, names)
    values = event_options.subject(run, what) | event_options.details(run, how, yes=yes)
    if not values and times is None and not like:
        raise UsageError(msg("nothing to set was given; see rusctl event set --help"))
    if values.get("kind") == "":
        raise UsageError(msg("an event has a kind; say which with --kind"))
    changes = event_values.with_values(run.project, events, values, times, like)
    done = msg("{names} is changed", names=[short_name(one, plan) for one in events])
    change(run, {one.id for one in events}, changes, done, dry_run=dry_run)
