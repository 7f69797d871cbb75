"""How an event's status may change, and what it was on a given day."""

import datetime as dt
from collections.abc import Mapping

from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import POSTPONED, STATUS
from rusctl.model.plan import Event, Status, Window, exact

TRANSITIONS: Mapping[Status, Mapping[str, Status]] = {
    Status.PLANNED: {
        "tentative": Status.TENTATIVE,
        "confirm": Status.CONFIRMED,
        "held": Status.HELD,
        "cancel": Status.CANCELLED,
    },
    Status.TENTATIVE: {"confirm": Status.CONFIRMED, "held": Status.HELD, "cancel": Status.CANCELLED},
    Status.CONFIRMED: {"tentative": Status.TENTATIVE, "held": Status.HELD, "cancel": Status.CANCELLED},
    Status.HELD: {},
    Status.CANCELLED: {},
}
"""What each action (a command's name) makes of an event; `reopen` is apart, since it looks at what the event was.

What is not confirmed is `held` only where a window is all that is known of when it was. A date without a day makes what
was tentative or confirmed planned (`rusctl.services.planning.event_edits.status_with`).
"""

REOPEN = "reopen"


def legal(status: Status) -> tuple[str, ...]:
    """Give the actions that an event of this status allows."""
    return tuple(TRANSITIONS[status]) or (REOPEN,)


def possible(event: Event, today: dt.date) -> tuple[str, ...]:
    """Give the actions that an event allows on a day: those of its status that its date does not rule out."""
    dated = exact(event.when) is not None
    begun = event.when is not None and event.when.first <= today
    ruled_out = {"confirm": not dated, "tentative": not dated, "held": not begun or not _may_be_held(event)}
    return tuple(action for action in legal(event.status) if not ruled_out.get(action, False))


def movable(event: Event) -> bool:
    """Whether an event can get another date; what was held or cancelled is reopened first."""
    return event.status not in (Status.HELD, Status.CANCELLED)


def _may_be_held(event: Event) -> bool:
    """Whether its status allows it to have been held.

    It was confirmed, or only a window tells when it was. A tentative one is confirmed and held in one, and that is
    asked about (`to_be_confirmed`).
    """
    return event.status in (Status.CONFIRMED, Status.TENTATIVE) or isinstance(event.when, Window)


def to_be_confirmed(event: Event, action: str) -> bool:
    """Whether an action confirms a tentative event on the way, which somebody has to agree to."""
    return action == "held" and event.status is Status.TENTATIVE and exact(event.when) is not None


def postponable(event: Event) -> bool:
    """Whether an event can be postponed until further notice: it is to be held, and is not postponed already."""
    return movable(event) and event.postponed is None


def reopened(event: Event) -> Status:
    """Give the status that a held or cancelled event goes back to.

    Without a day it is planned. What was held on a day was confirmed; a cancelled event that does not say what it was
    is tentative.
    """
    if exact(event.when) is None:
        return Status.PLANNED
    return Status.CONFIRMED if event.status is Status.HELD else event.was or Status.TENTATIVE


def changed(event: Event, action: str, today: dt.date) -> Status:
    """Give the status after an action; PolicyError says what is legal instead, or what is lacking."""
    if action not in legal(event.status) or (action == "held" and not _may_be_held(event)):
        text = msg(
            "{id} is {status}, so rusctl event {action} is not possible; possible now: {actions}",
            id=event.id,
            status=STATUS[event.status],
            action=action,
            actions=possible(event, today),
        )
        raise PolicyError(text, event.at)
    if (action in ("tentative", "confirm") and exact(event.when) is None) or (action == "held" and not event.when):
        text = msg("{id} has no day yet; give it one first: rusctl event move {id} DAY", id=event.id)
        raise PolicyError(text, event.at)
    if action == "held" and event.when and event.when.first > today:
        text = msg("{id} is on {when}, after today, so it has not been held", id=event.id, when=event.when)
        raise PolicyError(text, event.at)
    return reopened(event) if action == REOPEN else TRANSITIONS[event.status][action]


def is_postponed(event: Event, today: dt.date) -> bool:
    """Whether an event that is to be held has no date because it was postponed until further notice.

    A date that was given up, with nothing in its place, is that, too.
    """
    if event.when is not None or event.status in (Status.HELD, Status.CANCELLED):
        return False
    return event.postponed <= today if event.postponed else any(one.when for one in event.earlier)


def status_word(event: Event, today: dt.date) -> Message:
    """Say how firm an event is, or that it is postponed until further notice."""
    return POSTPONED if is_postponed(event, today) else STATUS[status_on(event, today)]


def status_on(event: Event, today: dt.date) -> Status:
    """Give the status as it could be known on a day: what begins after it is not held yet."""
    if event.status is Status.HELD and event.when and event.when.first > today:
        return Status.CONFIRMED
    return event.status
