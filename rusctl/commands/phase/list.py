"""`rusctl phase list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.listed.phase_rows import phase_row
from rusctl.output.tables import Column, print_table
from rusctl.services.reporting.phases import state_text


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the phases of the process: their days, and whether each is over, under way or to come."""
    run = terminal(context)
    plan, today = run.project.readable().plan, run.project.today
    nothing = msg("there is no phase; add one with rusctl phase add ID WHEN, or write [[phase]]")
    if listed(run, (phase_row(one, plan, today) for one in plan.phases), nothing, as_json=as_json):
        return
    names = {one.id: run.language.name(one.name) for one in plan.phases}
    headings = (msg("Phase"), msg("When"), msg("Status"), msg("May overlap"))
    table = [
        (
            names[one.id],
            dates.span(one.first, one.last, run.language.code),
            run.say(state_text(one, today)),
            ", ".join(names.get(name, name) for name in one.overlaps),
        )
        for one in plan.phases
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)
