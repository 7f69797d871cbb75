"""`rusctl participants export`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.model.people import Audience


def participants_export(
    context: typed.Context,
    ids: Annotated[
        list[str] | None, typed.Argument(metavar="[EVENT]...", completes=typed.EVENT, help="The events. Default: all.")
    ] = None,
    *,
    internal: Annotated[bool, typed.Option("--internal", help="For colleagues: everything about the part.")] = False,
    request: Annotated[
        bool,
        typed.Option("--on-request", help="For who asks for the public document: no email, telephone or answers."),
    ] = False,
    public: Annotated[bool, typed.Option("--public", help="For everybody: counts by role, no person.")] = False,
    form: Annotated[str, typed.Option("--format", metavar="xlsx|csv", help="The form of the file.")] = "xlsx",
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FOLDER", help="Where to; else register/exports.")
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Write a list of participants for Excel: for colleagues, on request, or as counts for everybody.

    No cell is read as a formula. A file with people is called PERSONUPPGIFTER or UTLAMNANDE; only you can read it, and
    it is never put where git keeps it. People with restricted data are left out of every list, people with protected
    data out of every list with names.
    """
    from rusctl.services.people import disclosure  # loads SQLAlchemy

    run = terminal(context)
    run.project.readable()
    if internal + request + public != 1:
        raise UsageError(msg("missing the audience: --internal, --on-request or --public"))
    audience = Audience.INTERNAL if internal else Audience.REQUEST if request else Audience.PUBLIC
    handout = disclosure.prepare(run.project, ids, audience, run.language, form=form, output=output)
    if not dry_run:
        disclosure.write(run.project, handout)
    run.out(str(handout.path))
    run.tell(nmsg("{count} row", "{count} rows", handout.rows))
    if audience is Audience.REQUEST:
        run.tell(msg("whether something in it is secret is for you to decide before it is handed out"))
    if dry_run:
        run.dry_run(to_file=True)
