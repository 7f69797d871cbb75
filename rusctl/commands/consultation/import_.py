"""`rusctl consultation import`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.lists.table import in_rows
from rusctl.services import foreign_file
from rusctl.services.consulting.naming import named

if TYPE_CHECKING:
    from rusctl.services.consultation import circulation, read_list
else:
    circulation = later("rusctl.services.consultation.circulation")
    read_list = later("rusctl.services.consultation.read_list")

FAULTS_SHOWN = 50


def take(
    context: typed.Context,
    file: Annotated[
        str, typed.Argument(metavar="[FILE]", help="The circulation list: .xlsx or CSV with headings.")
    ] = "",
    *,
    which: WhichConsultation = "",
    earlier: Annotated[
        str,
        typed.Option(
            "--from",
            metavar="ID",
            help="In place of a file: the consultation whose list is taken over.",
            completes=typed.CONSULTATION,
        ),
    ] = "",
    sheet: Annotated[str, typed.Option("--sheet", metavar="NAME", help="Which sheet of the workbook.")] = "",
    heading_row: Annotated[
        int, typed.Option("--heading-row", metavar="NUMBER", help="Which row has the headings.", min=0)
    ] = 0,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Take a circulation list in, from a file or an earlier consultation; what is there is not doubled."""
    run = terminal(context)
    one = named(run.project, which)
    if bool(file) == bool(earlier):
        raise UsageError(msg("name the file of the list, or with --from the consultation whose list is taken over"))
    if earlier:
        taken = circulation.take_over(run.project, named(run.project, earlier).id, one.id, by, dry_run=dry_run)
        _said(run, taken, dry_run=dry_run)
        return
    found = read_list.read(run.project, foreign_file.raw(file), file, sheet=sheet, heading_row=heading_row)
    _account(run, found)
    if found.faults:
        run.unchanged(msg("no rows were imported, since some cannot be read; fix the list and read it again"))
        raise typed.Exit(1)
    taken = circulation.take(run.project, one.id, found.rows, by, dry_run=dry_run)
    run.out(
        run.say(
            msg(
                "rows: {total} = new {new} + changed {changed} + there already {there} + twice {twice} + "
                "without a name {empty}",
                total=found.total,
                new=len(taken.added),
                changed=len(taken.changed),
                there=len(taken.there),
                twice=len(found.twice),
                empty=len(found.empty),
            )
        )
    )
    _said(run, taken, dry_run=dry_run)


def _account(run: Terminal, found: "read_list.CirculationList") -> None:
    """Say how the list was read, what of it is not taken, and each fault."""
    run.tell(found.form)
    columns = found.columns
    if columns and columns.of_replies:
        text = msg(
            "not taken: {columns}; replies are taken in with rusctl consultation add", columns=list(columns.of_replies)
        )
        run.tell(text)
    if columns and columns.numbered:
        run.tell(msg("not taken: {columns}; bodies get numbers of their own", columns=list(columns.numbered)))
    if columns and columns.unused:
        run.tell(msg("not taken: the columns {columns}", columns=list(columns.unused)))
    for left in found.left:
        run.tell(msg("{rows}: {reason}", rows=in_rows(left.rows), reason=left.reason))
    for row, first in found.twice.items():
        run.tell(msg("row {row}: the body stands in row {first}, too", row=row, first=first))
    if guessed := [one.number for one in found.rows if one.guessed]:
        run.tell(msg("{rows}: the kind is read from the name", rows=in_rows(guessed)))
    if unsorted := [one.number for one in found.rows if not one.kind]:
        run.tell(msg("{rows}: no kind is said", rows=in_rows(unsorted)))
    for one in found.faults[:FAULTS_SHOWN]:
        value = f' "{one.value}"' if one.value else ""
        at = msg("row {row}, column {column}", row=one.row, column=one.column)
        run.tell(msg("{at}{value}: {why}", at=at, value=value, why=one.why))
    if len(found.faults) > FAULTS_SHOWN:
        run.tell(msg("{count} more", count=len(found.faults) - FAULTS_SHOWN))


def _said(run: Terminal, taken: "circulation.TakenList", *, dry_run: bool) -> None:
    if without := circulation.said_left_out(taken):
        run.tell(without)
    if not taken.added and not taken.changed:
        run.unchanged(msg("all of them are on the list already"))
        return
    if taken.added:
        run.tell(msg("new on the list: {names}", names=circulation.names_shown(taken.added)))
    if taken.changed:
        run.tell(msg("changed on the list: {names}", names=circulation.names_shown(taken.changed)))
    if dry_run:
        run.dry_run()
