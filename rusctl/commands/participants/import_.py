"""`rusctl participants import` and `rusctl participants undo-import`."""

from typing import Annotated

from rusctl.commands.common import list_options, typed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, EventId
from rusctl.language.message import msg, nmsg
from rusctl.services import selection
from rusctl.services.people.register_access import not_done, opened
from rusctl.services.session import session


@spread
def participants_import(
    context: typed.Context,
    name: EventId,
    file: list_options.File,
    *,
    options: list_options.ListOptions,
    dry_run: DryRun = False,
) -> None:
    """Take an event's participants from a list (CSV or .xlsx) into the register; the same list twice does nothing.

    What would happen is shown first, in numbers. Columns that nobody has declared are dropped, and so is no row
    silently: imported, skipped and failed rows are counted, and each failed one is said with its column and reason.
    """
    run = session(context)
    event = selection.event(run.readable().plan, name)
    raise typed.Exit(list_options.take(run, file, options, event=event.id, dry_run=dry_run))


def undo_import(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="The number that the import gave.")],
    *,
    dry_run: DryRun = False,
) -> None:
    """Undo an import of participants or people. Refused if any of it has been changed since."""
    from rusctl.database import undo
    from rusctl.services.pieces import PIECES

    run = session(context)
    register = opened(run)
    with register.reading() as connection:
        undo.refuse_other(connection, number, list_options.KINDS)
        undo.to_undo(connection, number)
    rows = register.change(
        "participants undo-import", lambda change: undo.undo(change, number, PIECES), undoes=number, dry_run=dry_run
    )
    run.out(run.say(nmsg("import {number}: {count} row", "import {number}: {count} rows", rows, number=number)))
    if dry_run:
        not_done(run)
    else:
        run.tell(msg("import {number} is undone", number=number))
