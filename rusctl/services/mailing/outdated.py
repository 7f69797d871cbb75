"""What people have been told by mail, compared with the plan after a change; nothing is opened where nobody was."""

import datetime as dt
import os
from collections.abc import Collection, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, nmsg
from rusctl.mail.history import MAY_HAVE_ARRIVED
from rusctl.model.people import Answer
from rusctl.model.plan import Plan
from rusctl.services.people.register_access import declared, is_there, opened
from rusctl.services.project import Project
from rusctl.storage.files import private

if TYPE_CHECKING:
    from rusctl.calendar.itip.meeting import Meeting
    from rusctl.services.mailing.recipient_actions import RecipientAction


class WrittenTo(NamedTuple):
    """An event that somebody was written to about, what there is to tell each of them now, and who has said yes."""

    id: str
    meeting: "Meeting"
    turns: "tuple[RecipientAction, ...]"
    accepted: frozenset[str]


def notes(project: Project, plan: Plan, events: Collection[str] | None = None) -> list[Message]:
    """Say how many have been told otherwise of the events that were changed, or of any, and what writes to them."""
    try:
        return [_sentence(*one) for one in outdated_mailings(project, plan, events)]
    except RusctlError as error:  # the plan has been changed all the same
        return [error.message]


def may_have_told(project: Project, events: Collection[str] | None) -> bool:
    """Say whether somebody may have been written to; a file beside the plan is looked into without its library."""
    if not is_there(project):
        return False
    path = project.folder.path / private.NAME / private.FILE
    if os.environ.get(private.VARIABLE) or declared(project) or path.with_name(private.OUTBOX).exists():
        return True
    from rusctl.database.glance import anybody_told  # noqa: PLC0415 - only where people may have been told

    return anybody_told(path, events)


def written_to(project: Project, plan: Plan, events: Collection[str] | None = None) -> Iterator[WrittenTo]:
    """Give the events that somebody was written to about, all or some, with what there is to tell them of a plan."""
    if not may_have_told(project, events):
        return
    from rusctl.mail.outbox import Outbox  # noqa: PLC0415 - only where people may have been told
    from rusctl.services.mailing.recipient_actions import find_meeting, standing_answers, turns  # noqa: PLC0415 - only where people have been told

    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    box = Outbox(opened(project), now)
    for uid, event in sorted(box.ids().items(), key=itemgetter(1)):
        if events is not None and event not in events:
            continue
        try:
            meeting = find_meeting(plan, project.today, box, event, now)
        except RusctlError:  # rusctl invite says what stands in the way
            continue
        if meeting.entry is not None:
            given = box.given(uid)
            yes = frozenset(key for key, one in given.items() if one.status is Answer.ACCEPTED)
            standing = standing_answers(meeting, box, {})
            yield WrittenTo(event, meeting, tuple(turns(meeting, box, (), standing)), yes)


def outdated_mailings(
    project: Project, plan: Plan, events: Collection[str] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Give the events to come of which people have been told what no longer holds, and what there is to tell each."""
    for one in written_to(project, plan, events):
        if one.meeting.entry is not None and one.meeting.entry.when.last >= project.today:
            kinds = [turn.step.kind for turn in one.turns if turn.step.kind and _has_been_told(turn)]
            if kinds:
                yield one.id, kinds


def _has_been_told(turn: "RecipientAction") -> bool:
    return any(said.state in MAY_HAVE_ARRIVED for said in turn.history)


def _sentence(event: str, kinds: list[str]) -> Message:
    if "cancellation" in kinds:
        return nmsg(
            "{count} person has been told that {id} takes place; rusctl invite {id} writes that it is cancelled",
            "{count} people have been told that {id} takes place; rusctl invite {id} writes that it is cancelled",
            len(kinds),
            id=event,
        )
    if "update" in kinds:
        return nmsg(
            "{count} person has been told the old date of {id}; rusctl invite {id} writes the new one",
            "{count} people have been told the old date of {id}; rusctl invite {id} writes the new one",
            len(kinds),
            id=event,
        )
    return nmsg(
        "{count} person has outdated information about {id}; rusctl invite {id} sends an update",
        "{count} people have outdated information about {id}; rusctl invite {id} sends an update",
        len(kinds),
        id=event,
    )
