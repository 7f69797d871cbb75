"""How an event's status may change, and what it was on a given day."""

import datetime as dt
from collections.abc import Mapping

from rusctl.errors import PolicyError
from rusctl.language.message import msg
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Status, exact

TRANSITIONS: Mapping[Status, Mapping[str, Status]] = {
    Status.PLANNED: {"tentative": Status.TENTATIVE, "confirm": Status.CONFIRMED, "cancel": Status.CANCELLED},
    Status.TENTATIVE: {"confirm": Status.CONFIRMED, "cancel": Status.CANCELLED},
    Status.CONFIRMED: {"tentative": Status.TENTATIVE, "held": Status.HELD, "cancel": Status.CANCELLED},
    Status.HELD: {},
    Status.CANCELLED: {},
}
"""What each action (a command's name) makes of an event; `reopen` is apart, since it looks at what the event was."""

REOPEN = "reopen"


def legal(status: Status) -> tuple[str, ...]:
    """Give the actions that an event of this status allows."""
    return tuple(TRANSITIONS[status]) or (REOPEN,)


def reopened(event: Event) -> Status:
    """Give the status that a held or cancelled event goes back to.

    Only a confirmed event can have been held. A cancelled one without a day is planned; one that has a day, and does
    not say what it was, is tentative.
    """
    if event.status is Status.HELD:
        return Status.CONFIRMED
    return (event.was or Status.TENTATIVE) if exact(event.when) else Status.PLANNED


def changed(event: Event, action: str) -> Status:
    """Give the status after an action; PolicyError says what is legal instead."""
    if action not in legal(event.status):
        text = msg(
            "{id} is {status}, so {action} is not possible; from there you can: {actions}",
            id=event.id,
            status=STATUS[event.status],
            action=action,
            actions=legal(event.status),
        )
        raise PolicyError(text, event.at)
    return reopened(event) if action == REOPEN else TRANSITIONS[event.status][action]


def status_on(event: Event, today: dt.date) -> Status:
    """Give the status as it could be known on a day: what begins after it is not held yet."""
    if event.status is Status.HELD and event.when and event.when.first > today:
        return Status.CONFIRMED
    return event.status
