"""`rusctl invite`."""

from typing import Annotated

from rusctl.commands.common import mailings, typed
from rusctl.commands.common.options import Answers, AsJson, DryRun, Municipalities, Roles, Send, SureToSend
from rusctl.commands.common.recipients import from_stdin
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.people.read_list import Purpose


def invite(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[EVENT]", help="The event's id, such as norberg.", completes=typed.EVENT),
    ] = None,
    *,
    to: Annotated[
        str | None,
        typed.Option(
            "--to", metavar="FILE|-", help="Who: a list of Name <address>, or a table (CSV, .xlsx); - for stdin."
        ),
    ] = None,
    roles: Roles = None,
    municipalities: Municipalities = None,
    answers: Answers = None,
    changed: Annotated[
        bool, typed.Option("--changed", help="Of every event: tell those who were invited what has changed since.")
    ] = False,
    send: Send = False,
    yes: SureToSend = False,
    withdraw: Annotated[
        str | None,
        typed.Option("--withdraw", metavar="FILE|-", help="Withdraw the invitations of these, in place of inviting."),
    ] = None,
    unsent: Annotated[bool, typed.Option("--unsent", help="The earlier drafts were not sent: discard them.")] = False,
    attach: Annotated[
        str, typed.Option("--attach", metavar="FILE", help="What goes with each message, such as the programme (PDF).")
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Invite people to an event, or tell those invited what has changed.

    Messages are written as drafts; --send sends them.

    Without --to, invites those added to the event in the register, or a selection of them.
    """
    from rusctl.services.mailing import attaching, read_recipients, sending, who_is_told  # loads SQLAlchemy

    run = terminal(context)
    if (to is not None) + (withdraw is not None) + bool(roles or municipalities or answers) + changed > 1:
        raise UsageError(
            msg(
                "--to, a selection of participants (--role and so on), --withdraw and --changed cannot be "
                "combined; use one at a time"
            )
        )
    if (name is None) is not changed:
        raise UsageError(
            msg("name an event, or use --changed for all events where those invited have outdated information")
        )
    if attach and (changed or withdraw is not None):
        raise UsageError(msg("--attach is for an invitation to one event; name it, and leave the others out"))
    sending.refuse_faults(run.project)
    attached = attaching.attachment(attach) if attach else None
    list_given = None
    if withdraw is not None:
        list_given = read_recipients.given(run.project, withdraw, from_stdin(withdraw), Purpose.ADDRESSES)
    elif to is not None:
        list_given = read_recipients.given(run.project, to, from_stdin(to))
    what = who_is_told.Invitation(
        None if name is None else sending.event_id(run.project, name),
        list_given,
        withdraw=withdraw is not None,
        roles=roles or (),
        municipalities=municipalities or (),
        answers=answers or (),
        unsent=unsent,
    )
    asked = who_is_told.of_register(run.project, what)
    now = sending.moment()
    with sending.outbox(run.project, run.language, now, dry_run=dry_run) as box:
        found = who_is_told.invited(run.project, box, what, asked, now)
        mailings.carry_out(
            run, box, found, now, send=send, unsent=unsent, dry_run=dry_run, as_json=as_json, yes=yes, attached=attached
        )
