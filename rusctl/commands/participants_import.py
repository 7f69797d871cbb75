"""`rusctl participants import` and `rusctl participants undo-import`."""

from typing import Annotated

import typer

from rusctl.commands import list_import, pick, registered_mail
from rusctl.commands.options import DryRun, EventId
from rusctl.commands.registered import not_done, opened, role_chooser
from rusctl.commands.session import session
from rusctl.language.message import msg, nmsg


def participants_import(
    context: typer.Context,
    name: EventId,
    file: list_import.File,
    *,
    sheet: list_import.SheetName = "",
    columns: list_import.Columns = None,
    role: Annotated[
        str, typer.Option("--role", metavar="ID", help="The role of those for whom no column says it.")
    ] = "",
    overwrite: list_import.Overwrite = False,
    names: list_import.Names = False,
    yes: list_import.Agreed = False,
    dry_run: DryRun = False,
) -> None:
    """Take an event's participants from a list (CSV or .xlsx) into the register; the same list twice does nothing.

    What would happen is shown first, in numbers. Columns that nobody has declared are dropped, and so is no row
    silently: imported, skipped and failed rows are counted, and each failed one is said with its column and reason.
    """
    from rusctl.register.imports import Wanted

    run = session(context)
    plan = run.readable().plan
    event = pick.event(plan, name)
    wanted = Wanted(event.id, role_chooser(plan)(role), overwrite)
    given = list_import.List(file, sheet, columns or (), names)
    raise typer.Exit(list_import.run_import(run, given, wanted, yes=yes, dry_run=dry_run))


def undo_import(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number that the import gave.")],
    *,
    dry_run: DryRun = False,
) -> None:
    """Take an import back, of participants or of persons; refused where something of it was changed since."""
    from rusctl.register import undo

    run = session(context)
    register = opened(run)
    with register.reading() as connection:
        undo.refuse_other(connection, number, list_import.KINDS)
        undo.to_undo(connection, number)
    registered_mail.write_down_addresses(run, dry_run=dry_run)
    rows = register.change(
        "participants undo-import", lambda change: undo.undo(change, number), undoes=number, dry_run=dry_run
    )
    run.out(run.say(nmsg("import {number}: {count} row", "import {number}: {count} rows", rows, number=number)))
    if dry_run:
        not_done(run)
    else:
        run.tell(msg("import {number} was taken back", number=number))
