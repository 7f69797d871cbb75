"""`rusctl tour`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Kinds, Municipalities, Statuses
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.plan import Event, Status
from rusctl.output import rows
from rusctl.output.tables import Cell, Column, print_table
from rusctl.schedule.state.status import status_on, status_word
from rusctl.services import selection
from rusctl.services.project import iso_day
from rusctl.services.reporting.tour import incomplete_tours

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
    first: Annotated[str | None, typed.Option("--from", metavar="DAY", help="Only from this day on.")] = None,
    last: Annotated[str | None, typed.Option("--to", metavar="DAY", help="Only up to this day.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the events in time order: when, how firm, and what is open."""
    run = terminal(context)
    plan = run.complete().plan
    found = selection.events(plan, run.project.today, statuses, municipalities, kinds)
    found = selection.within(found, *(iso_day(text) if text is not None else None for text in (first, last)))
    if as_json:
        run.out(rows.json_text(rows.event_row(event, plan, run.project.today) for event in found))
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
