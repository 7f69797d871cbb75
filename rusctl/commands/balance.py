"""`rusctl balance`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import endings, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import role_names, short_name
from rusctl.output.registered import balance_row
from rusctl.output.tables import Cell, Column, Row, print_table
from rusctl.register.suppression import word
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.reporting.balance import chart, shown, text

if TYPE_CHECKING:
    from rusctl.register.suppression import Balance, Sums


def balance(context: typed.Context, *, svg: SvgFile = "", as_json: AsJson = False) -> None:
    """Show women and men by event and role, and for the whole process; nothing tells a number below 5."""
    run = terminal(context)
    endings.keep_to(svg, ".svg")
    plan = run.project.readable().plan
    with opened(run.project).reading() as connection:
        found = shown(connection, plan, run.project.today)
    if as_json:
        sums = (("", role, both) for role, both in found.whole.by_role.items())
        cells = ((event, role, both) for (event, role), both in found.cells.items())
        give(run, (balance_row(event, role, *map(word, both)) for event, role, both in (*cells, *sums)))
        return
    if not found.cells:
        run.tell(
            msg("no women and men are counted yet; rusctl participants count EVENT ROLE --women N --men N does it")
        )
        return
    _print(run, found)
    if svg:
        write_chart(run, chart(found, plan, run.language), svg)
    run.out(
        run.say(
            msg(
                "women / men; .. is not shown, since it would give a number below 5 away; a sum such as 30–34 is one "
                "of these"
            )
        )
    )


def _print(run: Terminal, found: "Balance") -> None:
    plan = run.project.readable().plan
    names = role_names(plan, run.language)
    roles = in_order(plan, {role for _, role in found.cells})
    columns = [Column(run.say(msg("Event"))), *(Column(names.get(role, role), number=True) for role in roles)]
    columns.append(Column(run.say(msg("All")), number=True))
    left = [one for one in sorted(plan.events, key=selection.time_order) if one.id in found.by_event]
    table: list[Row] = []
    for year, sums in found.years.items():
        mine = [one for one in left if (one.when.last.year if one.when else run.project.today.year) == year]
        for event in mine:
            pairs = (found.cells.get((event.id, role)) for role in roles)
            cells = [text(both) if both else "" for both in pairs]
            table.append((short_name(event, plan), *cells, text(found.by_event[event.id])))
        table.append(_sums(run.say(msg("All {year}", year=str(year))), roles, sums))
    if len(found.years) > 1:
        table.append(_sums(run.say(msg("All")), roles, found.whole))
    print_table(columns, table)


def _sums(title: str, roles: list[str], sums: "Sums") -> Row:
    of_roles = [text(sums.by_role[role]) if role in sums.by_role else "" for role in roles]
    return (Cell(title, "bold"), *of_roles, text(sums.total))
