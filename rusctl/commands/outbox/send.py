"""`rusctl outbox send`."""

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, SureToSend
from rusctl.commands.common.sure import sure_to_send
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg


def send(context: typed.Context, *, yes: SureToSend = False, dry_run: DryRun = False) -> None:
    """Send queued messages. Outdated ones, and those about a cancelled event, are removed from the queue first."""
    from rusctl.services.mailing import outbox_messages, sending  # loads SQLAlchemy

    run = terminal(context)
    sending.refuse_faults(run.project)
    now = sending.moment()
    with sending.outbox(run.project, run.language, now, what="outbox send", dry_run=dry_run) as box:
        uids = outbox_messages.in_order(run.project, box, now, dry_run=dry_run)
        count = sum(len(box.waiting(uid)) for uid in uids)
        if not count:
            run.tell(msg("nothing is queued"))
        elif dry_run:
            run.tell(nmsg("{count} message would be sent", "{count} messages would be sent", count))
        else:
            sure_to_send(run, count, yes=yes)
            if not sending.deliver(run.project, box, uids):
                raise typed.Exit(1)
