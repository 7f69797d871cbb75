"""`rusctl person add`."""

from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.nouns import person_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.people import Person


@spread
def add(
    context: typed.Context,
    *,
    person: person_options.Described,
    protected: Annotated[
        bool, typed.Option("--protected", help="The person's data are protected (skyddade personuppgifter).")
    ] = False,
    function: Annotated[
        bool, typed.Option("--function", help="It is a functional mailbox, such as a registrar's, and no person.")
    ] = False,
    anyway: Annotated[
        bool, typed.Option("--anyway", help="Add the person although another one has the same email address.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a person. Without options, rusctl asks for each value, or reads TOML from stdin.

    Anything on the command line is kept in the shell history and visible to other users of the machine.
    """
    from rusctl.services.people import person_values, persons  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    described = person_options.said(run, person.values)
    values: dict[str, Any] = dict(person_values.cleaned(plan, described))
    if "name" not in values:
        raise RusctlError(msg("the name is missing"))
    held = person.held(run, yes=yes)
    new = Person(protected=protected, function=function, mandates=(held,) if held else (), **values)
    run.tell_all(person_values.left_out(described))
    added = persons.add(run.project, new, anyway=anyway, dry_run=dry_run)
    if dry_run:
        run.dry_run()
        return
    run.out(str(added.number))
    run.tell(msg("person {number} is in the register", number=added.number))
    run.tell_all(added.notes)
