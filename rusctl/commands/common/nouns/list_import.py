"""A list taken in by `rusctl participants import` and `rusctl person import`: what is shown, asked and done."""

import sys
from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.nouns.list_options import ListOptions
from rusctl.commands.terminal import YES, Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.lists.questions import together
from rusctl.output.clean import one_line
from rusctl.services.people import list_memory, list_words, read_list
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rusctl.lists.questions import ListQuestion
    from rusctl.register.imports import Planned
    from rusctl.services.people.take_list import ListProposal


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
    purpose = read_list.Purpose.EVENT if event else read_list.Purpose.PERSONS
    reading = read_list.from_file(run.project, expanded(file), purpose, given.reading(came))
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
        questions = None if agreed else _agree(run, reading)
        if questions is None:
            break
        for question in questions:
            reading = _answered(run, reading, question)
    if not proposal.planned.counts.rows:
        text = msg("the list has no rows below its headings")
        run.unchanged(msg("no row of the list is a person") if reading.found.skipped else text)
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

    for about in (take_list.refused, take_list.cost, take_list.described_otherwise):
        for line in about(proposal, planned):
            run.out(one_line(run.say(line)))
    for line in take_list.in_numbers(proposal, planned.counts, done=done):
        run.out(run.say(line))


def _agree(run: Terminal, reading: read_list.ListReading) -> "Sequence[ListQuestion] | None":
    """Ask for a yes to all at once: None where it is given, else the questions that are to be answered otherwise."""
    if not sys.stdin.isatty():
        raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
    questions = together(reading.questions)
    for number, some in enumerate(questions, 1):
        said = "; ".join(run.say(line) for one in some for line in list_words.asked(one))
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


def _answered(run: Terminal, reading: read_list.ListReading, question: "ListQuestion") -> read_list.ListReading:
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
