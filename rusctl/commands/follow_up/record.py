"""`rusctl follow-up record` and `rusctl follow-up write`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.strategy import figures, follow_up_records
from rusctl.services.strategy.figures import FiguresWritten
from rusctl.services.strategy.follow_up_records import INDICATOR, REPORT
from rusctl.storage.files.names import FOLLOW_UP

Sheet = Annotated[str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook; else the first.")]
Total = Annotated[str | None, typed.Option("--total", metavar="NUMBER", help="The figure for all; empty takes it out.")]


def record(
    context: typed.Context,
    which: Annotated[str, typed.Argument(metavar="INDICATOR", help="Its id or its name.", asks=typed.INDICATOR)],
    file: Annotated[
        str, typed.Argument(metavar="FILE", help="A table of Statistics Sweden or somebody else (CSV or .xlsx).")
    ] = "",
    *,
    where: Annotated[
        list[str] | None,
        typed.Option("--where", metavar="TEXT", help="Of the table, what stands under or beside it. Repeatable."),
    ] = None,
    sheet: Sheet = "",
    year: Annotated[str, typed.Option("--year", metavar="YEAR", help="By hand: the year the figures are of.")] = "",
    total: Total = None,
    women: Annotated[str | None, typed.Option("--women", metavar="NUMBER", help="The figure for women.")] = None,
    men: Annotated[str | None, typed.Option("--men", metavar="NUMBER", help="The figure for men.")] = None,
    note: Annotated[
        str | None, typed.Option("--note", metavar="TEXT", help="What is said of it, such as a break in the series.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Record an indicator's figures by year, women and men too: out of a table, or by hand with --year and --total."""
    run = terminal(context)
    plan = run.project.readable(FOLLOW_UP).plan
    one = follow_up_records.indicator(plan, which)
    written = FiguresWritten(year, total, women, men, note)
    if bool(file) == written.any:
        raise UsageError(msg("name a file, or write the figures of a year: --year 2024 --total NUMBER"))
    found = figures.from_file(plan, one, file, sheet, where or ()) if file else figures.by_hand(one, written)
    run.tell_all(found.notes)
    done = msg("the figures of {id} are recorded", id=one.id)
    change_plan(run, INDICATOR, one.id, found.edits, done, dry_run=dry_run)


def write(
    context: typed.Context,
    year: Annotated[
        int, typed.Argument(metavar="YEAR", help="The year reported on: 2025.", min=1900, max=2200, asks=typed.TEXT)
    ],
    point: Annotated[
        str,
        typed.Argument(metavar="POINT", help="The point, such as 8.1b, 9.1, skills or agenda-2030.", asks=typed.POINT),
    ],
    text: Annotated[
        str, typed.Argument(metavar="TEXT", help="What the report says there; empty takes it out.", asks=typed.TEXT)
    ],
    *,
    source: Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of it.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Write on a point of the yearly report on results, for what no figure tells; rusctl report annual takes it in."""
    run = terminal(context)
    changes = follow_up_records.reported(run.project, year, point, text, source)
    change_plan(run, REPORT, point, changes, msg("it is written on {point}", point=point), dry_run=dry_run)
