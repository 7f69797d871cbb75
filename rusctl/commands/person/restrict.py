"""`rusctl person restrict`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.language.message import msg
from rusctl.services.people.data_subject import Number, identity, traces_of, without_drafts
from rusctl.services.people.register_access import not_done, opened
from rusctl.services.session import session


def restrict(
    context: typed.Context,
    number: Number,
    *,
    lift: Annotated[bool, typed.Option("--lift", help="Lift the restriction.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Restrict the use of a person's data: kept, and in no list, send, export or statistics until it is lifted."""
    from rusctl.register import persons

    run = session(context)
    register = opened(run)
    with register.reading() as connection:
        person = persons.get(connection, number)
        who = identity(connection, number)
    register.change(
        "person restrict",
        lambda change: persons.set_values(change, number, person.version, {"restricted": not lift}),
        dry_run=dry_run,
    )
    if dry_run:
        not_done(run)
    elif lift:
        run.tell(msg("the restriction of person {number} is lifted", number=number))
    else:
        run.tell(msg("person {number} is restricted", number=number))
        without_drafts(run, register, number)
        beside = [place for place in traces_of(run, who.texts) if not place.startswith(("register/", ".rusctl/"))]
        if beside:
            run.tell(msg("the person stands in these files of the folder, too: {places}", places=beside))
