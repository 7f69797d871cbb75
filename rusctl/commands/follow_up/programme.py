"""`rusctl programme list|add|set|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DocumentNumber, DryRun, NewId, Note
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.tables import Cell, Column, print_table
from rusctl.services.planning import plan_records
from rusctl.services.reporting import follow_up
from rusctl.services.strategy import follow_up_records
from rusctl.services.strategy.follow_up_records import PROGRAMME, ProgrammeValues
from rusctl.storage.files.names import FOLLOW_UP, VERSIONS

ProgrammeId = Annotated[
    str,
    typed.Argument(metavar="PROGRAMME", help="Its id or its name.", asks=typed.PROGRAMME),
]


class ProgrammeFields(NamedTuple):
    """What a programme has besides its name; None where it was not given, empty where it is to be taken out."""

    by: Annotated[
        str | None, typed.Option("--by", metavar="NAME", help="The organisation whose programme it is; no person.")
    ] = None
    version: Annotated[
        str | None,
        typed.Option("--version", metavar="VERSION", help="The version of the strategy that it builds on."),
    ] = None
    paragraphs: Annotated[
        list[str] | None,
        typed.Option("--paragraph", metavar="PARAGRAPH", help="A paragraph or heading it builds on; all, repeated."),
    ] = None
    url: Annotated[str | None, typed.Option("--url", metavar="URL", help="A page about it.")] = None
    dnr: DocumentNumber = None
    note: Note = None
    source: Annotated[str | None, typed.Option("--source", metavar="TEXT", help="The source of it.")] = None


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the programmes that build on the strategy, and what has changed of what they build on."""
    run = terminal(context)
    plan = run.complete(FOLLOW_UP, VERSIONS).plan
    behind = follow_up.programmes_behind(run.project)
    rows = [follow_up.programme_row(one, plan, behind.get(one.id, ())) for one in plan.follow_up.programmes]
    if listed(run, rows, msg("there is no programme; add one with rusctl programme add NAME"), as_json=as_json):
        return
    headings = (msg("Programme"), msg("Whose"), msg("Builds on"), msg("Version"), msg("Changed since"))
    table = [
        (
            Cell(str(row["name"]), below=str(row["id"])),
            str(row["by"] or ""),
            ", ".join(row["paragraphs"]),
            str(row["version"] or ""),
            ", ".join(row["changed"]),
        )
        for row in rows
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)


@spread
def add(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="NAME", help="What people call it.", asks=typed.TEXT)],
    *,
    fields: ProgrammeFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add a programme or plan that builds on the strategy, and on which paragraphs."""
    run = terminal(context)
    table = follow_up_records.programme_table(run.project, ProgrammeValues(name=name, **fields._asdict()))
    new, edits = follow_up_records.added(run.project, PROGRAMME, chosen, name, table)
    change_plan(run, PROGRAMME, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: ProgrammeId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people call it.")] = None,
    fields: ProgrammeFields,
    dry_run: DryRun = False,
) -> None:
    """Set what a programme has, such as the version that it builds on; an empty text takes it out."""
    run = terminal(context)
    one = follow_up_records.programme(run.project.readable(FOLLOW_UP).plan, which)
    table = follow_up_records.programme_table(run.project, ProgrammeValues(name=name, **fields._asdict()))
    edits = plan_records.changed(run.project, one.at, table)
    change_plan(run, PROGRAMME, one.id, edits, msg("{name} is changed", name=one.id), dry_run=dry_run)


def remove(context: typed.Context, which: ProgrammeId, *, dry_run: DryRun = False) -> None:
    """Take a programme out of the file."""
    run = terminal(context)
    one = follow_up_records.programme(run.project.readable(FOLLOW_UP).plan, which)
    edits = plan_records.removed(run.project, PROGRAMME, one.id, one.at)
    change_plan(run, PROGRAMME, one.id, edits, msg("{id} is removed", id=one.id), dry_run=dry_run)
