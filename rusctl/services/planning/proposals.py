"""Dates proposed for events that have none: what is asked, what is found or stands in the way, what is written."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rusctl.errors import EnvironmentFailureError, PolicyError, RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import free
from rusctl.language.vocabulary import STATUS
from rusctl.model.people import RegisterSummary
from rusctl.model.plan import Event, Plan, Source, Status, exact
from rusctl.model.proposing import Preferences
from rusctl.schedule.proposing.dead_ends import InfeasibleSubset, conflict
from rusctl.schedule.proposing.limits import DateWish, question
from rusctl.schedule.proposing.proposals import (
    Certainty,
    Off,
    Ordered,
    ProposalAnswer,
    Question,
    Reason,
    Stop,
)
from rusctl.schedule.state.status import status_on
from rusctl.schedule.state.tour import to_visit, tours
from rusctl.services import selection
from rusctl.services.planning.event_edits import moving
from rusctl.services.planning.kept_limits import KEPT_TO, TENTATIVE, KeptLimits, on_day
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, WORKDAYS
from rusctl.storage.toml import edits

FIRM = (Status.CONFIRMED, Status.HELD, Status.CANCELLED)
BETWEEN_TWO = 2
MANY = 30
MOST_NAMES = 10
"""How many stops are named where many cannot all have a day."""


def wished(plan: Plan, today: dt.date, names: Sequence[str], *, whole: bool) -> tuple[Event, ...]:
    """Give the events that are to have a date, in the order of the file."""
    if names and whole:
        raise UsageError(msg("name events or say --all, not both"))
    if names:
        names = [selection.event(plan, name).id for name in names]
        wished = [event for event in plan.events if event.id in names]
    elif whole:
        wished = [event for event in plan.events if _is_open(event, today)] + _lacking(plan)
    else:
        wished = [event for event in plan.events if exact(event.when) is None and not _is_firm(event, today)]
    for event in wished:
        if _lasts(event):
            text = msg("{id} lasts several days, and a proposal is for one; use rusctl event move", id=event.id)
            raise PolicyError(text, event.at)
        status = status_on(event, today)
        if _is_firm(event, today):
            text = msg(
                "{id} is {status} and keeps its date; to have another one proposed, first: {command}",
                id=event.id,
                status=STATUS[status],
                command=f"rusctl event {'tentative' if status is Status.CONFIRMED else 'reopen'} {event.id}",
            )
            raise PolicyError(text, event.at)
    if not wished:
        raise RusctlError(msg("every event has a day; name those that are to have another one, or say --all"))
    return tuple(wished)


def _is_open(event: Event, today: dt.date) -> bool:
    """Whether an event's date may be chosen anew: it is not firm, and not past."""
    day = exact(event.when)
    return not _is_firm(event, today) and not _lasts(event) and (day is None or day.first > today)


def _is_firm(event: Event, today: dt.date) -> bool:
    """Whether an event keeps its date; without a day there is none that could be confirmed."""
    status = status_on(event, today)
    return status in FIRM and not (status is Status.CONFIRMED and exact(event.when) is None)


def _lasts(event: Event) -> bool:
    """Whether an event takes more than one day."""
    day = exact(event.when)
    return day is not None and day.first != day.last


def _lacking(plan: Plan) -> list[Event]:
    """Give a new stop for each municipality that the tour does not visit."""
    taken = {record.id for record in plan.records}
    found: list[Event] = []
    for tour in tours(plan):
        visited = Counter(
            name
            for event in plan.events
            if event.kind == tour.kind and (event.round or 1) == (tour.round or event.round or 1)
            for name in event.places
        )
        for one in to_visit(plan, tour):
            for _ in range(tour.visits - visited[one.id]):
                name = free(one.id, taken)
                taken.add(name)
                number = tour.round if tour.round != 1 else None
                found.append(Event(id=name, kind=tour.kind, municipality=one.id, round=number))
    return found


def preferences(plan: Plan, share: Sequence[str], given: Mapping[str, Any]) -> Preferences:
    """Give the folder's preferences, with what the command line says instead."""
    pairs = []
    for text in share:
        pair = tuple(part.strip() for part in text.split(","))
        if len(pair) != BETWEEN_TWO:
            raise UsageError(
                msg("--share {text}: name two municipalities with a comma between, such as sala,norberg", text=text)
            )
        one, other = (selection.municipality(plan, name) for name in pair)
        pairs.append((one, other))
    said = {name: value for name, value in given.items() if value is not None}
    known = plan.preferences
    return replace(known, share=(*known.share, *pairs), said=known.said - said.keys(), **said)


def asked(  # noqa: PLR0917 - the question's parts
    project: Project,
    events: tuple[Event, ...],
    wanted: Preferences,
    first: dt.date | None,
    last: dt.date | None,
    register: RegisterSummary | None = None,
) -> KeptLimits:
    """Give which days the events could have under all that the folder knows, between two days where they are given.

    With `register` the check looks at that, too. Who asks for less notice than the folder has asks for days so soon
    that the check finds what is tentative then.
    """
    plan = project.loaded.plan
    sooner = wanted.notice_days < plan.preferences.notice_days
    wish = DateWish(
        events=events,
        today=project.today,
        preferences=wanted,
        first=first,
        last=last,
        busy=project.loaded.busy or {},
        tentative_days=None if sooner else plan.checks.tentative_days,
    )
    codes = KEPT_TO - {TENTATIVE} if sooner else KEPT_TO
    return KeptLimits(project, events, question(plan, wish), codes=codes, register=register)


def solved(about: KeptLimits, count: int, tell: Callable[[Message], None]) -> list[ProposalAnswer] | InfeasibleSubset:
    """Give so many proposals at most, the best first, or what stands in their way.

    None of them brings anything that the check finds. EnvironmentFailureError where the solver is not installed,
    RusctlError where it found nothing in its time; `tell` is told where looking for what stands in the way may take
    long.
    """
    try:
        from rusctl.schedule.proposing import solver  # loads OR-Tools
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] == "rusctl":
            raise
        text = msg(
            "dates are proposed by a solver that is not installed; install it: {command}",
            command="pip install 'rusctl[propose]'",
        )
        raise EnvironmentFailureError(text, stops=False) from None  # what is to be copied stands last
    stops, days = about.question.stops, about.question.days
    lonely = any(not days[stop.id] for stop in stops)
    found = [] if lonely else about.answers(solver.best, count, solver.STEPS)
    if lonely or found[0].certainty is Certainty.NONE:
        if len(stops) > MANY:
            tell(msg("there is no solution; looking for the reason"))
        return about.project.during(msg("What stands in the way"), lambda: conflict(about.question, solver.Possible()))
    if found[0].certainty is Certainty.UNKNOWN:
        raise RusctlError(msg("no answer was found in the time that the solver is given; ask for fewer events at once"))
    return found


def title(number: int, answer: ProposalAnswer, asked: Question) -> Message:
    """Say which proposal it is and how good."""
    if answer.certainty is Certainty.FOUND:
        text = msg(
            "Proposal {number} (may not be the best: at most {gap} % from it)", number=number, gap=max(1, answer.gap)
        )
    elif number == 1:
        text = msg("Proposal {number} (none is better)", number=number)
    else:
        text = msg("Proposal {number}", number=number)
    minutes = asked.minutes_on_the_road(answer.days)
    if minutes is None:
        return text
    road = msg("{hours} h {minutes} min on the road", hours=minutes // 60, minutes=minutes % 60)
    return msg("{text}, {road}", text=text, road=road)


def hint(count: int) -> Message:
    """Say how one of so many proposals is written."""
    if count == 1:
        return msg("rusctl propose with the same words and --apply 1 writes it as tentative")
    return msg("rusctl propose with the same words and --apply NUMBER writes one of them as tentative")


def explained(project: Project, found: InfeasibleSubset) -> Iterator[Message]:
    """Say which stops cannot all have a day, and every limit that is in the way, with its place."""
    stops = [part for part in found.parts if isinstance(part, Stop)]
    names: list[object] = [stop.id for stop in stops[:MOST_NAMES]]
    if len(stops) > MOST_NAMES:
        names.append(msg("{count} more", count=len(stops) - MOST_NAMES))
    yield (
        nmsg(
            "no day works for {names}: these conditions conflict",
            "no days work for all of {names}: these conditions conflict",
            len(stops),
            names=names,
        )
    )
    told: list[Reason] = []
    for part in found.parts:
        if not isinstance(part, Stop):
            more = part.more if isinstance(part, Off | Ordered) else ()
            told += [row for row in (Reason(part.why, part.at), *more) if row not in told]
    for row in told:
        place = _place(project, row.at)
        yield msg("- {place}: {why}", place=place, why=row.text) if place else msg("- {why}", why=row.text)
    if not found.least:
        yield msg("the search for fewer was given up: some of these may have nothing to do with it")
    yield (
        msg(
            "give up one of them; rusctl propose --help names the options, and [propose] in {file} the settings",
            file=WORKDAYS,
        )
    )


def _place(project: Project, at: Source) -> str:
    """Give file and line, or the name of a setting that the folder does not give."""
    if at.file:
        line = project.line(at)
        return f"{at.file}:{line}" if line else at.file
    return f"[propose] {at.route[-1]}" if at.route else ""


def tentative(project: Project, events: Sequence[Event], answer: ProposalAnswer) -> list[edits.Edit]:
    """Give the edits that write a proposal's days as tentative, all in one change."""
    plan = project.loaded.plan
    tables = project.loaded.data[EVENTS].get("event", [])
    known = {event.id for event in plan.events}
    changes: list[edits.Edit] = []
    for event in in_order(events, answer):
        when = on_day(event, answer.days[event.id])
        if event.id not in known:
            changes.append(edits.Append(("event",), _new(event, answer.days[event.id], project.today)))
        elif event.when != when or event.status is not Status.TENTATIVE:
            table = tables[event.at.route[1]]
            changes += moving(event, table, when, project.today, source="", reason="") if event.when != when else []
            changes.append(edits.Set(event.at.key("status").route, Status.TENTATIVE.value))
    return changes


def _new(event: Event, day: dt.date, today: dt.date) -> dict[str, object]:
    return {
        "id": event.id,
        "kind": event.kind,
        "municipality": event.municipality,
        **({"round": event.round} if event.round else {}),
        "date": day,
        "status": Status.TENTATIVE.value,
        "stated": today,
    }


def in_order(events: Sequence[Event], answer: ProposalAnswer) -> list[Event]:
    """Give events in the order of the days proposed."""
    return sorted(events, key=lambda event: (answer.days[event.id], event.id))
