"""`rusctl invite`."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from rusctl.calendar.meeting import Meeting
from rusctl.commands import invitations, registered_mail, sending
from rusctl.commands.invitations import Turn
from rusctl.commands.listed import listed
from rusctl.commands.options import DryRun, EventId
from rusctl.commands.session import Session, session
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.invited import Recipient
from rusctl.language.message import msg, nmsg
from rusctl.mail.history import State

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def invite(
    context: typer.Context,
    name: EventId,
    *,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FILE|-", help="Who: a list of Name <address>, or a table (CSV); - for stdin."),
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it through the mail server, in place of writing drafts.")
    ] = False,
    withdraw: Annotated[
        str | None,
        typer.Option("--withdraw", metavar="FILE|-", help="Withdraw the invitations of these, in place of inviting."),
    ] = None,
    remind: Annotated[
        bool, typer.Option("--remind", help="Remind those who have not answered, in place of inviting.")
    ] = False,
    unsent: Annotated[
        bool, typer.Option("--unsent", help="The drafts written before were not sent: forget them.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Invite to an event, or tell the invited what has changed: as drafts to look at, or sent with --send."""
    run = session(context)
    if (to is not None) + (withdraw is not None) + remind > 1:
        raise UsageError(msg("--to, --withdraw and --remind are three different errands; use one at a time"))
    sending.refuse_faults(run)
    source = to if withdraw is None else withdraw
    people = [] if source is None else listed(run, source)
    if to is None and withdraw is None and not remind and registered_mail.is_there(run):
        people = registered_mail.participants(run, name)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with sending.outbox(run, now, dry_run=dry_run) as outbox:
        meeting = invitations.find_meeting(run, outbox, name, now)
        if withdraw is not None:
            turns = _withdrawn(run, meeting, outbox, people, unsent=unsent)
        elif remind:
            turns = _reminded(run, meeting, outbox)
        else:
            turns = _invited(run, meeting, outbox, people, unsent=unsent)
        turns = registered_mail.without_hidden(run, turns)
        waits = send and bool(outbox.waiting(meeting.uid))
        if send and not unsent:
            _mind_drafts(run, turns, waits=waits)
        run.tell_all(sending.blocked(turns))
        if not any(turn.step.kind or turn.step.withdraw for turn in turns) and not waits:
            run.tell(msg("everybody has been told; there is nothing to send"))
            return
        sending.show(run, turns)
        if dry_run:
            run.tell(msg("nothing was changed: this was --dry-run"))
            return
        errand = sending.Errand(run, outbox, meeting, turns, now)
        errand.forget_drafts(unsent=unsent)
        if send:
            errand.queue()
            sending.deliver(run, outbox, [meeting.uid])
        else:
            errand.draft()


def _invited(run: Session, meeting: Meeting, outbox: "Outbox", people: list[Recipient], *, unsent: bool) -> list[Turn]:
    known = outbox.recipients(meeting.uid)
    if meeting.entry is None:
        raise RusctlError(msg("{id} has no exact date, and nobody can be invited to a window", id=meeting.id))
    if meeting.called_off and not known:
        raise PolicyError(msg("{id} is not held on that date, so nobody can be invited to it", id=meeting.id))
    if meeting.called_off and people:
        run.tell(msg("{id} is not held on that date: nobody is invited, and the invited are told", id=meeting.id))
    if not meeting.called_off and meeting.entry.when.last < run.today:
        raise PolicyError(
            msg("{id} was on {day}; nobody is invited to what has been", id=meeting.id, day=meeting.entry.when.last)
        )
    if not known and not people:
        raise RusctlError(msg("nobody has been invited to {id}; give a list of recipients with --to", id=meeting.id))
    return invitations.turns(meeting, outbox, people, drafts_unsent=unsent)


def _withdrawn(
    run: Session, meeting: Meeting, outbox: "Outbox", people: list[Recipient], *, unsent: bool
) -> list[Turn]:
    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held; rusctl invite tells all who were invited", id=meeting.id))
    turns = invitations.withdrawals(meeting, outbox, people, drafts_unsent=unsent)
    if strangers := len(people) - len(turns):
        run.tell(nmsg("{count} of them was not invited", "{count} of them were not invited", strangers))
    return turns


def _reminded(run: Session, meeting: Meeting, outbox: "Outbox") -> list[Turn]:
    from rusctl.mail.answers import answered

    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held, so nobody is reminded of it", id=meeting.id))
    last = meeting.event.answer_by if meeting.event else None
    if (last or meeting.entry.when.last) < run.today:
        raise PolicyError(
            msg("the last day to answer was {day}; nobody is reminded now", day=last or meeting.entry.when.last)
        )
    return invitations.reminders(meeting, outbox, answered(outbox.connection, meeting.uid))


def _mind_drafts(run: Session, turns: list[Turn], *, waits: bool) -> None:
    """Refuse to send what somebody may have sent already, from a draft; where there is more to send, say so."""
    drafted = [turn for turn in turns if not turn.step.kind and turn.history and turn.history[-1].state is State.DRAFT]
    if not drafted:
        return
    text = nmsg(
        "{count} draft was written before: say --unsent if it was not sent, rusctl outbox resolve --sent if it was",
        "{count} drafts were written before: say --unsent if none was sent, rusctl outbox resolve --sent if all were",
        len(drafted),
    )
    if not waits and not any(turn.step.kind for turn in turns):
        raise PolicyError(text)
    run.tell(text)
