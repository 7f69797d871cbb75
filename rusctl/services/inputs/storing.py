"""Inputs stored: looked at first, then one at a time as they are said, or all of a block together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rusctl.database import undo
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.inputs import persons, store
from rusctl.language.look import Looked, Names, look
from rusctl.language.message import msg
from rusctl.model.inputs import NewInput
from rusctl.services import selection
from rusctl.services.inputs.words import InputSaid, InputWords, initials
from rusctl.services.people.register_access import OF_INPUTS, is_there, opened_or_empty
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.database import Register

RECORD, ADD = "inputs record", "inputs add"  # as the log of changes has them
_NO_SIGN = re.compile("[\x00\ud800-\udfff]")
LONGEST = 10_000  # characters of an input
LONGEST_TABLE = 100


def meant(project: Project, event: str, said: InputSaid) -> NewInput:
    """Give an input without its text: whose event, question, kind, roles and municipality the words mean.

    The municipality is that of the event where nothing else is said and it has one alone; no event is none. UsageError
    or RusctlError where a word means none of what there is.
    """
    plan = project.readable().plan
    found, words = selection.event(plan, event) if event else None, InputWords(plan)
    places = found.places if found else ()
    municipality = words.municipality(said.municipality) if said.municipality else ""
    return NewInput(
        event=found.id if found else "",
        text="",
        question=words.question(said.question, found) if said.question else "",
        table=table_of(said.table),
        kind=words.kind(said.kind) if said.kind else "",
        roles=tuple(dict.fromkeys(role for word in said.roles for role in words.roles(word))),
        municipality=municipality or (places[0] if len(places) == 1 else ""),
        noted_by=initials(said.noted_by.strip()),
    )


def table_of(text: str) -> str:
    """Give what a group or a table is called; UsageError where that is a text."""
    text = " ".join(text.split())
    if _NO_SIGN.search(text):
        raise UsageError(msg("the text holds bytes that are no sign of any text; type it again"))
    if len(text) > LONGEST_TABLE:
        raise UsageError(msg("the name of a table has at most {most} characters", most=LONGEST_TABLE))
    return text


def opened(project: Project) -> "Register":
    """Open the database of inputs; where there is none, one that is made when something is first stored in it."""
    return opened_or_empty(project, made_when_written=True, made_for=OF_INPUTS)


def known_names(project: Project, register: "Register") -> Names:
    """Give the names in the register, where there is one."""
    if not is_there(project):
        return Names(())
    with register.reading() as connection:
        return persons.names(connection)


def said_text(text: str) -> str:
    """Give an input's text without the space round it; RusctlError where nothing is left, or it is a document.

    What is no sign of any text (NUL, half a surrogate) is in no database, and is refused.
    """
    text = text.strip()
    if not text:
        raise RusctlError(msg("there is no text"))
    if _NO_SIGN.search(text):
        raise RusctlError(msg("the text holds bytes that are no sign of any text; type it again"))
    if len(text) > LONGEST:
        raise RusctlError(msg("an input has at most {most} characters; divide the text", most=LONGEST))
    return text


class Recording:
    """What is said at a meeting, stored line by line; each is safe before the next is asked for."""

    def __init__(self, project: Project, like: NewInput, what: str = RECORD) -> None:
        """Take the project, and what all inputs are like until something else is said."""
        self.project, self.like, self.what = project, like, what
        self.register = opened(project)
        self.names = known_names(project, self.register)
        self.stored: list[tuple[str, int]] = []

    def looked_at(self, text: str) -> Looked:
        """Look through a text, and the name of the table, before it is stored."""
        return look(said_text(text), self.names)

    def store(self, text: str) -> str:
        """Store a text and give its id."""
        new = replace(self.like, text=said_text(text))

        def work(change: Transaction) -> tuple[str, int]:
            (ident,) = store.add(change, [new])
            return ident, change.number

        self.stored.append(self.register.change(self.what, work))
        return self.stored[-1][0]

    def undo(self) -> str:
        """Take the last input that was stored here back, and give its id; RusctlError where there is none."""
        if not self.stored:
            raise RusctlError(msg("nothing has been stored here that could be undone"), stops=True)
        ident, number = self.stored.pop()
        self.register.change("register undo", lambda change: undo.undo(change, number, PIECES), undoes=number)
        return ident

    def change(self, said: InputSaid) -> None:
        """Let the inputs that follow be of another kind, role, question or table; the rest stays as it is."""
        new = meant(self.project, self.like.event, said)
        given = {"question": said.question, "table": said.table, "kind": said.kind, "roles": said.roles}
        given |= {"municipality": said.municipality, "noted_by": said.noted_by}
        values = {name: getattr(new, name) for name, value in given.items() if value}
        self.like = replace(self.like, **values)


def looked_at(project: Project, texts: Sequence[str]) -> list[Looked]:
    """Look through texts before they are stored."""
    names = known_names(project, opened(project))
    return [look(said_text(text), names) for text in texts]


def store_all(project: Project, like: NewInput, texts: Sequence[str], *, dry_run: bool = False) -> list[str]:
    """Store the texts of a block, all or none, and give their ids."""
    new = [replace(like, text=said_text(text)) for text in texts]
    if not new:
        return []
    return opened(project).change(ADD, lambda change: store.add(change, new), dry_run=dry_run)
