"""`rusctl replies`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.output import mail_rows, mail_tables, rows
from rusctl.output.report import english
from rusctl.output.tables import print_table
from rusctl.services.mailing import answer_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rusctl.services.mailing.take_replies import ReadReply


def replies(
    context: typed.Context,
    paths: Annotated[
        list[str],
        typed.Argument(
            metavar="FILE|FOLDER...", help="Answers: .ics, .eml or mbox files, or folders of them.", asks=typed.TEXT
        ),
    ],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read replies to invitations. Only answers from those invited are accepted."""
    from rusctl.services.mailing import sending, take_replies  # loads SQLAlchemy

    run = terminal(context)
    run.project.readable()
    roots = take_replies.places(paths)
    now = sending.moment()
    with sending.outbox(run.project, run.language, now, what="replies", dry_run=dry_run) as box:
        found = take_replies.take(run.project, box, roots, now, dry_run=dry_run)
    if as_json:
        give(run, map(_row, found))
    else:
        _show(run, take_replies.to_show(found))
    run.tell(take_replies.summary(found))
    if dry_run:
        run.dry_run()


def _row(one: "ReadReply") -> rows.Row:
    return mail_rows.row(mail_rows.REPLY, one._asdict() | {"reason": english(one.reason) if one.reason else ""})


def _show(run: Terminal, found: "Sequence[ReadReply]") -> None:
    if found:
        print_table(*mail_tables.replies(run.say, ((_row(one), one.reason) for one in found), answer_words.WORDS))
