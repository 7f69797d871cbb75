"""What `rusctl participants import` and `rusctl person import` have in common: the options, what is shown and asked."""

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.options import Agreed
from rusctl.commands.terminal import YES, Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.services.people import list_memory, list_words, read_list
from rusctl.services.people.read_list import ListGiven, ListReading, Purpose, from_file
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.lists.questions import ListQuestion
    from rusctl.register.imports import Planned
    from rusctl.services.people.take_list import ListProposal

File = Annotated[
    str,
    typed.Argument(
        metavar="FILE", help="The list: CSV, a workbook (.xlsx), or names and addresses as text.", asks=typed.TEXT
    ),
]
SheetName = Annotated[
    str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook; else the first with a list.")
]
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
Came = Annotated[
    bool | None,
    typed.Option("--came/--not-came", help="Whether all in this list came to the event, where it does not say so."),
]
HeadingRow = Annotated[
    int | None, typed.Option("--heading-row", metavar="ROW", help="The row with the headings, where it is not found.")
]
Means = Annotated[
    list[str] | None,
    typed.Option(
        "--means", metavar="WORD=ID", help="What a word means: a role, a municipality, an answer, or none; repeatable."
    ),
]
Hidden = Annotated[
    bool | None, typed.Option("--hidden/--no-hidden", help="Whether hidden rows of a workbook count; else they do.")
]
Zeros = Annotated[
    bool, typed.Option("--zeros", help="Put the 0 back that a telephone has lost as a number; else it is left out.")
]
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
    heading_row: HeadingRow = None
    means: Means = None
    hidden: Hidden = None
    zeros: Zeros = False


def take(
    run: Terminal, file: str, given: ListOptions, *, event: str = "", came: bool | None = None, dry_run: bool
) -> int:
    """Take a list in, of an event or of persons: show what it would do, do it when that is agreed; give the exit code.

    `event` is the id of the event, nothing for a list of persons; `came` says whether all in the list came to it.
    """
    from rusctl.services.people import take_list  # loads SQLAlchemy

    wanted = take_list.choice(
        run.project,
        event,
        given.role,
        overwrite=given.overwrite,
        likely=given.likely,
        shared=given.shared,
        protected=given.protected,
        came=bool(came),
    )
    asks = sys.stdin.isatty() and not given.yes
    reading = _read(run, file, given, event=event, came=came)
    while True:
        run.tell_all(list_words.about(reading))
        proposal = take_list.propose(run.project, reading, wanted, names=given.names)
        run.tell_all(take_list.about_hard_words(proposal))
        if proposal.planned.doubts and asks:
            wanted = take_list.settled(proposal, run.agreed)
            proposal = take_list.again(proposal, wanted)
        counts = proposal.planned.counts
        agreed = given.yes or not (counts.imported or (asks and reading.questions))
        _show(run, proposal, proposal.planned, done=agreed and not dry_run)
        if dry_run:
            run.dry_run()
            return take_list.exit_code(proposal.planned)
        question = None if agreed else _agree(run, reading)
        if question is None:
            break
        reading = _answered(run, reading, question)
    if not proposal.planned.counts.rows:
        empty = not reading.found.skipped
        run.unchanged(
            msg("the list has no rows below its headings") if empty else msg("no row of the list is a person")
        )
        return 0
    run.tell_all(list_memory.remember(run.project, reading, agreed=asks))
    if not counts.imported:
        run.unchanged(
            msg("nothing is taken from the list")
            if counts.failed or counts.differing
            else msg("the register has all of this already")
        )
        return take_list.exit_code(proposal.planned)
    return _done(run, proposal)


def _read(run: Terminal, file: str, given: ListOptions, *, event: str, came: bool | None) -> ListReading:
    options = ListGiven(
        given.sheet,
        given.columns or (),
        given.means or (),
        given.heading_row or 0,
        given.hidden,
        came,
        given.zeros or None,
        given.role or None,
    )
    return from_file(run.project, expanded(file), Purpose.EVENT if event else Purpose.PERSONS, options)


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
    for line in take_list.cost(proposal, planned):
        run.out(one_line(run.say(line)))
    for line in take_list.described_otherwise(proposal, planned):
        run.out(one_line(run.say(line)))
    for line in take_list.in_numbers(proposal, planned.counts, done=done):
        run.out(run.say(line))


def _agree(run: Terminal, reading: ListReading) -> "ListQuestion | None":
    """Ask for a yes to all at once: None where it is given, else the question that is to be answered otherwise."""
    if not sys.stdin.isatty():
        raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
    questions = reading.questions
    for number, question in enumerate(questions, 1):
        said = "; ".join(run.say(line) for line in list_words.asked(question))
        print(one_line(f"{number}. {said}"), file=sys.stderr)
    if not questions:
        if not run.agreed(msg("Take these rows into the register?")):
            raise RusctlError(msg("you did not say yes"), stops=True)
        return None
    while True:
        line = _line(run.say(msg("Is that right, and are the rows to be taken? [y/N, or the number of what is not]")))
        if line.casefold() in YES:
            return None
        if line.isdecimal() and 0 < int(line) <= len(questions):
            return questions[int(line) - 1]
        if not line.isdecimal():
            raise RusctlError(msg("you did not say yes"), stops=True)


def _answered(run: Terminal, reading: ListReading, question: "ListQuestion") -> ListReading:
    """Ask for each thing that a question is about what is right; an empty answer leaves it as it is."""
    answers = {}
    for item in question.items:
        choices = list_words.choices(question.about, item)
        while True:
            line = _line(f"{run.say(list_words.what(question.about, item))} [{' '.join(choices)}]")
            if not line or line in choices or (line.isdecimal() and not choices):
                break
            run.tell(msg("{word} is none of {words}", word=line, words=choices))
        if line:
            answers[item.key] = line
    return read_list.answered(run.project, reading, question.about, answers)


def _line(question: str) -> str:
    """Ask something, and give the answer without the space around it."""
    print(one_line(question) + " ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise typed.Abort
    return line.strip()
