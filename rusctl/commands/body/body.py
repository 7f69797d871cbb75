"""`rusctl body list|add|set|remove|meeting-days`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change_plan, remove_record
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, BodyId, DryRun, NewId, Yes
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.output.plan_rows import body_row
from rusctl.output.tables import Column, print_table
from rusctl.services import selection
from rusctl.services.planning import lead_times, plan_records
from rusctl.services.planning.plan_records import BODY, MEETING_DAYS

Kind = Annotated[
    str | None,
    typed.Option(
        "--kind",
        metavar="WORD",
        completes=typed.BODY_KIND,
        help="Which deadlines the law sets round its meetings: council, board, committee and so on.",
    ),
]


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the bodies that decide or act."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [body_row(one, plan) for one in plan.bodies]
    if listed(run, rows, msg("there is no body; add one with rusctl body add NAME"), as_json=as_json):
        return
    columns = [
        Column("id", whole=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Kind"))),
        Column(run.say(msg("Meeting days")), number=True),
    ]
    names = {one.id: run.language.name(one.name) for one in plan.bodies}
    table = [(row["id"], names[row["id"]], row["kind"] or "", str(len(row["meeting_days"]) or "")) for row in rows]
    print_table(columns, table)


def add(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="NAME", help="What people see, such as Regionstyrelsen.", asks=typed.TEXT)
    ],
    *,
    kind: Kind = None,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add a body, after those that the file has."""
    run = terminal(context)
    new = plan_records.new_id(run.project, BODY, chosen, name)
    edits = plan_records.added(BODY, {"id": new, "name": name, "kind": kind and plan_records.body_kind(kind)})
    change_plan(run, BODY, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


def set_values(
    context: typed.Context,
    which: BodyId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people see.")] = None,
    kind: Kind = None,
    dry_run: DryRun = False,
) -> None:
    """Set what a body has; an empty text takes it out. The id stays, since others name it."""
    run = terminal(context)
    found, at = plan_records.meant(run.project, BODY, which)
    values = {"name": plan_records.kept(name), "kind": kind and plan_records.body_kind(kind)}
    edits = plan_records.changed(run.project, at, values)
    change_plan(run, BODY, found, edits, msg("{name} is changed", name=found), dry_run=dry_run)


def remove(context: typed.Context, which: BodyId, *, dry_run: DryRun = False) -> None:
    """Take a body out of the file; only one that nothing else names."""
    remove_record(terminal(context), BODY, which, dry_run=dry_run)


def meeting_days(
    context: typed.Context,
    which: BodyId,
    days: Annotated[
        list[str] | None,
        typed.Argument(metavar="[DAY]...", help="The days to add, as people write them; without any, they are listed."),
    ] = None,
    *,
    gone: Annotated[bool, typed.Option("--remove", help="Take the days out, in place of adding them.")] = False,
    source: Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of it.")] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add days on which a body meets, take them out with --remove, or list them."""
    run = terminal(context)
    plan = run.project.readable().plan
    body = selection.body(plan, which)
    if not days:
        for day in lead_times.meeting_days(plan, body):
            run.out(dates.medium(day, run.language.code))
        return
    meant = [ask.day(run, "DAY", text, yes=yes) for text in days]
    if gone:
        edits = lead_times.removing_days(run.project, body, meant)
        done = nmsg(
            "{count} meeting day of {body} is removed",
            "{count} meeting days of {body} are removed",
            len(meant),
            body=body,
        )
    else:
        edits = lead_times.adding_days(run.project, body, meant, source)
        done = nmsg(
            "{count} meeting day of {body} is added", "{count} meeting days of {body} are added", len(meant), body=body
        )
    change_plan(run, MEETING_DAYS, body, edits, done, dry_run=dry_run)
