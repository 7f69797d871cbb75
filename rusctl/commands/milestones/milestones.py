"""`rusctl milestones`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name, way
from rusctl.model.plan import Event, Milestone, Window
from rusctl.output import rows
from rusctl.output.clean import one_line
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import Standing, standings

URGENT_DAYS = 14
CRITICAL = "*"


def milestones(
    context: typed.Context,
    *,
    everything: Annotated[bool, typed.Option("--all", help="Show the ones that are done, too.")] = False,
    graph: Annotated[
        str, typed.Option("--graph", metavar="text|mermaid|svg", help="Draw what comes after what instead.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List what remains: days left, slip against the first promise, slack, what it waits for; overdue first."""
    run = terminal(context)
    plan = run.complete().plan
    if graph:
        from rusctl.commands.milestones.graph import show_graph  # noqa: PLC0415 - a table needs no drawing

        show_graph(run, plan, graph)
        return
    chain = network(with_lead_times(plan, run.project.today), run.project.today)
    found = [standing for standing in standings(plan, run.project.today) if everything or standing.open]
    if as_json:
        run.out(rows.json_text(rows.milestone_row(standing, plan, chain) for standing in found))
    elif found:
        _print(run, found, chain)
    else:
        run.tell(msg("no milestone remains; rusctl milestones --all shows those that are done"))


def left(standing: Standing) -> Message | None:
    """Say how long is left, or how long it is overdue; None where nobody has said when it is due."""
    if not standing.open:
        return msg("done, day not known") if isinstance(standing.done, Window) else msg("done")
    if standing.days_left is None:
        return None
    if standing.days_left < 0:
        return nmsg("{count} day overdue", "{count} days overdue", -standing.days_left)
    if standing.days_left == 0:
        return msg("today")
    return nmsg("{count} day left", "{count} days left", standing.days_left)


def when_text(run: Terminal, standing: Standing) -> str:
    """Say when it is due or was done; a recurring day on a weekend with the Monday after it."""
    when = standing.when
    if when is None:
        return run.say(msg("no date"))
    text = dates.medium(when, run.language.code)
    if isinstance(when, Window) and when.text:
        text = f"{text} ({dates.span(when.first, when.last, run.language.code)})"
    if standing.alternatives:
        monday = standing.alternatives[-1]
        text += " " + run.say(msg("(or {day}, if it moves: not known)", day=monday))
    return text


def style(standing: Standing) -> str:
    """Say how a milestone stands out."""
    if not standing.open:
        return "dim"
    if standing.overdue:
        return "bold red"
    return "yellow" if standing.days_left is not None and standing.days_left <= URGENT_DAYS else ""


def _left(standing: Standing) -> Message | None:
    """Say what is left under a heading that says so."""
    if standing.open and standing.days_left is not None and standing.days_left > 0:
        return nmsg("{count} day", "{count} days", standing.days_left)
    return left(standing)


def _slip(run: Terminal, standing: Standing) -> str:
    if standing.slip_days is None:
        return run.say(msg("not known")) if standing.milestone.baseline else ""
    if standing.slip_days == 0:
        return run.say(msg("none"))
    return run.say(nmsg("{sign} day", "{sign} days", abs(standing.slip_days), sign=f"{standing.slip_days:+d}"))


def _print(run: Terminal, found: list[Standing], chain: Network) -> None:
    from rusctl.output.tables import Cell, Column, print_table

    columns = [
        Column(run.say(msg("Milestone"))),
        Column(run.say(msg("When"))),
        Column(run.say(msg("Left"))),
        Column(run.say(msg("First promised")), spare=True),
        Column(run.say(msg("Slip")), number=True),
        Column(run.say(msg("Slack")), number=True),
        Column(run.say(msg("Waits for")), spare=True),
    ]
    titles = {m.id: run.language.name(m.title) for m in run.project.loaded.plan.milestones}
    table = []
    for standing in found:
        milestone = standing.milestone
        remaining = _left(standing)
        table.append(
            (
                Cell(titles[milestone.id], below=milestone.id),
                when_text(run, standing),
                Cell(run.say(remaining) if remaining else "", style(standing)),
                dates.medium(milestone.baseline, run.language.code) if milestone.baseline else "",
                _slip(run, standing),
                slack_text(run, milestone.id, chain),
                ", ".join(titles.get(name, name) for name in standing.waits_for),
            )
        )
    print_table(columns, table)
    if chain.chain:
        names = {record.id: _name(run, record) for record in run.project.loaded.plan.records}
        path = way([names[name] for name in chain.chain])
        run.out("\n" + one_line(run.say(msg("{mark} the critical chain: {path}", mark=CRITICAL, path=path))))


def slack_text(run: Terminal, name: str, chain: Network) -> str:
    """Say how many days of slack something has, with a mark where it is on the critical chain."""
    timing = chain.timings.get(name)
    if timing is None or timing.slack_days is None:
        return ""
    days = run.say(nmsg("{count} day", "{count} days", timing.slack_days))
    return f"{days} {CRITICAL}" if name in chain.critical else days


def _name(run: Terminal, record: Milestone | Event) -> str:
    if isinstance(record, Milestone):
        return run.language.name(record.title) or record.id
    return short_name(record, run.project.loaded.plan)
