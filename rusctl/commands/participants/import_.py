"""`rusctl participants import` and `rusctl participants undo-import`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.nouns import list_import, list_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.services import selection


@spread
def participants_import(
    context: typed.Context,
    name: EventId,
    file: list_options.File,
    *,
    options: list_options.ListOptions,
    came: list_options.Came = None,
    dry_run: DryRun = False,
) -> None:
    """Take an event's participants from a list (CSV, .xlsx or text) into the register; the same twice does nothing.

    How the list is understood is shown first, and agreed to in one step. Columns that nobody has declared are dropped,
    and so is no row silently: imported, skipped and asked rows are counted, and each that waits is said, and why.
    """
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    raise typed.Exit(list_import.take(run, file, options, event=event.id, came=came, dry_run=dry_run))


def undo_import(
    context: typed.Context,
    number: Annotated[
        int, typed.Argument(metavar="NUMBER", help="The number that the import gave.", asks=typed.IMPORT)
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Undo an import of participants or people. Refused if any of it has been changed since."""
    from rusctl.services.people import changes  # loads SQLAlchemy

    run = terminal(context)
    rows = changes.undo_import(run.project, number, dry_run=dry_run)
    run.out(run.say(nmsg("import {number}: {count} row", "import {number}: {count} rows", rows, number=number)))
    if dry_run:
        run.dry_run()
    else:
        run.tell(msg("import {number} is undone", number=number))
