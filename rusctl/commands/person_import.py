"""`rusctl person import`."""

from typing import Annotated

import typer

from rusctl.commands import list_import
from rusctl.commands.options import DryRun
from rusctl.commands.registered import role_chooser
from rusctl.commands.session import session


def person_import(
    context: typer.Context,
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
    """Take persons, with the role they hold, from a list (CSV or .xlsx) into the register.

    It works as rusctl participants import does, without an event; rusctl participants undo-import takes it back.
    """
    from rusctl.register.imports import Wanted

    run = session(context)
    wanted = Wanted("", role_chooser(run.readable().plan)(role), overwrite)
    given = list_import.List(file, sheet, columns or (), names)
    raise typer.Exit(list_import.run_import(run, given, wanted, yes=yes, dry_run=dry_run))
