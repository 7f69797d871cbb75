"""`rusctl roles`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Kinds, Municipalities
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import role_names, short_name
from rusctl.output.registered import place_row
from rusctl.output.rows import json_text
from rusctl.output.tables import Cell, Column, print_table
from rusctl.register import coverage
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.reporting import roles as figures

if TYPE_CHECKING:
    from rusctl.register.coverage import RoleCoverage

Only = Annotated[bool, typed.Option("--gaps", help="Only events where somebody is missing.")]


def roles(
    context: typed.Context,
    *,
    municipalities: Municipalities = None,
    kinds: Kinds = None,
    gaps: Only = False,
    svg: SvgFile = "",
    as_json: AsJson = False,
) -> None:
    """Show event by role who is coming, or after the event who came, against what is asked for; gaps are marked."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    chosen = {one.id for one in selection.events(plan, run.project.today, None, municipalities, kinds)}
    with opened(run.project).reading() as connection:
        found = [
            one
            for one in coverage.places(plan, headcounts.by_role(connection), run.project.today)
            if one.event.id in chosen
        ]
    shown = figures.with_gaps(found) if gaps else found
    if as_json:
        run.out(
            json_text(
                place_row(one.sums, asked_for=one.asked_for, needs=one.needs, after=one.after, missing=one.missing)
                for one in shown
            )
        )
        return
    if not shown:
        run.tell(figures.nobody_lacks(found))
        return
    _print(run, shown)
    if svg:
        write_chart(run, figures.chart(shown, plan, run.language), svg)


def _print(run: Terminal, found: "list[RoleCoverage]") -> None:
    plan = run.project.readable().plan
    names = role_names(plan, run.language)
    shown = in_order(plan, (one.role for one in found))
    columns = [
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Event"))),
        *(Column(names.get(role, role), number=True) for role in shown),
    ]
    by_event: dict[str, dict[str, Cell]] = {}
    events = {}
    for one in found:
        style = "bold red" if one.missing else "" if one.after else "yellow"
        by_event.setdefault(one.event.id, {})[one.role] = Cell(figures.number(one), style)
        events[one.event.id] = one
    table = []
    for name, cells in by_event.items():
        event = events[name].event
        when = dates.medium(event.when, run.language.code) if event.when else run.say(msg("no date"))
        table.append((when, short_name(event, plan), *(cells.get(role, "") for role in shown)))
    print_table(columns, table)
    for note in figures.notes(found):
        run.out(run.say(note))
