"""`rusctl person add`."""

from typing import Annotated, Any

import typer

from rusctl.commands import person_input as given
from rusctl.commands.options import DryRun
from rusctl.commands.registered import not_done, opened, role_chooser
from rusctl.commands.session import iso_day, session
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.people import Mandate, Person


def add(
    context: typer.Context,
    *,
    name: given.Name = None,
    organisation: given.Organisation = None,
    municipality: given.Municipality = None,
    email: given.Email = None,
    phone: given.Phone = None,
    language: given.Spoken = None,
    role: given.RoleName = None,
    first: given.First = None,
    last: given.Last = None,
    elected: given.Elected = False,
    party: given.Party = None,
    protected: Annotated[
        bool, typer.Option("--protected", help="The person's data are protected (skyddade personuppgifter).")
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Add the person although another one has the same e-mail address.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Add a person; without options you are asked, or TOML is read from the standard input.

    What stands on the command line is kept by the shell and can be seen by others on the machine.
    """
    from rusctl.register import persons
    from rusctl.register.fields import one_line

    run = session(context)
    options = dict(zip(given.KEYS, (name, organisation, municipality, email, phone, language), strict=True))
    values: dict[str, Any] = dict(given.cleaned(run, given.said(run, options)))
    if "name" not in values:
        raise RusctlError(msg("the name is missing"))
    if role is None and (first or last or elected or party):
        raise RusctlError(msg("say which role, with --role"))
    held = Mandate(
        role=role_chooser(run.readable().plan)(role or ""),
        first_day=iso_day(first) if first else None,
        last_day=iso_day(last) if last else None,
        public=elected or bool(party),
        party=one_line(party or "", "party"),
    )
    new = Person(protected=protected, mandates=(held,) if role else (), **values)
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
    number = register.change("person add", lambda change: persons.add(change, new), dry_run=dry_run)
    if dry_run:
        not_done(run)
        return
    run.out(str(number))
    run.tell(msg("person {number} is in the register", number=number))
