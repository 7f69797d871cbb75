"""`rusctl commitment tell`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.tables import Column, print_table
from rusctl.services.strategy import commitments
from rusctl.storage.files.names import COMMITMENTS

if TYPE_CHECKING:
    from rusctl.services.mailing import sending
    from rusctl.services.strategy import telling_done
else:
    sending = later("rusctl.services.mailing.sending")
    telling_done = later("rusctl.services.strategy.telling_done")


def tell(
    context: typed.Context,
    which: Annotated[
        str,
        typed.Argument(metavar="[COMMITMENT]", help="Its id, or what it says; else all that are done."),
    ] = "",
    *,
    unsent: Annotated[bool, typed.Option("--unsent", help="Drafts that were written before were not sent.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Write drafts to those who asked for what is now done: who came to its dialogues, whose comments changed the text.

    Each is told once. Whoever said an input is not known, so all who came to that dialogue are told.
    """
    run = terminal(context)
    plan = run.project.readable(COMMITMENTS).plan
    chosen = [commitments.named(plan, which)] if which else None
    sending.refuse_faults(run.project)
    what = "commitment tell"
    with sending.outbox(run.project, run.language, sending.moment(), what=what, dry_run=dry_run) as box:
        found = [telling_done.prepare(run.project, box, one, unsent=unsent) for one in chosen or telling_done.due(plan)]
        for mailing in found:
            run.tell_all(telling_done.said(run.project, mailing))
        rows = [
            (one.commitment.what, each.recipient.name, each.recipient.address) for one in found for each in one.mails
        ]
        if not rows:
            run.unchanged(msg("there is nobody to tell that something is done"))
            return
        print_table([Column(run.say(text)) for text in (msg("Commitment"), msg("Name"), msg("Address"))], rows)
        if dry_run:
            run.dry_run()
            return
        for mailing in found:
            telling_done.carry_out(run.project, box, mailing)
