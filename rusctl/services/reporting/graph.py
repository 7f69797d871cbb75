"""What comes after what, as a drawing: the milestones, and the events that are joined to something."""

import datetime as dt

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name, way
from rusctl.language.spans import span
from rusctl.language.vocabulary import OUTCOME, PROGRESS
from rusctl.model.plan import Event, Milestone, Plan, Progress, Status, When
from rusctl.output.drawing.graph import Drawing, Node
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.links import in_rounds
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.rounds import due_on, followed, goes_on, last_meeting, over_on, progress_on
from rusctl.schedule.state.status import is_postponed, status_on


def drawing(plan: Plan, today: dt.date, language: Language) -> Drawing:
    """Put the network into words: the milestones, and the events that come after something or before it."""
    plan = followed(plan, today)
    found = network(with_least_times(plan, today), today)
    nodes: list[Node] = []
    drawn: set[str] = set()
    for record in _shown(plan):
        nodes.append(_node(record, found, drawn, plan, today, language))
        drawn.add(record.id)
    title = language.text(msg("{name}: what comes after what", name=plan.process.name))
    names = {node.id: node.title for node in nodes}
    parts = []
    for node in nodes:
        before = (
            language.text(msg("after {names}", names=[names[name] for name, _ in node.before])) if node.before else ""
        )
        parts.append(": ".join(filter(None, (node.title, ", ".join(filter(None, (node.when, before)))))))
    path = way([names[name] for name in found.chain])
    legend = (
        language.text(msg("the critical path: {path}", path=path)) if path else language.text(msg("no critical path"))
    )
    return Drawing(title, ". ".join([*parts, legend]), language.text(msg("after")), legend, language.code, nodes)


def _shown(plan: Plan) -> list[Milestone | Event]:
    """Give the milestones and the events that are joined to something, each after those it comes after."""
    named = {one.id for record in plan.records for one in record.after}
    joined = {record.id: record for record in plan.records if _joined(record, named)}
    waits_for = {name: [one.id for one in record.after if one.id in joined] for name, record in joined.items()}
    return [joined[name] for name in in_rounds(waits_for)]


def _joined(record: Milestone | Event, named: set[str]) -> bool:
    return isinstance(record, Milestone) or bool(record.after) or record.id in named


def _state(record: Milestone | Event, today: dt.date, *, done: bool) -> Message | None:
    """Say what became of it, where it is over or without a day: done, referred back, postponed, given up."""
    if isinstance(record, Event):
        return msg("done") if done else msg("postponed") if is_postponed(record, today) else None
    meeting = last_meeting(record, today)
    if meeting and meeting.outcome and goes_on(record, today):
        return OUTCOME[meeting.outcome]
    progress = progress_on(record, today)
    return None if progress is Progress.OPEN or record.every else PROGRESS[progress]


def _node(  # noqa: PLR0917 - what a node is made of
    record: Milestone | Event, found: Network, drawn: set[str], plan: Plan, today: dt.date, language: Language
) -> Node:
    timing = found.timings.get(record.id)
    slack = timing.slack_days if timing else None
    when: When | None
    if isinstance(record, Milestone):
        reached = None if record.every else over_on(record, today)
        title, done = language.name(record.title) or record.id, reached is not None
        when = reached or due_on(record, today)
    else:
        title, when = short_name(record, plan), record.when
        done = status_on(record, today) in {Status.HELD, Status.CANCELLED}
    notes = [language.text(word)] if (word := _state(record, today, done=done)) else []
    if slack is not None:
        known = nmsg("{count} day of slack", "{count} days of slack", slack)
        most = nmsg("at most {count} day of slack", "at most {count} days of slack", slack)
        notes.append(language.text(known if found.timings.is_known(record.id) else most))
    before = tuple(
        (one.id, language.text(msg("at least {gap}", gap=span(one.gap))) if one.gap else "")
        for one in record.after
        if one.id in drawn
    )
    return Node(
        id=record.id,
        title=title,
        when=dates.medium(when, language.code) if when else language.text(msg("no date")),
        note=", ".join(notes),
        done=done,
        critical=record.id in found.critical,
        before=before,
    )
