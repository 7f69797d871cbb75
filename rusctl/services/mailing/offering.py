"""A place that has become free, offered to the first who waits for one; nobody gets one by itself."""

import datetime as dt
from typing import TYPE_CHECKING

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.mail import answers, history
from rusctl.model.messages import MessageKind, State
from rusctl.model.recipients import Recipient, mail_address
from rusctl.register import participants, persons, waiting
from rusctl.services.mailing import recipient_actions
from rusctl.services.mailing.inviting import EventMailing
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.people import places
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.calendar.itip.meeting import Meeting
    from rusctl.mail.outbox import Outbox

_ON_ITS_WAY = frozenset((State.QUEUED, State.SENDING, State.UNKNOWN))


def offered(project: Project, box: "Outbox", name: str, now: dt.datetime) -> list[EventMailing]:
    """Give whom the free places of an event are offered to: as many of those who wait as there are, the first first.

    RusctlError where nobody waits, PolicyError where no place is free or the event has been.
    """
    meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, name, now)
    if meeting.entry is None or meeting.called_off or meeting.entry.when.last < project.today:
        raise PolicyError(msg("{id} is not to come, so no place there is offered", id=meeting.id))
    first = _first(project, box, meeting.id)
    with box.register.reading() as connection:
        known = {one.id: one for one in persons.listed(connection, numbers=first, hidden=True)}
        roles = {one.person: one.role for one in participants.of_event(connection, meeting.id)}
    version, said = recipient_actions.version_of(meeting), box.histories(meeting.uid)
    turns, by_hand = [], []
    for number in first:
        one = known[number]
        address = mail_address(one.email)
        if one.hidden or not address:
            by_hand.append(number)
            continue
        who = Recipient(address=address, name=one.name, role=roles.get(number, ""), language=one.language)
        before = said.get(who.key, [])
        if not any(each.kind == MessageKind.PLACE and each.state in _ON_ITS_WAY for each in before):
            turns.append(RecipientAction(who, history.next_place(version, before), before))
    _tell_by_hand(project, meeting, by_hand)
    return [EventMailing(meeting, turns)]


def _first(project: Project, box: "Outbox", event: str) -> list[int]:
    """Give those who wait for whom a place is free, by their numbers."""
    most = places.capacity(project, event)
    with box.register.reading() as connection:
        queue = waiting.queue(connection, event)
        taken = waiting.at_event(connection, event).taken + answers.coming_by_mail(connection, event)
    if not queue:
        raise RusctlError(msg("nobody waits for a place at {id}", id=event))
    if most is not None and taken >= most:
        raise PolicyError(
            nmsg(
                "{id} is full: {taken} of {capacity} places are taken, and {count} person waits",
                "{id} is full: {taken} of {capacity} places are taken, and {count} people wait",
                len(queue),
                id=event,
                taken=taken,
                capacity=most,
            )
        )
    return queue if most is None else queue[: most - taken]


def _tell_by_hand(project: Project, meeting: "Meeting", numbers: list[int]) -> None:
    if numbers:
        project.tell(
            msg(
                "these are next in the queue and get no message: {numbers}; ask them, and give them the place "
                "with rusctl participants add {id} PERSON --place",
                numbers=numbers,
                id=meeting.id,
            )
        )
