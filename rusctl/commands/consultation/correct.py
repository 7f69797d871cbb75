"""`rusctl consultation correct`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import reply_options, typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.reply_options import ReplyCorrections
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg

if TYPE_CHECKING:
    from rusctl.services.consultation import correcting_replies, receiving
else:
    correcting_replies = later("rusctl.services.consultation.correcting_replies")
    receiving = later("rusctl.services.consultation.receiving")


@spread
def correct(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="The reply's number.", asks=typed.TEXT)],
    *,
    which: WhichConsultation = "",
    fields: ReplyCorrections,
    dry_run: DryRun = False,
) -> None:
    """Correct what is said of a reply: the day it came in, its numbers, whose it is. Its text never changes."""
    run = terminal(context)
    unknown = fields.arrived.casefold() in reply_options.UNKNOWN
    arrived = None if unknown else reply_options.day(run, "--arrived", fields.arrived)
    given = receiving.ReplyGiven(
        bodies=fields.bodies or (),
        arrived=receiving.came_in(arrived, first=fields.first_emptying),
        channel=fields.channel,
        authored=reply_options.day(run, "--dated", fields.authored),
        level=fields.level,
        decided=reply_options.day(run, "--decided", fields.decided),
        stance=fields.stance,
        dnr=fields.dnr,
        their_dnr=fields.their_dnr,
    )
    done = correcting_replies.correct(run.project, which, number, given, unknown=unknown, dry_run=dry_run)
    if not done.fields:
        run.unchanged(msg("that is how it stands already"))
        return
    what = [correcting_replies.FIELDS[name] for name in done.fields]
    run.out(run.say(msg("reply {number}: {what} corrected", number=number, what=what)))
    if dry_run:
        run.dry_run()
