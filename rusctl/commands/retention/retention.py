"""`rusctl retention run` and `rusctl retention log`."""

from typing import Annotated

from rusctl.commands.common import show_remains, typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.extract import disposal_row
from rusctl.output.tables import print_table
from rusctl.services.people import people_tables


def run_retention(
    context: typed.Context,
    *,
    apply: Annotated[
        bool, typed.Option("--apply", help="Dispose. Without this option, only show what would be disposed of.")
    ] = False,
) -> None:
    """Dispose of everything kept for as long as config/retention.toml says.

    Without --apply, only the numbers are shown.

    People with an upcoming or undated event are kept. The log records class, number and decision, never a person.
    """
    from rusctl.services.people import retention  # loads SQLAlchemy

    run = terminal(context)
    found = retention.find(run.project)
    print_table(*people_tables.overdue(run.say, found.classes))
    if not apply:
        run.tell(msg("rusctl retention run --apply removes it"))
        return
    remains = retention.carry_out(run.project, found)
    if remains:
        show_remains.end(run, remains)


def log(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show what has been erased and disposed of: when, which class, how many, by which decision; never whom."""
    from rusctl.services.people import retention  # loads SQLAlchemy

    run = terminal(context)
    rows = [disposal_row(row) for row in retention.logged(run.project)]
    if listed(run, rows, msg("nothing has been erased or disposed of"), as_json=as_json):
        return
    print_table(*people_tables.disposals(run.say, rows))
