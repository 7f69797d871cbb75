"""`rusctl consultation body`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.consulting.naming import named

if TYPE_CHECKING:
    from rusctl.services.consultation import circulation
else:
    circulation = later("rusctl.services.consultation.circulation")


def body(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="NAME", help="Its name, such as Sala kommun.", asks=typed.TEXT)],
    *,
    which: WhichConsultation = "",
    kind: Annotated[
        str | None, typed.Option("--kind", metavar="KIND", help="Its kind.", completes=typed.CONSULTED_KIND)
    ] = None,
    group: Annotated[
        str | None, typed.Option("--legal-group", metavar="WORD", help="The legal group; else that of its kind.")
    ] = None,
    municipality: Annotated[
        str | None,
        typed.Option("--municipality", metavar="ID", help="Its municipality.", completes=typed.MUNICIPALITY),
    ] = None,
    email: Annotated[str | None, typed.Option("--email", metavar="ADDRESS", help="Its functional mailbox.")] = None,
    contact: Annotated[
        str | None, typed.Option("--contact", metavar="NAME", help="Who or what has the mailbox.")
    ] = None,
    note: Annotated[str | None, typed.Option("--note", metavar="TEXT", help="Anything else.")] = None,
    remove: Annotated[bool, typed.Option("--remove", help="Take it from the list, where it was never asked.")] = False,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Put a body on the circulation list, or change what is said of it; an empty text takes it out."""
    run = terminal(context)
    one = named(run.project, which)
    if remove:
        gone = circulation.remove(run.project, one.id, name, dry_run=dry_run)
        run.tell(msg("{name} is taken from the list", name=gone))
        if dry_run:
            run.dry_run()
        return
    texts = {"kind": kind, "legal_group": group, "municipality": municipality}
    texts |= {"email": email, "contact": contact, "note": note}
    done = circulation.put(run.project, one.id, name, texts, by, dry_run=dry_run)
    if without := circulation.said_left_out(done):
        run.tell(without)
    if not done.added and not done.changed:
        run.unchanged(msg("that is how it stands already"))
        return
    if done.added:
        run.tell(msg("{name} is on the list", name=name))
    else:
        run.tell(msg("{name} is changed", name=done.changed[0] or name))
    if dry_run:
        run.dry_run()
