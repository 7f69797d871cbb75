"""`rusctl inputs correct`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import input_options, looking, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.services.inputs.words import InputSaid

if TYPE_CHECKING:
    from rusctl.services.inputs import correcting, storing
else:
    correcting = later("rusctl.services.inputs.correcting")
    storing = later("rusctl.services.inputs.storing")


def correct(
    context: typed.Context,
    name: input_options.InputId,
    text: Annotated[str, typed.Argument(metavar="TEXT", help="The text as it is to be.")] = "",
    *,
    kind: input_options.Kind = "",
    roles: input_options.Roles = None,
    table: input_options.Table = "",
    question: input_options.Question = "",
    municipality: input_options.Municipality = "",
    by: input_options.NotedBy = "",
    found: input_options.Found = "",
    dry_run: DryRun = False,
) -> None:
    """Correct an input: what was said is kept, and a corrected text is a version; kind, role and table change."""
    run = terminal(context)
    looking.check(found)
    if text:
        (looked,) = storing.looked_at(run.project, [text])
        settled = looking.settled(run, looked, found)
        if settled is None:
            raise RusctlError(msg("the text is not stored as it is"), stops=True)
        text = settled
    said = InputSaid(question, table, kind, roles or (), municipality, by)
    done = correcting.correct(run.project, name, text, said, dry_run=dry_run)
    if dry_run:
        run.dry_run()
    elif done.text:
        run.tell(msg("{id} has version {number} of its text", id=done.ident, number=done.text_number))
    else:
        run.tell(msg("{id} is changed", id=done.ident))
