"""`rusctl offer`."""

from rusctl.commands.common import mailings, typed
from rusctl.commands.common.options import AsJson, DryRun, EventId, Send, SureToSend
from rusctl.commands.terminal import terminal


def offer(
    context: typed.Context,
    name: EventId,
    *,
    send: Send = False,
    yes: SureToSend = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Offer the free places of an event to those who wait for one, the first first: as drafts, or sent with --send.

    A place is kept for whom it is offered to, until they answer.
    """
    mailings.of_event(terminal(context), name, "offer", send=send, dry_run=dry_run, as_json=as_json, yes=yes)
