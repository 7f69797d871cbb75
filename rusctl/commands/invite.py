"""`rusctl invite`."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from rusctl.calendar.itip.meeting import Meeting
from rusctl.commands.common import typed
from rusctl.commands.common.options import Answers, AsJson, DryRun, Municipalities, Roles, Send, complete_event
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.model.recipients import Recipient
from rusctl.services.mailing import inviting, recipient_actions, registered_mail, sending
from rusctl.services.mailing.inviting import EventMailing, MailingOptions
from rusctl.services.mailing.read_recipients import listed
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.mailing.registered_mail import Asked
from rusctl.services.people.register_access import is_there
from rusctl.services.session import Session, session

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def invite(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[EVENT]", help="The event's id, such as norberg.", autocompletion=complete_event),
    ] = None,
    *,
    to: Annotated[
        str | None,
        typed.Option("--to", metavar="FILE|-", help="Who: a list of Name <address>, or a table (CSV); - for stdin."),
    ] = None,
    roles: Roles = None,
    municipalities: Municipalities = None,
    answers: Answers = None,
    changed: Annotated[
        bool, typed.Option("--changed", help="Of every event: tell those who were invited what has changed since.")
    ] = False,
    send: Send = False,
    withdraw: Annotated[
        str | None,
        typed.Option("--withdraw", metavar="FILE|-", help="Withdraw the invitations of these, in place of inviting."),
    ] = None,
    unsent: Annotated[
        bool, typed.Option("--unsent", help="The drafts written before were not sent: forget them.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Invite to an event, or tell the invited what has changed: as drafts to look at, or sent with --send.

    Without --to those are invited who are entered under the event in the register, or the chosen of them.
    """
    run = session(context)
    if (to is not None) + (withdraw is not None) + bool(roles or municipalities or answers) + changed > 1:
        raise UsageError(
            msg(
                "a list (--to), a choice of participants (--role and so on), --withdraw and --changed are different "
                "errands; use one at a time"
            )
        )
    if (name is None) is not changed:
        raise UsageError(msg("name an event, or say --changed for every event of which people know what is no more"))
    sending.refuse_faults(run)
    source = to if withdraw is None else withdraw
    people = [] if source is None else listed(run, source)
    asked = None
    if name and source is None and is_there(run):
        asked = registered_mail.asked(run, name, registered_mail.choice(run, roles, municipalities, answers))
    elif roles or municipalities or answers:
        raise RusctlError(msg("there is no register to choose out of; give a list of recipients with --to"))
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    manner = MailingOptions(send=send, unsent=unsent, dry_run=dry_run, as_json=as_json)
    with sending.outbox(run, now, dry_run=dry_run) as outbox:
        if to is not None:
            people = registered_mail.without_erased(run, outbox, people)
        if name is None:
            found = list(_changed(run, outbox, now, unsent=unsent))
        else:
            meeting = recipient_actions.find_meeting(run.loaded.plan, run.today, outbox, name, now)
            if withdraw is not None:
                turns = _withdrawn(run, meeting, outbox, people, unsent=unsent)
            else:
                turns = _invited(run, meeting, outbox, people, asked, unsent=unsent)
            if roles or municipalities or answers:
                assert asked is not None  # noqa: S101 - the register is there
                turns = _of_chosen(turns, outbox, asked)
            found = [EventMailing(meeting, turns)]
        inviting.carry_out(run, outbox, found, manner, now)


def _invited(
    run: Session, meeting: Meeting, outbox: "Outbox", people: list[Recipient], asked: Asked | None, *, unsent: bool
) -> list[RecipientAction]:
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
    new = people if asked is None else asked.recipients
    if not known and not new:
        if asked is None:
            raise RusctlError(
                msg("nobody has been invited to {id}; give a list of recipients with --to", id=meeting.id)
            )
        raise RusctlError(
            msg(
                "nobody in the register is to be invited to {id}; rusctl participants add {id} enters people, and "
                "rusctl participants list {id} shows them",
                id=meeting.id,
            )
        )
    answers = recipient_actions.standing_answers(
        meeting, outbox, registered_mail.answers(run, meeting.id) if asked is None else asked.answers
    )
    turns = recipient_actions.turns(meeting, outbox, new, answers, drafts_unsent=unsent, renewed=asked is None)
    if asked is not None:
        there = {turn.recipient.key for turn in turns}
        if withdrawn := sum(one.key not in there for one in new if not meeting.called_off):
            run.tell(
                nmsg(
                    "{count} person's invitation was withdrawn and is not renewed; --to FILE invites them again",
                    "{count} persons' invitations were withdrawn and are not renewed; --to FILE invites them again",
                    withdrawn,
                )
            )
    return turns


def _of_chosen(turns: list[RecipientAction], outbox: "Outbox", asked: Asked) -> list[RecipientAction]:
    """Give the turns of those who are chosen out of the register."""
    persons = outbox.addresses.persons
    return [turn for turn in turns if asked.numbers.intersection(persons.get(turn.recipient.key, ()))]


def _changed(run: Session, outbox: "Outbox", now: dt.datetime, *, unsent: bool) -> "list[EventMailing]":
    """Give what is to be told of every event of which people know what is no more, by their ids; none that has been."""
    found = []
    for event in sorted(outbox.ids().values()):
        try:
            meeting = recipient_actions.find_meeting(run.loaded.plan, run.today, outbox, event, now)
        except RusctlError as error:
            run.tell(msg("{id}: {message}; nothing about it is sent", id=event, message=error.message))
            continue
        if meeting.entry is None or meeting.entry.when.last < run.today:
            continue
        registered = registered_mail.answers(run, event)
        answers = recipient_actions.standing_answers(meeting, outbox, registered)
        turns = recipient_actions.turns(meeting, outbox, (), answers, drafts_unsent=unsent)
        if any(turn.step.kind or turn.step.withdraw for turn in turns):
            found.append(EventMailing(meeting, turns))
    return found


def _withdrawn(
    run: Session, meeting: Meeting, outbox: "Outbox", people: list[Recipient], *, unsent: bool
) -> list[RecipientAction]:
    if meeting.entry is None or meeting.called_off:
        raise PolicyError(msg("{id} is not held; rusctl invite tells all who were invited", id=meeting.id))
    turns = recipient_actions.withdrawals(meeting, outbox, people, drafts_unsent=unsent)
    if strangers := len(people) - len(turns):
        run.tell(nmsg("{count} of them was not invited", "{count} of them were not invited", strangers))
    return turns
