"""`rusctl register log` and `undo`."""

from typing import Annotated

from rusctl.commands.common import change_list, typed
from rusctl.commands.common.change_list import Made
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.registered import operation_row


def log(
    context: typed.Context,
    *,
    most: Annotated[int, typed.Option("--most", metavar="N", help="How many changes at the most.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what has been changed in the register, the latest first; never of whom."""
    from rusctl.services.people import changes  # loads SQLAlchemy

    run = terminal(context)
    made = changes.made(run.project, most)
    if listed(run, map(operation_row, made), msg("nothing has been changed in the register"), as_json=as_json):
        return
    change_list.show(
        run, (Made(one.number, one.at, f"rusctl {one.what}", one.rows, one.undoes, one.undone) for one in made)
    )


def undo(
    context: typed.Context,
    number: Annotated[
        int | None,
        typed.Argument(metavar="[CHANGE]", help="The change's number in rusctl register log; else the last."),
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Undo a change to the register: the last one, or a numbered one such as an import."""
    from rusctl.services.people import changes  # loads SQLAlchemy

    run = terminal(context)
    undone = changes.undo(run.project, number, dry_run=dry_run)
    run.out(
        run.say(
            nmsg(
                "change {number}, rusctl {what}: {count} row is as it was before",
                "change {number}, rusctl {what}: {count} rows are as they were before",
                undone.rows,
                number=undone.number,
                what=undone.what,
            )
        )
    )
    if dry_run:
        run.dry_run()
