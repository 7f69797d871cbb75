"""`rusctl person add`."""

from typing import Annotated, Any

from rusctl.commands.common import person_options as given
from rusctl.commands.common import typed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.people import Person
from rusctl.services.people.register_access import not_done, opened
from rusctl.services.session import session


@spread
def add(
    context: typed.Context,
    *,
    person: given.Described,
    protected: Annotated[
        bool, typed.Option("--protected", help="The person's data are protected (skyddade personuppgifter).")
    ] = False,
    anyway: Annotated[
        bool, typed.Option("--anyway", help="Add the person although another one has the same e-mail address.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Add a person; without options you are asked, or TOML is read from the standard input.

    What stands on the command line is kept by the shell and can be seen by others on the machine.
    """
    from rusctl.database import erased
    from rusctl.register import persons

    run = session(context)
    values: dict[str, Any] = dict(given.cleaned(run, given.said(run, person.values)))
    if "name" not in values:
        raise RusctlError(msg("the name is missing"))
    held = person.held(run)
    new = Person(protected=protected, mandates=(held,) if held else (), **values)
    register = opened(run)
    if new.email and not anyway:
        with register.reading() as connection:
            same = persons.with_email(connection, new.email)
        if same:
            raise PolicyError(
                msg(
                    "person {numbers} has the same e-mail address; change that one with rusctl person set, or add "
                    "--anyway",
                    numbers=same,
                )
            )
    with register.reading() as connection:
        mark = erased.known(connection).of(new.email)
    number = register.change("person add", lambda change: persons.add(change, new), dry_run=dry_run)
    if dry_run:
        not_done(run)
        return
    run.out(str(number))
    run.tell(msg("person {number} is in the register", number=number))
    if mark:
        run.tell(
            msg(
                "note: somebody with this address was erased on {day} by decision {decision}; see that there is a "
                "reason to have them here again",
                day=mark.at.date(),
                decision=mark.decision,
            )
        )
