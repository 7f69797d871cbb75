"""What was read from a sheet of comments, in words: what is wrong, what two wrote, and what waits for a decision."""

from typing import TYPE_CHECKING

from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.language.message import Message, msg, nmsg

if TYPE_CHECKING:
    from collections.abc import Callable

    from rusctl.services.consultation import comment_sheet
    from rusctl.services.consultation.read_comments import CommentChange, CommentsRead
else:
    comment_sheet = later("rusctl.services.consultation.comment_sheet")


def why_nothing(found: "CommentsRead") -> Message:
    """Say why nothing of a sheet was taken."""
    if found.faults:
        return nmsg("{count} fault in the sheet", "{count} faults in the sheet", len(found.faults))
    if found.waiting:
        return msg("the sheet and what stands disagree")
    return msg("the sheet says what stands already")


def tell_read(run: Terminal, found: "CommentsRead", called: "Callable[[str], str]") -> None:
    """Say what was read, what is wrong, and what two have written; `called` gives what a disposition is called."""
    for fault in found.faults:
        run.tell(
            msg(
                "row {row}, {column}, {value}: {why}",
                row=fault.row,
                column=fault.column,
                value=fault.value or "–",
                why=fault.why,
            )
        )
    for one in found.waiting:
        _tell_two(run, one, called)
    if found.untaken:
        run.tell(
            msg(
                "other words of the reply, or how far it has come, are not taken from a sheet: {names}",
                names=list(found.untaken),
            )
        )
    if found.unused:
        run.tell(msg("not used: {columns}", columns=list(found.unused)))
    run.tell(
        msg(
            "{rows} rows: {changed} with changes, {added} new, {unchanged} as they stand, {waiting} waiting, "
            "{faults} wrong",
            rows=found.rows,
            changed=sum(one.changes for one in found.changes),
            added=len(found.added),
            unchanged=found.unchanged,
            waiting=len(found.waiting),
            faults=len({fault.row for fault in found.faults}),
        )
    )


def _tell_two(run: Terminal, one: "CommentChange", called: "Callable[[str], str]") -> None:
    """Say what the sheet and a colleague say of one comment."""
    for each in one.together.disagreements:
        run.tell(
            msg(
                "{name}, {column}: the sheet says {sheet}, a colleague {now}, which stands; --sheet-wins takes the "
                "sheet's",
                name=one.comment.name,
                column=comment_sheet.COLUMNS[each.field],
                sheet=each.sheet or "–",
                now=each.now or "–",
            )
        )
    if one.waiting_answer:
        run.tell(
            msg(
                "{name}, two answers. {who}, which is valid: {disposition}. {reason}",
                name=one.comment.name,
                who=one.by or "–",
                disposition=called(one.now.disposition) or "–",
                reason=one.now.reason or "–",
            )
        )
        run.tell(
            msg(
                "{name}, the sheet, kept beside it: {disposition}. {reason}",
                name=one.comment.name,
                disposition=called(one.said.disposition) or "–",
                reason=one.said.reason or "–",
            )
        )
