"""`rusctl outbox list` and `show`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, Hidden
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output import mail_tables
from rusctl.output.clean import clean
from rusctl.output.tables import print_pairs, print_table
from rusctl.services.mailing import mail_listings


def list_(
    context: typed.Context,
    *,
    event: Annotated[
        str, typed.Option("--event", metavar="EVENT", completes=typed.EVENT, help="Only this event.")
    ] = "",
    state: Annotated[
        str, typed.Option("--state", metavar="STATE", completes=typed.STATE, help="Only this state, such as unknown.")
    ] = "",
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List messages to those invited, with their delivery state."""
    run = terminal(context)
    language = None if as_json else run.language
    found = mail_listings.outbox(run.project, event, state, hidden=hidden, language=language)
    if as_json:
        give(run, found)
    elif found:
        print_table(*mail_tables.outbox(run.say, found))
    else:
        run.tell(msg("no messages found"))


def show(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="A number from rusctl outbox list.", asks=typed.MAIL)],
    *,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """Show one message: recipient, content and the server's response."""
    run = terminal(context)
    language = None if as_json else run.language
    row, text = mail_listings.message(run.project, number, hidden=hidden, language=language)
    if as_json:
        give(run, [row])
        return
    print_pairs(mail_tables.message(run.say, row))
    if text:
        run.out("")
        run.out(clean(text))
