"""`rusctl person set`."""

from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.nouns import person_options
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun, PersonNumber, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg


@spread
def set_values(
    context: typed.Context,
    number: PersonNumber,
    *,
    person: person_options.Described,
    protected: Annotated[
        bool | None,
        typed.Option("--protected/--not-protected", help="Whether the data are protected (skyddade personuppgifter)."),
    ] = None,
    function: Annotated[
        bool | None,
        typed.Option("--function/--not-function", help="Whether it is a functional mailbox and no person."),
    ] = None,
    version: Annotated[
        int | None, typed.Option("--version", metavar="N", help="Only if the person still has this version.")
    ] = None,
    stdin: Annotated[bool, typed.Option("--stdin", help="Read the new values as TOML from stdin.")] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Correct a person or one of their roles. An empty text removes a value.

    --role with only --to ends the role; with --from it adds a new one.
    """
    from rusctl.services.people import person_values, persons  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    described = person.values | (person_options.read() if stdin else {})
    values: dict[str, Any] = dict(person_values.cleaned(plan, described))
    if protected is not None:
        values["protected"] = protected
    if function is not None:
        values["function"] = function
    if not values and person == person_options.Described():
        raise RusctlError(msg("nothing to change was given; see rusctl person set --help"))
    run.tell_all(person_values.left_out(described))
    notes = persons.correct(run.project, number, values, person.held(run, yes=yes), version=version, dry_run=dry_run)
    if dry_run:
        run.dry_run()
    else:
        run.tell(msg("person {number} is changed", number=number))
        run.tell_all(notes)
