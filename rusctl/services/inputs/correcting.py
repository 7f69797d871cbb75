"""An input corrected: its text by a version more, and where and how it was given by a change that can be undone."""

from typing import NamedTuple

from rusctl.database import vacuum
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import piece, store
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.inputs.listing import shown
from rusctl.services.inputs.storing import opened, said_text, table_of
from rusctl.services.inputs.words import InputSaid, InputWords, initials
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project

CORRECT, TAKE_OUT = "inputs correct", "inputs take-out"  # as the log of changes has them


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


def take_out(project: Project, ident: str, words: str, *, dry_run: bool = False) -> int:
    """Black words out of an input for good: all its versions, its notes, what undo has, and the index; count the rows.

    RusctlError where they do not stand in it.
    """
    one = shown(project, ident).input
    register = opened(project)

    def work(change: Transaction) -> int:
        if not words.strip() or not (count := piece.take_out(change, one.id, words)):
            raise RusctlError(msg("that does not stand in {id}", id=one.ident), stops=True)
        return count

    count = register.change(TAKE_OUT, work, dry_run=dry_run)
    if not dry_run:
        vacuum.compact(register, PIECES)
    return count
