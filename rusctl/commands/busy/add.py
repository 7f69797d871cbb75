"""`rusctl busy add`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.streams import read_stdin
from rusctl.commands.terminal import terminal
from rusctl.language.message import nmsg
from rusctl.services.planning import busy_calendars
from rusctl.services.planning.busy_calendars import Binds


def add(
    context: typed.Context,
    file: Annotated[
        str, typed.Argument(metavar="FILE", help="A calendar file (.ics) that you have saved.", asks=typed.TEXT)
    ],
    *,
    name: Annotated[str, typed.Option("--id", metavar="ID", help="Short id; derived from --name if omitted.")] = "",
    title: Annotated[str, typed.Option("--name", metavar="TEXT", help="What people call it; no person's name.")] = "",
    crew: Annotated[
        list[str] | None,
        typed.Option("--crew", metavar="ROLE", completes=typed.ROLE, help="Binds events with this crew. Repeatable."),
    ] = None,
    roles: Annotated[
        list[str] | None,
        typed.Option("--role", metavar="ROLE", completes=typed.ROLE, help="Binds events with this group. Repeatable."),
    ] = None,
    municipality: Annotated[
        str,
        typed.Option(
            "--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="Binds the events in a municipality."
        ),
    ] = "",
    body: Annotated[
        str, typed.Option("--body", metavar="ID", completes=typed.BODY, help="Binds the events of a body.")
    ] = "",
    everyone: Annotated[bool, typed.Option("--everyone", help="Applies to every event.")] = False,
    titles: Annotated[
        bool, typed.Option("--titles", help="Keep the titles, too: for calendars that are public, such as a council's.")
    ] = False,
    free: Annotated[
        bool, typed.Option("--free", help="Take what is marked as free, too: school breaks often are.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Read a calendar for the times when people are busy; nothing else in it is stored."""
    run = terminal(context)
    plan = run.project.readable().plan
    name = busy_calendars.new_name(name, title)
    table = busy_calendars.entry(plan, name, title, Binds(crew, roles, municipality, body, everyone))
    found, notes = busy_calendars.read(plan, file, titles=titles, free=free, stdin=read_stdin)
    run.tell_all(notes)
    busy_calendars.refuse_empty(plan, file, found)
    proposal = busy_calendars.propose(run.project, table, found, everyone=everyone, titles=titles)
    for lines in proposal.differences:
        run.out(lines)
    if dry_run:
        run.dry_run()
        return
    busy_calendars.carry_out(run.project, proposal)
    run.tell(nmsg("{id}: {count} busy time", "{id}: {count} busy times", len(found.times), id=name))
