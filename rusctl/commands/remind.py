"""`rusctl remind`."""

import datetime as dt

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun, EventId, Send
from rusctl.errors import PolicyError
from rusctl.language.message import msg, nmsg
from rusctl.model.messages import State
from rusctl.services.mailing import inviting, outdated, recipient_actions, registered_mail, sending
from rusctl.services.mailing.inviting import EventMailing, MailingOptions
from rusctl.services.session import session


def remind(
    context: typed.Context, name: EventId, *, send: Send = False, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Remind those who were invited to an event and have not answered: as drafts to look at, or sent with --send.

    Everybody is reminded once of each date, until the last day to answer (answer_by) or the event itself has passed.
    """
    run = session(context)
    sending.refuse_faults(run)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with sending.outbox(run, now, what="remind", dry_run=dry_run) as outbox:
        meeting = recipient_actions.find_meeting(run.loaded.plan, run.today, outbox, name, now)
        if not outbox.recipients(meeting.uid):
            raise PolicyError(msg("nobody has been invited to {id}", id=name))
        if meeting.entry is None or meeting.called_off:
            raise PolicyError(msg("{id} is not held, so nobody is reminded of it", id=meeting.id))
        if meeting.entry.when.last < run.today:
            raise PolicyError(
                msg("{id} was on {day}; nobody is reminded of what has been", id=name, day=meeting.entry.when.last)
            )
        last = meeting.event.answer_by if meeting.event else None
        if last and last < run.today:
            text = msg(
                "the last day to answer {id} was {day}; give it another first, with rusctl event edit {id}",
                id=name,
                day=last,
            )
            raise PolicyError(text)
        answers = recipient_actions.standing_answers(meeting, outbox, registered_mail.answers(run, name))
        turns = recipient_actions.reminders(meeting, outbox, answers)
        if not turns and (notes := outdated.notes(run.project, run.loaded.plan, {name})):
            run.tell_all(notes)
            raise PolicyError(msg("nobody is reminded of what they have not been told"))
        if drafts := sum(turn.history[-1].state is State.DRAFT for turn in turns):
            run.tell(
                nmsg(
                    "{count} of them has a draft, which may not have been sent; the reminder takes its place",
                    "{count} of them have drafts, which may not have been sent; the reminders take their place",
                    drafts,
                )
            )
        manner = MailingOptions(send=send, dry_run=dry_run, as_json=as_json)
        inviting.carry_out(run, outbox, [EventMailing(meeting, turns)], manner, now)
