"""`rusctl event remove`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.terminal import terminal
from rusctl.errors import PolicyError
from rusctl.language.message import msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Status
from rusctl.services import selection
from rusctl.storage.toml import edits


def remove(
    context: typed.Context,
    name: EventId,
    *,
    force: Annotated[
        bool, typed.Option("--force", help="Remove it although people may have it in their calendars.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Delete an event from the plan.

    Only planned or cancelled events can be deleted; others may be in people's calendars.
    """
    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    if event.status not in (Status.PLANNED, Status.CANCELLED) and not force:
        text = msg(
            "{id} is {status} and may be in people's calendars; cancel it so that they are told: rusctl "
            "event cancel {id}; or add --force",
            id=event.id,
            status=STATUS[event.status],
        )
        raise PolicyError(text, event.at)
    done = msg("{event} is removed; its id {id} is not to be used again", event=short_name(event, plan), id=event.id)
    change(run, event.id, [edits.Delete(event.at.route)], done, dry_run=dry_run)
