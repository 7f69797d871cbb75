"""`rusctl tour`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, From, Kinds, Municipalities, Statuses, To
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title, municipality_name, tour_name
from rusctl.model.plan import Event, Status
from rusctl.output import rows
from rusctl.output.listed.travel_rows import travel_row
from rusctl.output.tables import Cell, Column, print_table
from rusctl.schedule.state.status import status_on, status_word
from rusctl.services import selection
from rusctl.services.reporting.tour import incomplete_tours
from rusctl.services.reporting.travel import TourTravel, tour_travel

STYLE = {
    Status.PLANNED: "yellow",
    Status.TENTATIVE: "yellow",
    Status.CONFIRMED: "green",
    Status.HELD: "dim",
    Status.CANCELLED: "red",
}


def tour(
    context: typed.Context,
    *,
    statuses: Statuses = None,
    municipalities: Municipalities = None,
    kinds: Kinds = None,
    first: From = None,
    last: To = None,
    travel: Annotated[
        bool, typed.Option("--travel", help="Show what the tours take on the road, as far as you have given it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List events in date order, with status and what is still open."""
    run = terminal(context)
    plan = run.complete().plan
    if travel:
        if any((statuses, municipalities, kinds, first, last)):
            raise UsageError(msg("--travel is of whole tours; leave the other options out"))
        _travel(run, tour_travel(plan), as_json=as_json)
        return
    found = selection.events(plan, run.project.today, statuses, municipalities, kinds)
    earliest = None if first is None else ask.limit(run, "--from", first, yes=True)
    latest = None if last is None else ask.limit(run, "--to", last, last=True, yes=True)
    found = selection.within(found, earliest, latest)
    if as_json:
        give(run, (rows.event_row(event, plan, run.project.today) for event in found))
        return
    if found:
        _print(run, found)
    else:
        run.tell(msg("no events here"))
    if not any((statuses, municipalities, kinds, first, last)):
        for line in incomplete_tours(plan, run.language):
            run.out(line)


def _print(run: Terminal, found: list[Event]) -> None:
    columns = [
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Week")), number=True, spare=True),
        Column(run.say(msg("Event"))),
        Column(run.say(msg("Status"))),
        Column(run.say(msg("Open"))),
        Column("id", whole=True),
    ]
    table = []
    for event in found:
        status = status_on(event, run.project.today)
        table.append(
            (
                dates.medium(event.when, run.language.code) if event.when else run.say(msg("no date")),
                str(rows.week_of(event) or ""),
                event_title(event, run.project.loaded.plan, run.language),
                Cell(run.say(status_word(event, run.project.today)), STYLE[status]),
                ", ".join(run.say(rows.OPEN[name]) for name in rows.what_is_open(event, run.project.today)),
                Cell(event.id, "dim"),
            )
        )
    print_table(columns, table)


def _travel(run: Terminal, found: list[TourTravel], *, as_json: bool) -> None:
    if as_json:
        give(
            run,
            (
                travel_row(
                    one.tour.id,
                    one.tour.kind,
                    (one.journeys, one.timed, one.minutes, one.measured, one.km),
                    ["–".join(pair) for pair in one.lacking],
                )
                for one in found
            ),
        )
        return
    headings = (msg("Tour"), msg("Journeys"), msg("On the road"), msg("Kilometres"), msg("Not given"))
    plan, say = run.project.plan, run.say
    table = []
    for one in found:
        hours = msg("{hours} h {minutes} min", hours=one.minutes // 60, minutes=one.minutes % 60)
        lacking = ["–".join(municipality_name(plan, name) for name in pair) for pair in one.lacking]
        table.append(
            (
                run.language.value(tour_name(plan, one.tour)),
                str(one.journeys),
                _known(run, one.timed, one.journeys, say(hours)),
                _known(run, one.measured, one.journeys, say(msg("{km} km", km=one.km))),
                ", ".join(lacking),
            )
        )
    print_table([Column(say(heading)) for heading in headings], table)


def _known(run: Terminal, known: int, journeys: int, text: str) -> str:
    """Give a sum, and of how many journeys it is where that is not all."""
    if known == journeys:
        return text
    return run.say(msg("{text}, of {known} of {all}", text=text, known=known, all=journeys)) if known else "–"
