"""`rusctl outbox addresses` and `rusctl outbox address-ok`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output import mail_tables
from rusctl.output.tables import print_table


def addresses(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the addresses that messages did not reach, until they are settled: another address, or good again."""
    from rusctl.services.mailing import unreached_mailboxes  # loads SQLAlchemy

    run = terminal(context)
    found = unreached_mailboxes.listed(run.project)
    if not listed(run, found, msg("every address is reached, as far as is known"), as_json=as_json):
        print_table(*mail_tables.unreached(run.say, found))


def address_ok(
    context: typed.Context,
    words: Annotated[
        list[str],
        typed.Argument(
            metavar="ADDRESS...", help="Addresses from rusctl outbox addresses, or register numbers.", asks=typed.TEXT
        ),
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Mark addresses as working, for example when a mailbox is no longer full."""
    from rusctl.services.mailing import unreached_mailboxes  # loads SQLAlchemy

    run = terminal(context)
    run.project.readable()
    count = unreached_mailboxes.settle(run.project, words, dry_run=dry_run)
    run.tell(nmsg("{count} address is taken for good", "{count} addresses are taken for good", count))
    if dry_run:
        run.dry_run()
