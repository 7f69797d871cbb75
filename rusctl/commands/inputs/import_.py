"""`rusctl inputs import`."""

import sys
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import input_options, looking, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.streams import read_stdin
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_people import SENSITIVE
from rusctl.lists.table import in_rows
from rusctl.services.foreign_file import raw
from rusctl.services.inputs.words import InputSaid

if TYPE_CHECKING:
    from rusctl.services.inputs import reading, storing
else:
    reading = later("rusctl.services.inputs.reading")
    storing = later("rusctl.services.inputs.storing")

FAULTS_SHOWN = 50


def inputs_import(
    context: typed.Context,
    file: Annotated[
        str, typed.Argument(metavar="FILE", help="A form or a list: .docx, .xlsx or CSV; - for stdin.", asks=typed.TEXT)
    ],
    *,
    event: Annotated[str, typed.Option("--event", metavar="ID", help="The event of the rows that do not say it.")] = "",
    kind: input_options.Kind = "",
    roles: input_options.Roles = None,
    table: input_options.Table = "",
    question: input_options.Question = "",
    municipality: input_options.Municipality = "",
    by: input_options.NotedBy = "",
    found: input_options.Found = "",
    sheet: Annotated[str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook.")] = "",
    heading_row: Annotated[
        int, typed.Option("--heading-row", metavar="NUMBER", help="The row of the headings.", min=0)
    ] = 0,
    dry_run: DryRun = False,
) -> None:
    """Read inputs from a completed form, or from any list with headings. The same file twice changes nothing.

    Every row is accounted for. If a row is wrong nothing is stored, and every error is shown. A row with an email
    address, a telephone number, a personal identity number (personnummer), a name in the register or a listed word
    waits until --found decides what to do with it.
    """
    run = terminal(context)
    looking.check(found)
    like = storing.meant(run.project, event, InputSaid(question, table, kind, roles or (), municipality, by))
    data = raw(file, stdin=read_stdin)
    read = reading.read(run.project, data, file, like, sheet=sheet, heading_row=heading_row)
    run.tell(read.form)
    _account(run, read)
    found = _asked(run, read, found)
    done = reading.take(run.project, read, found, dry_run=dry_run)
    waiting = len(done.waiting)
    run.out(
        run.say(
            msg(
                "rows: {total} = stored {stored} + there already {there} + without a text {empty} + waiting {waiting}",
                total=read.total,
                stored=len(done.idents),
                there=len(read.there),
                empty=len(read.empty),
                waiting=waiting,
            )
        )
    )
    if dry_run:
        run.dry_run()
    elif done.idents:
        run.tell(msg("stored as {ids}", ids=list(reading.spans(done.idents))))
    if waiting:
        run.tell(msg("use --found take-out or --found keep, or change the waiting rows, and read the file again"))
        raise typed.Exit(1)


def _account(run: Terminal, read: "reading.InputList") -> None:
    """Say which columns and rows are not taken, each fault, and in which rows something was found."""
    if read.unused:
        run.tell(msg("not taken: the columns {columns}", columns=list(read.unused)))
    for left in read.left:
        run.tell(msg("{rows}: {reason}", rows=in_rows(left.rows), reason=left.reason))
    for one in read.faults[:FAULTS_SHOWN]:
        at = (
            msg("row {row}, column {column}", row=one.row, column=one.column)
            if one.column
            else msg("row {row}", row=one.row)
        )
        value = f' "{one.value}"' if one.value else ""
        run.tell(msg("{at}{value}: {why}", at=at, value=value, why=one.why))
    if len(read.faults) > FAULTS_SHOWN:
        run.tell(msg("{count} more", count=len(read.faults) - FAULTS_SHOWN))
    for row in () if read.faults else read.doubtful:
        what = [SENSITIVE[about] for about in row.looked.abouts]
        run.tell(msg("row {row}: here stands {what}", row=row.number, what=what))


def _asked(run: Terminal, read: "reading.InputList", found: str) -> str:
    """Ask once what becomes of what was found, where somebody is there to answer."""
    if found or read.faults or not read.doubtful or not sys.stdin.isatty():
        return found
    count = len(read.doubtful)
    run.tell(
        nmsg(
            "in {count} row something was found: take it out (t), keep it (k), or let the row wait (Enter)?",
            "in {count} rows something was found: take it out (t), keep it (k), or let the rows wait (Enter)?",
            count,
        )
    )
    return looking.answered(sys.stdin.readline())
