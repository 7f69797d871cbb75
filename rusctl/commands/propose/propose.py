"""`rusctl propose`."""

import datetime as dt
from dataclasses import replace
from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun, complete_event
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import EnvironmentFailureError, PolicyError, RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.language.slug import free
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Plan, Status, exact
from rusctl.model.proposing import Preferences
from rusctl.schedule.proposing.dead_ends import conflict
from rusctl.schedule.proposing.limits import Wish, question
from rusctl.schedule.proposing.proposals import Answer, Certainty, Question, proposals
from rusctl.schedule.state.status import status_on
from rusctl.services import selection
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.project import iso_day

FIRM = (Status.CONFIRMED, Status.HELD, Status.CANCELLED)
BETWEEN_TWO = 2
MANY = 30


def propose(
    context: typed.Context,
    names: Annotated[
        list[str] | None,
        typed.Argument(
            metavar="[EVENT]...",
            help="Events that are to have a date; without any, all that have none.",
            autocompletion=complete_event,
        ),
    ] = None,
    *,
    whole: Annotated[
        bool,
        typed.Option(
            "--all",
            help="All that is not confirmed: tentative events too, and municipalities that have no stop yet.",
        ),
    ] = False,
    first: Annotated[str, typed.Option("--from", metavar="DAY", help="No date before this day.")] = "",
    last: Annotated[str, typed.Option("--to", metavar="DAY", help="No date after this day.")] = "",
    most: Annotated[
        int | None, typed.Option("--most-a-week", metavar="NUMBER", min=1, help="At most so many stops a week.")
    ] = None,
    rest: Annotated[
        int | None,
        typed.Option("--rest", metavar="DAYS", min=0, max=366, help="Days of rest between two stops of a crew."),
    ] = None,
    notice: Annotated[
        int | None, typed.Option("--notice", metavar="DAYS", min=0, max=3660, help="Days from today that people need.")
    ] = None,
    share: Annotated[
        list[str] | None,
        typed.Option(
            "--share", metavar="A,B", help="Two municipalities that may be visited on one day; may be repeated."
        ),
    ] = None,
    bridge_days: Annotated[
        bool, typed.Option("--bridge-days", help="Bridge days and the eves of holidays are days like others.")
    ] = False,
    count: Annotated[
        int, typed.Option("--count", metavar="NUMBER", min=1, max=9, help="How many proposals to look for.")
    ] = 3,
    apply: Annotated[
        int | None,
        typed.Option("--apply", metavar="NUMBER", min=1, max=9, help="Write this proposal as tentative dates."),
    ] = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Find dates for stops that have none, under all that the folder knows; --apply writes one proposal."""
    run = terminal(context)
    read_meetings(run.project)
    plan = run.complete().plan
    if apply is None and dry_run:
        raise UsageError(msg("--dry-run goes with --apply; without it rusctl propose writes nothing"))
    events = _wished(run, names or [], whole=whole)
    preferences = _preferences(
        plan,
        share or [],
        {
            "most_a_week": most,
            "rest_days": rest,
            "notice_days": notice,
            "bridge_days": bridge_days or None,
            "short_days": bridge_days or None,
        },
    )
    wish = Wish(
        events=events,
        today=run.project.today,
        preferences=preferences,
        first=iso_day(first) if first else None,
        last=iso_day(last) if last else None,
        busy=run.project.loaded.busy or {},
    )
    asked = question(plan, wish)
    found = _solved(run, asked, max(count, apply or 0))
    _answer(run, events, asked, found, apply=apply, as_json=as_json, dry_run=dry_run)


def _answer(
    run: Terminal,
    events: tuple[Event, ...],
    asked: Question,
    found: list[Answer],
    *,
    apply: int | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    from rusctl.commands.propose import show  # noqa: PLC0415 - a "no" needs less

    if apply is not None:
        if apply > len(found):
            raise RusctlError(nmsg("there is only {count} proposal", "there are only {count} proposals", len(found)))
        show.write(run, events, found[apply - 1], dry_run=dry_run)
    elif as_json:
        show.as_json(run, events, found)
    else:
        show.as_tables(run, events, asked, found)


def _solved(run: Terminal, asked: Question, count: int) -> list[Answer]:
    """Give the proposals, or say what stands in their way and end."""
    try:
        from rusctl.schedule.proposing import solver
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] == "rusctl":
            raise
        text = msg(
            "dates are proposed by a solver that is not installed; install it: {command}",
            command="pip install 'rusctl[propose]'",
        )
        raise EnvironmentFailureError(text, stops=False) from None  # what is to be copied stands last
    lonely = [stop for stop in asked.stops if not asked.days[stop.id]]
    found = [] if lonely else proposals(asked, solver.best, count)
    if lonely or found[0].certainty is Certainty.NONE:
        from rusctl.commands.propose import show  # noqa: PLC0415

        if len(asked.stops) > MANY:
            run.tell(msg("there is no answer; what stands in the way is looked for"))
        show.explain(run, conflict(asked, solver.Possible()))
        raise typed.Exit(1)
    if found[0].certainty is Certainty.UNKNOWN:
        raise RusctlError(msg("no answer was found in the time that the solver is given; ask for fewer events at once"))
    return found


def _wished(run: Terminal, names: list[str], *, whole: bool) -> tuple[Event, ...]:
    """Give the events that are to have a date, in the order of the file."""
    plan = run.project.loaded.plan
    if names and whole:
        raise UsageError(msg("name events or say --all, not both"))
    if names:
        selection.known(names, [event.id for event in plan.events], msg("an event"))
        wished = [event for event in plan.events if event.id in names]
    elif whole:
        wished = [event for event in plan.events if _is_open(event, run.project.today)] + _lacking(plan)
    else:
        wished = [
            event
            for event in plan.events
            if exact(event.when) is None and status_on(event, run.project.today) not in FIRM
        ]
    for event in wished:
        if _lasts(event):
            text = msg("{id} lasts several days, and a proposal is for one; use rusctl event move", id=event.id)
            raise PolicyError(text, event.at)
        status = status_on(event, run.project.today)
        if status in FIRM:
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
    return status_on(event, today) not in FIRM and not _lasts(event) and (day is None or day.first > today)


def _lasts(event: Event) -> bool:
    """Whether an event takes more than one day."""
    day = exact(event.when)
    return day is not None and day.first != day.last


def _lacking(plan: Plan) -> list[Event]:
    """Give a new stop for each municipality that the tour does not visit."""
    kind = plan.process.tour_kind
    if not kind:
        return []
    visited = {event.municipality for event in plan.events if event.kind == kind}
    taken = {record.id for record in plan.records}
    return [
        Event(id=free(one.id, taken), kind=kind, municipality=one.id)
        for one in plan.municipalities
        if one.id not in visited
    ]


def _preferences(plan: Plan, share: list[str], given: dict[str, Any]) -> Preferences:
    """Give the folder's preferences, with what the command line says instead."""
    preferences = plan.preferences
    pairs = []
    for text in share:
        pair = tuple(part.strip() for part in text.split(","))
        if len(pair) != BETWEEN_TWO:
            raise UsageError(
                msg("--share {text}: name two municipalities with a comma between, such as sala,norberg", text=text)
            )
        selection.known(pair, [one.id for one in plan.municipalities], msg("a municipality"))
        pairs.append(pair)
    said = {name: value for name, value in given.items() if value is not None}
    return replace(preferences, share=(*preferences.share, *pairs), said=preferences.said - said.keys(), **said)
