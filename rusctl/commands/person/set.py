"""`rusctl person set`."""

from typing import Annotated, Any

from rusctl.commands.common import person_options as given
from rusctl.commands.common import typed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.services.people.data_subject import without_drafts
from rusctl.services.people.register_access import not_done, opened
from rusctl.services.session import session

Number = Annotated[int, typed.Argument(metavar="PERSON", help="The person's number, as rusctl person find gives it.")]


@spread
def set_values(
    context: typed.Context,
    number: Number,
    *,
    person: given.Described,
    protected: Annotated[
        bool | None,
        typed.Option("--protected/--not-protected", help="Whether the data are protected (skyddade personuppgifter)."),
    ] = None,
    version: Annotated[
        int | None, typed.Option("--version", metavar="N", help="Only if the person still has this version.")
    ] = None,
    stdin: Annotated[
        bool, typed.Option("--stdin", help="Read the new values as TOML from the standard input.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Correct a person, or the role they hold; an empty text takes a value away.

    --role with --to alone ends the role that is held; with --from it is a new one.
    """
    from rusctl.register import persons

    run = session(context)
    values: dict[str, Any] = dict(given.cleaned(run, person.values | (given.read() if stdin else {})))
    if protected is not None:
        values["protected"] = protected
    if not values and person == given.Described():
        raise RusctlError(msg("say what is to be changed; rusctl person set --help lists the options"))
    held = person.held(run)
    register = opened(run)
    with register.reading() as connection:
        seen = persons.get(connection, number).version

    def work(change: Any) -> None:
        if values or version is not None:
            persons.set_values(change, number, seen if version is None else version, values)
        if held and held.last_day and not held.first_day:
            persons.end(change, number, held.role, held.last_day)
        elif held:
            persons.hold(change, number, held)

    register.change("person set", work, dry_run=dry_run)
    if dry_run:
        not_done(run)
    else:
        run.tell(msg("person {number} is changed", number=number))
        if protected:
            without_drafts(run, register, number)
