"""`rusctl person object`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.options import DryRun, PersonNumber
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg


def objects(
    context: typed.Context,
    number: PersonNumber,
    *,
    day: Annotated[
        str | None, typed.Option("--day", metavar="DAY", help="The day it was received, or decided; else today.")
    ] = None,
    decision: Annotated[
        str, typed.Option("--decision", metavar="DNR", help="The objection is decided: the decision's diarienummer.")
    ] = "",
    upheld: Annotated[
        bool | None, typed.Option("--upheld/--rejected", help="Whether the person was found to be right.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Write down that a person objects to the use of their data: nothing is sent, and it waits for a decision."""
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    if bool(decision) is not (upheld is not None):
        raise UsageError(msg("a decision needs both: --decision DNR, and --upheld or --rejected"))
    when = ask.day(run, "--day", day, yes=True, past=True) if day else run.project.today
    if upheld is not None:
        persons.decide_objection(run.project, number, when, decision, upheld=upheld, dry_run=dry_run)
        if dry_run:
            run.dry_run()
        elif upheld:
            run.tell(
                msg(
                    "the objection of person {number} is upheld: the restriction stays; rusctl person erase {number} "
                    "erases, where that is decided, too",
                    number=number,
                )
            )
        else:
            text = msg(
                "the objection of person {number} is rejected; a restriction that it brought is lifted", number=number
            )
            run.tell(text)
        return
    notes = persons.objects(run.project, number, when, dry_run=dry_run)
    if dry_run:
        run.dry_run()
        return
    run.tell(
        msg(
            "person {number} has objected: they get no messages, and their data are restricted until "
            "--decision records the decision",
            number=number,
        )
    )
    run.tell_all(notes)
