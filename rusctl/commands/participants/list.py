"""`rusctl participants list`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, EventId, Hidden, Roles
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.registered import participation_row
from rusctl.output.tables import print_table
from rusctl.services import selection
from rusctl.services.people import people_tables
from rusctl.services.people.participants_words import PeopleWords, summary


def listed(
    context: typed.Context,
    name: EventId,
    *,
    roles: Roles = None,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List who is invited to an event, who is coming, and who came."""
    from rusctl.services.people import taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    found = taking_part.listed(run.project, event, roles, hidden=hidden)
    if as_json:
        give(run, (participation_row(one, found.known.get(one.person or 0), found.queue) for one in found.shown))
        return
    if not found.shown and not found.left_out:
        run.tell(msg("nobody is added to {event}; use rusctl participants add or count", event=event.id))
        return
    words = PeopleWords(plan, run.language)
    print_table(*people_tables.participants(words, found.shown, found.known, found.queue))
    for line in summary(words, found.sums):
        run.out(line)
    if found.left_out:
        run.tell(msg("{count} more are not shown, since their data are protected or restricted", count=found.left_out))
