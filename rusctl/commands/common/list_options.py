"""What `rusctl participants import` and `rusctl person import` have in common: the options, what is shown and asked."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.options import Agreed
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.register.imports import Planned
    from rusctl.services.people.take_list import ListProposal

File = Annotated[
    str, typed.Argument(metavar="FILE", help="The list: a CSV file or a workbook (.xlsx).", asks=typed.TEXT)
]
SheetName = Annotated[str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook; else its first.")]
Columns = Annotated[
    list[str] | None,
    typed.Option("--column", metavar="HEADING=FIELD", help="What a column is; HEADING= drops it; may be repeated."),
]
RoleName = Annotated[str, typed.Option("--role", metavar="ID", help="The role of those for whom no column says it.")]
Overwrite = Annotated[
    bool, typed.Option("--overwrite", help="Also write over what the register says otherwise of a person.")
]
Likely = Annotated[
    str,
    typed.Option(
        "--likely", metavar="same|new", help="What rows are that are likely about somebody known; else they wait."
    ),
]
SharedMailbox = Annotated[
    bool, typed.Option("--shared-mailbox", help="Several people may have an address: each name is a person.")
]
Protected = Annotated[
    bool, typed.Option("--protected", help="Take in as protected who is said to be so; else their rows wait.")
]
Came = Annotated[bool, typed.Option("--came", help="All in this list came to the event.")]
Names = Annotated[bool, typed.Option("--names", help="Show the names of the rows that are not taken, too.")]


class ListOptions(NamedTuple):
    """How a list is to be read, and what is done with it."""

    sheet: SheetName = ""
    columns: Columns = None
    role: RoleName = ""
    overwrite: Overwrite = False
    names: Names = False
    yes: Agreed = False
    likely: Likely = ""
    shared: SharedMailbox = False
    protected: Protected = False


def take(run: Terminal, file: str, given: ListOptions, *, event: str = "", came: bool = False, dry_run: bool) -> int:
    """Take a list in, of an event or of persons: show what it would do, do it when that is agreed; give the exit code.

    `event` is the id of the event, nothing for a list of persons; with `came` all in the list came to it.
    """
    from rusctl.services.people import take_list  # loads SQLAlchemy

    project, path = run.project, expanded(file)
    wanted = take_list.choice(
        project,
        event,
        given.role,
        overwrite=given.overwrite,
        likely=given.likely,
        shared=given.shared,
        protected=given.protected,
        came=came,
    )
    sheet = take_list.read(path, given.sheet)
    run.tell_all(take_list.about(sheet))
    asks = (lambda headings, fields: _asked(run, headings, fields)) if sys.stdin.isatty() else None
    columns = take_list.mapped(project, sheet, given.columns or (), of_event=bool(event), asks=asks)
    run.tell_all(take_list.about_columns(sheet, columns))
    proposal = take_list.propose(project, sheet, columns, wanted, file=path.name, names=given.names)
    run.tell_all(take_list.about_hard_words(proposal))
    if proposal.planned.doubts and sys.stdin.isatty() and not given.yes:
        proposal = take_list.again(proposal, take_list.settled(proposal, run.agreed))
    counts = proposal.planned.counts
    agreed = given.yes or not counts.imported
    _show(run, proposal, proposal.planned, done=agreed and not dry_run)
    if dry_run:
        run.dry_run()
        return take_list.exit_code(proposal.planned)
    if not agreed:
        _agree(run)
    if not counts.rows:
        run.unchanged(msg("the list has no rows below its headings"))
        return 0
    take_list.remember(project, sheet, columns)
    if not counts.imported:
        run.unchanged(
            msg("nothing is taken from the list")
            if counts.failed or counts.differing
            else msg("the register has all of this already")
        )
        return take_list.exit_code(proposal.planned)
    return _done(run, proposal)


def _done(run: Terminal, proposal: "ListProposal") -> int:
    """Take the rows in, and say what else was done than what was shown before."""
    from rusctl.services.people import take_list  # loads SQLAlchemy

    done = take_list.carry_out(proposal)
    if take_list.otherwise(proposal, done):
        run.tell(msg("the register was changed meanwhile; this is what was done:"))
        _show(run, proposal, done.planned, done=True)
    run.tell_all(take_list.not_taken(done.planned))
    run.out(run.say(msg("import {number}", number=done.number)))
    run.tell(
        msg("undo it with rusctl participants undo-import {number}, while nobody has changed it", number=done.number)
    )
    return take_list.exit_code(done.planned)


def _show(run: Terminal, proposal: "ListProposal", planned: "Planned", *, done: bool) -> None:
    from rusctl.services.people import take_list  # loads SQLAlchemy

    for line in take_list.refused(proposal, planned):
        run.out(one_line(run.say(line)))
    for line in take_list.described_otherwise(proposal, planned):
        run.out(one_line(run.say(line)))
    for line in take_list.in_numbers(planned.counts, done=done):
        run.out(run.say(line))


def _agree(run: Terminal) -> None:
    if not sys.stdin.isatty():
        raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
    if not run.agreed(msg("Take these rows into the register?")):
        raise RusctlError(msg("you did not say yes"), stops=True)


def _asked(run: Terminal, headings: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """Ask what the columns are that no heading tells; an empty answer drops one."""
    found: dict[str, str] = {}
    if headings:
        run.tell(msg("fields: {fields}; an empty answer drops the column", fields=list(fields)))
    for text in headings:
        while True:
            print(one_line(run.say(msg("Which field is {heading}?", heading=text)) + " "), end="", file=sys.stderr)
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                raise typed.Abort
            answer = line.strip()
            if not answer or answer in fields:
                break
            run.tell(msg("{field} is no field of a list; there are {names}", field=answer, names=list(fields)))
        found[text] = answer
    return found
