"""The status of events, one or several: who allows it and who does not, and the edits that set it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Plan, Status
from rusctl.schedule.state.status import changed, postponable, to_be_confirmed
from rusctl.services import selection
from rusctl.services.planning.event_edits import becoming, postponing
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Edit


class StatusChange(NamedTuple):
    """What setting a status comes to: the edits, what is said of each event, and which are confirmed on the way."""

    edits: list[Edit]
    done: Message
    ids: tuple[str, ...]
    confirmed: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


def named(plan: Plan, names: Iterable[str]) -> list[Event]:
    """Give the events of some ids or names, each once; RusctlError for the first that names nothing."""
    found = {(event := selection.event(plan, name)).id: event for name in names}
    return list(found.values())


def changing(project: Project, names: Sequence[str], action: str, reason: str = "") -> StatusChange:
    """Give what an action makes of some events; PolicyError, naming each that does not allow it, where one does not."""
    plan, today = project.readable().plan, project.today
    events = named(plan, names)
    new = _allowed(events, action, today)
    tables = project.loaded.data[EVENTS]["event"]
    edits: list[Edit] = []
    done: list[Message] = []
    reminds = False
    for event, status in zip(events, new, strict=True):
        table = tables[event.at.route[1]]
        edits += becoming(event, table, status, reason)
        reminds = reminds or (status is Status.CANCELLED and "reminder" in table)
        name, old = short_name(event, plan), STATUS[event.status]
        done.append(msg("{event} was {old} and is {new}", event=name, old=old, new=STATUS[status]))
    confirmed = tuple(event.id for event in events if to_be_confirmed(event, action))
    ids = tuple(event.id for event in events)
    notes = (msg("its reminder is taken away, since nobody is to be reminded of it"),) if reminds else ()
    return StatusChange(edits, _all(done), ids, confirmed, notes)


def postponed(project: Project, names: Sequence[str], reason: str, source: str) -> StatusChange:
    """Give what postponing some events until further notice makes of them; PolicyError as above."""
    plan, today = project.readable().plan, project.today
    events = named(plan, names)
    refused = [_not_postponed(event) for event in events if not postponable(event)]
    if refused:
        raise _refusal(refused)
    tables = project.loaded.data[EVENTS]["event"]
    edits: list[Edit] = []
    for event in events:
        edits += postponing(event, tables[event.at.route[1]], today, source=source, reason=reason)
    done = [msg("{event} is postponed until further notice", event=short_name(event, plan)) for event in events]
    return StatusChange(edits, _all(done), tuple(event.id for event in events))


def _allowed(events: Sequence[Event], action: str, today: dt.date) -> list[Status]:
    new, refused = [], []
    for event in events:
        try:
            new.append(changed(event, action, today))
        except PolicyError as error:
            refused.append(error)
    if refused:
        raise _refusal(refused)
    return new


def _refusal(refused: Sequence[PolicyError]) -> PolicyError:
    """Give one refusal of several, naming each; one alone stands as it is."""
    if len(refused) == 1:
        return refused[0]
    return PolicyError(msg("none is changed: {reasons}", reasons=[one.message for one in refused]))


def _not_postponed(event: Event) -> PolicyError:
    if event.postponed:
        text = msg("{id} is postponed already, since {day}", id=event.id, day=event.postponed)
    else:
        status = STATUS[event.status]
        text = msg("{id} is {status}; reopen it first: rusctl event reopen {id}", id=event.id, status=status)
    return PolicyError(text, event.at)


def _all(done: Sequence[Message]) -> Message:
    return done[0] if len(done) == 1 else msg("{sentences}", sentences=list(done))
