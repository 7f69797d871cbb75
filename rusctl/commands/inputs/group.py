"""`rusctl inputs group`, `ungroup` and `groups`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.sorting_rows import group_row
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.inputs import sorting
else:
    sorting = later("rusctl.services.inputs.sorting")

Several = Annotated[
    list[str], typed.Argument(metavar="INPUT...", help="Ids of inputs, such as SALA-014.", asks=typed.TEXT)
]


def group(
    context: typed.Context,
    names: Several,
    *,
    into: Annotated[
        int | None, typed.Option("--into", metavar="NUMBER", help="The number of a group that there is.", min=1)
    ] = None,
    name: Annotated[
        str | None, typed.Option("--name", metavar="NAME", help="What the group is called; nobody's name.")
    ] = None,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Group inputs that say the same, to handle them together; each stays what it is."""
    run = terminal(context)
    made = sorting.group(run.project, names, into=into or 0, name=name, by=by, dry_run=dry_run)
    run.tell(msg("group {number}: {names}", number=made.number, names=list(made.idents)))
    if dry_run:
        run.dry_run()


def ungroup(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="The group's number.", min=1, asks=typed.TEXT)],
    names: Annotated[
        list[str] | None, typed.Argument(metavar="[INPUT]...", help="Those to take out; without, all of them.")
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Dissolve a group, or take inputs out of it; the inputs keep all that was made of them."""
    run = terminal(context)
    sorting.ungroup(run.project, number, names or (), dry_run=dry_run)
    left = next((one for one in sorting.all_groups(run.project) if one.number == number), None)
    if dry_run:
        run.dry_run()
    elif left is None:
        run.tell(msg("group {number} is dissolved; its inputs stay as they are", number=number))
    else:
        run.tell(msg("group {number}: {names}", number=number, names=list(left.idents)))


def groups(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the groups of inputs that say the same."""
    run = terminal(context)
    found = sorting.all_groups(run.project)
    nothing = msg("there is no group; rusctl inputs group makes one")
    rows = [group_row(one.number, one.name, one.idents) for one in found]
    if listed(run, rows, nothing, as_json=as_json):
        return
    columns = [Column(run.say(heading)) for heading in (msg("Group"), msg("Name"), msg("Inputs"))]
    print_table(columns, [(str(one.number), one.name, ", ".join(one.idents)) for one in found])
