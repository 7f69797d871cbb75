"""`rusctl consultation received` and `rusctl consultation show`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.listing import give, listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_replies import DECISION_LEVEL
from rusctl.output.listed.reply_rows import reply_row, shown_row
from rusctl.output.tables import Cell, Column, print_pairs, print_table

if TYPE_CHECKING:
    from rusctl.services.consultation import listing_replies
else:
    listing_replies = later("rusctl.services.consultation.listing_replies")


def received(context: typed.Context, *, which: WhichConsultation = "", as_json: AsJson = False) -> None:
    """List the replies that have come in: whose they are, when they came, in which way."""
    run = terminal(context)
    found = listing_replies.listed(run.project, which)
    nothing = msg("no reply has been taken in; rusctl consultation add takes them in")
    if listed(run, (reply_row(one.reply, late=one.late) for one in found), nothing, as_json=as_json):
        return
    code, say = run.language.code, run.say
    headings = (msg("No."), msg("From"), msg("Came in"), msg("Way"), msg("Diarienummer"), msg("Files"))
    table = [
        (
            str(one.reply.number),
            Cell(
                ", ".join(name for _, name in one.reply.bodies), below=listing_replies.follows(run.language, one.reply)
            ),
            Cell(
                dates.medium(one.reply.arrived, code) if one.reply.arrived else say(msg("not known")),
                below=say(msg("late")) if one.late else "",
            ),
            listing_replies.way(run.project, run.language, one.reply),
            one.reply.dnr or one.reply.their_dnr,
            str(one.reply.files),
        )
        for one in found
    ]
    print_table([Column(say(heading)) for heading in headings], table)
    run.tell(nmsg("{count} reply", "{count} replies", len(found)))


def show(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="The reply's number.", asks=typed.TEXT)],
    *,
    which: WhichConsultation = "",
    as_json: AsJson = False,
) -> None:
    """Show a reply: whose it is, where its files are, what was read of it and what was not, and its text."""
    run = terminal(context)
    found = listing_replies.shown(run.project, number, which)
    one, code, say = found.listed.reply, run.language.code, run.say
    if as_json:
        files = [(each.file, each.here) for each in found.files]
        give(run, [shown_row(one, files, list(found.texts), late=found.listed.late)])
        return
    pairs = [
        (say(msg("No.")), str(one.number)),
        (say(msg("From")), ", ".join(name for _, name in one.bodies)),
        (say(msg("Came in")), dates.medium(one.arrived, code) if one.arrived else say(msg("not known"))),
        (say(msg("Way")), listing_replies.way(run.project, run.language, one)),
        (say(msg("Stance")), listing_replies.stance(run.project, run.language, one)),
        (say(msg("Dated")), dates.medium(one.authored, code) if one.authored else ""),
        (say(msg("Decided by")), say(DECISION_LEVEL[one.level]) if one.level.value != "unknown" else ""),
        (say(msg("Diarienummer")), one.dnr),
        (say(msg("The sender's diarienummer")), one.their_dnr),
        (say(msg("Heard by")), listing_replies.heard(run.language, one)),
        (say(msg("Follows")), listing_replies.follows(run.language, one)),
        *((say(msg("File")), f"{each.file.name}: {say(each.where)}") for each in found.files),
        *((say(msg("Text {number}", number=text.ordinal)), text.text) for text in found.texts),
    ]
    print_pairs([(label, value) for label, value in pairs if value])
    for text in found.texts:
        run.tell_all(listing_replies.account(found, text))
