"""`rusctl tour add|set|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.planning import plan_records, tours
from rusctl.services.planning.plan_records import TOUR

TourId = Annotated[str, typed.Argument(metavar="TOUR", help="Its id or its name.", asks=typed.TOUR)]


class TourFields(NamedTuple):
    """What a tour has; None where it was not given, empty where it is to be taken out."""

    kind: Annotated[
        str | None,
        typed.Option(
            "--kind",
            metavar="KIND",
            completes=typed.KIND,
            help="The kind of its events; else the tour's of the process.",
        ),
    ] = None
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people see.")] = None
    number: Annotated[
        int | None, typed.Option("--round", metavar="N", help="Which round of its kind it is; 0 takes it out.", min=0)
    ] = None
    municipalities: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality",
            metavar="ID",
            completes=typed.MUNICIPALITY,
            help="One that it is to visit, else all. Repeatable.",
        ),
    ] = None
    visits: Annotated[
        int | None,
        typed.Option("--visits", metavar="N", help="How often it visits each of them; 0 for a tour of themes.", min=0),
    ] = None
    themes: Annotated[
        list[str] | None,
        typed.Option(
            "--theme",
            metavar="ID",
            completes=typed.THEME,
            help="A heading of the frame that it is to treat. Repeatable.",
        ),
    ] = None
    closes: Annotated[
        str | None,
        typed.Option(
            "--closes",
            metavar="MILESTONE",
            completes=typed.MILESTONE,
            help="The milestone that is reached once it is complete and its last stop was held.",
        ),
    ] = None


@spread
def add(
    context: typed.Context,
    chosen: Annotated[
        str | None, typed.Argument(metavar="[TOUR]", help="Its id; derived from its name or kind if omitted.")
    ] = None,
    *,
    fields: TourFields,
    dry_run: DryRun = False,
) -> None:
    """Declare a tour, where one that visits each municipality once is not all; its stops are events of its kind.

    From the first one on, those declared are the tours, and each is judged by itself.
    """
    run = terminal(context)
    plan = run.project.readable().plan
    fields = fields._replace(kind=selection.kind(plan, fields.kind or ""))
    new = tours.new_id(run.project, chosen, fields.name, fields.kind or "", fields.number)
    edits, note = tours.declaring(run.project, new, tours.values(plan, *fields))
    change_plan(run, TOUR, new, edits, msg("{id} is added", id=new), dry_run=dry_run)
    if note:
        run.tell(note)


@spread
def set_values(context: typed.Context, which: TourId, *, fields: TourFields, dry_run: DryRun = False) -> None:
    """Change a declared tour; an empty text takes out what it has."""
    run = terminal(context)
    plan = run.project.readable().plan
    found = tours.tour(plan, which)
    edits = plan_records.changed(run.project, found.at, tours.values(plan, *fields))
    change_plan(run, TOUR, found.id, edits, msg("{name} is changed", name=found.id), dry_run=dry_run)


def remove(context: typed.Context, which: TourId, *, dry_run: DryRun = False) -> None:
    """Take a declared tour out of the file; its events stay."""
    run = terminal(context)
    name, edits = tours.removing(run.project, which)
    change_plan(run, TOUR, name, edits, msg("{id} is removed; its events stay", id=name), dry_run=dry_run)
