"""`rusctl roles`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Kinds, Municipalities
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.output import charts
from rusctl.output.registered import place_row
from rusctl.output.rows import json_text
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order, role_names
from rusctl.services.people.register_access import opened

if TYPE_CHECKING:
    from rusctl.register.coverage import Place

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
    from rusctl.register import coverage, headcounts

    run = terminal(context)
    plan = run.project.readable().plan
    chosen = {one.id for one in selection.events(plan, run.project.today, None, municipalities, kinds)}
    with opened(run).reading() as connection:
        found = [
            one
            for one in coverage.places(plan, headcounts.by_role(connection), run.project.today)
            if one.event.id in chosen
        ]
    asked_for, counted = any(one.asked_for for one in found), bool(found)
    if gaps:
        lacking = {one.event.id for one in found if one.missing}
        found = [one for one in found if one.event.id in lacking]
    if as_json:
        run.out(
            json_text(
                place_row(one.sums, asked_for=one.asked_for, needs=one.needs, after=one.after, missing=one.missing)
                for one in found
            )
        )
        return
    if not found:
        if asked_for:
            run.tell(msg("nobody lacks of those who are asked for"))
        elif counted:
            run.tell(msg("no role is asked for in the plan, so none lacks"))
        else:
            run.tell(msg("no role is asked for in the plan, and nobody is counted yet"))
        return
    _print(run, found)
    if svg:
        write_chart(run, _chart(run, found), svg)


def _chart(run: Terminal, found: "list[Place]") -> str:
    """Draw how many come or came beside how many are asked for, by event and role."""
    plan = run.project.readable().plan
    names = role_names(run)
    rows = [
        charts.Row(
            f"{short_name(one.event, plan)}, {names.get(one.role, one.role)}",
            (charts.Bar(_shown(run, one), one.number), charts.Bar(*_asked_for(one))),
        )
        for one in found
    ]
    series = (run.say(msg("Came, or are coming")), run.say(msg("Asked for")))
    return charts.bars(run.say(msg("Roles at the events")), series, rows, language=run.language.code)


def _shown(run: Terminal, one: "Place") -> str:
    if not one.missing:
        return str(one.number)
    return run.say(nmsg("{number} ({count} lacks)", "{number} ({count} lack)", one.missing, number=one.number))


def _asked_for(one: "Place") -> tuple[str, int | None]:
    number = (one.needs or 1) if one.asked_for else None
    return ("–", None) if number is None else (str(number), number)


def _print(run: Terminal, found: "list[Place]") -> None:
    from rusctl.output.tables import Cell, Column, print_table

    plan = run.project.readable().plan
    names = role_names(run)
    shown = in_order(plan, (one.role for one in found))
    columns = [
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Event"))),
        *(Column(names.get(role, role), number=True) for role in shown),
    ]
    by_event: dict[str, dict[str, Cell]] = {}
    events = {}
    for one in found:
        text = f"{one.number}/{one.needs}" if one.needs and one.asked_for else str(one.number)
        style = "bold red" if one.missing else "" if one.after else "yellow"
        by_event.setdefault(one.event.id, {})[one.role] = Cell(f"{text} !" if one.missing else text, style)
        events[one.event.id] = one
    table = []
    for name, cells in by_event.items():
        event = events[name].event
        when = dates.medium(event.when, run.language.code) if event.when else run.say(msg("no date"))
        table.append((when, short_name(event, plan), *(cells.get(role, "") for role in shown)))
    print_table(columns, table)
    before = sum(1 for one in events.values() if not one.after)
    if before:
        run.out(
            run.say(
                nmsg(
                    "{count} event is still to come: its numbers are those who have said that they are coming",
                    "{count} events are still to come: their numbers are those who have said that they are coming",
                    before,
                )
            )
        )
    lacking = sum(1 for one in found if one.missing)
    if lacking:
        run.out(run.say(nmsg("! {count} gap", "! {count} gaps", lacking)))
