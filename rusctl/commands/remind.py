"""`rusctl remind`."""

from rusctl.commands.common import mailings, typed
from rusctl.commands.common.options import AsJson, DryRun, EventId, Roles, Send, SureToSend
from rusctl.commands.terminal import terminal


def remind(
    context: typed.Context,
    name: EventId,
    *,
    roles: Roles = None,
    send: Send = False,
    yes: SureToSend = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Remind those invited who have not answered. Messages are written as drafts; --send sends them.

    Each person is reminded once per date, until the last day to answer (answer_by) or the event itself has passed.
    """
    from rusctl.services.mailing import sending, who_is_told  # loads SQLAlchemy

    run = terminal(context)
    sending.refuse_faults(run.project)
    event, now = sending.event_id(run.project, name), sending.moment()
    with sending.outbox(run.project, run.language, now, what="remind", dry_run=dry_run) as box:
        found = who_is_told.reminded(run.project, box, event, now, roles or ())
        mailings.carry_out(run, box, found, now, send=send, dry_run=dry_run, as_json=as_json, yes=yes)
