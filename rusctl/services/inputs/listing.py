"""Inputs listed and shown: those that filters let through, and one of them with the versions of its text."""

from collections.abc import Sequence
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.inputs import store, waiting
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import municipality_name, role_names
from rusctl.model.inputs import Input, InputVersion
from rusctl.model.plan import Plan
from rusctl.output.tables import Column, Row, Table
from rusctl.services import selection
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.words import InputWords
from rusctl.services.project import Project


class InputFilter(NamedTuple):
    """Which inputs are meant; what is empty lets all through."""

    events: Sequence[str] = ()
    kinds: Sequence[str] = ()
    roles: Sequence[str] = ()
    municipalities: Sequence[str] = ()
    question: str = ""


class ShownInput(NamedTuple):
    """An input, and the versions of its text, the first first."""

    input: Input
    versions: tuple[InputVersion, ...]


def listed(project: Project, wanted: InputFilter) -> list[Input]:
    """Give the inputs that every filter lets through; RusctlError where a filter names nothing that there is."""
    plan = project.readable().plan
    words = InputWords(plan)
    meant = store.InputsWanted(
        events=[selection.event(plan, one).id for one in wanted.events],
        kinds=[words.kind(one) for one in wanted.kinds],
        municipalities=[words.municipality(one) for one in wanted.municipalities],
        questions=[words.question(wanted.question, None)] if wanted.question else [],
        roles=[role for one in wanted.roles for role in words.roles(one)],
    )
    with opened(project).reading() as connection:
        return store.listed(connection, meant)


def waiting_rows(project: Project) -> dict[str, int]:
    """Give how many rows of lists wait, by event."""
    with opened(project).reading() as connection:
        return waiting.counts(connection)


def shown(project: Project, ident: str) -> ShownInput:
    """Give an input by its id, with the versions of its text; RusctlError where there is none."""
    with opened(project).reading() as connection:
        found = store.by_ident(connection, ident.strip())
        if found is None:
            raise RusctlError(msg("there is no input {id}; rusctl inputs list has them", id=ident))
        return ShownInput(found, tuple(store.versions(connection, found.id)))


class InputNames:
    """What the plan calls the events, kinds, questions, roles and municipalities of inputs, in one language."""

    def __init__(self, plan: Plan, language: Language) -> None:
        """Take the plan and the language."""
        self.plan, self.language = plan, language
        self._roles = role_names(plan, language)
        self._kinds = {one.id: language.name(one.name) for one in plan.input_kinds}
        self._questions = {one.id: language.name(one.text) for one in plan.questions}

    def kind(self, one: Input) -> str:
        """Give what its kind is called."""
        return self._kinds.get(one.kind, one.kind)

    def question(self, one: Input) -> str:
        """Give the question that it answers."""
        return self._questions.get(one.question, one.question)

    def roles(self, one: Input) -> str:
        """Give the roles it was said in."""
        return ", ".join(self._roles.get(role, role) for role in one.roles)

    def municipality(self, one: Input) -> str:
        """Give the name of its municipality."""
        return municipality_name(self.plan, one.municipality) if one.municipality else ""


def by_question(plan: Plan, found: Sequence[Input]) -> list[Input]:
    """Put the answers to the same question beside each other, in the order of the questions; the others come last."""
    place = {one.id: number for number, one in enumerate(plan.questions)}
    return sorted(found, key=lambda one: place.get(one.question, len(place)))


def table(names: InputNames, found: Sequence[Input], *, by_question: bool = False) -> Table:
    """Give inputs as people read them; `by_question` puts the question first."""
    say = names.language.text
    asked = any(one.question for one in found)
    if by_question:
        headings = (msg("Question"), msg("Municipality"), msg("No."), msg("Role"), msg("Input"))
        beside: list[Row] = [
            (names.question(one), names.municipality(one), one.ident, names.roles(one), one.text) for one in found
        ]
        return [Column(say(heading)) for heading in headings], beside
    columns = [
        Column(say(msg("No.")), whole=True),
        Column(say(msg("Municipality")), spare=True),
        *([Column(say(msg("Question")), beneath=True)] if asked else []),
        Column(say(msg("Kind"))),
        Column(say(msg("Role"))),
        Column(say(msg("Input"))),
    ]
    rows: list[Row] = [
        (
            one.ident,
            names.municipality(one),
            *([names.question(one)] if asked else []),
            names.kind(one),
            names.roles(one),
            one.text,
        )
        for one in found
    ]
    return columns, rows
