"""`rusctl consultation extend` and `rusctl consultation decline`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.consultation_options import OneBody, WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, Reason, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.consulting.naming import named

if TYPE_CHECKING:
    from rusctl.services.consultation import circulation
else:
    circulation = later("rusctl.services.consultation.circulation")


def extend(
    context: typed.Context,
    names: Annotated[
        list[str], typed.Argument(metavar="NAME...", help="Their names or their numbers on the list.", asks=typed.TEXT)
    ],
    *,
    which: WhichConsultation = "",
    until: Annotated[str, typed.Option("--until", metavar="DAY", help="Their new last day, to its end.")] = "",
    reason: Reason = "",
    by: NotedBy = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Give bodies a later last day (anstånd), with the reason; the one that was granted last holds."""
    run = terminal(context)
    one = named(run.project, which)
    if not until:
        raise UsageError(msg("say with --until which day is their last one"))
    day = ask.day(run, "--until", until, yes=yes)
    done = circulation.extend(run.project, one, names, day, reason, by, dry_run=dry_run)
    if not done.done:
        run.unchanged(msg("that is their last day already"))
        return
    run.tell(msg("last day {day}: {names}", day=day, names=list(done.done)))
    if dry_run:
        run.dry_run()


def decline(
    context: typed.Context,
    name: OneBody,
    *,
    which: WhichConsultation = "",
    on: Annotated[str, typed.Option("--on", metavar="DAY", help="The day it said so; else today.")] = "",
    by: NotedBy = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Enter that a body declines to reply (avstår): a message, and no reply."""
    run = terminal(context)
    one = named(run.project, which)
    day = ask.day(run, "--on", on, yes=yes, past=True) if on else run.project.today
    done = circulation.decline(run.project, one, name, day, by, dry_run=dry_run)
    if not done.done:
        run.unchanged(msg("that is how it stands already"))
        return
    run.tell(msg("{name} declines to reply", name=done.done[0]))
    if dry_run:
        run.dry_run()
