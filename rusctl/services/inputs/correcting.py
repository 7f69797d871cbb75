"""An input corrected: its text by a version more, and where and how it was given by a change that can be undone."""

from typing import NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import store
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.inputs.listing import shown
from rusctl.services.inputs.storing import opened, said_text, table_of
from rusctl.services.inputs.words import InputSaid, InputWords, initials
from rusctl.services.project import Project

CORRECT = "inputs correct"  # as the log of changes has it


class Correction(NamedTuple):
    """What was changed: the input's id, the number of its text, and whether the text is another."""

    ident: str
    text_number: int
    text: bool


def correct(project: Project, ident: str, text: str, said: InputSaid, *, dry_run: bool = False) -> Correction:
    """Correct an input: its text where one is given, and what else is said of it.

    RusctlError where there is no such input, or nothing is another than it was; ConflictError where somebody has
    changed it meanwhile.
    """
    one = shown(project, ident).input
    plan = project.readable().plan
    words = InputWords(plan)
    event = next((each for each in plan.events if each.id == one.event), None)
    values = {}
    if said.question:
        values["question"] = words.question(said.question, event)
    if said.table:
        values["at_table"] = table_of(said.table)
    if said.kind:
        values["kind"] = words.kind(said.kind)
    if said.municipality:
        values["municipality"] = selection.municipality(plan, said.municipality)
    roles = tuple(dict.fromkeys(role for word in said.roles for role in words.roles(word))) or None
    new = said_text(text) if text else ""
    same = {"question": one.question, "at_table": one.table, "kind": one.kind, "municipality": one.municipality}
    values = {name: value for name, value in values.items() if value != same[name]}
    if (not new or new == one.text) and not values and roles in {None, one.roles}:
        raise RusctlError(msg("that is how {id} stands already", id=one.ident), stops=True)

    def work(change: Transaction) -> int:
        return store.correct(change, one, new, initials(said.noted_by.strip()), values=values, roles=roles)

    number = opened(project).change(CORRECT, work, dry_run=dry_run)
    return Correction(one.ident, number, number != one.text_number)
