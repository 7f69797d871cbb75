"""`rusctl lead-time list|set|remove`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, BodyId, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.plan_rows import lead_time_row
from rusctl.output.tables import Column, print_table
from rusctl.services import selection
from rusctl.services.planning import lead_times
from rusctl.services.planning.plan_records import FOLLOW, LEAD

Step = Annotated[
    str,
    typed.Argument(
        metavar="STEP",
        help="notice, summons, board, or a step of your own; adjusted or announced after the meeting.",
        asks=typed.TEXT,
        completes=typed.STEP,
    ),
]


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the region's own lead times round the meetings of its bodies."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [lead_time_row(one, plan) for one in lead_times.everything(plan)]
    nothing = msg("there is no lead time of the region's own; rusctl lead-time set BODY STEP TIME gives one")
    if listed(run, rows, nothing, as_json=as_json):
        return
    columns = [
        Column(run.say(msg("Body"))),
        Column(run.say(msg("Step"))),
        Column(run.say(msg("Before"))),
        Column(run.say(msg("Counted from"))),
        Column(run.say(msg("After"))),
    ]
    table = [
        (row["body"], row["title"] or row["id"], row["before"] or "", row["of"] or "", row["within"] or "")
        for row in rows
    ]
    print_table(columns, table)


def set_time(
    context: typed.Context,
    body: BodyId,
    step: Step,
    time: Annotated[
        str,
        typed.Argument(
            metavar="SPAN", help='How long before the meeting or after it: "11 days", "15 workdays".', asks=typed.TEXT
        ),
    ],
    *,
    title: Annotated[
        str | None, typed.Option("--title", metavar="TEXT", help="What people see; needed for a step of your own.")
    ] = None,
    of: Annotated[
        str | None,
        typed.Option(
            "--of", metavar="STEP", completes=typed.STEP, help="Counted from this lead time, not from the meeting."
        ),
    ] = None,
    source: Annotated[str | None, typed.Option("--source", metavar="TEXT", help="Who or what decided it.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Set how long before a body's meeting something must be done, or how soon after it."""
    run = terminal(context)
    chosen = selection.body(run.project.readable().plan, body)
    name = lead_times.step_id(step)
    edits = lead_times.setting(run.project, chosen, step, time, title, of, source)
    kind = FOLLOW if name in lead_times.AFTER else LEAD
    done = msg("{body}, {step}: {time}", body=chosen, step=name, time=time)
    change_plan(run, kind, name, edits, done, dry_run=dry_run)


def remove(context: typed.Context, body: BodyId, step: Step, *, dry_run: DryRun = False) -> None:
    """Take a lead time of a body out; only one that no other is counted from."""
    run = terminal(context)
    chosen = selection.body(run.project.readable().plan, body)
    name, edits = lead_times.removing(run.project, chosen, step)
    change_plan(run, LEAD, name, edits, msg("{id} is removed", id=name), dry_run=dry_run)
