"""`rusctl template list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.names import kind_name
from rusctl.output.listed.template_rows import template_row
from rusctl.output.tables import Column, print_table


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the templates of events: the hours, the crew and the roles of each."""
    run = terminal(context)
    plan = run.project.readable().plan
    nothing = msg("there is no template; add one with rusctl template add ID, or write [[template]]")
    if listed(run, map(template_row, plan.templates), nothing, as_json=as_json):
        return
    names = {role.id: run.language.name(role.name) for role in plan.roles}
    headings = (
        msg("Template"),
        msg("Kind"),
        msg("Title"),
        msg("Hours"),
        msg("Crew"),
        msg("Takes part"),
        msg("Questions"),
    )
    columns = [Column(run.say(one)) for one in headings]
    table = [
        (
            one.id,
            kind_name(plan, one.kind, run.language) if one.kind else "",
            one.title,
            one.hours,
            ", ".join(names.get(role, role) for role in one.crew),
            ", ".join(names.get(role, role) for role in one.roles),
            "\n".join(one.questions),
        )
        for one in plan.templates
    ]
    print_table(columns, table)
