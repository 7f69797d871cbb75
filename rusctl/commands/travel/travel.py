"""`rusctl travel list|set|remove`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun, MunicipalityId
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.language.names import municipality_name
from rusctl.output.plan_rows import travel_row
from rusctl.output.tables import Column, print_table
from rusctl.services.planning import travel_times
from rusctl.services.planning.plan_records import TRAVEL

A_DAY = 1_440  # minutes


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the minutes on the road between municipalities, as they were given."""
    run = terminal(context)
    plan = run.complete().plan
    nothing = msg("no travel time is given; rusctl travel set A B MINUTES gives one")
    if listed(run, map(travel_row, plan.travels), nothing, as_json=as_json):
        return
    columns = [
        Column(run.say(msg("From"))),
        Column(run.say(msg("To"))),
        Column(run.say(msg("Minutes")), number=True),
        Column(run.say(msg("Kilometres")), number=True),
    ]
    names = [[municipality_name(plan, name) or name for name in one.between] for one in plan.travels]
    numbers = [(str(one.minutes), "" if one.km is None else str(one.km)) for one in plan.travels]
    print_table(columns, [(*both, *more) for both, more in zip(names, numbers, strict=True)])


def set_minutes(
    context: typed.Context,
    one: MunicipalityId,
    other: MunicipalityId,
    minutes: Annotated[
        int,
        typed.Argument(
            metavar="MINUTES", help="Minutes on the road, both ways alike.", min=0, max=A_DAY, asks=typed.TEXT
        ),
    ],
    *,
    km: Annotated[
        int | None, typed.Option("--km", metavar="NUMBER", help="Kilometres on the road.", min=0, max=10_000)
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Give the minutes on the road between two municipalities, or give them again."""
    run = terminal(context)
    pair = travel_times.pair(run.project.readable().plan, one, other)
    edits = travel_times.setting(run.project, pair, minutes, km)
    done = nmsg(
        "{one} – {other}: {count} minute", "{one} – {other}: {count} minutes", minutes, one=pair[0], other=pair[1]
    )
    change_plan(run, TRAVEL, "", edits, done, dry_run=dry_run)


def remove(context: typed.Context, one: MunicipalityId, other: MunicipalityId, *, dry_run: DryRun = False) -> None:
    """Take out the minutes on the road between two municipalities."""
    run = terminal(context)
    pair = travel_times.pair(run.project.readable().plan, one, other)
    edits = travel_times.removing(run.project, pair)
    change_plan(run, TRAVEL, "", edits, msg("{one} – {other} is removed", one=pair[0], other=pair[1]), dry_run=dry_run)
