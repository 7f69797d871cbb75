"""Rules about the tour: every municipality once."""

from collections.abc import Iterator

from rusctl.checks.lookup import Suggestions, incomplete
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Event, Facts, Plan
from rusctl.schedule.state.tour import stops
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES, PROCESS


@rule(code="RUS110", name="municipality-never-visited", severity=Severity.ERROR)
def municipality_never_visited(facts: Facts) -> Iterator[Problem]:
    """A municipality is declared, and the tour never goes there.

    The tour visits every municipality once. Its stops are the events of the kind that `tour_kind` names in
    config/process.toml; a cancelled one does not count. Where that names none, all events that name a municipality are
    taken for stops, and this is a warning alone.

    Bad:
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        [[municipality]]
        id = "norberg"  # RUS110
        name = "Norberg"

        # file: config/process.toml
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "planned"

    Good:
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/process.toml
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "planned"
    """
    plan = facts.plan
    if _uncertain(facts) or incomplete(facts, EVENTS, "event") or _unreadable_stops(facts):
        return
    visited = {event.municipality for event in stops(plan)}
    declared = {municipality.id for municipality in plan.municipalities}
    suggestions = Suggestions(declared)
    meant = {suggestions.meant(name) for name in visited - declared}
    for municipality in plan.municipalities:
        if municipality.id not in visited and municipality.id not in meant:
            text = msg("the tour never visits {name}; add an event there", name=municipality.name)
            yield Problem(municipality.at.key("id"), text, severity=_severity(plan))


@rule(code="RUS111", name="municipality-visited-twice", severity=Severity.ERROR)
def municipality_visited_twice(facts: Facts) -> Iterator[Problem]:
    """The tour goes to a municipality more than once.

    Most often one of the two names the wrong municipality. A meeting that is no stop of the tour has another kind than
    `tour_kind`; where that names no kind, this is a warning alone.

    Bad:
        # file: config/process.toml
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "sala"  # RUS111
        status = "planned"

    Good:
        # file: config/process.toml
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "planned"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        status = "planned"
    """
    if _uncertain(facts):
        return
    passed_over = _unreadable_stops(facts)
    first: dict[str, Event] = {}
    for event in stops(facts.plan):
        if place(event.at) in passed_over:
            continue
        other = first.setdefault(event.municipality, event)
        if other is not event:
            text = msg(
                "{one} and {other} both visit {municipality}; correct or cancel one of them",
                one=other.id,
                other=event.id,
                municipality=event.municipality,
            )
            yield Problem(event.at.key("municipality"), text, severity=_severity(facts.plan))


def _severity(plan: Plan) -> Severity | None:
    """Give how bad it is: the rule's own severity where the plan says which events are the tour, else a warning."""
    return None if plan.process.tour_kind else Severity.WARNING


def _uncertain(facts: Facts) -> bool:
    """Whether it cannot be told which events are stops, or which municipalities there are."""
    unread = facts.plan.unread & {EVENTS, MUNICIPALITIES, PROCESS}
    return bool(unread) or any(
        fault.at.file == PROCESS
        and (fault.at.route == ("tour_kind",) or fault.message.args.get("meant") == "tour_kind")
        for fault in facts.faults
    )


def _unreadable_stops(facts: Facts) -> frozenset[tuple[str, tuple[str | int, ...]]]:
    """Give the events of which it cannot be told whether or where they are stops."""
    records = unreadable(facts, "municipality", "kind", "status")
    return frozenset((file, route) for file, route in records if file == EVENTS)
