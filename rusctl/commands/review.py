"""`rusctl review`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, Hidden
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output import mail_tables
from rusctl.output.rows import Row
from rusctl.output.tables import print_table
from rusctl.services.mailing import answer_words, mail_listings

if TYPE_CHECKING:
    from rusctl.services.mailing.reviewing import TakenAnswers


def review(
    context: typed.Context,
    *,
    done: Annotated[
        list[int] | None,
        typed.Option("--done", metavar="NUMBER", help="Mark as reviewed and remove from the list. Repeatable."),
    ] = None,
    take: Annotated[
        list[int] | None,
        typed.Option("--take", metavar="NUMBER", help="Accept it as the answer it gives. Repeatable."),
    ] = None,
    each: Annotated[
        bool, typed.Option("--each", help="Ask of each that says a plain answer whether to take it.")
    ] = False,
    event: Annotated[
        str,
        typed.Option(
            "--event",
            metavar="EVENT",
            completes=typed.EVENT,
            help="The event that --take means, where a mail does not say.",
        ),
    ] = "",
    everything: Annotated[bool, typed.Option("--all", help="Show those that are done, too.")] = False,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the answers that somebody has to look at: from strangers, delegations, in words, and what is not clear."""
    run = terminal(context)
    if bool(done) + bool(take) + each > 1:
        raise UsageError(msg("--done, --take and --each are different errands; use one at a time"))
    if done or take:
        _carry_out(run, done or (), take or (), event)
        return
    found = mail_listings.to_review(run.project, everything=everything, hidden=hidden)
    if as_json:
        give(run, found)
    elif not found:
        run.tell(msg("there is nothing to look at"))
    else:
        print_table(*mail_tables.review(run.say, found, answer_words.WORDS))
        _proposals(run, [row for row in found if row["takes"]], event, each=each)


def _carry_out(run: Terminal, done: Sequence[int], take: Sequence[int], event: str) -> None:
    """Take answers off the list, or as the answers that they say."""
    from rusctl.services.mailing import reviewing  # loads SQLAlchemy

    if done:
        reviewing.settle(run.project, done)
        run.tell(nmsg("{count} taken off the list", "{count} taken off the list", len(done)))
    else:
        _tell(run, reviewing.take(run.project, run.language, take, event))


def _proposals(run: Terminal, found: Sequence[Row], event: str, *, each: bool) -> None:
    """Say how what is a plain answer is taken, or ask of each."""
    if found and not each:
        text = nmsg(
            "{count} says a plain answer: rusctl review --take {numbers} takes it, --each asks",
            "{count} say plain answers: rusctl review --take {numbers} and so on takes one, --each asks of each",
            len(found),
            numbers=found[0]["number"],
        )
        run.tell(text)
    for row in found if each else ():
        if run.agreed(mail_tables.proposal(row, answer_words.WORDS)):
            _carry_out(run, (), [row["number"]], event)


def _tell(run: Terminal, taken: "TakenAnswers") -> None:
    if taken.kept:
        run.tell(nmsg("{count} answer taken", "{count} answers taken", taken.kept))
    if taken.entered:
        count = taken.entered
        run.tell(nmsg("{count} answer recorded in the register", "{count} answers recorded in the register", count))
    run.tell_all(taken.notes)
