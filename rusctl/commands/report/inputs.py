"""`rusctl report inputs`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import terminal
from rusctl.services import selection
from rusctl.services.inputs.selecting import selected
from rusctl.services.reporting.inputs_report import event_report, tour_report

if TYPE_CHECKING:
    from rusctl.services.inputs import quotable
    from rusctl.services.inputs import synthesis as weighed
else:
    quotable = later("rusctl.services.inputs.quotable")
    weighed = later("rusctl.services.inputs.synthesis")


def inputs(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(
            metavar="[EVENT]", help="The event it is about; without, the whole tour.", completes=typed.EVENT
        ),
    ] = "",
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write what was said, at an event or on the whole tour: the basis for priorities and joint commitments.

    How much each heading weighs, where and by which roles it was raised, and quotations word for word. It names no
    person, and nobody who noted anything.
    """
    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name) if name else None
    with weighed.reading(run.project, selected(plan, [event.id] if event else None)) as found:
        judge = quotable.private(run.project, found.connection)
        document = event_report(found, event, run.language, judge) if event else tour_report(found, run.language, judge)
    write_report(run, document, form, output, dry_run=dry_run)
