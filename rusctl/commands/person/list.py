"""`rusctl person list` and `rusctl person find`."""

import sys
from collections.abc import Sequence
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Hidden, Municipalities
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import Message, msg
from rusctl.model.people import Person
from rusctl.output.clean import one_line
from rusctl.output.registered import person_row
from rusctl.output.rows import json_text
from rusctl.output.tables import Cell, Column, print_table
from rusctl.services.people.participants_words import PeopleWords

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
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    _show(run, persons.listed(run.project, municipalities, roles, hidden=hidden), as_json=as_json)


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
    from rusctl.services.people import persons  # loads SQLAlchemy

    run = terminal(context)
    if not text:
        if sys.stdin.isatty():
            question = run.say(msg("Whom do you look for?"))
            print(one_line(f"{question} "), end="", file=sys.stderr, flush=True)
        text = sys.stdin.readline()
    _show(run, persons.find(run.project, text, hidden=hidden), as_json=as_json)


def _show(run: Terminal, found: Sequence[Person], *, as_json: bool) -> None:
    if as_json:
        run.out(json_text(person_row(one, one.roles_on(run.project.today)) for one in found))
        return
    if not found:
        run.tell(msg("nobody here"))
        return
    _print(run, found)


def _mark(one: Person) -> Message:
    if one.function:
        return msg("functional mailbox")
    return msg("protected") if one.protected else msg("restricted")


def _print(run: Terminal, found: Sequence[Person]) -> None:
    words = PeopleWords(run.project.readable().plan, run.language)
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
        mark = run.say(_mark(one)) if one.hidden or one.function else ""
        table.append(
            (
                str(one.id),
                Cell(f"{one.name} ({mark})", "bold red" if one.hidden else "") if mark else one.name,
                one.organisation,
                words.municipality(one.municipality),
                ", ".join(map(words.role, one.roles_on(run.project.today))),
                one.email,
                one.phone,
            )
        )
    print_table(columns, table)
