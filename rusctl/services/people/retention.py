"""What has been kept long enough, class by class: who that is about, and removing it by the classes' decisions."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.database import erased, erasing
from rusctl.database.pieces import Identity
from rusctl.errors import RusctlError
from rusctl.inputs import weeding
from rusctl.language.message import msg
from rusctl.mail import piece
from rusctl.mail.piece import idle_since
from rusctl.model.plan import Plan
from rusctl.model.retention import Kept
from rusctl.register import overdue
from rusctl.services.people import comments
from rusctl.services.people import erasing as persons
from rusctl.services.people.data_subject import identity
from rusctl.services.people.register_access import opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files import private

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.transaction import Transaction
    from rusctl.register.overdue import Due


class Overdue(NamedTuple):
    """The classes of config/retention.toml with what is up in each, and all who that is about.

    `gone` are the numbers of those who go whole; the others lose their e-mail addresses and telephone numbers.
    `known_again` says whether the addresses of those who go are told again by digests.
    """

    register: "Register"
    classes: "tuple[Due, ...]"
    who: "tuple[Identity, ...]"
    gone: frozenset[int]
    known_again: bool

    @property
    def nothing(self) -> bool:
        """Whether no class has anything whose time is up."""
        return not any(one.number for one in self.classes)


def find(project: Project) -> Overdue:
    """Give what has been kept long enough; RusctlError where the folder has no class.

    A person with an event that is still to come, or that has no day yet, is kept.
    """
    plan = project.readable().plan
    if not plan.retention.classes:
        raise RusctlError(msg("config/retention.toml has no [[class]]; write there what is kept for how long"))
    register = opened(project)
    with register.reading() as connection:
        found = with_inputs(connection, plan, project.today, overdue.due(connection, plan, project.today, idle_since))
        gone = frozenset(number for one in found if one.kept.what is Kept.PERSON for number in one.persons)
        going = {number for one in found for number in one.persons}
        who = tuple(identity(connection, number, going) for number in sorted(going))
    return Overdue(register, tuple(found), who, gone, plan.retention.erased_digests)


def with_inputs(connection: "Connection", plan: Plan, today: dt.date, found: "Sequence[Due]") -> list["Due"]:
    """Say, of the classes of inputs, which of these have been kept long enough."""
    days = overdue.days_of(plan, today)

    def of_class(one: "Due") -> "Due":
        rows = tuple(weeding.due(connection, days, one.before)) if one.kept.what is Kept.INPUTS else ()
        return one._replace(inputs=rows, number=len(rows)) if rows else one

    return [of_class(one) for one in found]


def inputs_due(connection: "Connection", plan: Plan, today: dt.date) -> list["Due"]:
    """Give the classes of inputs alone, with what is up in each."""
    classes = tuple(one for one in plan.retention.classes if one.what is Kept.INPUTS)
    only = replace(plan, retention=replace(plan.retention, classes=classes))
    return with_inputs(connection, plan, today, overdue.due(connection, only, today)) if classes else []


def carry_out(project: Project, found: Overdue) -> persons.Remains | None:
    """Remove what was found, and give what is left of it; None where there was nothing to remove."""
    private.sweep(project.folder.path, wait=True)
    comments.forget(project, found.register)
    if found.nothing:
        return None
    held = frozenset(persons.held_events(project.readable().plan, project.today))
    strangers = [_nobody(address) for one in found.classes for address in one.addresses]
    whole = [one for one in found.who if one.number in found.gone]
    contacts = [one._replace(texts=one.contacts) for one in found.who if one.number not in found.gone]

    def work(change: "Transaction") -> None:
        for one in found.classes:
            _dispose(change, one, found, held)

    persons.beside(project, found.register, [*strangers, *whole, *contacts])
    found.register.change("retention run", work)
    persons.list_erased(project, found.register)
    return persons.remains(project, found.register, [*whole, *contacts, *strangers])


def logged(project: Project) -> list[Mapping[str, Any]]:
    """Give what has been erased and disposed of: when, which class, how many, by which decision; never whom."""
    with opened(project).reading() as connection:
        return erasing.logged(connection)


def _nobody(address: str) -> "Identity":
    """Give whom an address is of that is nobody's in the register."""
    return Identity(0, (address,), (address,), (address,), (address,))


def _dispose(change: "Transaction", one: "Due", found: Overdue, held: frozenset[str]) -> None:
    """Remove what a class says; a person who goes whole loses no contacts besides."""
    who = [each for each in found.who if each.number in one.persons]
    piece.erase(change, one.addresses, one.addresses)
    if one.kept.what is Kept.PERSON:
        erasing.erase(change, PIECES, who, held)
        for each in who:
            erased.mark(change, each, one.kept.decision, known_again=found.known_again)
    elif one.kept.what is Kept.ERASED:
        erased.forget_digests(change, overdue.moment(one.before))
    elif one.kept.what is Kept.INPUTS:
        weeding.weed(change, one.inputs)
    elif one.kept.what is Kept.CONTACT:
        erasing.blank_contacts(change, PIECES, [each for each in who if each.number not in found.gone])
    else:
        erasing.forget_before(change, overdue.moment(one.before))
    if one.number:
        erasing.log(change, one.kept.id, one.number, one.kept.decision)
