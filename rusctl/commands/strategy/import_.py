"""`rusctl strategy import`."""

import sys
from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.options import Agreed, DryRun
from rusctl.commands.common.write_report import write_octets
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.output.tables import Column, print_table
from rusctl.services.strategy import matched, take_text
from rusctl.services.strategy.take_text import TextGiven, TextProposal
from rusctl.storage.untrusted.word_text import LOOK


def take(
    context: typed.Context,
    file: Annotated[
        str, typed.Argument(metavar="FILE", help="A Word file (.docx) or Markdown (.md).", asks=typed.TEXT)
    ],
    *,
    version: Annotated[str, typed.Option("--as", metavar="VERSION", help="The version's id, such as remiss.")] = "",
    name: Annotated[str, typed.Option("--name", metavar="TEXT", help="What people call the version.")] = "",
    date: Annotated[str, typed.Option("--date", metavar="DAY", help="The day of the version.")] = "",
    milestone: Annotated[
        str,
        typed.Option("--milestone", metavar="MILESTONE", help="The decision it belongs to.", completes=typed.MILESTONE),
    ] = "",
    against: Annotated[
        str, typed.Option("--against", metavar="VERSION", help="Match with this version; else with the last one.")
    ] = "",
    replace: Annotated[
        bool, typed.Option("--replace", help="Take the text in the place of that of the version.")
    ] = False,
    headings: Annotated[
        str, typed.Option("--headings", metavar="look|style", help="Take what looks like a heading for one, or not.")
    ] = LOOK,
    answer: Annotated[
        list[str] | None,
        typed.Option("--answer", metavar="N=ID", help="Such as 14=p031, 14=new or p033=gone. Repeatable."),
    ] = None,
    answers: Annotated[
        str, typed.Option("--answers", metavar="FILE", help="A file with such answers, one a line.")
    ] = "",
    write_answers: Annotated[
        str, typed.Option("--write-answers", metavar="FILE", help="Write what was found as answers to correct.")
    ] = "",
    yes: Agreed = False,
    dry_run: DryRun = False,
) -> None:
    """Take a text in as a version of the strategy; each heading and paragraph keeps its id, or gets one.

    The text is matched with the version before: what is the same, reworded, moved, split, merged, new or gone is shown
    first, and corrected by answers. Of a Word file it is said what was not taken in.
    """
    run = terminal(context)
    if not version:
        raise UsageError(msg("missing the version: --as remiss"))
    day = ask.day(run, "--date", date, yes=True) if date else None
    given = TextGiven(version, name, day, milestone, against, headings, answer or (), answers, replace)
    proposal = take_text.propose(run.project, file, given)
    run.tell_all(proposal.account)
    if not yes and not dry_run and not write_answers and sys.stdin.isatty():
        proposal = _asked(run, file, given, proposal)
    _show(run, proposal)
    if write_answers:
        write_octets(run, take_text.answer_text(proposal).encode(), write_answers, dry_run=dry_run)
        return
    if dry_run:
        run.dry_run()
        return
    if not yes:
        _agree(run)
    take_text.carry_out(run.project, proposal)
    run.tell(msg("{version} is taken in: {file}", version=proposal.version, file=matched.file_of(proposal)))


def _asked(run: Terminal, file: str, given: TextGiven, proposal: TextProposal) -> TextProposal:
    """Ask about each match that is not sure; a paragraph that is not the one it was taken for is new."""
    refused = [place for place in proposal.unsure if not run.agreed(matched.question(proposal, place))]
    return take_text.again(run.project, file, given, refused) if refused else proposal


def _show(run: Terminal, proposal: TextProposal) -> None:
    run.tell_all(matched.summary(proposal))
    found = matched.rows(proposal, run.language)
    if found:
        headings = (msg("No."), msg("Paragraph"), msg("What"), msg("Words"))
        print_table([Column(run.say(heading)) for heading in headings], found)


def _agree(run: Terminal) -> None:
    if not sys.stdin.isatty():
        refusal = UsageError if sys.stdin.closed else RusctlError
        raise refusal(msg("to make these changes, say --yes"), stops=True)
    if not run.agreed(msg("take it in so?")):
        raise RusctlError(msg("you did not say yes"), stops=True)
