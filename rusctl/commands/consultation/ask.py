"""`rusctl consultation ask`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import ask as dates
from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import Channel, SomeBodies, WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.services.consulting import naming

if TYPE_CHECKING:
    from rusctl.services.consultation import circulation
else:
    circulation = later("rusctl.services.consultation.circulation")


def ask(
    context: typed.Context,
    names: SomeBodies = None,
    *,
    which: WhichConsultation = "",
    on: Annotated[str, typed.Option("--on", metavar="DAY", help="The day they were asked; else today.")] = "",
    channel: Channel = "",
    by: NotedBy = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Enter that bodies were asked, by the registry or on paper; `consultation send` asks them by mail.

    Without names it is all on the list that have not been asked.
    """
    run = terminal(context)
    one = naming.named(run.project, which)
    day = dates.day(run, "--on", on, yes=yes, past=True) if on else run.project.today
    way = naming.channel(run.project.plan, channel) if channel else ""
    done = circulation.ask(run.project, one, names or (), day, way, by, dry_run=dry_run)
    if names and done.left:
        run.tell(msg("asked before, and left so: {names}", names=list(done.left)))
    if not done.done:
        run.unchanged(msg("all of them have been asked, or none is on the list"))
        return
    run.tell(nmsg("{count} body is entered as asked", "{count} bodies are entered as asked", len(done.done)))
    if dry_run:
        run.dry_run()
