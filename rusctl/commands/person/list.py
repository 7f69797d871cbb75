"""`rusctl person list` and `rusctl person find`."""

import sys
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Hidden, Municipalities
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.names import role_names
from rusctl.language.order import swedish
from rusctl.model.people import Person
from rusctl.output.clean import one_line
from rusctl.output.registered import person_row
from rusctl.output.rows import json_text
from rusctl.services import selection
from rusctl.services.people.register_access import opened, role_chooser
from rusctl.services.session import Session, session

Roles = Annotated[
    list[str] | None, typed.Option("--role", metavar="ID", help="Only who holds this role today; may be repeated.")
]


def listed(
    context: typed.Context,
    *,
    municipalities: Municipalities = None,
    roles: Roles = None,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the persons in the register, with the role each holds today."""
    from rusctl.register import persons

    run = session(context)
    plan = run.readable().plan
    selection.known(municipalities, [one.id for one in plan.municipalities], msg("a municipality"))
    chosen = [role_chooser(plan)(one) for one in roles or ()]
    with opened(run).reading() as connection:
        found = persons.listed(connection, municipalities=municipalities, roles=chosen, day=run.today, hidden=hidden)
    show(run, found, as_json=as_json)


def find(
    context: typed.Context,
    text: Annotated[
        str, typed.Argument(metavar="[TEXT]", help="A part of a name, organisation, address or number; else asked for.")
    ] = "",
    *,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """Find persons by a part of their name, organisation, e-mail address or telephone number."""
    from rusctl.register import persons

    run = session(context)
    if not text:
        if sys.stdin.isatty():
            question = run.say(msg("Whom do you look for?"))
            print(one_line(f"{question} "), end="", file=sys.stderr, flush=True)
        text = sys.stdin.readline()
    if not text.strip():
        raise RusctlError(msg("say whom to look for"))
    with opened(run).reading() as connection:
        found = persons.find(connection, text, hidden=hidden)
    show(run, found, as_json=as_json)


def show(run: Session, found: list[Person], *, as_json: bool) -> None:
    """Print persons, by name."""
    found = sorted(found, key=lambda one: (swedish(one.name), one.id))
    if as_json:
        run.out(json_text(person_row(one, one.roles_on(run.today)) for one in found))
        return
    if not found:
        run.tell(msg("nobody here"))
        return
    _print(run, found)


def _print(run: Session, found: list[Person]) -> None:
    from rusctl.output.tables import Cell, Column, print_table

    plan = run.readable().plan
    names = role_names(plan, run.language)
    places = {one.id: one.name for one in reversed(plan.municipalities)}  # of two with an id the first counts
    columns = [
        Column("", number=True),
        Column(run.say(msg("Name"))),
        Column(run.say(msg("Organisation"))),
        Column(run.say(msg("Municipality"))),
        Column(run.say(msg("Role"))),
        Column(run.say(msg("E-mail"))),
        Column(run.say(msg("Telephone"))),
    ]
    table = []
    for one in found:
        mark = run.say(msg("protected")) if one.protected else run.say(msg("restricted")) if one.restricted else ""
        table.append(
            (
                str(one.id),
                Cell(f"{one.name} ({mark})", "bold red") if mark else one.name,
                one.organisation,
                places.get(one.municipality, one.municipality),
                ", ".join(names.get(role, role) for role in one.roles_on(run.today)),
                one.email,
                one.phone,
            )
        )
    print_table(columns, table)
