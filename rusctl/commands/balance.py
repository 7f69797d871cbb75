"""`rusctl balance`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import role_names, short_name
from rusctl.output.registered import balance_row
from rusctl.output.rows import json_text
from rusctl.output.tables import Cell, Column, Row, print_table
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.reporting.balance import chart, shown, text, word

if TYPE_CHECKING:
    from rusctl.register.suppression import Years


def balance(context: typed.Context, *, svg: SvgFile = "", as_json: AsJson = False) -> None:
    """Show women and men by event and role, as numbers; a number below 5 is not shown, nor what would give it away."""
    run = terminal(context)
    plan = run.project.readable().plan
    with opened(run.project).reading() as connection:
        found = shown(connection, plan, run.project.today)
    if as_json:
        run.out(json_text(balance_row(event, role, *map(word, both)) for (event, role), both in found.cells.items()))
        return
    if not found.cells:
        run.tell(
            msg("no women and men are counted yet; rusctl participants count EVENT ROLE --women N --men N does it")
        )
        return
    _print(run, found)
    if svg:
        write_chart(run, chart(found, plan, run.language), svg)
    run.out(run.say(msg("women / men; .. is not shown, since it would give a number below 5 away")))
    if {event for event, _ in found.cells} - {event for one in found.over.values() for event in one.by_event}:
        run.out(run.say(msg("sums of a year are shown when it is over, so that two days' tables cannot be subtracted")))


def _print(run: Terminal, found: "Years") -> None:
    plan = run.project.readable().plan
    names = role_names(plan, run.language)
    roles = in_order(plan, {role for _, role in found.cells})
    columns = [Column(run.say(msg("Event"))), *(Column(names.get(role, role), number=True) for role in roles)]
    columns += [Column(run.say(msg("All")), number=True)] if found.over else []
    counted = {event for event, _ in found.cells}
    left = [one for one in sorted(plan.events, key=selection.time_order) if one.id in counted]
    table: list[Row] = []
    for year, sums in [*found.over.items(), (None, None)]:
        for event in [one for one in left if sums is None or one.id in sums.by_event]:
            left.remove(event)
            pairs = (found.cells.get((event.id, role)) for role in roles)
            cells = [text(both) if both else "" for both in pairs]
            all_ = [text(sums.by_event[event.id]) if sums else ""] if found.over else []
            table.append((short_name(event, plan), *cells, *all_))
        if sums:
            of_roles = [text(sums.by_role[role]) if role in sums.by_role else "" for role in roles]
            table.append((Cell(run.say(msg("All {year}", year=str(year))), "bold"), *of_roles, text(sums.total)))
    print_table(columns, table)
