"""`rusctl inputs list`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed as begun
from rusctl.commands.common.options import AsJson, Kinds, Municipalities, Roles
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.input_rows import input_row
from rusctl.output.tables import print_table

if TYPE_CHECKING:
    from rusctl.services.inputs import listing
else:
    listing = later("rusctl.services.inputs.listing")


def listed(
    context: typed.Context,
    *,
    events: Annotated[
        list[str] | None, typed.Option("--event", metavar="ID", help="Only this event. Repeatable.")
    ] = None,
    kinds: Kinds = None,
    roles: Roles = None,
    municipalities: Municipalities = None,
    question: Annotated[
        str, typed.Option("--question", metavar="ID|NUMBER", help="Only answers to this fixed question.")
    ] = "",
    by_question: Annotated[
        bool, typed.Option("--by-question", help="Answers to the same question beside each other.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List inputs: what was said, where and in which role."""
    run = terminal(context)
    wanted = listing.InputFilter(events or (), kinds or (), roles or (), municipalities or (), question)
    found = listing.listed(run.project, wanted)
    plan = run.project.readable().plan
    if by_question:
        found = listing.by_question(plan, found)
    nothing = msg("there are no such inputs; rusctl inputs record, add and import store them")
    if not begun(run, map(input_row, found), nothing, as_json=as_json):
        print_table(*listing.table(listing.InputNames(plan, run.language), found, by_question=by_question))
        run.tell(nmsg("{count} input", "{count} inputs", len(found)))
    if waiting := sum(listing.waiting_rows(run.project).values()):
        run.tell(
            nmsg(
                "{count} row of a list waits: read the list again with --found take-out or keep",
                "{count} rows of lists wait: read the lists again with --found take-out or keep",
                waiting,
            )
        )
