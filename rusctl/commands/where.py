"""`rusctl where`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.output.clean import clean


def where(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show which folder is used, and why."""
    run = terminal(context)
    folder = run.project.folder
    if as_json:
        give(run, [{"folder": str(folder.path), "why": Language("en").text(folder.why)}])
        return
    run.out(clean(str(folder.path)))
    run.tell(msg("why: {why}", why=folder.why))
