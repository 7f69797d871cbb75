"""`rusctl event confirm|tentative|cancel|held|reopen`."""

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Status
from rusctl.schedule.state.status import changed
from rusctl.services import selection
from rusctl.services.planning.event_edits import becoming
from rusctl.storage.files.names import EVENTS


def confirm(context: typed.Context, name: EventId, *, dry_run: DryRun = False) -> None:
    """Say that an event's date holds."""
    _set(terminal(context), name, "confirm", dry_run=dry_run)


def tentative(context: typed.Context, name: EventId, *, dry_run: DryRun = False) -> None:
    """Mark an event's date as tentative."""
    _set(terminal(context), name, "tentative", dry_run=dry_run)


def cancel(context: typed.Context, name: EventId, *, dry_run: DryRun = False) -> None:
    """Cancel an event; it stays in the file and in calendars, marked as cancelled."""
    _set(terminal(context), name, "cancel", dry_run=dry_run)


def held(context: typed.Context, name: EventId, *, dry_run: DryRun = False) -> None:
    """Say that an event was held."""
    _set(terminal(context), name, "held", dry_run=dry_run)


def reopen(context: typed.Context, name: EventId, *, dry_run: DryRun = False) -> None:
    """Reopen an event that was held or cancelled; it gets its previous status back."""
    _set(terminal(context), name, "reopen", dry_run=dry_run)


def _set(run: Terminal, name: str, action: str, *, dry_run: bool) -> None:
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    new = changed(event, action, run.project.today)
    table = run.project.loaded.data[EVENTS]["event"][event.at.route[1]]
    if new is Status.CANCELLED and "reminder" in table:
        run.tell(msg("its reminder is taken away, since nobody is to be reminded of it"))
    done = msg(
        "{event} was {old} and is {new}", event=short_name(event, plan), old=STATUS[event.status], new=STATUS[new]
    )
    change(run, name, becoming(event, table, new), done, dry_run=dry_run)
