"""`rusctl busy list`."""

from collections.abc import Iterator

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.names import municipality_name
from rusctl.model.busy import BusyCalendar
from rusctl.output.rows import Row, json_text
from rusctl.output.tables import Column, print_table


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the busy calendars: whom each binds, how much it holds and for which days it was read."""
    run = terminal(context)
    plan = run.project.readable().plan
    if as_json:
        run.out(json_text(_row(run, one) for one in plan.busy))
        return
    if not plan.busy:
        run.tell(msg("there is no busy calendar; add one with rusctl busy add FILE"))
        return

    columns = [
        Column("", whole=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Binds"))),
        Column(run.say(msg("Times")), number=True),
        Column(run.say(msg("Read for")), whole=True),
    ]
    table = []
    for one in plan.busy:
        row = _row(run, one)
        period = f"{row['from']} – {row['to']}" if row["from"] else ""
        count = str(row["times"]) if row["times"] is not None else run.say(msg("no file"))
        table.append((one.id, one.name, "; ".join(binds(run, one)), count, period))
    print_table(columns, table)


def binds(run: Terminal, one: BusyCalendar) -> Iterator[str]:
    """Say whom a busy calendar binds."""
    plan = run.project.loaded.plan
    names = {role.id: run.language.name(role.name) for role in plan.roles}
    if one.everyone:
        yield run.say(msg("everyone"))
    for name in (*one.crew, *one.roles):
        yield names.get(name, name)
    if one.municipality:
        yield municipality_name(plan, one.municipality)
    if one.body:
        yield next((run.language.name(body.name) for body in plan.bodies if body.id == one.body), one.body)


def _row(run: Terminal, one: BusyCalendar) -> Row:
    known = (run.project.loaded.busy or {}).get(one.id)
    return {
        "id": one.id,
        "name": one.name or None,
        "crew": list(one.crew),
        "roles": list(one.roles),
        "municipality": one.municipality or None,
        "body": one.body or None,
        "everyone": one.everyone,
        "times": len(known.times) if known else None,
        "from": known.first.isoformat() if known else None,
        "to": known.last.isoformat() if known else None,
        "file": one.file,
    }
