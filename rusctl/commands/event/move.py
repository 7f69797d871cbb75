"""`rusctl event move`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, EventId, NoHours, Origin, Reason, WhenText, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Status, When, exact
from rusctl.schedule.dates.hours import hours_planned
from rusctl.schedule.state.status import movable
from rusctl.services import selection
from rusctl.services.planning import series
from rusctl.services.planning.event_edits import becoming, moving, status_with
from rusctl.storage.files.names import EVENTS


def move(
    context: typed.Context,
    name: EventId,
    when: WhenText,
    *,
    reason: Reason = "",
    source: Origin = "",
    no_hours: NoHours = False,
    whole: Annotated[
        bool, typed.Option("--series", help="Move what comes after it in its series as far, too.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Move an event to another date.

    A date without a time keeps the event's times; the old date stays in the history.
    """
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    if not movable(event):
        text = msg("{id} is {status}; reopen it first: rusctl event reopen {id}", id=name, status=STATUS[event.status])
        raise PolicyError(text, event.at)
    reading = ask.reading(run, when, yes=yes)
    new = reading.when if no_hours else hours_planned(event, ask.with_hours(run, event.when, reading.when))
    status = status_with(event, new, tentative=reading.tentative)
    tables = run.project.loaded.data[EVENTS]["event"]
    table = tables[event.at.route[1]]
    if whole and new != event.when:
        said = series.Said(run.project.today, source, reason, reading.tentative)
        events = series.following(run.project.loaded.plan, event)
        changes = series.move(events, event, new, tables, said)
        number, name = len(events), event.series
        done = nmsg("{count} event of {id} is moved", "{count} events of {id} are moved", number, id=name)
        change(run, {one.id for one in events}, changes, done, dry_run=dry_run)
        return
    if new != event.when:
        asked = run.project.today
        changes = moving(event, table, new, asked, source=source, reason=reason, tentative=reading.tentative)
        done = _done(event, short_name(event, run.project.loaded.plan), new)
    elif status is not event.status:
        changes = becoming(event, table, status)
        done = msg("{event} still is {when}", event=name, when=new)
    else:
        run.unchanged(msg("{event} already is {when}", event=name, when=new))
        return
    if status is not event.status:
        run.tell(_why(event, new, status))
    change(run, name, changes, done, dry_run=dry_run)


def _why(event: Event, new: When, status: Status) -> Message:
    old = STATUS[event.status]
    if exact(new) is None:
        return msg("{id} no longer has a day and becomes {new} (was {old})", id=event.id, new=STATUS[status], old=old)
    return msg(
        "{id} becomes {new} (was {old}), since the date was written so", id=event.id, new=STATUS[status], old=old
    )


def _done(event: Event, name: str, new: Any) -> Message:
    if event.when is None:
        return msg("{event} is set to {new}", event=name, new=new)
    return msg("{event} is moved from {old} to {new}", event=name, old=event.when, new=new)
