"""Mail and the register: whom an event's participants are written to as, and what is put down of them there, too."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.language.message import Message, msg, nmsg
from rusctl.mail import known
from rusctl.mail.history import CANCEL, LOCK, Said, State
from rusctl.mail.known import NOTHING, Addresses
from rusctl.model.people import Answer
from rusctl.model.plan import exact
from rusctl.model.recipients import Answer as MailAnswer
from rusctl.model.recipients import Recipient
from rusctl.services import selection
from rusctl.services.mailing.recipient_actions import Turn
from rusctl.services.people.register_access import declared, municipality_chooser, opened, role_chooser
from rusctl.services.project import Project
from rusctl.services.session import Session
from rusctl.storage.files import private
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    import sqlite3

    from rusctl.mail.answers import Unnoted
    from rusctl.mail.outbox import Entry, Outbox
    from rusctl.register.inviting import Choice, Chosen

VARIABLE = "RUSCTL_REGISTER"
FILE = "register.sqlite3"
NUMBERED = 20  # persons whose numbers are given in a sentence
_ANSWERS = {
    MailAnswer.ACCEPTED: Answer.ACCEPTED,
    MailAnswer.DECLINED: Answer.DECLINED,
    MailAnswer.TENTATIVE: Answer.TENTATIVE,
    MailAnswer.NEEDS_ACTION: Answer.NONE,
}
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


def is_there(run: Project | Session) -> bool:
    """Say whether the project has a register, without loading its library."""
    said = os.environ.get(VARIABLE) or declared(run)
    return bool(said) or (run.folder.path / private.NAME / FILE).exists()


def choice(
    run: Session, roles: Sequence[str] | None, municipalities: Sequence[str] | None, answers: Sequence[str] | None
) -> "Choice":
    """Make a choice of participants out of what options say; RusctlError where one of it is not known."""
    from rusctl.register.inviting import Choice

    plan = run.readable().plan
    selection.known(answers, [one.value for one in Answer], msg("an answer"))
    return Choice(
        roles=frozenset(map(role_chooser(plan), roles or ())),
        municipalities=frozenset(map(municipality_chooser(plan), municipalities or ())),
        answers=frozenset(map(Answer, answers or ())),
    )


def asked(run: Session, event: str, wanted: "Choice") -> Asked:
    """Give those who are entered under an event in the register, and say who of them is left out.

    Who has declined, or sends somebody else, is not invited unless that is what is wanted.
    """
    from rusctl.register import inviting

    when = next((exact(one.when) for one in run.loaded.plan.events if one.id == event), None)
    with opened(run).reading() as connection:
        found = inviting.chosen(connection, event, when.first if when else None, wanted)
        answers = inviting.answers(connection, event)
    _tell_left_out(run, found)
    left_out = frozenset[Answer]() if wanted.answers else inviting.NOT_ASKED_AGAIN
    recipients = [
        Recipient(address=one.address, name=one.name, role=one.role, language=one.language)
        for one in found.invited
        if one.answer not in left_out
    ]
    numbers = [*(one.number for one in found.invited), *found.not_held, *found.silent, *found.shared]
    return Asked(recipients, frozenset(numbers), answers)


def answers(run: Session, event: str) -> dict[int, Answer]:
    """Give what each person who is entered under an event has answered; nothing where there is no register."""
    if not is_there(run):
        return {}
    from rusctl.register import inviting

    with opened(run).reading() as connection:
        return inviting.answers(connection, event)


def _tell_left_out(run: Session, found: "Chosen") -> None:
    tell_hidden(run, found.hidden)
    for name, say in _LEFT_OUT.items():
        if numbers := getattr(found, name):
            run.tell(say(len(numbers), [*numbers[:NUMBERED], *(["…"] if len(numbers) > NUMBERED else [])]))


def addresses(run: Session, connection: "sqlite3.Connection") -> Addresses:
    """Give whose the addresses are that mail knows, and who may not be written to."""
    if not is_there(run):
        return NOTHING
    from rusctl.register import inviting

    with opened(run).reading() as register:
        current = inviting.reached(register)
    return known.addresses(known.written_down(connection), current, known.used(connection))


def write_down(connection: "sqlite3.Connection", found: Addresses) -> None:
    """Write down whose the addresses are that mail knows, for when they have others."""
    there = {key: found.persons[key][0] for key in known.used(connection) if key in found.persons}
    known.write_down(connection, there)


def write_down_addresses(run: Session, *, dry_run: bool = False) -> None:
    """Let mail know whose the addresses are, before something may give persons others."""
    with _mail(run, dry_run=dry_run) as connection:
        if connection is not None:
            write_down(connection, addresses(run, connection))


def merged(run: Session, gone: int, kept: int, *, dry_run: bool = False) -> None:
    """Let mail know that a person who was entered twice is one."""
    with _mail(run, dry_run=dry_run) as connection:
        if connection is not None:
            known.merged(connection, gone, kept)


@contextmanager
def _mail(run: Session, *, dry_run: bool) -> "Iterator[sqlite3.Connection | None]":
    """Open the database of mail to write, where there is one and it is no dry run."""
    from rusctl.mail import database

    folder = run.folder.path
    if dry_run or not database.path_of(folder).exists():
        yield None
        return
    with lock(folder, name=LOCK), database.opened(folder) as connection:
        yield connection


def without_hidden(run: Session, box: "Outbox", turns: list[Turn]) -> list[Turn]:
    """Leave out those who are protected or restricted, and say how many there is something to tell."""
    kept = [turn for turn in turns if turn.recipient.key not in box.addresses.hidden]
    tell_hidden(run, sum(bool(turn.step.kind) for turn in turns) - sum(bool(turn.step.kind) for turn in kept))
    return kept


def tell_hidden(run: Session, count: int) -> None:
    """Say how many are not written to, and not who."""
    if count:
        run.tell(
            nmsg(
                "{count} person is protected or restricted and is not written to",
                "{count} persons are protected or restricted and are not written to",
                count,
            )
        )


def tell_not_shown(run: Session, count: int) -> None:
    """Say how many rows of a listing are not shown, and not whose they are."""
    if count:
        run.tell(msg("{count} more are not shown, since their data are protected or restricted", count=count))


def keep_answers(run: Session, box: "Outbox", ids: dict[str, str], fresh: set[tuple[str, str]]) -> None:
    """Put answers down in the register that it has not been told of, for the persons whose the addresses are.

    `fresh` are those that were read now. An older one waits for a person who was not entered under the event, or for a
    register that could not be reached; what was put down there by hand meanwhile stands.
    """
    from rusctl.mail import answers

    waiting = answers.to_note(box.connection)
    if not waiting or not is_there(run):
        return
    from rusctl.register import inviting

    def work(change: Any) -> "list[Unnoted]":
        return [
            one
            for one in waiting
            if inviting.answered(
                change,
                ids.get(one.uid, ""),
                box.addresses.persons.get(one.key, ()),
                _ANSWERS[one.status],
                first=(one.uid, one.key) not in fresh,
            )
        ]

    done = opened(run).change("replies", work)
    answers.noted(box.connection, done)
    if done:
        run.tell(nmsg("{count} answer put down in the register", "{count} answers put down in the register", len(done)))


def keep_told(run: Session, box: "Outbox", entries: "Iterable[Entry]") -> None:
    """Put down in the register that participants were told today, by mail, and that a new date asks them anew."""
    if not is_there(run):
        return
    from rusctl.register import inviting

    told = {"told": run.today, "told_how": run.say(msg("e-mail"))}
    found = []
    of_event: dict[str, dict[str, list[Said]]] = {}
    for one in entries:
        persons = box.addresses.persons.get(one.recipient.key, ())
        if one.event not in of_event:
            of_event[one.event] = box.histories(box.uid(one.event))
        said = of_event[one.event].get(box.addresses.key(one.recipient.address), [])
        anew, sent = _asks_anew(one, said), one.state is State.SENT
        if persons and (sent or (anew and one.state is State.DRAFT)):
            found.append((one, persons, anew, sent))

    def work(change: Any) -> None:
        for one, persons, anew, sent in found:
            if anew:
                inviting.asked_anew(change, one.event, persons)
            if sent and one.kind != "withdrawal":
                inviting.told(change, one.event, persons, told)

    if found:
        opened(run).change("invite", work)


def _asks_anew(entry: "Entry", history: Iterable[Said]) -> bool:
    """Whether a message makes an answer that was given before void: another date, or an event that is on again."""
    if entry.kind != "invitation":
        return entry.kind == "update"
    return any(one.method == CANCEL and one.number < entry.number for one in history)
