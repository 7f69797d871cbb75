"""`rusctl consultation sheet` and `read`: the working group's way of answering."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.nouns.read_words import tell_read, why_nothing
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import nmsg
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted import spreadsheet

if TYPE_CHECKING:
    from rusctl.services.consultation import answering, comment_sheet, comment_words, read_comments
    from rusctl.services.consulting import naming
else:
    answering = later("rusctl.services.consultation.answering")
    comment_sheet = later("rusctl.services.consultation.comment_sheet")
    comment_words = later("rusctl.services.consultation.comment_words")
    read_comments = later("rusctl.services.consultation.read_comments")
    naming = later("rusctl.services.consulting.naming")


def sheet(
    context: typed.Context,
    reply: Annotated[
        int | None, typed.Argument(metavar="[REPLY]", help="Only comments of this reply; without, all.", min=1)
    ] = None,
    *,
    unanswered: Annotated[bool, typed.Option("--unanswered", help="Only comments that nobody has answered.")] = False,
    lacking: Annotated[bool, typed.Option("--lacking", help="Only those with an incomplete answer.")] = False,
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FILE", help="The workbook (.xlsx), a new one.")
    ] = "",
    consultation: WhichConsultation = "",
    dry_run: DryRun = False,
) -> None:
    """Write a workbook to answer comments in: disposition, reason, changes; rusctl consultation read reads it.

    Rows may be sorted, filtered and left out; a row with a reply's number and words of it, but no comment, is a new
    comment. Each row knows what it was, so that several can work in workbooks of their own.
    """
    run = terminal(context)
    if output:
        endings.keep_to(output, ".xlsx")
    wanted = answering.AnswersWanted(reply=reply, unanswered=unanswered, faulty=lacking)
    path, count = comment_sheet.make(
        run.project, run.language, expanded(output) if output else None, consultation, wanted, dry_run=dry_run
    )
    run.out(str(path))
    run.tell(
        nmsg(
            "{count} row; it holds what was replied, so keep the file to those who answer",
            "{count} rows; they hold what was replied, so keep the file to those who answer",
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
            metavar="FILE",
            help="The workbook, or the same as CSV, as rusctl consultation sheet wrote it.",
            asks=typed.TEXT,
        ),
    ],
    *,
    sheet_wins: Annotated[
        bool,
        typed.Option("--sheet-wins", help="Where a colleague has written something else meanwhile, take the sheet's."),
    ] = False,
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Read a workbook in which comments were answered; what a colleague has written meanwhile stays, both are shown.

    Nothing is taken where a row is wrong. Exit code 1 where something waits for a decision.
    """
    run = terminal(context)
    found = read_comments.read(
        run.project,
        consultation,
        spreadsheet.read(expanded(file)),
        sheet_wins=sheet_wins,
        by=by,
        dry_run=dry_run,
    )
    words = comment_words.CommentWords(run.project, naming.named(run.project, consultation))
    tell_read(run, found, lambda ident: words.disposition_called(ident, run.language))
    if dry_run:
        run.dry_run()
    elif found.faults or not found.applied:
        run.unchanged(why_nothing(found))
    if found.faults or found.waiting:
        raise typed.Exit(1)
