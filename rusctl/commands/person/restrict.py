"""`rusctl person restrict`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, PersonNumber
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg


def restrict(
    context: typed.Context,
    number: PersonNumber,
    *,
    lift: Annotated[bool, typed.Option("--lift", help="Lift the restriction.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Restrict the processing of a person's data.

    The data are stored, but left out of lists, mailings, exports and statistics until the restriction is lifted.
    """
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    notes = persons.restrict(run.project, number, lift=lift, dry_run=dry_run)
    if dry_run:
        run.dry_run()
    elif lift:
        run.tell(msg("the restriction of person {number} is lifted", number=number))
    else:
        run.tell(msg("person {number} is restricted", number=number))
        run.tell_all(notes)
