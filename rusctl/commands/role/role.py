"""`rusctl role list|add|set|remove`."""

from typing import Annotated, Any, NamedTuple

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change_plan, remove_record
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun, NewId, RoleId, Yes
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.output.plan_rows import role_row
from rusctl.output.tables import Column, print_table
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import ROLE


class RoleFields(NamedTuple):
    """What a role has besides its name; None where it was not given, empty where it is to be taken out."""

    group: Annotated[
        str | None,
        typed.Option(
            "--group",
            metavar="GROUP",
            completes=typed.GROUP,
            help="actor: takes part; crew: works on the region's side.",
        ),
    ] = None
    counts_as: Annotated[
        str | None,
        typed.Option(
            "--counts-as",
            metavar="WORD",
            completes=typed.COUNTED,
            help="What taking part counts as: samverkan or samråd.",
        ),
    ] = None
    needs: Annotated[
        int | None,
        typed.Option("--needs", metavar="NUMBER", help="How many an event needs; 0 takes it out.", min=0),
    ] = None
    vacant_from: Annotated[
        str | None, typed.Option("--vacant-from", metavar="DAY", help="The first day on which nobody holds it.")
    ] = None
    vacant_until: Annotated[
        str | None, typed.Option("--vacant-until", metavar="DAY", help="The last day on which nobody holds it.")
    ] = None


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the roles: of those who take part, and of the region's own."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [role_row(one, plan) for one in plan.roles]
    if listed(run, rows, msg("there is no role; add one with rusctl role add NAME"), as_json=as_json):
        return
    columns = [
        Column("id", whole=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Group"))),
        Column(run.say(msg("Counts as"))),
        Column(run.say(msg("Needs")), number=True),
    ]
    names = {one.id: run.language.name(one.name) for one in plan.roles}
    words = {"actor": run.say(msg("takes part")), "crew": run.say(msg("works there"))}
    table = [
        (row["id"], names[row["id"]], words[row["group"]], row["counts_as"] or "", str(row["needs"] or ""))
        for row in rows
    ]
    print_table(columns, table)


@spread
def add(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(metavar="NAME", help="What people see, such as Ungdomsrådet; never a person.", asks=typed.TEXT),
    ],
    *,
    fields: RoleFields,
    chosen: NewId = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a role, after those that the file has; one of those who take part, unless --group crew says otherwise."""
    run = terminal(context)
    new = plan_records.new_id(run.project, ROLE, chosen, name)
    values = {"id": new, "name": name, **_values(run, fields, yes=yes)}
    edits = plan_records.added(ROLE, values | {"group": values["group"] or "actor"})
    change_plan(run, ROLE, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: RoleId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people see; never a person.")] = None,
    fields: RoleFields,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set what a role has; an empty text takes it out. The id stays, since others name it."""
    run = terminal(context)
    found, at = plan_records.meant(run.project, ROLE, which)
    values = {"name": plan_records.kept(name), **_values(run, fields, yes=yes)}
    edits = plan_records.changed(run.project, at, values)
    change_plan(run, ROLE, found, edits, msg("{name} is changed", name=found), dry_run=dry_run)


def remove(context: typed.Context, which: RoleId, *, dry_run: DryRun = False) -> None:
    """Take a role out of the file; only one that nothing else names, and that nobody holds in the register."""
    remove_record(terminal(context), ROLE, which, dry_run=dry_run)


def _values(run: Terminal, fields: RoleFields, *, yes: bool) -> dict[str, Any]:
    """Give what was given by the keys of the file."""
    days = {"vacant_from": fields.vacant_from, "vacant_until": fields.vacant_until}
    options = {key: f"--{key.replace('_', '-')}" for key in days}
    return {
        "group": fields.group and plan_records.group(fields.group),
        "counts_as": fields.counts_as,
        "needs": fields.needs or (None if fields.needs is None else ""),
        **{
            key: text and ask.limit(run, options[key], text, last=key == "vacant_until", yes=yes)
            for key, text in days.items()
        },
    }
