"""`rusctl answers`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, Hidden
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output import mail_tables
from rusctl.output.tables import print_table
from rusctl.services.mailing import answer_words, mail_listings


def answers(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[EVENT]", help="Only this event.", completes=typed.EVENT),
    ] = None,
    *,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List who was invited and what they have answered."""
    run = terminal(context)
    found, counted = mail_listings.answers(run.project, name, hidden=hidden)
    if as_json:
        give(run, found)
    elif found:
        print_table(*mail_tables.answers(run.say, found, answer_words.WORDS, answer_words.NONE))
        run.tell_all(counted)
    else:
        run.tell(msg("nobody has been invited to anything"))
