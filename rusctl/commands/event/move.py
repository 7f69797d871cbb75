"""`rusctl event move`."""

from typing import Any

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, EventId, NoHours, Origin, Reason, WhenText, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Status
from rusctl.services import selection
from rusctl.services.planning.event_edits import moving
from rusctl.storage.files.names import EVENTS


def move(
    context: typed.Context,
    name: EventId,
    when: WhenText,
    *,
    reason: Reason = "",
    source: Origin = "",
    no_hours: NoHours = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Give an event another date, with the hours it has if only a day is said; the old one is kept."""
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    if event.status in (Status.HELD, Status.CANCELLED):
        text = msg("{id} is {status}; reopen it first: rusctl event reopen {id}", id=name, status=STATUS[event.status])
        raise PolicyError(text, event.at)
    new = ask.when(run, when, yes=yes)
    if not no_hours:
        new = ask.with_hours(run, event.when, new)
    if new == event.when:
        run.unchanged(msg("{event} already is {when}", event=name, when=new))
        return
    table = run.project.loaded.data[EVENTS]["event"][event.at.route[1]]
    changes = moving(event, table, new, run.project.today, source=source, reason=reason)
    change(run, name, changes, _done(event, short_name(event, run.project.loaded.plan), new), dry_run=dry_run)


def _done(event: Event, name: str, new: Any) -> Message:
    if event.when is None:
        return msg("{event} is set to {new}", event=name, new=new)
    return msg("{event} is moved from {old} to {new}", event=name, old=event.when, new=new)
