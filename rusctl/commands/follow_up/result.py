"""`rusctl result list|add|set|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DocumentNumber, DryRun, NewId
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.output.listed.follow_up_rows import result_row
from rusctl.output.tables import Cell, Column, print_table
from rusctl.services.planning import plan_records
from rusctl.services.strategy import follow_up_records
from rusctl.services.strategy.follow_up_records import RESULT, ResultValues
from rusctl.storage.files.names import FOLLOW_UP

ResultId = Annotated[
    str,
    typed.Argument(metavar="RESULT", help="Its id, or what was done.", asks=typed.RESULT),
]


class ResultFields(NamedTuple):
    """What a result has besides what was done; None where it was not given, empty where it is to be taken out."""

    by: Annotated[str | None, typed.Option("--by", metavar="TEXT", help="The project that led to it.")] = None
    whom: Annotated[str | None, typed.Option("--for", metavar="TEXT", help="For whom it was done, never a person.")] = (
        None
    )
    lives: Annotated[
        str | None, typed.Option("--lives-in", metavar="TEXT", help="Where it lives now, such as a plan.")
    ] = None
    year: Annotated[str | None, typed.Option("--year", metavar="YEAR", help="The year it was done.")] = None
    themes: Annotated[
        list[str] | None,
        typed.Option(
            "--theme", metavar="ID", completes=typed.THEME, help="What it is about, of the frame; repeatable."
        ),
    ] = None
    points: Annotated[
        list[str] | None,
        typed.Option(
            "--point", metavar="POINT", completes=typed.POINT, help="Where the report names it: 8.1b; repeatable."
        ),
    ] = None
    url: Annotated[str | None, typed.Option("--url", metavar="URL", help="A page about it.")] = None
    dnr: DocumentNumber = None
    source: Annotated[str | None, typed.Option("--source", metavar="TEXT", help="The source of it.")] = None


def show_all(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List what projects have led to: what was done, for whom, and where it lives now."""
    run = terminal(context)
    rows = [result_row(one) for one in run.complete(FOLLOW_UP).plan.follow_up.results]
    nothing = msg("there is no result; add one with rusctl result add WHAT --by TEXT")
    if listed(run, rows, nothing, as_json=as_json):
        return
    headings = (msg("What was done"), msg("Project"), msg("For whom"), msg("Where it lives now"), msg("Year"))
    keys = ("project", "whom", "lives", "year")
    table = [
        [Cell(str(row["what"]), below=str(row["id"])), *(Cell(str(row[key] or "")) for key in keys)] for row in rows
    ]
    print_table([Column(run.say(heading)) for heading in headings], table)


@spread
def add(
    context: typed.Context,
    what: Annotated[str, typed.Argument(metavar="WHAT", help="What was done.", asks=typed.TEXT)],
    *,
    fields: ResultFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add what a project has led to: what was done, for whom, and where it lives now."""
    run = terminal(context)
    if not fields.by:
        raise UsageError(msg("say what was done, and in which project: --by TEXT"))
    table = follow_up_records.result_table(run.project, _values(what, fields))
    new, edits = follow_up_records.added(run.project, RESULT, chosen, what, table)
    change_plan(run, RESULT, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: ResultId,
    *,
    what: Annotated[str | None, typed.Option("--what", metavar="TEXT", help="What was done.")] = None,
    fields: ResultFields,
    dry_run: DryRun = False,
) -> None:
    """Set what is said of a result; an empty text takes it out."""
    run = terminal(context)
    one = follow_up_records.result(run.project.readable(FOLLOW_UP).plan, which)
    table = follow_up_records.result_table(run.project, _values(what, fields))
    edits = plan_records.changed(run.project, one.at, table)
    change_plan(run, RESULT, one.id, edits, msg("{name} is changed", name=one.id), dry_run=dry_run)


def remove(context: typed.Context, which: ResultId, *, dry_run: DryRun = False) -> None:
    """Take a result out of the file."""
    run = terminal(context)
    one = follow_up_records.result(run.project.readable(FOLLOW_UP).plan, which)
    edits = plan_records.removed(run.project, RESULT, one.id, one.at)
    change_plan(run, RESULT, one.id, edits, msg("{id} is removed", id=one.id), dry_run=dry_run)


def _values(what: str | None, fields: ResultFields) -> ResultValues:
    given = fields._asdict()
    return ResultValues(what=what, project=given.pop("by"), **given)
