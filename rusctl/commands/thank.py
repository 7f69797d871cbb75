"""`rusctl thank`."""

from typing import Annotated

from rusctl.commands.common import mailings, typed
from rusctl.commands.common.options import AsJson, DryRun, EventId, Send, SureToSend
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.tables import print_table
from rusctl.services import selection
from rusctl.services.people import people_tables
from rusctl.services.people.participants_words import PeopleWords, summary


def thank(
    context: typed.Context,
    name: EventId,
    *,
    attach: Annotated[
        str, typed.Option("--attach", metavar="FILE", help="What was said there, for those who came (PDF).")
    ] = "",
    send: Send = False,
    yes: SureToSend = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Show who came to an event and who is missing, and thank those who came: as drafts, or sent with --send.

    With --attach the summary goes along. Each is thanked once.
    """
    from rusctl.services.people import taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    if not as_json:
        found, words = taking_part.listed(run.project, event), PeopleWords(plan, run.language)
        for heading, some in ((msg("Came"), taking_part.came(found)), (msg("Missing"), taking_part.missing(found))):
            run.out(run.say(msg("{heading}: {count}", heading=heading, count=len(some))))
            if some:
                print_table(*people_tables.participants(words, some, found.known))
        for line in summary(words, found.sums):
            run.out(line)
    if not attach:
        run.tell(msg("no summary goes with the thanks; --attach FILE encloses one"))
    mailings.of_event(run, event.id, "thank", attach, send=send, dry_run=dry_run, as_json=as_json, yes=yes)
