"""`rusctl inputs sheet` and `read`: the working group's way of sorting."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import Message, msg, nmsg
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted import spreadsheet

if TYPE_CHECKING:
    from rusctl.services.inputs import read_sheet
    from rusctl.services.inputs import sheet as sheets
else:
    read_sheet = later("rusctl.services.inputs.read_sheet")
    sheets = later("rusctl.services.inputs.sheet")


def sheet(
    context: typed.Context,
    event: Annotated[
        str,
        typed.Argument(metavar="[EVENT]", help="Only inputs of this event; without, all.", completes=typed.EVENT),
    ] = "",
    *,
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FILE", help="The workbook (.xlsx), a new one.")
    ] = "sortering.xlsx",
    dry_run: DryRun = False,
) -> None:
    """Write a workbook to sort inputs in: headings, themes, stance and how far; rusctl inputs read reads it.

    Rows may be sorted, filtered and left out. Each knows what it was, so that several can work in sheets of their own.
    """
    run = terminal(context)
    endings.keep_to(output, ".xlsx")
    path = expanded(output)
    count = sheets.make(run.project, run.language, path, event, dry_run=dry_run)
    run.out(str(path))
    run.tell(
        nmsg(
            "{count} row; it holds what was said, so keep the file out of git",
            "{count} rows; they hold what was said, so keep the file out of git",
            count,
        )
    )
    if dry_run:
        run.dry_run(to_file=True)


def read(
    context: typed.Context,
    file: Annotated[
        str,
        typed.Argument(
            metavar="FILE", help="The workbook, or the same as CSV, as rusctl inputs sheet wrote it.", asks=typed.TEXT
        ),
    ],
    *,
    mine: Annotated[
        bool,
        typed.Option("--sheet-wins", help="Where a colleague has said something else meanwhile, take the sheet's."),
    ] = False,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Read a workbook in which inputs were sorted; what a colleague has changed meanwhile stays, and is shown.

    Nothing is taken where a row is wrong. Exit code 1 where something waits for a decision.
    """
    run = terminal(context)
    found = read_sheet.read(run.project, spreadsheet.read(expanded(file)), sheet_wins=mine, by=by, dry_run=dry_run)
    for fault in found.faults:
        where = msg(
            "row {row}, {column}, {value}: {why}",
            row=fault.row,
            column=fault.column,
            value=fault.value or "–",
            why=fault.why,
        )
        run.tell(where)
    _tell(run, found)
    if dry_run:
        run.dry_run()
    elif found.faults or not found.applied:
        run.unchanged(_why(found))
    if found.faults or found.disagreeing:
        raise typed.Exit(1)


def _why(found: "read_sheet.SheetRead") -> Message:
    if found.faults:
        return nmsg("{count} fault in the sheet", "{count} faults in the sheet", len(found.faults))
    if found.disagreeing:
        return msg("the sheet and what stands disagree")
    return msg("the sheet says what stands already")


def _tell(run: Terminal, found: "read_sheet.SheetRead") -> None:
    """Say what was read, what it changes, and what two have changed."""
    for one in found.changes:
        if one.together.changes and one.together.others:
            run.tell(
                msg(
                    "{name}: a colleague has changed this meanwhile: {now}; the sheet changes {sheet}; both are kept",
                    name=one.name,
                    now=read_sheet.meanwhile(one, run.language),
                    sheet=read_sheet.changed(one, run.language),
                )
            )
        for each in one.together.disagreements:
            column, sheet_says, stands = read_sheet.disagreement(each, run.language)
            run.tell(
                msg(
                    "{name}, {column}: the sheet says {sheet}, a colleague {now}, which stands; --sheet-wins takes the "
                    "sheet's",
                    name=one.name,
                    column=column,
                    sheet=sheet_says,
                    now=stands,
                )
            )
    if found.texts:
        run.tell(
            msg(
                "another text in the sheet is not taken: {names}; rusctl inputs correct does that",
                names=list(found.texts),
            )
        )
    if found.unused:
        run.tell(msg("not used: {columns}", columns=list(found.unused)))
    run.tell(
        msg(
            "{rows} rows: {changed} with changes, {unchanged} as they stand, {waiting} waiting, {faults} wrong",
            rows=found.rows,
            changed=len(found.applied),
            unchanged=found.unchanged,
            waiting=sum(not one.together.changes for one in found.disagreeing),
            faults=len({fault.row for fault in found.faults}),
        )
    )
