"""`rusctl inputs add`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import input_options, looking, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.common.streams import read_stdin
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.inputs.block import inputs_of
from rusctl.language.message import msg, nmsg
from rusctl.services.inputs.words import InputSaid

if TYPE_CHECKING:
    from rusctl.services.inputs import storing
else:
    storing = later("rusctl.services.inputs.storing")

MOST = 16 << 20  # bytes of a block


def add(
    context: typed.Context,
    name: EventId,
    text: Annotated[str, typed.Argument(metavar="TEXT", help="What was said; - or nothing: a block from stdin.")] = "",
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
    """Add an input, or a pasted block: an input for each bullet, or for each line where there are no bullets.

    The characters that come in are those that come out. What may be somebody's alone is asked about first.
    """
    run = terminal(context)
    looking.check(found)
    like = storing.meant(run.project, name, InputSaid(question, table, kind, roles or (), municipality, by))
    texts = [text] if text not in {"", "-"} else inputs_of(_block())
    if not texts:
        raise RusctlError(msg("there is no text"), stops=True)
    settled = [looking.settled(run, one, found) for one in storing.looked_at(run.project, texts)]
    idents = storing.store_all(run.project, like, [one for one in settled if one is not None], dry_run=dry_run)
    waiting = settled.count(None)
    if dry_run:
        run.dry_run()
    else:
        for ident in idents:
            run.out(ident)
    if waiting:
        run.tell(nmsg("{count} input is not stored", "{count} inputs are not stored", waiting))
        raise typed.Exit(1)


def _block() -> str:
    try:
        return read_stdin(MOST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RusctlError(msg("what comes on stdin is no text in UTF-8"), stops=True) from None
