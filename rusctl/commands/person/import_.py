"""`rusctl person import`."""

from rusctl.commands.common import typed
from rusctl.commands.common.nouns import list_import, list_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal


@spread
def person_import(
    context: typed.Context, file: list_options.File, *, options: list_options.ListOptions, dry_run: DryRun = False
) -> None:
    """Take people, with the role they hold, from a list (CSV, .xlsx or text) into the register.

    It works as rusctl participants import does, without an event; rusctl participants undo-import undoes it.
    """
    raise typed.Exit(list_import.take(terminal(context), file, options, dry_run=dry_run))
