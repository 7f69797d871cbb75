"""`rusctl municipality list|add|set|remove`."""

from typing import Annotated, Any, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan, remove_record
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun, MunicipalityId, NewId
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.plan_rows import municipality_row
from rusctl.output.tables import Column, print_table
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import MUNICIPALITY

LATITUDE, LONGITUDE = 90, 180


class MunicipalityFields(NamedTuple):
    """What a municipality has besides its name; None where it was not given, empty where it is to be taken out."""

    code: Annotated[
        str | None, typed.Option("--code", metavar="CODE", help="Its code; in Sweden Statistics Sweden's four digits.")
    ] = None
    lat: Annotated[
        str | None, typed.Option("--lat", metavar="DEGREES", help="Latitude of the main town, such as 59.62.")
    ] = None
    lon: Annotated[
        str | None, typed.Option("--lon", metavar="DEGREES", help="Longitude of the main town, such as 16.54.")
    ] = None
    population: Annotated[int | None, typed.Option("--population", metavar="NUMBER", help="Inhabitants.", min=0)] = None


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the municipalities."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [municipality_row(one, plan) for one in plan.municipalities]
    if listed(run, rows, msg("there is no municipality; add one with rusctl municipality add NAME"), as_json=as_json):
        return
    columns = [
        Column("id", whole=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Code"))),
        Column(run.say(msg("Inhabitants")), number=True),
        Column(run.say(msg("Events")), number=True),
    ]
    keys = ("id", "name", "code", "population", "events")
    print_table(columns, [tuple(str(row[key] if row[key] is not None else "") for key in keys) for row in rows])


@spread
def add(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="NAME", help="What people call it, such as Köping.", asks=typed.TEXT)],
    *,
    fields: MunicipalityFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add a municipality, after those that the file has."""
    run = terminal(context)
    new = plan_records.new_id(run.project, MUNICIPALITY, chosen, name)
    edits = plan_records.added(MUNICIPALITY, {"id": new, "name": name, **_values(fields)})
    change_plan(run, MUNICIPALITY, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: MunicipalityId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people call it.")] = None,
    fields: MunicipalityFields,
    dry_run: DryRun = False,
) -> None:
    """Set what a municipality has; an empty text takes it out. The id stays, since others name it."""
    run = terminal(context)
    found, at = plan_records.meant(run.project, MUNICIPALITY, which)
    edits = plan_records.changed(run.project, at, {"name": plan_records.kept(name), **_values(fields)})
    change_plan(run, MUNICIPALITY, found, edits, msg("{name} is changed", name=found), dry_run=dry_run)


def remove(context: typed.Context, which: MunicipalityId, *, dry_run: DryRun = False) -> None:
    """Take a municipality out of the file; only one that nothing else names."""
    remove_record(terminal(context), MUNICIPALITY, which, dry_run=dry_run)


def _values(fields: MunicipalityFields) -> dict[str, Any]:
    """Give what was given by the keys of the file."""
    return {
        "code": fields.code,
        "lat": plan_records.degrees("--lat", fields.lat, LATITUDE),
        "lon": plan_records.degrees("--lon", fields.lon, LONGITUDE),
        "population": fields.population,
    }
