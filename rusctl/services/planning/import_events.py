"""What the events of another calendar do to the plan: new events, other dates, cancellations."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rusctl.calendar.foreign.incoming import Incoming, Left
from rusctl.errors import RusctlError
from rusctl.language import patterns
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import free, short
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Days, Event, Hours, Plan, Status, When
from rusctl.schedule.state.status import legal
from rusctl.services.planning.change_events import Proposal, after, propose, when_table
from rusctl.services.planning.event_edits import becoming, moving
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml import edits

CANCEL = "cancel"
NAMED = 10  # of many new events the first are named; all stand in the diff


class ImportOptions(NamedTuple):
    """What the user says of all that is imported; `reason` is why dates that are given up no longer hold.

    `usual` is the reason where the user gives none: a date that was given up for another was given up by hand.
    """

    kind: str
    municipality: str
    source: str
    reason: str
    today: dt.date
    usual: str


@dataclass(slots=True)
class Decided:
    """The edits to make, what they do by the events' ids, and what is to be said beside, by line."""

    changes: list[edits.Edit] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    notes: list[tuple[int, Message]] = field(default_factory=list)


def proposed(project: Project, decided: Decided) -> Proposal:
    """Give what the import would make of events.toml; RusctlError where that would have a fault it has not."""
    proposal = propose(project, decided.changes)
    for fault in after(project, proposal).loaded.faults:
        if fault.at.file == EVENTS and fault not in project.loaded.faults:
            raise RusctlError(fault.message)
    return proposal


def decide(plan: Plan, tables: Any, arrived: Sequence[Incoming], options: ImportOptions) -> Decided:
    """Decide what to do; `tables` are the events of the file as they were parsed.

    An event is known by the mark of its UID. Of one that was imported before only its date and its cancellation are
    taken over, and only where the transitions of its status allow it.
    """
    decided = Decided()
    known = {event.imported_uid: event for event in plan.events if event.imported_uid}
    taken = {event.id for event in plan.events} | {milestone.id for milestone in plan.milestones}
    taken |= {told.id for told in plan.published.entries.values()} if plan.published else set()
    for one in arrived:
        event = known.get(one.mark) or _of_all(known, one)
        if event:
            _again(decided, event, tables[event.at.route[1]], one, options)
        elif one.status == "CANCELLED":
            decided.notes.append((one.line, msg("it is cancelled, so it is not added")))
        else:
            table = _new(decided, one, options, taken)
            taken.add(table["id"])
            decided.added.append(table["id"])
            decided.changes.append(edits.Append(("event",), table))
    return decided


def _of_all(known: Mapping[str, Event], one: Incoming) -> Event | None:
    """Give what was imported under a UID that several events turn out to have, where it is this one by its date."""
    event = known.get(one.of_all) if one.of_all else None
    return event if event and event.when == when(one) else None


def done(decided: Decided) -> list[Message]:
    """Say what is new, moved, cancelled and as before."""
    told = []
    if decided.added:
        count, ids = len(decided.added), decided.added[:NAMED] + ["…"] * (len(decided.added) > NAMED)
        told.append(nmsg("{count} new event: {ids}", "{count} new events: {ids}", count, ids=ids))
    if decided.moved:
        told.append(nmsg("{count} moved: {ids}", "{count} moved: {ids}", len(decided.moved), ids=decided.moved))
    if decided.changed:
        told.append(nmsg("{count} changed: {ids}", "{count} changed: {ids}", len(decided.changed), ids=decided.changed))
    if decided.cancelled:
        count = len(decided.cancelled)
        told.append(nmsg("{count} cancelled: {ids}", "{count} cancelled: {ids}", count, ids=decided.cancelled))
    if decided.same:
        told.append(nmsg("{count} is as before", "{count} are as before", decided.same))
    return told


def left_out(left: Left, zone: str) -> list[Message]:
    """Say what was not taken over, and how much of it."""
    told = (
        nmsg(
            "{count} entry is this plan's own and is passed over",
            "{count} entries are this plan's own and are passed over",
            left.own,
        ),
        nmsg(
            "{count} event is outside of the period of the process",
            "{count} events are outside of the period of the process",
            left.outside,
        ),
        nmsg(
            "{count} person invited or inviting is not taken over",
            "{count} people invited or inviting are not taken over",
            left.persons,
        ),
        nmsg(
            "{count} description or attachment is not taken over",
            "{count} descriptions and attachments are not taken over",
            left.descriptions,
        ),
        nmsg(
            "{count} time names no zone and is read by the clock of {zone}",
            "{count} times name no zone and are read by the clock of {zone}",
            left.floating,
            zone=zone,
        ),
    )
    return [message for message in told if message.number]


def when(one: Incoming) -> When:
    """Give when an event of another calendar is."""
    if isinstance(one.start, dt.datetime) and isinstance(one.end, dt.datetime):
        return Hours(start=one.start, end=one.end)
    return Days(first=one.start, last=one.end)


def _again(decided: Decided, event: Event, table: dict[str, Any], one: Incoming, options: ImportOptions) -> None:
    """Decide what becomes of an event that was imported before: its title and place are the plan's own by now."""
    if one.status == "CANCELLED":
        if event.status is Status.CANCELLED:
            decided.same += 1
        elif CANCEL in legal(event.status):
            decided.changes += becoming(event, table, Status.CANCELLED)
            decided.cancelled.append(event.id)
        else:
            text = msg("{id} is {status}, so it is not cancelled", id=event.id, status=STATUS[event.status])
            decided.notes.append((one.line, text))
    elif when(one) == event.when:
        if event.status is Status.CANCELLED:
            decided.notes.append((one.line, _closed(event)))
        decided.same += 1
    elif _moved_here(event, when(one), options.usual):
        text = msg(
            "{id} was moved in the plan, and this calendar still says {when}; it stays", id=event.id, when=when(one)
        )
        decided.notes.append((one.line, text))
        decided.same += 1
    elif event.status in (Status.HELD, Status.CANCELLED):
        decided.notes.append((one.line, _closed(event)))
    else:
        decided.changes += moving(event, table, when(one), options.today, source=options.source, reason=options.reason)
        decided.moved.append(event.id)


def _moved_here(event: Event, there: When, usual: str) -> bool:
    """Whether a date is the one that was last given up, and by hand: then it is not the calendar that has changed."""
    return bool(event.earlier) and event.earlier[-1].when == there and event.earlier[-1].reason != usual


def _closed(event: Event) -> Message:
    return msg(
        "{id} is {status}, so it stays as it is; if it is to be again: rusctl event reopen {id}",
        id=event.id,
        status=STATUS[event.status],
    )


def _new(decided: Decided, one: Incoming, options: ImportOptions, taken: set[str]) -> dict[str, Any]:
    title, venue = _public(decided, one, one.title, "title"), _public(decided, one, one.place, "venue")
    url = _public(decided, one, one.url, "url")
    wanted = short(title) or options.municipality or options.kind
    status = Status.CONFIRMED if one.status == "CONFIRMED" else Status.TENTATIVE
    table = {
        "id": free(wanted, taken),
        "kind": options.kind,
        "title": title,
        "municipality": options.municipality,
        **when_table(when(one)),
        "status": status.value,
        "venue": venue,
        "url": url,
        "source": options.source,
        "stated": options.today,
        "imported_uid": one.mark,
    }
    return {key: value for key, value in table.items() if value != ""}


def _public(decided: Decided, one: Incoming, text: str, key: str) -> str:
    """Give a text that holds no personal data, or nothing, and say so."""
    if patterns.harmless(text):
        return text
    decided.notes.append((one.line, msg("its {key} holds personal data and is left out", key=key)))
    return ""
