"""`rusctl person merge` and `duplicates`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, DryRun, PersonNumber
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.registered import likeness_row
from rusctl.output.tables import print_table
from rusctl.services.people import people_tables


def merge(
    context: typed.Context,
    number: PersonNumber,
    other: Annotated[
        int, typed.Argument(metavar="OTHER", help="The register number of the duplicate.", asks=typed.TEXT)
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Make one person of two: PERSON stays, and takes over what OTHER has and did.

    Undo with rusctl register undo.
    """
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    persons.merge(run.project, number, other, dry_run=dry_run)
    if dry_run:
        run.dry_run()
    else:
        run.tell(
            msg("person {other} is now person {number}; rusctl register undo undoes that", number=number, other=other)
        )


def duplicates(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List people who may be in the register twice: the same email address, or similar names and organisations."""
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    found = persons.duplicates(run.project)
    nothing = msg("no duplicates found")
    if listed(
        run, (likeness_row(one.one.id, one.other.id, certain=one.certain) for one in found), nothing, as_json=as_json
    ):
        return
    print_table(*people_tables.duplicates(run.say, found))
    run.tell(msg("rusctl person merge makes one of two"))
