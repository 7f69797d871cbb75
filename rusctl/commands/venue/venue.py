"""`rusctl venue list|add|set|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan, remove_record
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun, NewId, VenueId
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.plan_rows import venue_row
from rusctl.output.tables import Column, print_table
from rusctl.services.planning import plan_records, venue_records
from rusctl.services.planning.plan_records import VENUE


class VenueFields(NamedTuple):
    """What a venue has besides its name; None where it was not given, empty where it is to be taken out."""

    municipality: Annotated[
        str | None, typed.Option("--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="Where it is.")
    ] = None
    address: Annotated[
        str | None, typed.Option("--address", metavar="TEXT", help="The address, as calendars are to show it.")
    ] = None
    lat: Annotated[
        str | None, typed.Option("--lat", metavar="DEGREES", help="Latitude of its entrance, such as 59.9205.")
    ] = None
    lon: Annotated[
        str | None, typed.Option("--lon", metavar="DEGREES", help="Longitude of its entrance, such as 16.6042.")
    ] = None
    step_free: Annotated[
        str | None, typed.Option("--step-free", metavar="yes|no", help="Whether one comes in without steps.")
    ] = None
    hearing_loop: Annotated[
        str | None, typed.Option("--hearing-loop", metavar="yes|no", help="Whether there is a hearing loop.")
    ] = None
    parking: Annotated[str | None, typed.Option("--parking", metavar="TEXT", help="Where one parks.")] = None
    capacity: Annotated[
        int | None, typed.Option("--capacity", metavar="NUMBER", help="How many it takes; 0 takes it out.", min=0)
    ] = None
    rooms: Annotated[
        list[str] | None,
        typed.Option("--room", metavar="ROOM=NUMBER", help="A room and how many it takes; all rooms, repeated."),
    ] = None
    contact: Annotated[
        str | None, typed.Option("--contact", metavar="TEXT", help="Whom to ask there: a function, never a person.")
    ] = None


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the venues."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [venue_row(one, plan) for one in plan.venues]
    if listed(run, rows, msg("there is no venue; add one with rusctl venue add NAME"), as_json=as_json):
        return
    columns = [
        Column("id", whole=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Municipality"))),
        Column(run.say(msg("Address"))),
        Column(run.say(msg("Capacity")), number=True),
        Column(run.say(msg("Events")), number=True),
    ]
    keys = ("id", "name", "municipality", "address", "capacity", "events")
    print_table(columns, [tuple(str(row[key] if row[key] is not None else "") for key in keys) for row in rows])


@spread
def add(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="NAME", help="What people call it, such as Rådhuset.", asks=typed.TEXT)
    ],
    *,
    fields: VenueFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add a venue; an event names it with --venue, by its id or its name."""
    run = terminal(context)
    new = plan_records.new_id(run.project, VENUE, chosen, name)
    values = venue_records.values(run.project, fields)
    edits = plan_records.added(VENUE, {"id": new, "name": name, **values})
    change_plan(run, VENUE, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: VenueId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people call it.")] = None,
    fields: VenueFields,
    dry_run: DryRun = False,
) -> None:
    """Set what a venue has; an empty text takes it out. The id stays, since events name it."""
    run = terminal(context)
    found, at = plan_records.meant(run.project, VENUE, which)
    values = venue_records.values(run.project, fields)
    edits = plan_records.changed(run.project, at, {"name": plan_records.kept(name), **values})
    change_plan(run, VENUE, found, edits, msg("{name} is changed", name=found), dry_run=dry_run)


def remove(context: typed.Context, which: VenueId, *, dry_run: DryRun = False) -> None:
    """Take a venue out of the file; only one that nothing else names."""
    remove_record(terminal(context), VENUE, which, dry_run=dry_run)
