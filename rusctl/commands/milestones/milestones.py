"""`rusctl milestones`."""

from collections import Counter
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.urgency import style
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output import rows
from rusctl.output.clean import one_line
from rusctl.output.tables import Cell, Column, print_table
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.milestones import Standing, every_standing
from rusctl.services import selection
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting.milestones import (
    critical_chain,
    judged,
    left_under_heading,
    slack_text,
    slip,
    told,
    when_text,
)
from rusctl.services.strategy import commitments


def milestones(
    context: typed.Context,
    *,
    everything: Annotated[bool, typed.Option("--all", help="Show the ones that are done, too.")] = False,
    graph: Annotated[
        str, typed.Option("--graph", metavar="text|mermaid|svg", help="Draw what comes after what instead.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List what remains: days left, slip from the first promised date, slack, and what it depends on.

    Overdue items come first.
    """
    run = terminal(context)
    run.complete()
    plan = read_meetings(run.project).loaded.plan
    if graph:
        _draw(run, graph)
        return
    chain = network(with_least_times(plan, run.project.today), run.project.today)
    found = [standing for standing in every_standing(plan, run.project.today) if everything or standing.open]
    if as_json:
        give(run, (rows.milestone_row(standing, plan, chain) for standing in found))
        return
    if found:
        _print(run, found, chain)
    else:
        run.tell(msg("no milestone remains; rusctl milestones --all shows those that are done"))
    for line in commitments.lines(plan, run.project.today, run.language):
        run.out(one_line(line))


def _draw(run: Terminal, form: str) -> None:
    """Print what comes after what: as text, as Mermaid, or as SVG."""
    from rusctl.output.drawing.graph import as_mermaid, as_svg, as_text  # noqa: PLC0415 - a table needs no drawing
    from rusctl.services.reporting.graph import drawing  # noqa: PLC0415 - likewise

    forms = {"text": as_text, "mermaid": as_mermaid, "svg": as_svg}
    if form not in forms:
        raise selection.no_format(form, forms)
    run.out(forms[form](drawing(run.project.loaded.plan, run.project.today, run.language)).rstrip("\n"))


def _print(run: Terminal, found: list[Standing], chain: Network) -> None:
    columns = [
        Column(run.say(msg("Milestone"))),
        Column(run.say(msg("When"))),
        Column(run.say(msg("Left"))),
        Column(run.say(msg("First promised")), beneath=True),
        Column(run.say(msg("Slip")), number=True),
        Column(run.say(msg("Slack")), number=True),
        Column(run.say(msg("Waits for")), beneath=True),
    ]
    plan = run.project.loaded.plan
    titles = {m.id: run.language.name(m.title) for m in plan.milestones}
    table = []
    rows_of = Counter(standing.milestone.id for standing in found)
    for standing in found:
        milestone = standing.milestone
        remaining, slipped = left_under_heading(standing), slip(standing)
        became = [run.say(one) for one in (told(standing), judged(standing)) if one]
        name = f"{milestone.id} {standing.year}" if rows_of[milestone.id] > 1 else milestone.id
        table.append(
            (
                Cell(titles[milestone.id], below=", ".join([name, *became])),
                when_text(standing, run.language),
                Cell(run.say(remaining) if remaining else "", style(standing)),
                dates.medium(milestone.baseline, run.language.code) if milestone.baseline else "",
                run.say(slipped) if slipped else "",
                slack_text(milestone.id, chain, run.language),
                ", ".join(titles.get(name, name) for name in standing.waits_for),
            )
        )
    print_table(columns, table)
    if path := critical_chain(chain, plan, run.language):
        run.out("\n" + one_line(run.say(path)))
