"""Rules about the tours: whom each is to visit, how often, and what it is to treat."""

from collections.abc import Iterator

from rusctl.checks.lookup import Suggestions, incomplete
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.language.names import tour_name
from rusctl.model.plan import Event, Facts, Municipality, Plan, Source, Status
from rusctl.model.tours import Tour
from rusctl.schedule.state.tour import closable, of_tour, to_visit, tours, visits
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES, PROCESS


@rule(code="RUS110", name="municipality-never-visited", severity=Severity.ERROR)
def municipality_never_visited(facts: Facts) -> Iterator[Problem]:
    """A municipality is declared, and the tour never goes there.

    The tour visits every municipality once. Its stops are the events of the kind that `tour_kind` names in
    config/process.toml; a cancelled one does not count, and one for several municipalities visits each of them. Where
    that names none, all events that name a municipality are taken for stops, and this is a warning alone. `[[tour]]`
    in config/process.toml declares another tour, or several: the round, which municipalities, how often (`visits`), and
    0 for one that is not of municipalities; each is judged by itself.

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
    declared = {municipality.id for municipality in plan.municipalities}
    suggestions = Suggestions(declared)
    for tour, visited in _judged(plan):
        meant = {suggestions.meant(name) for name in visited.keys() - declared}
        for municipality in to_visit(plan, tour):
            count = len(visited.get(municipality.id, ()))
            if count < tour.visits and municipality.id not in meant:
                text = _too_few(plan, tour, municipality, count)
                yield Problem(municipality.at.key("id"), text, severity=_severity(plan))


def _too_few(plan: Plan, tour: Tour, municipality: Municipality, count: int) -> Message:
    name = municipality.name
    if len(plan.tours) <= 1 and tour.visits == 1:
        return msg("the tour never visits {name}; add an event there", name=name)
    if not count:
        return msg("{tour} never visits {name}; add an event there", tour=tour_name(plan, tour), name=name)
    return msg(
        "{tour} visits {name} {count} of {visits} times; add an event there",
        tour=tour_name(plan, tour),
        name=name,
        count=count,
        visits=tour.visits,
    )


@rule(code="RUS111", name="municipality-visited-twice", severity=Severity.ERROR)
def municipality_visited_twice(facts: Facts) -> Iterator[Problem]:
    """The tour goes to a municipality more than once.

    Most often one of the two names the wrong municipality. A meeting that is no stop of the tour has another kind than
    `tour_kind`, and one of a later round says so (`round = 2`). A `[[tour]]` in config/process.toml says how often each
    is to be visited. Where no tour is named, this is asked only if all events that name a municipality are of one kind,
    and is a warning alone.

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
    plan, passed_over = facts.plan, _unreadable_stops(facts)
    for tour, visited in _judged(plan):
        wanted = {one.id for one in to_visit(plan, tour)} if tour.municipalities is not None else None
        if not tour.visits or not tour.kind:
            continue
        for name, events in visited.items():
            read = [event for event in events if place(event.at) not in passed_over]
            if wanted is None or name in wanted:
                for event in read[tour.visits :]:
                    text = _too_often(plan, tour, name, read[0], event)
                    yield Problem(_named_at(event, name), text, severity=_severity(plan))


def _too_often(plan: Plan, tour: Tour, name: str, first: Event, event: Event) -> Message:
    if tour.visits == 1:
        return msg(
            "{one} and {other} both visit {municipality}; correct or cancel one of them",
            one=first.id,
            other=event.id,
            municipality=name,
        )
    return msg(
        "{id} visits {municipality}, where {tour} is to be {visits} times and no more; correct or cancel one of them",
        id=event.id,
        municipality=name,
        tour=tour_name(plan, tour),
        visits=tour.visits,
    )


def _named_at(event: Event, name: str) -> Source:
    """Give the place where an event names a municipality."""
    if event.municipality == name:
        return event.at.key("municipality")
    return event.at.key("municipalities", event.municipalities.index(name))


@rule(code="RUS116", name="theme-never-treated", severity=Severity.WARNING)
def theme_never_treated(facts: Facts) -> Iterator[Problem]:
    """A tour is to treat a theme, and none of its events does.

    The themes of a `[[tour]]` in config/process.toml and of its events are ids of headings in config/frame.toml.

    Bad:
        # file: config/frame.toml
        [[challenge]]
        id = "klimat"
        name = "Klimat"

        # file: config/process.toml
        [[tour]]
        id = "teman"
        kind = "temadialog"
        visits = 0
        themes = ["klimat"]  # RUS116

        # file: events.toml
        [[event]]
        id = "lulea"
        kind = "temadialog"
        status = "planned"

    Good:
        # file: config/frame.toml
        [[challenge]]
        id = "klimat"
        name = "Klimat"

        # file: config/process.toml
        [[tour]]
        id = "teman"
        kind = "temadialog"
        visits = 0
        themes = ["klimat"]

        # file: events.toml
        [[event]]
        id = "lulea"
        kind = "temadialog"
        themes = ["klimat"]
        status = "planned"
    """
    plan = facts.plan
    if (
        _uncertain(facts)
        or incomplete(facts, EVENTS, "event")
        or unreadable(facts, "kind", "status", "round", "themes")
    ):
        return
    for tour in plan.tours:
        treated = {name for event in of_tour(plan, tour) for name in event.themes}
        for number, name in enumerate(tour.themes):
            if name not in treated:
                heading = next((one.name for one in plan.frame if one.id == name), name)
                text = msg("{tour} never treats {theme}; add an event of it", tour=tour_name(plan, tour), theme=heading)
                yield Problem(tour.at.key("themes", number), text)


@rule(code="RUS121", name="tour-held-milestone-open", severity=Severity.NOTE, alone=True)
def tour_held_milestone_open(facts: Facts) -> Iterator[Problem]:
    """A tour is complete and its last stop was held, and the milestone that it closes is still open.

    `closes` of a `[[tour]]` in config/process.toml says which milestone is reached once the tour is done. Write when it
    was: `rusctl milestone done`.

    Bad:
        # today: 2018-12-20
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/process.toml
        [[tour]]
        id = "rundan"
        kind = "kommundialog"
        closes = "dialog-klar"

        [[milestone]]
        id = "dialog-klar"  # RUS121
        title = { sv = "Dialogrundan är klar" }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-12-11
        status = "held"

    Good:
        # today: 2018-12-20
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/process.toml
        [[tour]]
        id = "rundan"
        kind = "kommundialog"
        closes = "dialog-klar"

        [[milestone]]
        id = "dialog-klar"
        title = { sv = "Dialogrundan är klar" }
        done = 2018-12-11

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-12-11
        status = "held"
    """
    plan = facts.plan
    if _uncertain(facts) or incomplete(facts, EVENTS, "event") or unreadable(facts, "kind", "status", "round", "done"):
        return
    for one in closable(plan, facts.today):
        text = msg(
            "{tour} is complete, and its last stop was held {day}; if {id} is reached with that: rusctl milestone done "
            "{id} {iso}",
            tour=tour_name(plan, one.tour),
            day=one.held,
            id=one.milestone.id,
            iso=one.held.isoformat(),
        )
        yield Problem(one.milestone.at.key("id"), text)


def _judged(plan: Plan) -> Iterator[tuple[Tour, dict[str, list[Event]]]]:
    """Give each tour and what it visits.

    Where none is named, all events are taken for one whose kind is theirs if they share one, and else empty.
    """
    for tour in tours(plan):
        yield tour, visits(plan, tour)
    if plan.tours or plan.process.tour_kind:
        return
    found: dict[str, list[Event]] = {}
    kinds = set()
    for event in plan.events:
        if event.places and event.status is not Status.CANCELLED:
            kinds.add(event.kind)
            for name in event.places:
                found.setdefault(name, []).append(event)
    yield Tour(id="", kind=kinds.pop() if len(kinds) == 1 else ""), found


def _severity(plan: Plan) -> Severity | None:
    """Give how bad it is: the rule's own severity where the plan says which events are the tour, else a warning."""
    return None if plan.process.tour_kind or plan.tours else Severity.WARNING


def _uncertain(facts: Facts) -> bool:
    """Whether it cannot be told which events are stops, or which municipalities there are."""
    unread = facts.plan.unread & {EVENTS, MUNICIPALITIES, PROCESS}
    return bool(unread) or any(
        fault.at.file == PROCESS
        and (
            fault.at.route[:1] in (("tour_kind",), ("tour",))
            or fault.message.args.get("meant") in ("tour_kind", "tour")
        )
        for fault in facts.faults
    )


def _unreadable_stops(facts: Facts) -> frozenset[tuple[str, tuple[str | int, ...]]]:
    """Give the events of which it cannot be told whether or where they are stops."""
    records = unreadable(facts, "municipality", "municipalities", "kind", "status", "round")
    return frozenset((file, route) for file, route in records if file == EVENTS)
