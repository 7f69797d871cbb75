"""The thanks to those who came to an event, with what was said there."""

import datetime as dt
from typing import TYPE_CHECKING

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.mail import history
from rusctl.model.people import Attendance
from rusctl.model.recipients import Recipient, mail_address
from rusctl.register import participants, persons
from rusctl.services.mailing import recipient_actions
from rusctl.services.mailing.inviting import EventMailing
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def thanked(project: Project, box: "Outbox", name: str, now: dt.datetime) -> list[EventMailing]:
    """Give those who came to an event and have not been thanked; who came without a name cannot be written to.

    PolicyError where it has not been, RusctlError where nobody is noted as having come.
    """
    meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, name, now)
    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held, so nobody is thanked for coming", id=meeting.id))
    if meeting.entry.when.first > project.today:
        raise PolicyError(msg("{id} is on {day}; nobody has come yet", id=meeting.id, day=meeting.entry.when.first))
    with box.register.reading() as connection:
        parts = participants.of_event(connection, meeting.id)
        came = {one.person: one for one in parts if one.person and one.attendance is Attendance.ATTENDED}
        known = persons.listed(connection, numbers=[number for number in came if number])
    if not came:
        raise RusctlError(
            msg("no attendance by name is recorded for {id}; use rusctl participants attend", id=meeting.id)
        )
    version, said = recipient_actions.version_of(meeting), box.histories(meeting.uid)
    turns = {}
    for one in known:
        if address := mail_address(one.email):
            who = Recipient(address=address, name=one.name, role=came[one.id].role, language=one.language)
            before = said.get(who.key, [])
            turns[who.key] = RecipientAction(who, history.next_thanks(version, before), before)
    if silent := [one.id for one in known if not mail_address(one.email)]:
        project.tell(msg("these came and have no address that can be written to: {numbers}", numbers=silent))
    return [EventMailing(meeting, list(turns.values()))]
