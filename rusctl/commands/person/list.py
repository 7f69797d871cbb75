"""`rusctl person list` and `rusctl person find`."""

import sys
from collections.abc import Sequence
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, Hidden, Municipalities
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.output.registered import person_row
from rusctl.output.tables import print_table
from rusctl.services.people import people_tables
from rusctl.services.people.participants_words import PeopleWords

Roles = Annotated[
    list[str] | None,
    typed.Option("--role", metavar="ID", completes=typed.ROLE, help="Only who holds this role today. Repeatable."),
]


def listed(
    context: typed.Context,
    *,
    municipalities: Municipalities = None,
    roles: Roles = None,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the people in the register, with the role each holds today."""
    _show(terminal(context), municipalities, roles, hidden=hidden, as_json=as_json)


def find(
    context: typed.Context,
    text: Annotated[
        str, typed.Argument(metavar="[TEXT]", help="A part of a name, organisation, address or number; else asked for.")
    ] = "",
    *,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """Find people by part of a name, organisation, email address or telephone number."""
    run = terminal(context)
    if not text:
        if sys.stdin.isatty():
            question = run.say(msg("Whom do you look for?"))
            print(one_line(f"{question} "), end="", file=sys.stderr, flush=True)
        text = sys.stdin.readline()
    _show(run, text=text, hidden=hidden, as_json=as_json)


def _show(
    run: Terminal,
    municipalities: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
    *,
    text: str | None = None,
    hidden: bool,
    as_json: bool,
) -> None:
    """Show the persons in whom a text is found, or without one those of some municipalities and roles."""
    from rusctl.services.people import persons  # loads SQLAlchemy

    if text is None:
        found = persons.listed(run.project, municipalities, roles, hidden=hidden)
    else:
        found = persons.find(run.project, text, hidden=hidden)
    today, gone = run.project.today, persons.not_reached(run.project)
    if as_json:
        give(run, (person_row(one, one.roles_on(today), unreached=one.id in gone) for one in found))
    elif found:
        print_table(*people_tables.persons(PeopleWords(run.project.readable().plan, run.language), found, today, gone))
    else:
        run.tell(msg("no people found"))
