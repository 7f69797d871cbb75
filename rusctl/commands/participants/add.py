"""`rusctl participants add` and `attend`."""

from typing import Annotated

from rusctl.commands.common import ask, pick, typed
from rusctl.commands.common.options import DryRun, EventId, Yes
from rusctl.commands.terminal import terminal
from rusctl.language.message import nmsg
from rusctl.language.names import short_name
from rusctl.services import selection

Numbers = Annotated[
    list[int] | None,
    typed.Argument(metavar="[PERSON]...", help="Register numbers of the people, as shown by rusctl person find."),
]
RoleName = Annotated[
    str,
    typed.Option(
        "--role",
        metavar="ID",
        completes=typed.ROLE,
        help="The role in which they take part, if they hold several or none.",
    ),
]


def add(
    context: typed.Context,
    name: EventId,
    numbers: Numbers = None,
    *,
    role: RoleName = "",
    answer: Annotated[
        str | None,
        typed.Option(
            "--answer",
            metavar="ANSWER",
            completes=typed.ANSWER,
            help="none, accepted, declined, tentative or delegated.",
        ),
    ] = None,
    substitute_for: Annotated[
        int | None, typed.Option("--substitute-for", metavar="PERSON", help="The person they replace (ersättare).")
    ] = None,
    told: Annotated[str | None, typed.Option("--told", metavar="DAY", help="The day they were told.")] = None,
    how: Annotated[str | None, typed.Option("--how", metavar="TEXT", help="How they were told, such as email.")] = None,
    organisation: Annotated[
        str | None, typed.Option("--organisation", metavar="TEXT", help="For whom they took part then.")
    ] = None,
    place: Annotated[
        bool, typed.Option("--place", help="Give them a place at a full event, whoever waits before them.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add people to an event as invited, or record their answers."""
    from rusctl.services.people import taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    if not role and pick.asks() and taking_part.lacks_role(run.project, event, numbers or ()):
        role = pick.one(run, typed.ROLE, role)
    day = ask.day(run, "--told", told, yes=yes, past=True) if told else None
    part = taking_part.PartSaid(answer, substitute_for, day, how, organisation, place)
    new, changed, functions = taking_part.enter(run.project, event, numbers or (), part, role=role, dry_run=dry_run)
    if dry_run:
        run.dry_run()
        return
    where = short_name(event, plan)
    if new:
        run.tell(nmsg("{count} person added to {event}", "{count} people added to {event}", new, event=where))
    if changed:
        run.tell(nmsg("{count} was there and is changed", "{count} were there and are changed", changed))
    if functions:
        run.tell(
            nmsg(
                "{count} of them is a functional mailbox: it is written to, and counted nowhere",
                "{count} of them are functional mailboxes: they are written to, and counted nowhere",
                functions,
            )
        )


def attend(
    context: typed.Context,
    name: EventId,
    numbers: Numbers = None,
    *,
    everybody: Annotated[bool, typed.Option("--all", help="Everybody who said they were coming.")] = False,
    absent: Annotated[bool, typed.Option("--absent", help="They did not come.")] = False,
    role: RoleName = "",
    dry_run: DryRun = False,
) -> None:
    """Record attendance. Anyone who was not invited is added as a walk-in."""
    from rusctl.services.people import taking_part  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    if not role and pick.asks() and taking_part.lacks_role(run.project, event, numbers or ()):
        role = pick.one(run, typed.ROLE, role)
    if doubt := taking_part.doubt(event, run.project.today):
        run.tell(doubt)
    count = taking_part.attend(
        run.project, event, numbers or (), everybody=everybody, absent=absent, role=role, dry_run=dry_run
    )
    where = short_name(event, plan)
    if dry_run:
        run.dry_run()
    elif absent:
        run.tell(nmsg("{count} did not come to {event}", "{count} did not come to {event}", count, event=where))
    else:
        run.tell(nmsg("{count} came to {event}", "{count} came to {event}", count, event=where))
