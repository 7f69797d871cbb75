"""`rusctl milestones --graph`."""

from rusctl.commands.terminal import Terminal
from rusctl.errors import UsageError
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name, way
from rusctl.language.spans import span
from rusctl.model.plan import Event, Milestone, Plan, Status, When
from rusctl.output.graph import Drawing, Node, as_mermaid, as_svg, as_text
from rusctl.schedule.network.links import in_rounds
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import done_on, due_on
from rusctl.schedule.state.status import status_on

FORMS = {"text": as_text, "mermaid": as_mermaid, "svg": as_svg}


def show_graph(run: Terminal, plan: Plan, form: str) -> None:
    """Print what comes after what: as text, as Mermaid, or as SVG."""
    if form not in FORMS:
        raise UsageError(msg("{word} is no form of a graph; it is one of {words}", word=form, words=list(FORMS)))
    run.out(FORMS[form](drawing(run, plan)).rstrip("\n"))


def drawing(run: Terminal, plan: Plan) -> Drawing:
    """Put the network into words: the milestones, and the events that come after something or before it."""
    found = network(with_lead_times(plan, run.project.today), run.project.today)
    nodes: list[Node] = []
    drawn: set[str] = set()
    for record in _shown(plan):
        nodes.append(_node(run, record, found, drawn))
        drawn.add(record.id)
    title = run.say(msg("{name}: what comes after what", name=plan.process.name))
    names = {node.id: node.title for node in nodes}
    parts = []
    for node in nodes:
        before = run.say(msg("after {names}", names=[names[name] for name, _ in node.before])) if node.before else ""
        parts.append(": ".join(filter(None, (node.title, ", ".join(filter(None, (node.when, before)))))))
    path = way([names[name] for name in found.chain])
    legend = run.say(msg("the critical chain: {path}", path=path)) if path else run.say(msg("no critical chain"))
    return Drawing(title, ". ".join([*parts, legend]), run.say(msg("after")), legend, run.language.code, nodes)


def _shown(plan: Plan) -> list[Milestone | Event]:
    """Give the milestones and the events that are joined to something, each after those it comes after."""
    named = {one.id for record in plan.records for one in record.after}
    joined = {record.id: record for record in plan.records if _joined(record, named)}
    waits_for = {name: [one.id for one in record.after if one.id in joined] for name, record in joined.items()}
    return [joined[name] for name in in_rounds(waits_for)]


def _joined(record: Milestone | Event, named: set[str]) -> bool:
    return isinstance(record, Milestone) or bool(record.after) or record.id in named


def _node(run: Terminal, record: Milestone | Event, found: Network, drawn: set[str]) -> Node:
    timing = found.timings.get(record.id)
    slack = timing.slack_days if timing else None
    when: When | None
    if isinstance(record, Milestone):
        reached = None if record.every else done_on(record, run.project.today)
        title, done = run.language.name(record.title) or record.id, reached is not None
        when = reached or due_on(record, run.project.today)
    else:
        title, when = short_name(record, run.project.loaded.plan), record.when
        done = status_on(record, run.project.today) in {Status.HELD, Status.CANCELLED}
    notes = [run.say(msg("done"))] if done else []
    if slack is not None:
        notes.append(run.say(nmsg("{count} day of slack", "{count} days of slack", slack)))
    before = tuple(
        (one.id, run.say(msg("at least {gap}", gap=span(one.gap))) if one.gap else "")
        for one in record.after
        if one.id in drawn
    )
    return Node(
        id=record.id,
        title=title,
        when=dates.medium(when, run.language.code) if when else run.say(msg("no date")),
        note=", ".join(notes),
        done=done,
        critical=record.id in found.critical,
        before=before,
    )
