"""`rusctl inputs fate`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import InputRef, NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, Reason
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg

if TYPE_CHECKING:
    from rusctl.services.inputs import fates
else:
    fates = later("rusctl.services.inputs.fates")


def fate(
    context: typed.Context,
    name: InputRef,
    word: Annotated[
        str, typed.Argument(metavar="[FATE]", help="paragraph, commitment, noted, passed_on or not_taken_up.")
    ] = "",
    *,
    target: Annotated[
        str,
        typed.Option("--in", metavar="TEXT", help="The paragraph or commitment it is in, or who has it."),
    ] = "",
    version: Annotated[str, typed.Option("--version", metavar="VERSION", help="The version of the text.")] = "",
    why: Reason = "",
    remove: Annotated[bool, typed.Option("--remove", help="Take its fates away, with --in that one alone.")] = False,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Record what became of an input: taken up in a paragraph or a commitment, noted, passed on or not taken up."""
    run = terminal(context)
    if remove == bool(word):
        raise UsageError(msg("give what became of it (paragraph, noted and so on), or --remove"))
    if remove:
        done, count = fates.take_away(run.project, name, target, dry_run=dry_run)
        run.tell(nmsg("{name}: {count} fate is taken away", "{name}: {count} fates are taken away", count, name=done))
    else:
        said = fates.FateSaid(word, target, version, why)
        done, new = fates.set_fate(run.project, name, said, by=by, dry_run=dry_run)
        if not new:
            run.unchanged(msg("{name}: that is said already", name=done))
            return
        run.tell(msg("{name}: its fate is noted", name=done))
    if dry_run:
        run.dry_run()
