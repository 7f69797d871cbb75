"""Whom of the register an event's invitation is about, and what each has answered."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.language.message import Message, nmsg
from rusctl.model.people import Answer
from rusctl.model.plan import exact
from rusctl.model.recipients import Recipient
from rusctl.register import inviting
from rusctl.register.inviting import ParticipantSelection
from rusctl.services.mailing import left_out
from rusctl.services.people.participants_words import answer_word
from rusctl.services.people.register_access import is_there, municipality_chooser, opened, role_chooser
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.register.inviting import Chosen

NUMBERED = 20  # persons whose numbers are given in a sentence
_LEFT_OUT: dict[str, Callable[[int, list[int | str]], Message]] = {
    "not_held": lambda count, numbers: nmsg(
        "{count} person does not hold the role they were added with on that day, and is not invited: {numbers}",
        "{count} people do not hold the roles they were added with on that day, and are not invited: {numbers}",
        count,
        numbers=numbers,
    ),
    "silent": lambda count, numbers: nmsg(
        "{count} person has no email address in the register that can be written to: {numbers}",
        "{count} people have no email address in the register that can be written to: {numbers}",
        count,
        numbers=numbers,
    ),
    "shared": lambda count, numbers: nmsg(
        "{count} person has the same email address as another, and gets no invitation of their own: {numbers}",
        "{count} people have the same email addresses as others, and get no invitations of their own: {numbers}",
        count,
        numbers=numbers,
    ),
}


class Asked(NamedTuple):
    """Those of an event whom a command is about: whom to invite, and the numbers of all who are chosen."""

    recipients: list[Recipient]
    numbers: frozenset[int]
    answers: dict[int, Answer]


def choice(
    project: Project, roles: Sequence[str] | None, municipalities: Sequence[str] | None, answers: Sequence[str] | None
) -> "ParticipantSelection":
    """Make a choice of participants out of what options say; RusctlError where one of it is not known."""
    plan = project.readable().plan
    return ParticipantSelection(
        roles=frozenset(map(role_chooser(plan), roles or ())),
        municipalities=frozenset(map(municipality_chooser(plan), municipalities or ())),
        answers=frozenset(map(answer_word, answers or ())),
    )


def asked(project: Project, event: str, wanted: "ParticipantSelection") -> Asked:
    """Give those who are entered under an event in the register, and say who of them is left out.

    Who has declined, or sends somebody else, is not invited unless that is what is wanted.
    """
    when = next((exact(one.when) for one in project.loaded.plan.events if one.id == event), None)
    with opened(project).reading() as connection:
        found = inviting.chosen(connection, event, when.first if when else None, wanted)
        answers = inviting.answers(connection, event)
    _tell_left_out(project, found)
    passed_over = frozenset[Answer]() if wanted.answers else inviting.NOT_ASKED_AGAIN
    recipients = [
        Recipient(address=one.address, name=one.name, role=one.role, language=one.language)
        for one in found.invited
        if one.answer not in passed_over
    ]
    numbers = [*(one.number for one in found.invited), *found.not_held, *found.silent, *found.shared]
    return Asked(recipients, frozenset(numbers), answers)


def answers(project: Project, event: str) -> dict[int, Answer]:
    """Give what each person who is entered under an event has answered; nothing where there is no register."""
    if not is_there(project):
        return {}

    with opened(project).reading() as connection:
        return inviting.answers(connection, event)


def _tell_left_out(project: Project, found: "Chosen") -> None:
    left_out.tell_hidden(project, found.hidden)
    for name, say in _LEFT_OUT.items():
        if numbers := getattr(found, name):
            project.tell(say(len(numbers), [*numbers[:NUMBERED], *(["…"] if len(numbers) > NUMBERED else [])]))
