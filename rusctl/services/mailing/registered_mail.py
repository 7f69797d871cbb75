"""Mail and the register: whom an event's participants are written to as, and what is put down of them there, too."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.messages import State
from rusctl.model.people import Answer
from rusctl.model.plan import exact
from rusctl.model.recipients import Recipient
from rusctl.register import inviting
from rusctl.register.inviting import ParticipantSelection
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.people.participants_words import answer_word
from rusctl.services.people.register_access import is_there, municipality_chooser, opened, role_chooser
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.outbox import Outbox, OutboxRow, Told
    from rusctl.register.inviting import Chosen

_BY_MAIL = msg("e-mail")
NUMBERED = 20  # persons whose numbers are given in a sentence
_LEFT_OUT: dict[str, Callable[[int, list[int | str]], Message]] = {
    "not_held": lambda count, numbers: nmsg(
        "{count} person does not hold the role they are entered with on that day, and is not invited: {numbers}",
        "{count} persons do not hold the roles they are entered with on that day, and are not invited: {numbers}",
        count,
        numbers=numbers,
    ),
    "silent": lambda count, numbers: nmsg(
        "{count} person has no e-mail address in the register that can be written to: {numbers}",
        "{count} persons have no e-mail address in the register that can be written to: {numbers}",
        count,
        numbers=numbers,
    ),
    "shared": lambda count, numbers: nmsg(
        "{count} person has the same e-mail address as another, and gets no invitation of their own: {numbers}",
        "{count} persons have the same e-mail addresses as others, and get no invitations of their own: {numbers}",
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
    left_out = frozenset[Answer]() if wanted.answers else inviting.NOT_ASKED_AGAIN
    recipients = [
        Recipient(address=one.address, name=one.name, role=one.role, language=one.language)
        for one in found.invited
        if one.answer not in left_out
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
    tell_hidden(project, found.hidden)
    for name, say in _LEFT_OUT.items():
        if numbers := getattr(found, name):
            project.tell(say(len(numbers), [*numbers[:NUMBERED], *(["…"] if len(numbers) > NUMBERED else [])]))


def without_hidden(project: Project, box: "Outbox", turns: list[RecipientAction]) -> list[RecipientAction]:
    """Leave out those who are protected or restricted, and say how many there is something to tell."""
    kept = [turn for turn in turns if turn.recipient.key not in box.addresses.hidden]
    tell_hidden(project, sum(bool(turn.step.kind) for turn in turns) - sum(bool(turn.step.kind) for turn in kept))
    return kept


def without_erased(project: Project, box: "Outbox", people: list[Recipient]) -> list[Recipient]:
    """Leave out those of a list who were erased, and say how many; who is entered again is none of them."""
    kept = [one for one in people if not box.marks.of(one.address)]
    if gone := len(people) - len(kept):
        project.tell(
            nmsg(
                "{count} person of the list was erased and is not written to; rusctl person add enters who is to be "
                "here again",
                "{count} persons of the list were erased and are not written to; rusctl person add enters who is to be "
                "here again",
                gone,
            )
        )
    return kept


def tell_hidden(project: Project, count: int) -> None:
    """Say how many are not written to, and not who."""
    if count:
        project.tell(
            nmsg(
                "{count} person is protected or restricted and is not written to",
                "{count} persons are protected or restricted and are not written to",
                count,
            )
        )


def tell_not_shown(project: Project, count: int) -> None:
    """Say how many rows of a listing are not shown, and not whose they are."""
    if count:
        project.tell(msg("{count} more are not shown, since their data are protected or restricted", count=count))


def answered(project: Project) -> "Callable[[Transaction, str, Iterable[int], Answer, bool], int]":
    """Give what enters an answer for the persons whose the address is, who are entered under the event: how many.

    With the last word True an answer that stands there is left alone.
    """
    if not is_there(project):
        return lambda *_: 0

    def enter(change: "Transaction", event: str, numbers: Iterable[int], answer: Answer, first: bool) -> int:
        return inviting.answered(change, event, numbers, answer, first=first)

    return enter


def uninformed(project: Project) -> "Callable[[Transaction, str, Iterable[int]], None]":
    """Give what takes back that persons were told of an event by mail, where the mail has not arrived."""
    if not is_there(project):
        return lambda *_: None
    by_mail = [Language(code).text(_BY_MAIL) for code in LANGUAGES]

    def take_back(change: "Transaction", event: str, numbers: Iterable[int]) -> None:
        inviting.not_told(change, event, numbers, by_mail)

    return take_back


def told(project: Project, language: Language) -> "Told":
    """Give what puts down that participants were told today, by mail, and that a new date asks them anew."""
    values = {"told": project.today, "told_how": language.text(_BY_MAIL)}

    def put_down(change: "Transaction", entry: "OutboxRow", persons: tuple[int, ...], anew: bool) -> None:
        if anew:
            inviting.asked_anew(change, entry.event, persons)
        if entry.state is State.SENT and entry.kind != "withdrawal":
            inviting.told(change, entry.event, persons, values)

    return put_down
