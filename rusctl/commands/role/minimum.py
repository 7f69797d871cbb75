"""`rusctl role minimum`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.names import municipality_name
from rusctl.services import selection
from rusctl.services.planning import minimums
from rusctl.storage.files.names import ROLES


def minimum(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="ROLE", help="The role: its id or its name.", asks=typed.ROLE)],
    number: Annotated[
        int,
        typed.Argument(
            metavar="NUMBER", help="How many are wanted at least; 0 takes it out.", min=0, max=100_000, asks=typed.TEXT
        ),
    ],
    *,
    municipalities: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality",
            metavar="ID",
            completes=typed.MUNICIPALITY,
            help="From this municipality. Repeatable. Default: from each.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Set how many of a role are wanted at least from a municipality over the process; rusctl coverage compares."""
    run = terminal(context)
    plan = run.project.readable().plan
    role = selection.role(plan, name)
    places = list(dict.fromkeys(selection.municipality(plan, one) for one in municipalities or ()))
    role_name = next(one.name for one in plan.roles if one.id == role)
    where: list[object] = [municipality_name(plan, one) for one in places] or [msg("each municipality")]
    done = msg("{role}, {places}: at least {number}", role=role_name or role, places=where, number=number)
    if not number:
        done = msg("{role}, {places}: a number is no longer wanted", role=role_name or role, places=where)
    change(run, role, minimums.setting(plan, role, number, places), done, dry_run=dry_run, file=ROLES)
