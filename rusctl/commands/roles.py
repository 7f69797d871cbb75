"""`rusctl roles`."""

from typing import Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, Kinds, Municipalities
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import terminal
from rusctl.output.tables import print_table
from rusctl.services.reporting import roles as figures

Only = Annotated[bool, typed.Option("--gaps", help="Only events where somebody is missing.")]


def roles(
    context: typed.Context,
    *,
    municipalities: Municipalities = None,
    kinds: Kinds = None,
    gaps: Only = False,
    svg: SvgFile = "",
    as_json: AsJson = False,
) -> None:
    """Show who is coming (or came) to each event by role, against what is needed. Gaps are marked."""
    run = terminal(context)
    endings.keep_to(svg, ".svg")
    found, plan = figures.counted(run.project, municipalities, kinds), run.project.plan
    shown = figures.with_gaps(found) if gaps else found
    if as_json:
        give(run, figures.rows(shown))
        return
    if not shown:
        run.tell(figures.nobody_lacks(found))
        return
    print_table(*figures.table(shown, plan, run.language))
    for note in figures.notes(shown):
        run.out(run.say(note))
    if svg:
        write_chart(run, figures.chart(shown, plan, run.language), svg)
