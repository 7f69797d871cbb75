"""`rusctl consultation changes`: changes of the text and the comments behind them, both ways."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_strategy import BECAME
from rusctl.output.clean import one_line
from rusctl.output.tables import Column, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import comment_listing, text_links
else:
    comment_listing = later("rusctl.services.consultation.comment_listing")
    text_links = later("rusctl.services.consultation.text_links")


def changes(
    context: typed.Context,
    old: Annotated[
        str, typed.Argument(metavar="[OLD]", help="A version of the text; without, the one that was sent out.")
    ] = "",
    new: Annotated[str, typed.Argument(metavar="[NEW]", help="A later one; without, the last.")] = "",
    *,
    consultation: WhichConsultation = "",
    as_json: AsJson = False,
) -> None:
    """Set changes of the text against comments: those without a comment, and comments that are met without a change."""
    run = terminal(context)
    found = text_links.links(run.project, consultation, old, new)
    rows = [*map(comment_listing.link_row, found.changes), *map(comment_listing.link_row, found.unchanged)]
    if listed(run, rows, msg("no paragraph is changed, and no comment is met"), as_json=as_json):
        return
    headings = (msg("Paragraph"), msg("Heading no."), msg("Change"), msg("Comments"), msg("Inputs"))
    table = [
        (
            one.change.id,
            one.number,
            run.say(BECAME[one.change.became]),
            ", ".join(one.comments) or run.say(msg("no comment")),
            ", ".join(one.change.inputs),
        )
        for one in found.changes
    ]
    if table:
        print_table([Column(run.say(heading)) for heading in headings], table)
    for one in found.unchanged:
        named = ", ".join(one.paragraphs)
        text = (
            msg("{name} is met, and {named} is not changed", name=one.comment.comment.name, named=named)
            if named
            else msg("{name} is met without a change of the text", name=one.comment.comment.name)
        )
        run.out(one_line(run.say(text)))
    alone = len(found.without_comment)
    run.tell(nmsg("{count} change without a comment", "{count} changes without a comment", alone))
