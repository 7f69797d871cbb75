"""`rusctl balance`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.write_chart import SvgFile, write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import short_name
from rusctl.output import charts
from rusctl.output.registered import balance_row
from rusctl.output.rows import json_text
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order, role_names
from rusctl.services.people.register_access import opened

if TYPE_CHECKING:
    from rusctl.register.suppression import Cell, Pair, Years


def balance(context: typed.Context, *, svg: SvgFile = "", as_json: AsJson = False) -> None:
    """Show women and men by event and role, as numbers; a number below 5 is not shown, nor what would give it away."""
    run = terminal(context)
    found = shown(run)
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
        write_chart(run, _chart(run, found), svg)
    run.out(run.say(msg("women / men; .. is not shown, since it would give a number below 5 away")))
    if {event for event, _ in found.cells} - {event for one in found.over.values() for event in one.by_event}:
        run.out(run.say(msg("sums of a year are shown when it is over, so that two days' tables cannot be subtracted")))


def _chart(run: Terminal, found: "Years") -> str:
    """Draw the women and men that may be shown, by event and role; what is hidden has no bar, not even a short one."""
    plan = run.project.readable().plan
    names = role_names(run)
    rows = [
        charts.Row(
            f"{short_name(event, plan)}, {names.get(role, role)}",
            tuple(
                charts.Bar(word(cell), cell if isinstance(cell, int) else None) for cell in found.cells[event.id, role]
            ),
        )
        for event in sorted(plan.events, key=selection.time_order)
        for role in in_order(plan, {role for name, role in found.cells if name == event.id})
    ]
    note = run.say(msg("A number below 5 is shown as <5; .. is not shown, since it would give one away."))
    series = (run.say(msg("Women")), run.say(msg("Men")))
    return charts.bars(run.say(msg("Women and men")), series, rows, language=run.language.code, note=note)


def shown(run: Terminal) -> "Years":
    """Give what may be shown of the whole process; it is never asked for a part, which would give the rest away."""
    from rusctl.register import headcounts, suppression

    with opened(run).reading() as connection:
        counted = {(one.event, one.role): (one.women, one.men) for one in headcounts.genders(connection)}
    events = run.project.readable().plan.events
    ids = {one.id for one in events}
    years = {one.id: one.when.last.year for one in events if one.when}
    return suppression.by_year(
        {key: both for key, both in counted.items() if key[0] in ids}, years, run.project.today.year
    )


def word(cell: "Cell") -> str:
    """Give a number as it is shown."""
    return str(cell) if isinstance(cell, int) else cell.value


def text(both: "Pair") -> str:
    """Give women and men as they are shown."""
    return f"{word(both.women)} / {word(both.men)}"


def _print(run: Terminal, found: "Years") -> None:
    from rusctl.output.tables import Cell, Column, Row, print_table

    plan = run.project.readable().plan
    names = role_names(run)
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
