"""`rusctl trace`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_strategy import TRACE
from rusctl.output.tables import Column, print_table
from rusctl.services.strategy import trace as traces
from rusctl.services.strategy.trace import TraceStep

if TYPE_CHECKING:
    from rusctl.services.inputs import fates
else:
    fates = later("rusctl.services.inputs.fates")

_NO_DATABASE = msg("there is no database of inputs here, so this is what the text alone knows")


def trace(
    context: typed.Context,
    what: Annotated[
        str, typed.Argument(metavar="WHAT", help="An input (SALA-014), a paragraph (p031, remiss:3.2), a commitment.")
    ] = "",
    *,
    fateless: Annotated[bool, typed.Option("--without-fate", help="List the inputs without a fate.")] = False,
    unfounded: Annotated[
        bool, typed.Option("--nothing-behind", help="List the last version's paragraphs with nothing behind them.")
    ] = False,
    unreasoned: Annotated[
        bool, typed.Option("--without-reason", help="List the changes of the text without a reason.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Follow an input to its themes, paragraphs, decisions, commitments and their follow-ups; or a paragraph back."""
    run = terminal(context)
    run.complete()
    if sum((bool(what), fateless, unfounded, unreasoned)) != 1:
        raise UsageError(msg("give what to trace, such as SALA-014 or p031, or one of the lists; --help names them"))
    if what:
        steps, nothing = _traced(run, what), msg("nothing is known of {what}", what=what)
    elif fateless:
        steps, nothing = _fateless(run), msg("every input has a fate")
    elif unfounded:
        known = fates.targets(run.project)
        _say_where(run, known is None)
        steps, nothing = traces.nothing_behind(run.project, known or ()), msg("something is behind every paragraph")
    else:
        steps, nothing = traces.without_reason(run.project), msg("every change has a reason")
    _show(run, steps, nothing, as_json=as_json)


def _traced(run: Terminal, what: str) -> list[TraceStep]:
    wanted = traces.sought(run.project, what)
    if wanted.inputs:
        (ident,) = wanted.inputs
        found = fates.of_idents(run.project, wanted.inputs)
        _say_where(run, found is None)
        if found == []:
            raise RusctlError(msg("there is no input {id}", id=ident))
        return traces.forwards(run.project, ident, found[0] if found else None)
    there = fates.behind(run.project, wanted.targets)
    _say_where(run, there is None)
    known = {one.ident for one in there or ()}
    more = fates.of_idents(run.project, traces.named(run.project, wanted) - known) or []
    return traces.backwards(run.project, wanted, [*(there or ()), *more])


def _fateless(run: Terminal) -> list[TraceStep]:
    found = fates.lacking(run.project)
    if found is None:
        raise RusctlError(msg("there is no database of inputs here; inputs and their fates are kept there alone"))
    return traces.input_steps(found)


def _say_where(run: Terminal, missing: bool) -> None:
    if missing:
        run.tell(_NO_DATABASE)


def _show(run: Terminal, steps: list[TraceStep], nothing: Message, *, as_json: bool) -> None:
    if listed(run, [traces.row(step) for step in steps], nothing, as_json=as_json):
        return
    columns = [Column(run.say(msg("Step"))), Column(run.say(msg("Id")), whole=True), Column(run.say(msg("What")))]
    print_table(columns, [(run.say(TRACE[step.kind]), step.id, run.say(step.said)) for step in steps])
