"""`rusctl review`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Hidden
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output import mail_tables, rows
from rusctl.output.tables import print_table
from rusctl.services.mailing import answer_words


def review(
    context: typed.Context,
    *,
    done: Annotated[
        list[int] | None, typed.Option("--done", metavar="NUMBER", help="Looked at: take it off; may be repeated.")
    ] = None,
    everything: Annotated[bool, typed.Option("--all", help="Show those that are done, too.")] = False,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the answers that somebody has to look at: from strangers, delegations, and what is not clear."""
    from rusctl.services.mailing import reviewing  # loads SQLAlchemy

    run = terminal(context)
    if done:
        reviewing.settle(run.project, done)
        run.tell(nmsg("{count} taken off the list", "{count} taken off the list", len(done)))
        return
    found = reviewing.to_review(run.project, everything=everything, hidden=hidden)
    if as_json:
        run.out(rows.json_text(found))
    elif found:
        print_table(*mail_tables.review(run.say, found, answer_words.WORDS))
    else:
        run.tell(msg("there is nothing to look at"))
